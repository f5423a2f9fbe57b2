//! Compositions are the bytes that the wac CLI makes of the same text and components. Without that
//! program, which `cargo xtask peers` installs, the tests are told as ignored.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};

use engine::encode_composition;
use libtest_mimic::{Failed, Trial};
use model::{EncodeCompositionRequest, EncodeForm};

use crate::compositions::{self, Composing};
use crate::harness::is_installed;

/// The release that is linked in here.
const RELEASE: &str = "0.12.0";

/// A test for each composition that there is.
pub(crate) fn trials() -> Vec<Trial> {
    let is_missing = !is_installed("wac", RELEASE);
    let all = compositions::all().into_iter().map(|composing| {
        let name = format!("same bytes as `wac compose`/{}", composing.name);
        Trial::test(name, move || compare(&composing)).with_ignored_flag(is_missing)
    });
    all.collect()
}

fn compare(composing: &Composing) -> Result<(), Failed> {
    let folder = Folder::with(composing);
    let by_default = folder.wac(&[])?;
    let page = composing.compose().bytes.unwrap();
    if page != by_default {
        return Err("the page composes other bytes".into());
    }
    for imports_components in [false, true] {
        let request = EncodeCompositionRequest {
            text: composing.text.clone(),
            components: composing.components.clone(),
            form: EncodeForm {
                imports_components,
                strips_names: false,
            },
        };
        let encoded = encode_composition(&request).map_err(|error| error.message)?;
        let made = match imports_components {
            true => folder.wac(&["--import-dependencies"])?,
            false => by_default.clone(),
        };
        if encoded.bytes != made {
            return Err(
                format!("other bytes when components are imports: {imports_components}").into(),
            );
        }
    }
    Ok(())
}

/// A folder with the text and its packages where wac looks for them.
pub(crate) struct Folder(PathBuf);

impl Folder {
    pub(crate) fn with(composing: &Composing) -> Folder {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("dovetail-identity-{}-{count}", std::process::id());
        let folder = Folder(std::env::temp_dir().join(name));
        folder.write("compose.wac".as_ref(), composing.text.as_bytes());
        for component in &composing.components {
            let path = component.name.replace([':', '@'], "/");
            folder.write(format!("deps/{path}.wasm").as_ref(), &component.bytes);
        }
        folder
    }

    pub(crate) fn write(&self, path: &Path, contents: &[u8]) {
        let path = self.0.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, contents).unwrap();
    }

    fn wac(&self, options: &[&str]) -> Result<Vec<u8>, Failed> {
        self.run("wac", &[&["compose", "compose.wac"], options].concat())
    }

    /// What a program writes that is told to write to `out.wasm`.
    pub(crate) fn run(&self, program: &str, args: &[&str]) -> Result<Vec<u8>, Failed> {
        let mut command = Command::new(program);
        command.args(args).args(["-o", "out.wasm"]);
        let told = command.current_dir(&self.0).output()?;
        match told.status.success() {
            true => Ok(fs::read(self.0.join("out.wasm"))?),
            false => Err(String::from_utf8_lossy(&told.stderr).into_owned().into()),
        }
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        drop(fs::remove_dir_all(&self.0));
    }
}

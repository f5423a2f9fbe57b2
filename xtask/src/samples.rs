//! `cargo xtask samples`: builds the components of `wit-samples/` out of their sources.
//!
//! The binaries are committed, so only who changes a sample needs this. The same sources and the
//! same compilers give the same bytes on any machine.

mod build;
mod folder;
mod script;

use std::fs;

use anyhow::{Context, Result, ensure};

pub(crate) use self::folder::{SampleFolder, read_samples};

use self::build::Builder;
use self::folder::{Source, SourceKind, find_sources};
use self::script::{build_script, find_scripts};
use crate::machine::Machine;
use crate::step::{note, step};

/// The most a sample's component may have, in bytes.
const MAX_BYTES: usize = 300 * 1024;

/// The same for one that brings an engine of JavaScript.
const MAX_SCRIPT_BYTES: usize = 1000 * 1024;

/// Builds every component, writes it into its sample's folder and says what changed.
///
/// Components in C stay as they are where their compiler is missing; the error at the end says
/// so. Those in JavaScript come before, since they need no more than cargo.
pub(crate) fn run() -> Result<()> {
    let machine = Machine::new()?;
    let samples = read_samples(&machine.root)?;
    let sources = find_sources(&samples)?;
    let builder = Builder::new(&machine)?;
    let (in_c, in_rust): (Vec<&Source>, Vec<&Source>) =
        sources.iter().partition(|it| it.kind == SourceKind::C);
    step("components in Rust", || {
        builder.build_rust(&in_rust)?;
        write_all(&builder, &in_rust, &samples)
    })?;
    step("components in JavaScript", || {
        for script in find_scripts(&samples) {
            let component = fs::read(build_script(&machine, &script)?)?;
            ensure_small(script.file, &component, MAX_SCRIPT_BYTES)?;
            write(script.folder, script.file, &component)?;
        }
        Ok(())
    })?;
    step("components in C", || {
        builder.build_c(&in_c)?;
        write_all(&builder, &in_c, &samples)
    })
}

fn write_all(builder: &Builder, sources: &[&Source], samples: &[SampleFolder]) -> Result<()> {
    for source in sources {
        let component = builder.encode(source)?;
        ensure_small(&source.name, &component, MAX_BYTES)?;
        for folder in samples.iter().filter(|it| it.uses(&source.file())) {
            write(folder, &source.file(), &component)?;
        }
    }
    Ok(())
}

fn ensure_small(name: &str, component: &[u8], most: usize) -> Result<()> {
    let size = component.len();
    ensure!(
        size <= most,
        "`{name}` has {size} bytes, and {most} are allowed"
    );
    Ok(())
}

/// Writes a component and says how it differs from what was there.
fn write(folder: &SampleFolder, file: &str, component: &[u8]) -> Result<()> {
    let path = folder.path.join(file);
    let change = match fs::read(&path) {
        Ok(old) if old == component => "unchanged".to_owned(),
        Ok(old) => format!("changed, was {} bytes", old.len()),
        Err(_) => "new".to_owned(),
    };
    let shown = format!("{}/{file}", folder.sample.name);
    note(&format!(
        "{shown:<40} {:>7} bytes  {change}",
        component.len()
    ));
    fs::write(&path, component).with_context(|| format!("cannot write `{}`", path.display()))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    /// The samples as committed, read without building anything.
    fn committed() -> Vec<SampleFolder> {
        read_samples(&Machine::new().unwrap().root).unwrap()
    }

    #[test]
    fn samples_are_named_after_their_folders() {
        let names: Vec<String> = committed().into_iter().map(|it| it.sample.name).collect();
        let folders: Vec<String> = committed()
            .into_iter()
            .map(|it| it.path.file_name().unwrap().to_str().unwrap().to_owned())
            .collect();
        assert_eq!(names, folders);
    }

    #[test]
    fn all_texts_of_a_sample_are_listed() {
        for folder in committed() {
            let mut found: Vec<String> = ["README.md", "compose.wac"].map(String::from).into();
            for texts in ["wit", "twins"] {
                found.extend(files_of(&folder.path.join(texts), texts));
            }
            let made = folder.sample.components.iter();
            found.extend(made.filter_map(|it| Some(it.made.as_ref()?.entry().to_owned())));
            found.sort();
            assert_eq!(folder.sample.files, found, "in {}", folder.sample.name);
        }
    }

    #[test]
    fn components_are_components_within_the_limit() {
        for folder in committed() {
            for component in &folder.sample.components {
                let bytes = fs::read(folder.path.join(&component.file)).unwrap();
                assert!(
                    bytes.starts_with(b"\0asm\x0d\0\x01\0"),
                    "{}",
                    component.file
                );
                let most = match component.made {
                    Some(_) => MAX_SCRIPT_BYTES,
                    None => MAX_BYTES,
                };
                assert!(bytes.len() <= most, "{}", component.file);
            }
        }
    }

    #[test]
    fn every_sample_has_a_call_of_its_composition() {
        for folder in committed() {
            let first = folder.sample.calls.first().unwrap();
            assert_eq!(first.target, model::Target::Composition);
        }
    }

    /// A sample that borrows another's component carries that component's WIT along.
    #[test]
    fn copies_of_a_wit_package_are_the_same() {
        let root = Machine::new().unwrap().root.join("wit-samples");
        let original = fs::read_to_string(root.join("text-bridge/wit/text.wit")).unwrap();
        let copy = fs::read_to_string(root.join("http-text/wit/deps/text/text.wit")).unwrap();
        assert_eq!(copy, original);
    }

    /// Paths below the sample of the files in `path`, which is `shown` there.
    fn files_of(path: &Path, shown: &str) -> Vec<String> {
        let mut files = Vec::new();
        for entry in fs::read_dir(path).unwrap() {
            let entry = entry.unwrap();
            let name = format!("{shown}/{}", entry.file_name().to_str().unwrap());
            if entry.path().is_dir() {
                files.extend(files_of(&entry.path(), &name));
            } else {
                files.push(name);
            }
        }
        files
    }
}

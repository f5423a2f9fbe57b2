//! The page's program in parts: what the first screen needs, and what is loaded after it.
//!
//! Trunk links the program whole and binds it. For a release its output is replaced here by the
//! parts, in a folder whose name tells their content, so that they may be cached for ever and
//! parts of two builds never meet.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};

use crate::machine::Machine;
use crate::{files, tools};

/// The program's name: its crate's, its files' and that of its folder beside the page.
const NAME: &str = "app";

/// Splits the program that Trunk built into `dist`, and makes its page load the parts.
pub(crate) fn page(machine: &Machine, dist: &Path) -> Result<()> {
    let linked = machine
        .target
        .join("wasm32-unknown-unknown/page")
        .join(format!("{NAME}.wasm"));
    let parts = machine.target.join("parts");
    if parts.exists() {
        fs::remove_dir_all(&parts)?;
    }
    split(machine, &linked, &parts)?;
    let folder = format!("{NAME}-{}", content(&parts)?);
    files::copy_below(&parts, &dist.join(&folder))?;
    load_from(&folder, dist)
}

/// Writes the parts of a linked program, with the JavaScript that loads them.
fn split(machine: &Machine, linked: &Path, parts: &Path) -> Result<()> {
    tools::splitter(machine)
        .arg(linked)
        .arg(parts)
        .args(["--target", "web", "--out-name", NAME])
        .run()?;
    let first = parts.join(format!("{NAME}.wasm"));
    // The later parts call into the first, by its table and with names as the linker gave them.
    machine
        .command("wasm-bindgen")
        .args(["--target", "web", "--no-typescript"])
        .args(["--keep-lld-exports", "--no-demangle"])
        .args(["--out-name", NAME, "--out-dir"])
        .args([parts, &first])
        .run()?;
    fs::remove_file(first)?;
    for path in files::below(parts)? {
        if path.extension().is_some_and(|it| it == "wasm") {
            let stripped = stripped(&fs::read(&path)?)
                .with_context(|| format!("`{}` is no WebAssembly", path.display()))?;
            fs::write(&path, stripped)?;
        } else {
            minify(machine, &path)?;
        }
    }
    Ok(())
}

/// Shortens a JavaScript module in place, with what bundles the editor.
fn minify(machine: &Machine, module: &Path) -> Result<()> {
    machine
        .command(machine.root.join("web/node_modules/.bin/esbuild"))
        .arg(module)
        .args(["--minify", "--format=esm", "--log-level=warning"])
        // wasm-bindgen names a module once for each function that it takes from it.
        .arg("--log-override:duplicate-object-key=silent")
        .arg("--allow-overwrite")
        .arg(format!("--outfile={}", module.display()))
        .run()
}

/// A fingerprint of all files of a folder.
fn content(folder: &Path) -> Result<String> {
    let mut all = Vec::new();
    for path in files::below(folder)? {
        all.extend(path.strip_prefix(folder)?.to_string_lossy().bytes());
        all.extend(fs::read(&path)?);
    }
    Ok(files::fingerprint(&all))
}

/// Makes the page load the program from a folder beside it, and removes what it loaded so far.
fn load_from(folder: &str, dist: &Path) -> Result<()> {
    let page = dist.join("index.html");
    let html = files::read(&page)?;
    let (script, binary) = (whole(dist, ".js")?, whole(dist, "_bg.wasm")?);
    let mut split = html.clone();
    for (old, new) in [
        (&script, format!("{folder}/{NAME}.js")),
        (&binary, format!("{folder}/{NAME}_bg.wasm")),
    ] {
        let name = old.file_name().unwrap_or_default().to_string_lossy();
        ensure!(split.contains(&*name), "the page does not load `{name}`");
        split = split.replace(&*name, &new);
    }
    files::write(&page, split)?;
    fs::remove_file(script)?;
    fs::remove_file(binary)?;
    Ok(())
}

/// The file of the whole program that ends so.
fn whole(dist: &Path, end: &str) -> Result<PathBuf> {
    let prefix = format!("{NAME}-");
    for entry in fs::read_dir(dist)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if path.is_file() && name.starts_with(&prefix) && name.ends_with(end) {
            return Ok(path);
        }
    }
    bail!("Trunk wrote no `{prefix}…{end}`")
}

/// A module without its custom sections, which hold names for debuggers.
fn stripped(module: &[u8]) -> Result<Vec<u8>> {
    const HEADER: usize = 8;
    const CUSTOM: u8 = 0;
    let mut kept = module.get(..HEADER).context("it is too short")?.to_vec();
    let mut at = HEADER;
    while at < module.len() {
        let (length, start) = length(module, at + 1)?;
        let end = start + length;
        let section = module.get(at..end).context("a section is cut off")?;
        if section[0] != CUSTOM {
            kept.extend_from_slice(section);
        }
        at = end;
    }
    Ok(kept)
}

/// The number in LEB128 at this place, and the place after it.
fn length(bytes: &[u8], mut at: usize) -> Result<(usize, usize)> {
    let mut value = 0;
    for shift in (0..35).step_by(7) {
        let byte = *bytes.get(at).context("a length is cut off")?;
        at += 1;
        value |= usize::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return Ok((value, at));
        }
    }
    bail!("a length has too many bytes")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn custom_sections_are_left_out() {
        let header = b"\0asm\x01\0\0\0";
        let custom = b"\0\x05\x04name";
        let memory = b"\x05\x03\x01\0\x01";
        let module = [&header[..], custom, memory, custom].concat();
        assert_eq!(stripped(&module).unwrap(), [&header[..], memory].concat());
    }

    #[test]
    fn a_module_that_is_cut_off_is_refused() {
        for cut in [
            &b"\0asm"[..],
            b"\0asm\x01\0\0\0\x05",
            b"\0asm\x01\0\0\0\x05\x03\x01",
        ] {
            assert!(stripped(cut).is_err());
        }
    }

    #[test]
    fn lengths_may_be_padded() {
        assert_eq!(length(&[0x85, 0x80, 0x80, 0x80, 0x00], 0).unwrap(), (5, 5));
        assert!(length(&[0x80; 6], 0).is_err());
    }
}

//! The page's program in parts: what the first screen needs, and what is loaded after it.
//!
//! Trunk links the program whole and binds it. For a release its output is replaced here by the
//! parts, in a folder whose name tells their content, so that they may be cached for ever and
//! parts of two builds never meet.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail, ensure};

use crate::machine::Machine;
use crate::shrink::{shrink, strip};
use crate::{files, npm, tools};

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
    shrink(machine, parts, NAME)?;
    for path in files::below(parts)? {
        match path.extension().is_some_and(|it| it == "wasm") {
            true => strip(&path)?,
            false => npm::shorten(machine, &path)?,
        }
    }
    Ok(())
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

//! StarlingMonkey, the engine with the web platform, and what gives it the functions of a world: core
//! modules that a published npm package carries. The page loads them when a user chose them.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use sha2::{Digest, Sha256};

use crate::files;
use crate::machine::Machine;
use crate::step::note;

const PACKAGE: &str = "@bytecodealliance/componentize-js@0.23.0";

/// Where each module is in the package, what it is called beside the page, and its SHA-256.
const MODULES: [(&str, &str, &str); 2] = [
    (
        "lib/starlingmonkey_embedding.wasm",
        "starlingmonkey.wasm",
        "6094cd93d966f9bec9b01332db6e0eedbaf22f60b745c9f823f21e33cbd4d365",
    ),
    (
        "lib/spidermonkey-embedding-splicer.core.wasm",
        "starlingmonkey-splicer.wasm",
        "6190193dbfefc48afa9ff191af442e27c59741a4a2b62681b4c4943a8fa7c055",
    ),
];

/// Writes the modules into a folder, unless they are there.
pub(crate) fn write(machine: &Machine, folder: &Path) -> Result<()> {
    let is_there = MODULES
        .iter()
        .all(|(_, name, digest)| fs::read(folder.join(name)).is_ok_and(|it| is(&it, digest)));
    if is_there {
        note("as it is known already");
        return Ok(());
    }
    let package = bring(machine)?;
    for (path, name, digest) in MODULES {
        let module = package.join("package").join(path);
        let bytes =
            fs::read(&module).with_context(|| format!("`{PACKAGE}` carries no `{path}`"))?;
        ensure!(
            is(&bytes, digest),
            "`{path}` of {PACKAGE} is not the one that is known: its SHA-256 is not {digest}"
        );
        files::write(&folder.join(name), bytes)?;
        note(&format!("{PACKAGE}: {name}"));
    }
    fs::remove_dir_all(package)?;
    Ok(())
}

fn is(bytes: &[u8], digest: &str) -> bool {
    format!("{:x}", Sha256::digest(bytes)) == digest
}

/// A folder with the package's modules. Only its archive is downloaded: what it depends on has native
/// programs, which nobody needs here.
fn bring(machine: &Machine) -> Result<std::path::PathBuf> {
    let folder = machine.target.join("starlingmonkey");
    fs::create_dir_all(&folder)?;
    let archive = machine
        .command("npm")
        .args(["pack", "--silent", "--prefer-offline", PACKAGE])
        .folder(&folder)
        .read()
        .context("Node.js 20 or newer with npm is needed")?;
    let modules = MODULES.map(|(path, ..)| format!("package/{path}"));
    machine
        .command("tar")
        .args(["-xzf", archive.trim()])
        .args(modules)
        .folder(&folder)
        .run()?;
    Ok(folder)
}

//! StarlingMonkey, the engine with the web platform, and what gives it the functions of a world: core
//! modules that a published npm package carries. The page loads them when a user chose them.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::carried::Carried;
use crate::machine::Machine;
use crate::step::note;

const PACKAGE: &str = "@bytecodealliance/componentize-js@0.23.0";

const MODULES: [Carried; 2] = [
    Carried {
        path: "package/lib/starlingmonkey_embedding.wasm",
        name: "starlingmonkey.wasm",
        digest: "6094cd93d966f9bec9b01332db6e0eedbaf22f60b745c9f823f21e33cbd4d365",
    },
    Carried {
        path: "package/lib/spidermonkey-embedding-splicer.core.wasm",
        name: "starlingmonkey-splicer.wasm",
        digest: "6190193dbfefc48afa9ff191af442e27c59741a4a2b62681b4c4943a8fa7c055",
    },
];

/// Writes the modules into a folder, unless they are there.
pub(crate) fn write(machine: &Machine, folder: &Path) -> Result<()> {
    if MODULES.iter().all(|it| it.is_in(folder)) {
        note("as it is known already");
        return Ok(());
    }
    let files = bring(machine)?;
    MODULES
        .iter()
        .try_for_each(|it| it.copy(PACKAGE, &files, folder))?;
    fs::remove_dir_all(files)?;
    Ok(())
}

/// A folder with the package's modules. Only its archive is downloaded: what it depends on has native
/// programs, which nobody needs here.
fn bring(machine: &Machine) -> Result<PathBuf> {
    let folder = machine.target.join("starlingmonkey");
    fs::create_dir_all(&folder)?;
    let archive = machine
        .command("npm")
        .args(["pack", "--silent", "--prefer-offline", PACKAGE])
        .folder(&folder)
        .read()
        .context("Node.js 20 or newer with npm is needed")?;
    machine
        .command("tar")
        .args(["-xzf", archive.trim()])
        .args(MODULES.map(|it| it.path))
        .folder(&folder)
        .run()?;
    Ok(folder)
}

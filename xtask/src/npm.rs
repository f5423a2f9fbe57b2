//! npm packages of a folder, and its scripts.

use std::path::Path;

use anyhow::{Context, Result};

use crate::command::Command;
use crate::files;
use crate::machine::Machine;
use crate::step::note;

/// Installs what the folder's lock file names, unless that is what is installed.
pub(crate) fn set_up(machine: &Machine, folder: &Path) -> Result<()> {
    let lock = files::read(&folder.join("package-lock.json"))?;
    let wanted = files::fingerprint(lock.as_bytes());
    let stamp = folder.join("node_modules/.dovetail");
    if files::read(&stamp).is_ok_and(|found| found == wanted) {
        note("as the lock file says already");
        return Ok(());
    }
    machine
        .command("npm")
        .args(["ci", "--no-audit", "--no-fund", "--prefer-offline"])
        .folder(folder)
        .run()
        .context("Node.js 20 or newer with npm is needed")?;
    files::write(&stamp, wanted)
}

/// Runs a script of the folder's `package.json`.
pub(crate) fn script(machine: &Machine, folder: &Path, name: &str) -> Result<()> {
    command(machine, folder, name).run()
}

/// The command of a script.
pub(crate) fn command(machine: &Machine, folder: &Path, name: &str) -> Command {
    machine
        .command("npm")
        .args(["run", "--silent", name])
        .folder(folder)
}

/// Shortens a script or styles in place, with what bundles the editor.
pub(crate) fn shorten(machine: &Machine, file: &Path) -> Result<()> {
    machine
        .command(machine.root.join("web/node_modules/.bin/esbuild"))
        .arg(file)
        .args(["--minify", "--format=esm", "--log-level=warning"])
        // wasm-bindgen names a module once for each function that it takes from it.
        .arg("--log-override:duplicate-object-key=silent")
        .arg("--allow-overwrite")
        .arg(format!("--outfile={}", file.display()))
        .run()
}

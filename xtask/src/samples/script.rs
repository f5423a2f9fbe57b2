//! The components of samples that are made of modules, which the room `author` makes as the page
//! would.

use std::path::PathBuf;

use anyhow::Result;
use model::Made;

use super::build::TOOLCHAIN;
use super::folder::SampleFolder;
use crate::machine::Machine;
use crate::script_engine;

/// A module of a sample, and the component that is made of it.
#[derive(Debug)]
pub(super) struct Script<'a> {
    /// The sample.
    pub(super) folder: &'a SampleFolder,
    /// The file of the component, below the sample's folder.
    pub(super) file: &'a str,
    /// The module, below that folder.
    entry: &'a str,
    /// The world it implements, of the package in `wit/`.
    world: &'a str,
}

/// The modules of the samples.
pub(super) fn find_scripts(samples: &[SampleFolder]) -> Vec<Script<'_>> {
    let mut scripts = Vec::new();
    for folder in samples {
        for component in &folder.sample.components {
            if let Some(Made::Script { entry, world, .. }) = &component.made {
                scripts.push(Script {
                    folder,
                    file: &component.file,
                    entry,
                    world: &world.world,
                });
            }
        }
    }
    scripts
}

/// Makes a component of a module; gives where it is.
pub(super) fn build_script(machine: &Machine, script: &Script<'_>) -> Result<PathBuf> {
    let engines = machine.target.join("samples/engines");
    script_engine::write(machine, &engines)?;
    let out = machine.target.join("samples").join(script.file);
    let folder = &script.folder.path;
    machine
        .command("cargo")
        .args(["run", "--quiet", "--locked", "--manifest-path"])
        .arg(machine.root.join("Cargo.toml"))
        .args(["--package", "author", "--example", "componentize", "--"])
        .arg(engines.join("quickjs.wasm"))
        .arg(folder.join("wit"))
        .arg(script.world)
        .arg(script.entry)
        .arg(&out)
        // The module is called as in the workspace of the page.
        .folder(folder)
        .env("RUSTUP_TOOLCHAIN", TOOLCHAIN)
        .run()?;
    Ok(out)
}

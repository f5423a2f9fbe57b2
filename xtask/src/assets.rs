//! What the page needs beside what Trunk builds: bundles, samples, the WIT pack; and, for a
//! release, its program in parts and its styles in one.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::machine::Machine;
use crate::shrink::shrink;
use crate::step::step;
use crate::{files, npm, sample_index, script_engine, split, starling, styles, tools, wit_pack};

/// Set when [`prepare`] ran just before, so that Trunk's hook only copies.
pub(crate) const READY: &str = "DOVETAIL_ASSETS_READY";

/// The programs of workers, by the names of their files.
const WORKERS: [&str; 3] = ["worker", "maker", "author"];

/// Makes everything and copies it to where Trunk's hook is told to.
pub(crate) fn run() -> Result<()> {
    let mut machine = Machine::new()?;
    if env::var_os(READY).is_none() {
        prepare(&machine)?;
    }
    let staging = env::var_os("TRUNK_STAGING_DIR").map(PathBuf::from);
    let to = staging.unwrap_or_else(|| machine.dist());
    stage(&machine, &to).context("cannot lay assets beside the page")?;
    if env::var("TRUNK_PROFILE").is_ok_and(|profile| profile == "release") {
        tools::set_up(&mut machine)?;
        split::page(&machine, &to).context("cannot split the page's program into parts")?;
        for program in WORKERS {
            shrink(&machine, &to, program).context("cannot shorten the workers' programs")?;
        }
        styles::join(&machine, &to).context("cannot join the page's styles")?;
    }
    Ok(())
}

/// Makes everything, or sees that it is made.
pub(crate) fn prepare(machine: &Machine) -> Result<()> {
    let web = machine.root.join("web");
    step("npm packages of web/", || npm::set_up(machine, &web))?;
    step("bundles of the editor and the runner", || {
        npm::script(machine, &web, "build")
    })?;
    step("WIT of wasi:* out of published packages", || {
        wit_pack::write(machine, &machine.site().join("wit-pack.json"))
    })?;
    step("engine of JavaScript out of a published crate", || {
        script_engine::write(machine, &machine.site())
    })?;
    step("engine with the web platform out of an npm package", || {
        starling::write(machine, &machine.site())
    })?;
    step("samples and their index", || {
        sample_index::stage(&machine.root, &machine.site().join("samples"))
    })
}

fn stage(machine: &Machine, to: &Path) -> Result<()> {
    files::copy_below(&machine.root.join("web/dist"), to)?;
    files::copy_below(&machine.site(), to)
}

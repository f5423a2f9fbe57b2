//! Trunk, with the right toolchain and tools.

use anyhow::{Result, bail};

use crate::assets;
use crate::command::Command;
use crate::machine::Machine;
use crate::step::step;
use crate::{toolchain, tools};

/// Runs Trunk with these arguments.
pub(crate) fn run(args: &[String]) -> Result<()> {
    if args.is_empty() {
        bail!("say what Trunk shall do, such as `cargo xtask trunk serve`");
    }
    let mut machine = Machine::new()?;
    set_up(&mut machine)?;
    command(&machine)?.args(args).run()
}

/// Puts the toolchain and the tools in force and fetches the locked crates.
pub(crate) fn set_up(machine: &mut Machine) -> Result<()> {
    step("Rust toolchain that builds for wasm32", || {
        toolchain::set_up(machine)
    })?;
    step("Trunk and wasm-bindgen", || tools::set_up(machine))?;
    step("crates of the lock file", || fetch(machine))
}

/// Erased view types make the page a tenth smaller; `target_features` tells wasm-bindgen what the
/// code may use, and would be stripped with the symbols.
const RELEASE_FLAGS: &str = "--cfg erase_components -Clink-arg=--keep-section=target_features";

/// The page, built for release into `dist/`.
pub(crate) fn build(machine: &Machine) -> Result<()> {
    let dist = machine.dist();
    command(machine)?
        .args(["build", "--release", "--offline", "--dist"])
        .arg(dist)
        .env(
            "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS",
            RELEASE_FLAGS,
        )
        .env(assets::READY, "1")
        .run()
}

fn command(machine: &Machine) -> Result<Command> {
    let this = std::env::current_exe()?;
    let command = machine
        .command("trunk")
        // The hook of Trunk.toml asks for it, and so needs no second build of xtask.
        .env("DOVETAIL_XTASK", this)
        // Trunk refuses the value that everyone else gives this variable.
        .env("NO_COLOR", "true");
    Ok(command)
}

/// Fetches what the lock file names, asking the network only when something is missing.
fn fetch(machine: &mut Machine) -> Result<()> {
    let fetch = machine.command("cargo").arg("fetch");
    if fetch
        .clone()
        .args(["--locked", "--offline"])
        .read()
        .is_err()
    {
        fetch.run()?;
    }
    machine.go_offline();
    Ok(())
}

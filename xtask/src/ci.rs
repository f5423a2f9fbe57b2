//! `ci`: all that CI checks.

use anyhow::Result;

use crate::machine::Machine;
use crate::step::step;
use crate::{test, tidy, toolchain, trunk};

/// The crates that a browser runs, which must be clean for wasm32 too.
const BROWSER_CRATES: [&str; 10] = [
    "--package",
    "model",
    "--package",
    "engine",
    "--package",
    "bindgen",
    "--package",
    "worker",
    "--package",
    "app",
];

/// Formatting, lints native and for wasm32, tidiness, tests.
pub(crate) fn run() -> Result<()> {
    let mut machine = Machine::new()?;
    trunk::set_up(&mut machine)?;
    step("formatting", || {
        machine
            .command("cargo")
            .args(["fmt", "--all", "--check"])
            .run()
    })?;
    tidy::run()?;
    step("clippy, native", || {
        clippy(&machine, &["--workspace", "--all-targets"])
    })?;
    step("clippy, wasm32", || {
        let target = ["--target", toolchain::WASM, "--all-targets"];
        clippy(&machine, &[&BROWSER_CRATES[..], &target[..]].concat())
    })?;
    test::run(&[])
}

fn clippy(machine: &Machine, what: &[&str]) -> Result<()> {
    machine
        .command("cargo")
        .arg("clippy")
        .args(what)
        .args(["--", "-D", "warnings"])
        .run()
}

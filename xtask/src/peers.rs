//! `peers`: the programs that benches and identity tests compare with.

use std::ffi::OsStr;
use std::path::PathBuf;

use anyhow::{Result, bail};

use crate::command::Command;
use crate::files;
use crate::machine::Machine;
use crate::step::{note, step, told};
use crate::tools::{self, Build, Tool};
use crate::trunk;

const CRATES: [Tool<'static>; 3] = [
    Tool {
        name: "wasm-tools",
        package: "wasm-tools",
        version: "1.262.0",
        features: "",
        build: Build::AsReleased,
    },
    Tool {
        name: "wac",
        package: "wac-cli",
        version: "0.12.0",
        features: "",
        build: Build::AsReleased,
    },
    Tool {
        name: "wasmtime",
        package: "wasmtime-cli",
        version: "48.0.8",
        features: "",
        build: Build::AsReleased,
    },
];

const JCO: &str = "jco";
const JCO_PACKAGE: &str = "@bytecodealliance/jco";
const JCO_VERSION: &str = "1.35.0";

/// Installs every peer that is missing, and names those that cannot be had.
pub(crate) fn run() -> Result<()> {
    let mut machine = Machine::new()?;
    trunk::set_up(&mut machine)?;
    machine.go_online();
    let mut failed = Vec::new();
    if let Err(error) = step("jco", || install_jco(&machine)) {
        eprintln!("error: {}", told(&error));
        failed.push(JCO);
    }
    for tool in &CRATES {
        let title = format!("{} {}", tool.name, tool.version);
        if let Err(error) = step(&title, || tools::provide(&mut machine, tool)) {
            eprintln!("error: {}", told(&error));
            failed.push(tool.name);
        }
    }
    if !failed.is_empty() {
        bail!("not installed: {}", failed.join(", "));
    }
    Ok(())
}

/// Puts the installed peers in force and names the missing ones.
pub(crate) fn put_in_force(machine: &mut Machine) -> Vec<&'static str> {
    let mut missing = Vec::new();
    for tool in &CRATES {
        let bin = machine.tool_folder(tool.name, tool.version).join("bin");
        let cached = bin.join(tool.name).is_file();
        if cached {
            machine.use_tools(bin);
        } else if machine.find(tool.name).is_none() {
            missing.push(tool.name);
        }
    }
    let bin = jco_folder(machine).join("node_modules/.bin");
    if bin.join(JCO).exists() {
        machine.use_tools(bin);
    } else if machine.find(JCO).is_none() {
        missing.push(JCO);
    }
    missing
}

fn install_jco(machine: &Machine) -> Result<()> {
    let folder = jco_folder(machine);
    if folder.join("node_modules/.bin").join(JCO).exists() {
        note(&format!("{JCO} {JCO_VERSION} from the cache"));
        return Ok(());
    }
    files::write(&folder.join("package.json"), "{ \"private\": true }\n")?;
    let package = format!("{JCO_PACKAGE}@{JCO_VERSION}");
    npm(["install", "--no-audit", "--no-fund", package.as_str()])
        .folder(&folder)
        .run()
}

fn npm<A: AsRef<OsStr>>(args: impl IntoIterator<Item = A>) -> Command {
    Command::new("npm").args(args)
}

/// Where jco is installed as an npm package.
pub(crate) fn jco_folder(machine: &Machine) -> PathBuf {
    machine.tool_folder(JCO, JCO_VERSION)
}

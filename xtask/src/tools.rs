//! Trunk, the wasm-bindgen CLI and the splitter, each of one exact version.

use std::path::Path;

use anyhow::{Context, Result};

use crate::command::Command;
use crate::files;
use crate::machine::Machine;
use crate::step::note;

const TRUNK: &str = "0.21.14";

const SPLITTER: Tool<'static> = Tool {
    name: "wasm-split-cli",
    package: "wasm_split_cli_support",
    version: "0.2.4",
    features: "build-binary",
    build: Build::Quick,
};

/// A program that a crate installs.
#[derive(Debug, Clone)]
pub(crate) struct Tool<'a> {
    /// The program's name, and its folder's in the cache.
    pub(crate) name: &'a str,
    /// The crate it comes from.
    pub(crate) package: &'a str,
    /// The crate's version.
    pub(crate) version: &'a str,
    /// The crate's features, parted by commas.
    pub(crate) features: &'a str,
    /// How it is built.
    pub(crate) build: Build,
}

/// How a tool is built.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Build {
    /// In little time: it runs for a second, and need not be optimised for ten minutes.
    Quick,
    /// As its makers release it: it is measured.
    AsReleased,
}

/// Finds or gets Trunk and wasm-bindgen and puts them in force.
pub(crate) fn set_up(machine: &mut Machine) -> Result<()> {
    let bindgen = locked_version(&machine.root, "wasm-bindgen")?;
    let tools = [
        Tool {
            name: "trunk",
            package: "trunk",
            version: TRUNK,
            features: "",
            build: Build::Quick,
        },
        Tool {
            name: "wasm-bindgen",
            package: "wasm-bindgen-cli",
            version: &bindgen,
            features: "",
            build: Build::Quick,
        },
    ];
    for tool in &tools {
        provide(machine, tool)?;
    }
    provide_splitter(machine)
}

/// The program that splits the page's program into parts, once it is set up.
pub(crate) fn splitter(machine: &Machine) -> Command {
    let folder = machine.tool_folder(SPLITTER.name, SPLITTER.version);
    let program = folder.join("bin").join(SPLITTER.name);
    // It tells of what it thinks odd in any program.
    machine.command(program).env("RUST_LOG", "error")
}

/// The splitter tells no version, so only the cache's is known to be the right one.
fn provide_splitter(machine: &Machine) -> Result<()> {
    let folder = machine.tool_folder(SPLITTER.name, SPLITTER.version);
    if !folder.join("bin").join(SPLITTER.name).is_file() {
        install(machine, &SPLITTER, &folder)?;
    }
    note(&format!(
        "{} {} from the cache",
        SPLITTER.name, SPLITTER.version
    ));
    Ok(())
}

/// Puts a tool in force: the one on `PATH` when its version is right, else the cache's, which is
/// built first when it is missing.
pub(crate) fn provide(machine: &mut Machine, tool: &Tool) -> Result<()> {
    if has_version(&machine.command(tool.name), tool.version) {
        note(&format!("{} {} from PATH", tool.name, tool.version));
        return Ok(());
    }
    let folder = machine.tool_folder(tool.name, tool.version);
    let bin = folder.join("bin");
    if !has_version(&Command::new(bin.join(tool.name)), tool.version) {
        install(machine, tool, &folder)?;
    }
    note(&format!("{} {} from the cache", tool.name, tool.version));
    machine.use_tools(bin);
    Ok(())
}

fn has_version(program: &Command, version: &str) -> bool {
    let told = program.clone().arg("--version").read();
    told.is_ok_and(|told| told.split_whitespace().any(|word| word == version))
}

fn install(machine: &Machine, tool: &Tool, folder: &Path) -> Result<()> {
    note(&format!("building {} {}", tool.name, tool.version));
    let mut install = machine
        .command("cargo")
        .args(["install", tool.package, "--version", tool.version])
        .args(["--features", tool.features])
        .arg("--root")
        .arg(folder)
        .env("CARGO_TARGET_DIR", machine.target.join("tools"));
    if tool.build == Build::Quick {
        install = install
            .env("CARGO_PROFILE_RELEASE_LTO", "off")
            .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1");
    }
    // The tool's own lock may name a release that this registry does not serve.
    let locked = install.clone().arg("--locked").run();
    locked.or_else(|_| install.run())
}

/// The version that `Cargo.lock` names for a package.
pub(crate) fn locked_version(root: &Path, package: &str) -> Result<String> {
    let lock = files::read(&root.join("Cargo.lock"))?;
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name).skip(1);
    lines
        .next()
        .and_then(|line| line.strip_prefix("version = \""))
        .and_then(|rest| rest.strip_suffix('"'))
        .map(str::to_owned)
        .with_context(|| format!("`Cargo.lock` names no `{package}`"))
}

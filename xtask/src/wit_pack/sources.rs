//! Where WIT is taken from, and how it is brought here.

use std::fmt;
use std::fs;
use std::path::PathBuf;

use anyhow::Result;

use crate::machine::Machine;
use crate::registry::bring_crate;

use Source::{Crate, Npm};

/// Of two that carry one package, the first is believed.
pub(super) const SOURCES: [Source; 27] = [
    Crate("wasi@0.12.1+wasi-0.2.0"),
    Crate("wasi@0.13.2+wasi-0.2.1"),
    Crate("wasi@0.13.3+wasi-0.2.2"),
    Crate("wasi@0.14.1+wasi-0.2.3"),
    Crate("wasi@0.14.2+wasi-0.2.4"),
    Crate("wasmtime-wasi-http@36.0.20"),
    Crate("wasip2@1.0.2+wasi-0.2.9"),
    Crate("wasip2@2.0.1+wasi-0.2.12"),
    Crate("wasip3@0.1.1+wasi-0.3.0-rc-2025-08-15"),
    Crate("wasip3@0.3.1+wasi-0.3.0-rc-2025-09-16"),
    Crate("wasip3@0.4.0+wasi-0.3.0-rc-2026-01-06"),
    Crate("wasip3@0.6.0+wasi-0.3.0-rc-2026-03-15"),
    Crate("wasip3@0.9.0+wasi-0.3.0"),
    Crate("wasip3@0.10.0+wasi-0.3.2"),
    Crate("wasmtime-wasi-config@48.0.8"),
    Crate("wasmtime-wasi-keyvalue@48.0.8"),
    Crate("wasmtime-wasi-tls@48.0.8"),
    Crate("wasmtime-wasi-nn@24.0.13"),
    Crate("wasmtime-wasi-nn@30.0.2"),
    Crate("wasmtime-wasi-nn@48.0.8"),
    Crate("wasmcloud-component@0.2.0"),
    Crate("omnia-wasi-messaging@0.37.0"),
    Crate("wrpc-wasi-keyvalue@0.3.0"),
    Crate("golem-wit@1.1.12"),
    Crate("spin-sdk@7.0.0"),
    Crate("spin-sdk@3.1.1"),
    Npm("@bytecodealliance/jco@1.35.0"),
];

/// A published package that carries WIT, as `name@version`.
#[derive(Debug, Clone, Copy)]
pub(super) enum Source {
    /// Of Rust's registry.
    Crate(&'static str),
    /// Of npm's registry.
    Npm(&'static str),
}

impl Source {
    /// The folder of its files, downloaded when they are not here yet.
    pub(super) fn bring(self, machine: &Machine) -> Result<PathBuf> {
        match self {
            Crate(name) => bring_crate(machine, name),
            Npm(name) => bring_npm(machine, name),
        }
    }
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Crate(name) => f.write_str(name),
            Npm(name) => write!(f, "npm {name}"),
        }
    }
}

/// An npm package's files, downloaded by npm when they are not here yet.
fn bring_npm(machine: &Machine, source: &str) -> Result<PathBuf> {
    let folder = machine.target.join("npm").join(source.replace('/', "+"));
    let files = folder.join("package");
    if files.is_dir() {
        return Ok(files);
    }
    fs::create_dir_all(&folder)?;
    let pack = machine.command("npm").args(["pack", "--silent", source]);
    let archive = pack.folder(&folder).read()?;
    let unpack = machine
        .command("tar")
        .args(["-xzf", &archive, "--wildcards", "*.wit"]);
    unpack.folder(&folder).run()?;
    Ok(files)
}

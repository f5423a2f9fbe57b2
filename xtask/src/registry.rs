//! Published crates, for what they carry beside Rust.

use std::env;
use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::machine::Machine;

/// The files of a crate's release, `name@version`, downloaded by cargo when they are not here yet.
pub(crate) fn bring_crate(machine: &Machine, source: &str) -> Result<PathBuf> {
    if let Some(folder) = registry_folder(source)? {
        return Ok(folder);
    }
    let info = machine
        .command("cargo")
        .args(["info", "--quiet", "--registry", "crates-io", source])
        .env("CARGO_NET_OFFLINE", "false");
    info.read()?;
    registry_folder(source)?.with_context(|| {
        format!(
            "cargo kept no sources of `{source}`; by hand:\n  {}",
            info.by_hand()
        )
    })
}

fn registry_folder(source: &str) -> Result<Option<PathBuf>> {
    let home = match env::var_os("CARGO_HOME") {
        Some(home) => PathBuf::from(home),
        None => PathBuf::from(env::var_os("HOME").context("HOME is not set")?).join(".cargo"),
    };
    let Ok(registries) = fs::read_dir(home.join("registry/src")) else {
        return Ok(None);
    };
    let name = source.replacen('@', "-", 1);
    Ok(registries
        .flatten()
        .map(|registry| registry.path().join(&name))
        // Cargo writes this file last: without it the sources are not all there.
        .find(|folder| folder.join(".cargo-ok").is_file()))
}

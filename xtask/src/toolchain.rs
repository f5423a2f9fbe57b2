//! A Rust toolchain that is new enough and builds for `wasm32-unknown-unknown`.
//!
//! Three ways, the first that works: the default toolchain; a pinned one from rustup beside the
//! user's own; Debian's `rustc-web` packages, where rustup cannot download.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::command::Command;
use crate::files;
use crate::machine::Machine;
use crate::step::note;

/// What the page's engine runs on.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";
/// The oldest release that builds everything (wasmtime-environ 49 needs it).
const PINNED: &str = "1.96.0";
const DEBIAN: &str = "debian";
const DEBIAN_PACKAGES: [&str; 7] = [
    "rustc-web",
    "cargo-web",
    "rust-web-src",
    "rust-web-llvm",
    "rust-web-clippy",
    "rustfmt-web",
    // rust-lld is a link to it, which rust-web-llvm only recommends.
    "lld-22",
];

/// Finds or gets a toolchain and puts it in force.
pub(crate) fn set_up(machine: &mut Machine) -> Result<()> {
    let name = match default_toolchain()? {
        Some(name) => name,
        None if pinned_toolchain() => PINNED.to_owned(),
        None => debian_toolchain(machine)?,
    };
    note(&format!("the toolchain `{name}`"));
    machine.use_toolchain(name);
    Ok(())
}

fn default_toolchain() -> Result<Option<String>> {
    let shown = Command::new("rustup")
        .args(["show", "active-toolchain"])
        .read()
        .context("rustup is needed, which tells toolchains apart: https://rustup.rs says how to install it")?;
    let name = shown.split_whitespace().next().unwrap_or_default();
    let usable = new_enough(name) && (has_wasm(name) || add_wasm(name));
    Ok(usable.then(|| name.to_owned()))
}

fn add_wasm(name: &str) -> bool {
    Command::new("rustup")
        .args(["target", "add", WASM, "--toolchain", name])
        .run()
        .is_ok()
}

fn pinned_toolchain() -> bool {
    if has_wasm(PINNED) && has_clippy(PINNED) {
        return true;
    }
    note(&format!("installing Rust {PINNED} beside the default"));
    Command::new("rustup")
        .args(["toolchain", "install", PINNED, "--no-self-update"])
        .args(["--profile", "minimal", "--component", "clippy,rustfmt"])
        .args(["--target", WASM])
        .run()
        .is_ok()
}

fn new_enough(name: &str) -> bool {
    rustc(name, &["--version"]).is_ok_and(|said| release(&said) >= release(PINNED))
}

fn has_wasm(name: &str) -> bool {
    let Ok(folder) = rustc(name, &["--print", "target-libdir", "--target", WASM]) else {
        return false;
    };
    fs::read_dir(folder).is_ok_and(|entries| {
        entries.flatten().any(|entry| {
            let name = entry.file_name().to_string_lossy().into_owned();
            // It is the last of std's crates: without it there are no tests.
            name.starts_with("libtest-") && name.ends_with(".rlib")
        })
    })
}

fn has_clippy(name: &str) -> bool {
    Command::new("cargo")
        .arg(format!("+{name}"))
        .args(["clippy", "--version"])
        .read()
        .is_ok()
}

fn rustc(toolchain: &str, args: &[&str]) -> Result<String> {
    // Else a toolchain that is missing would be downloaded by the mere question.
    Command::new("rustc")
        .arg(format!("+{toolchain}"))
        .args(args)
        .env("RUSTUP_AUTO_INSTALL", "0")
        .read()
}

/// The first `major.minor.patch` of a text, for comparison.
fn release(text: &str) -> Option<(u32, u32, u32)> {
    text.split_whitespace().find_map(|word| {
        let number = word.split('-').next()?;
        let mut parts = number.split('.').map(|part| part.parse().ok());
        let (major, minor, patch) = (parts.next()??, parts.next()??, parts.next()??);
        Some((major, minor, patch))
    })
}

fn debian_toolchain(machine: &Machine) -> Result<String> {
    if !has_wasm(DEBIAN) {
        note("rustup cannot download; using Debian's rustc-web");
        install_debian_packages(&DEBIAN_PACKAGES)?;
        Command::new("rustup")
            .args(["toolchain", "link", DEBIAN, "/usr"])
            .run()?;
        lay_std_into_sysroot(machine)?;
    }
    if !has_wasm(DEBIAN) || !new_enough(DEBIAN) {
        bail!(
            "no toolchain of at least {PINNED} for {WASM}; by hand:\n  \
             rustup toolchain install {PINNED} --target {WASM}"
        );
    }
    Ok(DEBIAN.to_owned())
}

/// Installs Debian packages, as root or through sudo.
pub(crate) fn install_debian_packages(packages: &[&str]) -> Result<()> {
    let apt = |args: &[&str]| {
        as_root("apt-get")
            .args(args)
            .env("DEBIAN_FRONTEND", "noninteractive")
    };
    apt(&["update", "-qq"]).run()?;
    apt(&["install", "-y", "-qq"]).args(packages).run()
}

fn as_root(program: &str) -> Command {
    let root = Command::new("id")
        .arg("-u")
        .read()
        .is_ok_and(|id| id == "0");
    match root {
        true => Command::new(program),
        false => Command::new("sudo").arg(program),
    }
}

/// Builds std for wasm once from Debian's sources, so that plain `--target` works.
fn lay_std_into_sysroot(machine: &Machine) -> Result<()> {
    let probe = machine.target.join("std-probe");
    write_probe(&probe)?;
    Command::new("cargo")
        .arg(format!("+{DEBIAN}"))
        .args(["build", "--release", "--target", WASM])
        .arg("-Zbuild-std=std,panic_abort,test")
        .env("RUSTC_BOOTSTRAP", "1")
        // Without it a build with fat LTO cannot use these libraries.
        .env("RUSTFLAGS", "-Cembed-bitcode=yes")
        .env("CARGO_TARGET_DIR", probe.join("target"))
        .folder(&probe)
        .run()?;
    let sysroot = rustc(DEBIAN, &["--print", "target-libdir", "--target", WASM])?;
    as_root("mkdir").args(["-p", &sysroot]).run()?;
    let built = probe.join("target").join(WASM).join("release/deps");
    for library in files::below(&built)? {
        let name = library.file_name().unwrap_or_default().to_string_lossy();
        if name.ends_with(".rlib") && !name.starts_with("libstd_probe-") {
            as_root("cp").arg(&library).arg(&sysroot).run()?;
        }
    }
    Ok(())
}

fn write_probe(folder: &Path) -> Result<()> {
    let manifest = "[package]\nname = \"std-probe\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
                    [workspace]\n";
    files::write(&folder.join("Cargo.toml"), manifest)?;
    files::write(&folder.join("src/lib.rs"), "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn releases_compare_by_number() {
        let old = release("rustc 1.95.0 (59807616e 2026-04-14)");
        let new = release("rustc 1.100.0-nightly (abc 2026-12-01)");
        assert_eq!(old, Some((1, 95, 0)));
        assert!(old < release(PINNED) && release(PINNED) < new);
        assert_eq!(release("rustc"), None);
    }
}

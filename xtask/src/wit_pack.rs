//! `wit-pack.json`: the WIT of `wasi:*`, out of published crates that carry it.
//!
//! Nothing of it is typed in or committed: a crate's release is named here, cargo brings its
//! sources, and what they declare decides what the pack holds.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use model::Package;

use crate::files;
use crate::machine::Machine;
use crate::step::note;

/// Where WIT is taken from; of two that carry one package, the first is believed.
const SOURCES: [&str; 14] = [
    "wasi@0.12.1+wasi-0.2.0",
    "wasi@0.13.2+wasi-0.2.1",
    "wasi@0.13.3+wasi-0.2.2",
    "wasi@0.14.1+wasi-0.2.3",
    "wasi@0.14.2+wasi-0.2.4",
    "wasmtime-wasi-http@36.0.20",
    "wasip2@1.0.2+wasi-0.2.9",
    "wasip2@2.0.1+wasi-0.2.12",
    "wasip3@0.9.0+wasi-0.3.0",
    "wasip3@0.10.0+wasi-0.3.2",
    "wasmtime-wasi-config@48.0.8",
    "wasmtime-wasi-keyvalue@48.0.8",
    "wasmtime-wasi-tls@48.0.8",
    "wasmcloud-component@0.2.0",
];

/// Only these packages belong to the pack.
const NAMESPACE: &str = "wasi:";

/// Writes the pack, unless it was written from these very sources.
pub(crate) fn write(machine: &Machine, path: &Path) -> Result<()> {
    // This file says both where the pack comes from and how it is written.
    let wanted = files::fingerprint(include_bytes!("wit_pack.rs"));
    let stamp = machine.target.join("wit-pack.stamp");
    if path.is_file() && files::read(&stamp).is_ok_and(|found| found == wanted) {
        note("written before from the same releases");
        return Ok(());
    }
    let packages = collect(machine)?;
    check_needs(&packages)?;
    print_table(&packages);
    let packages: Vec<&Package> = packages.values().collect();
    files::write(path, serde_json::to_vec(&packages)?)?;
    files::write(&stamp, wanted)
}

fn collect(machine: &Machine) -> Result<BTreeMap<String, Package>> {
    let mut packages = BTreeMap::new();
    for source in SOURCES {
        let folder = bring(machine, source)?;
        for package in packages_of(&folder, source)? {
            if let Entry::Vacant(entry) = packages.entry(package.name.clone()) {
                entry.insert(package);
            }
        }
    }
    Ok(packages)
}

/// The sources of a crate's release, downloaded by cargo when they are not here yet.
fn bring(machine: &Machine, source: &str) -> Result<PathBuf> {
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

/// The packages that a crate carries: the files of one folder that declare one package, or a file
/// that declares one for itself.
fn packages_of(crate_folder: &Path, origin: &str) -> Result<Vec<Package>> {
    let mut folders: BTreeMap<PathBuf, Vec<PathBuf>> = BTreeMap::new();
    for path in files::below(crate_folder)? {
        let relative = path.strip_prefix(crate_folder)?;
        let shipped = !relative.starts_with("tests") && !relative.starts_with("examples");
        if shipped && path.extension().is_some_and(|extension| extension == "wit") {
            let folder = path.parent().unwrap_or(crate_folder).to_owned();
            folders.entry(folder).or_default().push(path);
        }
    }
    let mut packages: BTreeMap<String, Package> = BTreeMap::new();
    for paths in folders.values() {
        for package in packages_of_folder(paths, origin)? {
            packages.entry(package.name.clone()).or_insert(package);
        }
    }
    Ok(packages.into_values().collect())
}

/// `deps/http/*.wit` is one package of several files, of which one need not say its name;
/// `deps/*.wit` are several of one file each.
fn packages_of_folder(paths: &[PathBuf], origin: &str) -> Result<Vec<Package>> {
    let mut packages: BTreeMap<String, Package> = BTreeMap::new();
    let mut nameless = Vec::new();
    for path in paths {
        let text = files::read(path)?;
        let file = path.file_name().unwrap_or_default().to_string_lossy();
        let Some(name) = declared(&text) else {
            nameless.push((file.into_owned(), text));
            continue;
        };
        if !name.starts_with(NAMESPACE) || !name.contains('@') {
            continue;
        }
        let package = packages.entry(name.to_owned()).or_insert_with(|| Package {
            name: name.to_owned(),
            origin: origin.to_owned(),
            files: BTreeMap::new(),
        });
        package.files.insert(file.into_owned(), text);
    }
    if let [package] = packages.values_mut().collect::<Vec<_>>().as_mut_slice() {
        package.files.extend(nameless);
    }
    Ok(packages.into_values().collect())
}

/// The name that a file's `package` line declares.
fn declared(text: &str) -> Option<&str> {
    text.lines()
        .filter_map(|line| line.trim_start().strip_prefix("package "))
        .find_map(|rest| rest.split(';').next())
        .map(str::trim)
}

/// Every `wasi:` package that one of them refers to must be among them.
fn check_needs(packages: &BTreeMap<String, Package>) -> Result<()> {
    ensure!(!packages.is_empty(), "the sources carry no WIT");
    for package in packages.values() {
        let texts = package.files.values();
        for need in texts.flat_map(|text| needs(text)) {
            if !packages.contains_key(&need) {
                bail!("`{}` of {} needs `{need}`", package.name, package.origin);
            }
        }
    }
    Ok(())
}

/// The packages with a version that a text refers to, such as `wasi:io@0.2.0` in
/// `use wasi:io/poll@0.2.0.{pollable};`.
fn needs(text: &str) -> Vec<String> {
    let code = text.lines().map(str::trim_start);
    code.filter(|line| !line.starts_with("//") && !line.starts_with("package "))
        .flat_map(|line| line.split(|c: char| c.is_whitespace() || "{};,()<>".contains(c)))
        .filter_map(|word| {
            let rest = word.strip_prefix(NAMESPACE)?;
            let (package, interface) = rest.split_once('/')?;
            let (_, version) = interface.split_once('@')?;
            let version = version.trim_end_matches('.');
            Some(format!("{NAMESPACE}{package}@{version}"))
        })
        .collect()
}

/// A line a source: what was taken from it.
fn print_table(packages: &BTreeMap<String, Package>) {
    for source in SOURCES {
        let taken = packages.values().filter(|package| package.origin == source);
        let names: Vec<&str> = taken.map(|package| package.name.as_str()).collect();
        note(&format!("{source}: {}", names.join(" ")));
    }
    note(&format!("{} packages", packages.len()));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_declared_name_is_the_package_lines() {
        let text = "// The package io.\n/// Docs\npackage wasi:io@0.2.12;\n\ninterface poll {}\n";
        assert_eq!(declared(text), Some("wasi:io@0.2.12"));
        assert_eq!(declared("interface poll {}"), None);
    }

    #[test]
    fn needs_are_the_packages_that_are_referred_to() {
        let text = "package wasi:http@0.2.0;\n\
                    // as in wasi:never/mind@9.0.0\n\
                    interface types {\n  \
                      use wasi:io/poll@0.2.0.{pollable};\n  \
                      use error.{code};\n\
                    }\n\
                    world proxy {\n  include wasi:cli/imports@0.3.0-rc-2026-03-15;\n}\n";
        assert_eq!(
            needs(text),
            ["wasi:io@0.2.0", "wasi:cli@0.3.0-rc-2026-03-15"]
        );
    }
}

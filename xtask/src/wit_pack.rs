//! `wit-pack.json`: the WIT of `wasi:*`, out of published packages that carry it.
//!
//! Nothing of it is typed in or committed: a release is named in `sources.rs`, cargo or npm brings
//! it, and what its files declare decides what the pack holds.

mod read;
mod sources;

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::path::Path;

use anyhow::{Result, bail, ensure};
use model::Package;

use crate::files;
use crate::machine::Machine;
use crate::step::note;
use sources::SOURCES;

/// Only these packages belong to the pack.
const NAMESPACE: &str = "wasi:";

/// Writes the pack, unless it was written from these very sources.
pub(crate) fn write(machine: &Machine, path: &Path) -> Result<()> {
    let wanted = files::fingerprint(THIS_ROOM.concat().as_bytes());
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

/// What says where the pack comes from and how it is written.
const THIS_ROOM: [&str; 3] = [
    include_str!("wit_pack.rs"),
    include_str!("wit_pack/read.rs"),
    include_str!("wit_pack/sources.rs"),
];

fn collect(machine: &Machine) -> Result<BTreeMap<String, Package>> {
    let mut packages = BTreeMap::new();
    for source in SOURCES {
        let folder = source.bring(machine)?;
        for package in read::packages(&folder, &source.to_string())? {
            if let Entry::Vacant(entry) = packages.entry(package.name.clone()) {
                entry.insert(package);
            }
        }
    }
    Ok(packages)
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
        let source = source.to_string();
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

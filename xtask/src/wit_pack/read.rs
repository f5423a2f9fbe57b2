//! The WIT packages in the files of a release.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::Result;
use model::Package;

use super::NAMESPACE;
use crate::files;

/// The packages that a release carries: the files of one folder that declare one package, or a file
/// that declares one for itself.
pub(super) fn packages(release: &Path, origin: &str) -> Result<Vec<Package>> {
    let mut folders: BTreeMap<PathBuf, Vec<PathBuf>> = BTreeMap::new();
    for path in files::below(release)? {
        let relative = path.strip_prefix(release)?;
        let shipped = !relative.starts_with("tests") && !relative.starts_with("examples");
        if shipped && path.extension().is_some_and(|extension| extension == "wit") {
            let folder = path.parent().unwrap_or(release).to_owned();
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
        let package = packages.entry(name.clone()).or_insert_with(|| Package {
            name,
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

/// The name that a file's `package` line declares, which may hold spaces.
fn declared(text: &str) -> Option<String> {
    text.lines()
        .filter_map(|line| line.trim_start().strip_prefix("package "))
        .find_map(|rest| rest.split(';').next())
        .map(|name| name.split_whitespace().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_declared_name_is_the_package_lines() {
        let text = "// The package io.\n/// Docs\npackage wasi:io@0.2.12;\n\ninterface poll {}\n";
        assert_eq!(declared(text).as_deref(), Some("wasi:io@0.2.12"));
        assert_eq!(
            declared("package wasi: io@0.2.0;").as_deref(),
            Some("wasi:io@0.2.0")
        );
        assert_eq!(declared("interface poll {}"), None);
    }
}

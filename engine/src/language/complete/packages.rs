//! Packages by their versions.

use std::cmp::Reverse;

use model::Completion;
use wit_parser::PackageName;

use crate::language::index::Index;
use crate::wit_text::package_name;

/// Every package that is known, by name, the newest first; what is not released goes last.
pub(super) fn all(index: &Index) -> Vec<PackageName> {
    let own = index
        .packages()
        .filter_map(|package| package_name(&package.name));
    let mut names: Vec<PackageName> = own.chain(index.bundled().cloned()).collect();
    names.sort_by_cached_key(|name| {
        let version = name.version.clone();
        let is_draft = version
            .as_ref()
            .is_some_and(|version| !version.pre.is_empty());
        (
            name.namespace.clone(),
            name.name.clone(),
            is_draft,
            Reverse(version),
        )
    });
    names.dedup();
    names
}

/// Of those, the first of each series, such as 0.2 and 0.3.
pub(super) fn newest(index: &Index) -> Vec<PackageName> {
    let mut names = all(index);
    let series = |name: &PackageName| {
        let version = name.version.as_ref();
        (
            name.namespace.clone(),
            name.name.clone(),
            version.map(|version| (version.major, version.minor)),
        )
    };
    names.dedup_by_key(|name| series(name));
    names
}

/// The versions of a package, by its name without one.
pub(super) fn versions(index: &Index, package: &str) -> Vec<Completion> {
    let all = all(index).into_iter();
    let versions = all
        .filter(|name| path(name) == package)
        .filter_map(|it| it.version);
    let versions = versions.map(|version| Completion {
        label: version.to_string(),
        insert: version.to_string(),
        kind: "package".to_owned(),
        detail: Some(package.to_owned()),
        ..Completion::default()
    });
    versions.collect()
}

/// A package's name without its version.
pub(super) fn path(name: &PackageName) -> String {
    [&name.namespace, ":", &name.name].concat()
}

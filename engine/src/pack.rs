//! The bundled WIT packages: found by name, resolved when first needed, with what they need.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use model::{Bundled, PackLoaded, Package};
use wit_parser::{PackageName, Resolve, SourceMap, UnresolvedPackageGroup};

use crate::analyze::{Kept, without_empty_docs};
use crate::language::File;
use crate::wit_text::package_name;

/// The packages that the page handed over. Empty until then.
#[derive(Default)]
pub(crate) struct Pack {
    packages: BTreeMap<PackageName, Package>,
    /// Those that were needed so far, and what they need.
    resolved: Resolve,
    /// The files of each package with their trees, once they were asked for.
    files: BTreeMap<PackageName, OnceCell<Vec<File>>>,
    /// What was read and resolved of the workspace, on top of these packages.
    pub(crate) kept: Kept,
    /// What `@unstable` keeps behind them is there.
    features: BTreeSet<String>,
}

impl Pack {
    /// Takes the place of what was loaded before.
    pub(crate) fn load(&mut self, packages: Vec<Package>) -> PackLoaded {
        let named = packages
            .into_iter()
            .filter_map(|package| Some((package_name(&package.name)?, package)));
        self.packages = named.collect();
        self.resolved = self.nothing();
        self.kept = Kept::default();
        let names = self.packages.keys();
        self.files = names.map(|name| (name.clone(), OnceCell::new())).collect();
        PackLoaded {
            names: self.packages.keys().map(ToString::to_string).collect(),
            packages: self.packages.values().map(contents).collect(),
        }
    }

    /// Turns features on, and all others off.
    pub(crate) fn turn_on(&mut self, features: BTreeSet<String>) {
        if self.features != features {
            self.features = features;
            self.resolved = self.nothing();
            self.kept = Kept::default();
        }
    }

    /// The features that are on.
    pub(crate) fn features(&self) -> &BTreeSet<String> {
        &self.features
    }

    /// A resolve without packages, in which the features are on.
    pub(crate) fn nothing(&self) -> Resolve {
        Resolve {
            features: self.features.iter().cloned().collect(),
            ..Resolve::default()
        }
    }

    /// Whether a package is there.
    pub(crate) fn has(&self, name: &PackageName) -> bool {
        self.packages.contains_key(name)
    }

    /// Every package's name, sorted.
    pub(crate) fn names(&self) -> impl Iterator<Item = &PackageName> + Clone {
        self.packages.keys()
    }

    /// The files of a package, each with the path that an editor knows it by.
    pub(crate) fn files(&self, name: &str) -> Option<&[File]> {
        let name = package_name(name)?;
        let package = self.packages.get(&name)?;
        let read = |(file, text): (&String, &String)| File {
            bundled: Some(package.name.clone()),
            ..File::read(&path(&package.name, file), text)
        };
        let files = self.files.get(&name)?;
        Some(files.get_or_init(|| package.files.iter().map(read).collect()))
    }

    /// The texts of every package, by its name.
    pub(crate) fn texts(&self) -> impl Iterator<Item = (&PackageName, impl Iterator<Item = &str>)> {
        let packages = self.packages.iter();
        packages.map(|(name, package)| (name, package.files.values().map(String::as_str)))
    }

    /// A resolve that holds those of `needed` that the pack has, and what they need, and perhaps
    /// more; an empty one when a package of `own` takes the place of one of the pack.
    pub(crate) fn resolve(
        &mut self,
        needed: &BTreeSet<PackageName>,
        own: &BTreeSet<PackageName>,
    ) -> Resolve {
        let is_shadowed = own.iter().any(|name| self.packages.contains_key(name));
        if is_shadowed {
            // What is resolved already may be built on the packages that `own` shadows.
            return self.nothing();
        }
        let mut resolved = std::mem::take(&mut self.resolved);
        for name in needed {
            self.add(&mut resolved, name);
        }
        self.resolved = resolved;
        self.resolved.clone()
    }

    /// A bundled package in binary form.
    pub(crate) fn encode(&mut self, name: &PackageName) -> Option<Vec<u8>> {
        if !self.packages.contains_key(name) {
            return None;
        }
        let resolve = self.resolve(&BTreeSet::from([name.clone()]), &BTreeSet::new());
        let id = *resolve.package_names.get(name)?;
        wit_component::encode(&resolve, id).ok()
    }

    /// The texts of a package of the pack, by file name.
    pub(crate) fn texts_of(&self, name: &PackageName) -> Option<&BTreeMap<String, String>> {
        self.packages.get(name).map(|package| &package.files)
    }

    /// A package of the pack, read.
    pub(crate) fn group(&self, name: &PackageName) -> Option<UnresolvedPackageGroup> {
        parse(self.packages.get(name)?)
    }

    /// Adds a package after those it needs; tells whether it is there.
    fn add(&self, resolve: &mut Resolve, name: &PackageName) -> bool {
        if resolve.package_names.contains_key(name) {
            return true;
        }
        let Some(group) = self.group(name) else {
            return false;
        };
        let needed: Vec<PackageName> = needed(&group).cloned().collect();
        if !needed.iter().all(|name| self.add(resolve, name)) {
            return false;
        }
        let before = resolve.package_names.len();
        if resolve.push_group(group).is_ok() {
            return true;
        }
        // What failed left parts of itself behind.
        *resolve = self.again(resolve, before);
        false
    }

    /// The first packages of a resolve, resolved again.
    fn again(&self, resolve: &Resolve, count: usize) -> Resolve {
        let mut again = self.nothing();
        for name in resolve.package_names.keys().take(count) {
            if let Some(group) = self.group(name) {
                // It went well before.
                let _ = again.push_group(group);
            }
        }
        again
    }
}

/// Names of the packages that a group of packages needs from outside.
pub(crate) fn needed(group: &UnresolvedPackageGroup) -> impl Iterator<Item = &PackageName> {
    let packages = || std::iter::once(&group.main).chain(&group.nested);
    packages()
        .flat_map(|package| package.foreign_deps.keys())
        .filter(move |name| packages().all(|package| package.name != **name))
}

fn contents(package: &Package) -> Bundled {
    Bundled {
        name: package.name.clone(),
        origin: package.origin.clone(),
        files: package.files.keys().cloned().collect(),
    }
}

fn parse(package: &Package) -> Option<UnresolvedPackageGroup> {
    let mut sources = SourceMap::new();
    for (path, text) in &package.files {
        let path = self::path(&package.name, path);
        sources.push_str(&path, without_empty_docs(text));
    }
    sources.parse().ok()
}

/// What a file of a package is called beside the files of a workspace.
fn path(package: &str, file: &str) -> String {
    format!("bundled/{package}/{file}")
}

//! What WIT texts mean: their packages, and everything that is wrong with them.

mod explain;
mod gates;
mod guard;
mod members;
mod mend;
mod parse;
mod validate;

use std::collections::{BTreeMap, BTreeSet};

use model::{Analysis, Diagnostic, PackageOutline};
use wit_parser::{PackageName, Resolve, UnresolvedPackage, UnresolvedPackageGroup};

use crate::pack::{self, Pack};
use crate::wit_text::declared_package;
use gates::gates;
pub(crate) use guard::without_empty_docs;
use parse::parse;
pub(crate) use parse::syntax_error;
use validate::validate;

/// Reads every package of a workspace and resolves it against the others and the pack.
pub(crate) fn analyze(files: &BTreeMap<String, String>, pack: &mut Pack) -> Analysis {
    let (folders, mut diagnostics) = read(files);
    let mut resolver = Resolver::new(&folders, pack);
    resolver.add_all();
    diagnostics.append(&mut resolver.diagnostics);
    if diagnostics.is_empty() {
        diagnostics = resolver.validate();
    }
    // Whoever wrote what is below `deps` knows of its gates.
    let own = files
        .iter()
        .filter(|(path, _)| path.ends_with(".wit") && !is_dependency(path));
    diagnostics.extend(own.flat_map(|(path, text)| gates(path, text)));
    diagnostics.sort_by(|a, b| (&a.path, a.span.start).cmp(&(&b.path, b.span.start)));
    diagnostics.dedup();
    let packages = folders.iter().flat_map(Folder::packages);
    Analysis {
        packages: packages.map(|package| resolver.outline(package)).collect(),
        folders: declared(files),
        diagnostics,
    }
}

/// The packages of a workspace that have no error, resolved, and as they were before that.
pub(crate) fn resolve(
    files: &BTreeMap<String, String>,
    pack: &mut Pack,
) -> (Resolve, Vec<UnresolvedPackageGroup>) {
    let (folders, _) = read(files);
    let mut resolver = Resolver::new(&folders, pack);
    resolver.add_all();
    let resolve = resolver.resolve;
    let groups = folders.into_iter().filter_map(|folder| folder.group);
    (resolve, groups.collect())
}

fn read(files: &BTreeMap<String, String>) -> (Vec<Folder<'_>>, Vec<Diagnostic>) {
    let mut folders: Vec<Folder> = folders(files).into_values().map(Folder::read).collect();
    let mut diagnostics: Vec<Diagnostic> = Vec::new();
    for folder in &mut folders {
        diagnostics.append(&mut folder.diagnostics);
    }
    diagnostics.extend(drop_duplicates(&mut folders));
    (folders, diagnostics)
}

/// Files by the package they belong to.
pub(crate) fn folders(files: &BTreeMap<String, String>) -> BTreeMap<&str, BTreeMap<&str, &str>> {
    let mut folders: BTreeMap<&str, BTreeMap<&str, &str>> = BTreeMap::new();
    for (path, text) in files.iter().filter(|(path, _)| path.ends_with(".wit")) {
        let folder = folders.entry(folder_of(path)).or_default();
        folder.insert(path, text);
    }
    folders
}

/// What files of one package have in common: their folder, or, right in a folder called `deps`,
/// where each is a package, their path.
pub(crate) fn folder_of(path: &str) -> &str {
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    match folder.rsplit('/').next() {
        Some("deps") => path,
        _ => folder,
    }
}

fn is_dependency(path: &str) -> bool {
    path.split('/').any(|folder| folder == "deps")
}

/// The package that the texts of each folder declare, by the folder.
pub(crate) fn declared(files: &BTreeMap<String, String>) -> BTreeMap<String, String> {
    let folders = folders(files).into_iter();
    let named = folders.filter_map(|(folder, files)| {
        let (name, _) = files.values().find_map(|text| declared_package(text))?;
        Some((folder.to_owned(), name.to_string()))
    });
    named.collect()
}

/// The files of one package.
struct Folder<'a> {
    files: BTreeMap<&'a str, &'a str>,
    /// What it is called, as far as that can be told.
    name: Option<PackageName>,
    /// Its packages, when they could be read.
    group: Option<UnresolvedPackageGroup>,
    diagnostics: Vec<Diagnostic>,
}

impl<'a> Folder<'a> {
    fn read(files: BTreeMap<&'a str, &'a str>) -> Folder<'a> {
        let (group, diagnostics) = parse(&files);
        let declared = || files.values().find_map(|text| declared_package(text));
        Folder {
            name: match &group {
                Some(group) => Some(group.main.name.clone()),
                None => declared().map(|(name, _)| name),
            },
            files,
            group,
            diagnostics,
        }
    }

    fn packages(&self) -> impl Iterator<Item = &UnresolvedPackage> {
        let groups = self.group.iter();
        groups.flat_map(|group| std::iter::once(&group.main).chain(&group.nested))
    }

    /// Names of all its packages, as far as they can be told.
    fn names(&self) -> impl Iterator<Item = &PackageName> {
        let nested = self.group.iter().flat_map(|group| &group.nested);
        self.name.iter().chain(nested.map(|package| &package.name))
    }
}

/// Of folders that hold the same package, leaves the first.
fn drop_duplicates(folders: &mut [Folder]) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for second in 1..folders.len() {
        let (before, after) = folders.split_at_mut(second);
        let folder = &mut after[0];
        let Some(group) = &folder.group else { continue };
        let first = before.iter().find(|first| {
            let mut names = first.packages().map(|package| &package.name);
            names.any(|name| folder.names().any(|other| other == name))
        });
        if let Some(first) = first.and_then(|first| first.group.as_ref()) {
            let mut both = Resolve::default();
            if let Err(error) = both.push_groups(group.clone(), vec![first.clone()]) {
                diagnostics.push(explain::resolve_error(&error, &both, &Pack::default()));
                folder.group = None;
            }
        }
    }
    diagnostics
}

/// Adds packages to a resolve, each after those it needs.
struct Resolver<'a> {
    folders: &'a [Folder<'a>],
    pack: &'a Pack,
    resolve: Resolve,
    by_name: BTreeMap<PackageName, &'a Folder<'a>>,
    /// Folders that are being added, by their package's name.
    open: Vec<PackageName>,
    /// Whether each package that was tried could be added.
    is_added: BTreeMap<PackageName, bool>,
    diagnostics: Vec<Diagnostic>,
}

impl<'a> Resolver<'a> {
    fn new(folders: &'a [Folder<'a>], pack: &'a mut Pack) -> Resolver<'a> {
        let own: BTreeSet<PackageName> = folders.iter().flat_map(Folder::names).cloned().collect();
        let groups = folders.iter().filter_map(|folder| folder.group.as_ref());
        let needed = groups.flat_map(pack::needed).cloned().collect();
        let resolve = pack.resolve(&needed, &own);
        let mut by_name = BTreeMap::new();
        for folder in folders {
            for name in folder.names() {
                by_name.entry(name.clone()).or_insert(folder);
            }
        }
        Resolver {
            folders,
            pack,
            resolve,
            by_name,
            open: Vec::new(),
            is_added: BTreeMap::new(),
            diagnostics: Vec::new(),
        }
    }

    fn add_all(&mut self) {
        for folder in self.folders {
            self.add(folder);
        }
    }

    /// Adds a folder's packages after those they need; tells whether they are there.
    fn add(&mut self, folder: &'a Folder<'a>) -> bool {
        let Some(group) = &folder.group else {
            return false;
        };
        let name = &group.main.name;
        if let Some(is_added) = self.is_added.get(name) {
            return *is_added;
        }
        self.open.push(name.clone());
        let is_added = self.add_needed(folder, group) && self.push(folder, group);
        self.open.pop();
        self.is_added.insert(name.clone(), is_added);
        is_added
    }

    fn add_needed(&mut self, folder: &'a Folder<'a>, group: &UnresolvedPackageGroup) -> bool {
        let mut is_complete = true;
        for name in pack::needed(group) {
            if self.resolve.package_names.contains_key(name) {
                continue;
            }
            is_complete &= match self.by_name.get(name).copied() {
                Some(needed) if self.open.contains(name) => {
                    let cycle = explain::cycle(name, &folder.files, &needed.files);
                    self.diagnostics.extend(cycle);
                    false
                }
                Some(needed) => self.add(needed),
                None if self.add_bundled(name) => true,
                None if self.pack.has(name) => {
                    let unfit = explain::unfit_bundle(name, &folder.files);
                    self.diagnostics.extend(unfit);
                    false
                }
                None => {
                    let own = self.by_name.keys();
                    let missing = explain::unknown_package(name, &folder.files, own, self.pack);
                    self.diagnostics.extend(missing);
                    false
                }
            };
        }
        is_complete
    }

    /// Adds a package of the pack that needs packages of the workspace.
    fn add_bundled(&mut self, name: &PackageName) -> bool {
        if self.resolve.package_names.contains_key(name) {
            return true;
        }
        let Some(group) = self.pack.group(name) else {
            return false;
        };
        let is_complete = pack::needed(&group).all(|name| match self.by_name.get(name).copied() {
            Some(_) if self.open.contains(name) => false,
            Some(folder) => self.add(folder),
            None => self.add_bundled(name),
        });
        // What is wrong is told where the workspace needs the package: nobody can edit this one.
        is_complete && self.try_push(&group).is_ok()
    }

    fn push(&mut self, folder: &Folder, group: &UnresolvedPackageGroup) -> bool {
        let pushed = self.try_push(group).map_err(|error| {
            let diagnostic = explain::put_somewhere(*error, &folder.files);
            self.diagnostics.push(diagnostic);
        });
        pushed.is_ok()
    }

    fn try_push(&mut self, group: &UnresolvedPackageGroup) -> Result<(), Box<Diagnostic>> {
        let mut extended = self.resolve.clone();
        match extended.push_group(group.clone()) {
            Ok(_) => self.resolve = extended,
            Err(error) => {
                return Err(Box::new(explain::resolve_error(
                    &error, &extended, self.pack,
                )));
            }
        }
        Ok(())
    }

    /// What is wrong with packages that read well.
    fn validate(&self) -> Vec<Diagnostic> {
        let is_own = |folder: &&Folder| !folder.files.keys().any(|path| is_dependency(path));
        let in_folder = |folder: &Folder| {
            let names = folder.names();
            let mut ids = names.filter_map(|name| self.resolve.package_names.get(name));
            let found = ids.find_map(|id| validate(&self.resolve, *id))?;
            Some(explain::put_somewhere(found, &folder.files))
        };
        self.folders
            .iter()
            .filter(is_own)
            .filter_map(in_folder)
            .collect()
    }

    fn outline(&self, package: &UnresolvedPackage) -> PackageOutline {
        // What is used from other packages stands in the same arenas, without a name.
        let mut interfaces: Vec<_> = package.interfaces.iter().map(|(_, it)| it).collect();
        interfaces.retain(|interface| interface.name.is_some());
        interfaces.sort_by_key(|interface| interface.span.start());
        let mut worlds: Vec<_> = package.worlds.iter().map(|(_, it)| it).collect();
        worlds.retain(|world| !world.name.is_empty());
        worlds.sort_by_key(|world| world.span.start());
        PackageOutline {
            name: package.name.to_string(),
            interfaces: interfaces
                .into_iter()
                .filter_map(|interface| interface.name.clone())
                .collect(),
            worlds: worlds.into_iter().map(|world| world.name.clone()).collect(),
            bundled: self.bundled(package),
        }
    }

    /// Packages of the pack that a package needs, also through others.
    fn bundled(&self, package: &UnresolvedPackage) -> Vec<String> {
        let mut names = BTreeSet::new();
        let mut queue: Vec<PackageName> = package.foreign_deps.keys().cloned().collect();
        while let Some(name) = queue.pop() {
            let Some(id) = self.resolve.package_names.get(&name) else {
                continue;
            };
            if names.insert(name) {
                let needed = self.resolve.package_direct_deps(*id);
                queue.extend(needed.map(|id| self.resolve.packages[id].name.clone()));
            }
        }
        let bundled = names.iter().filter(|name| !self.by_name.contains_key(name));
        bundled.map(ToString::to_string).collect()
    }
}

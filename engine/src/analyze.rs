//! What WIT texts mean: their packages, and everything that is wrong with them.

mod aside;
mod explain;
mod gates;
mod guard;
mod kept;
mod members;
mod mend;
mod parse;
mod resolver;
mod rest;
mod validate;

use std::collections::BTreeMap;
use std::rc::Rc;

use model::{Analysis, Diagnostic};
use wit_parser::{PackageName, Resolve, UnresolvedPackage, UnresolvedPackageGroup};

use crate::pack::Pack;
use crate::wit_text::declared_package;
use gates::{gates, is_shut};
pub(crate) use guard::without_empty_docs;
pub(crate) use kept::Kept;
use parse::parse;
pub(crate) use parse::syntax_error;
use resolver::Resolver;

/// Reads every package of a workspace and resolves it against the others and the pack.
pub(crate) fn analyze(files: &BTreeMap<String, String>, pack: &mut Pack) -> Analysis {
    let mut kept = std::mem::take(&mut pack.kept);
    let (folders, mut diagnostics) = read(files, &mut kept);
    // Whoever wrote what is below `deps` knows of its gates.
    let own = folders.iter().filter(|folder| !folder.is_dependency());
    let notes = own.flat_map(|folder| folder.read.gates.iter().cloned());
    let notes: Vec<Diagnostic> = notes.filter(|it| is_shut(it, pack.features())).collect();
    let mut resolver = Resolver::new(&folders, pack, &mut kept);
    resolver.add_all();
    diagnostics.append(&mut resolver.diagnostics);
    if diagnostics.is_empty() {
        diagnostics = resolver.validate();
    }
    diagnostics.extend(notes);
    diagnostics.sort_by(|a, b| (&a.path, a.span.start).cmp(&(&b.path, b.span.start)));
    diagnostics.dedup();
    let packages = folders.iter().flat_map(Folder::packages);
    let packages = packages.map(|package| resolver.outline(package)).collect();
    drop(resolver);
    pack.kept = kept;
    Analysis {
        packages,
        folders: declared(files),
        diagnostics,
    }
}

/// The packages of a workspace that have no error, resolved, and as they were before that.
pub(crate) fn resolve(
    files: &BTreeMap<String, String>,
    pack: &mut Pack,
) -> (Resolve, Vec<UnresolvedPackageGroup>) {
    let mut kept = std::mem::take(&mut pack.kept);
    let (folders, _) = read(files, &mut kept);
    let mut resolver = Resolver::new(&folders, pack, &mut kept);
    resolver.add_all();
    let resolve = resolver.into_resolve();
    pack.kept = kept;
    let groups = folders.iter().filter_map(Folder::group);
    (resolve, groups.cloned().collect())
}

fn read<'a>(
    files: &'a BTreeMap<String, String>,
    kept: &mut Kept,
) -> (Vec<Folder<'a>>, Vec<Diagnostic>) {
    let mut folders = kept.read(folders(files));
    let found = folders.iter().flat_map(|it| it.read.diagnostics.iter());
    let mut diagnostics: Vec<Diagnostic> = found.cloned().collect();
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
pub(super) struct Folder<'a> {
    pub(super) files: BTreeMap<&'a str, &'a str>,
    pub(super) read: Rc<Read>,
    /// Whether another folder holds the same package.
    pub(super) is_left_out: bool,
    /// Whether it is as it was when last asked about.
    pub(super) is_unchanged: bool,
}

/// What the files of a package say.
#[derive(Default)]
pub(super) struct Read {
    /// What it is called, as far as that can be told.
    name: Option<PackageName>,
    /// Its packages, when they could be read.
    group: Option<UnresolvedPackageGroup>,
    /// Else what could be read of them.
    partial: Option<UnresolvedPackageGroup>,
    diagnostics: Vec<Diagnostic>,
    gates: Vec<Diagnostic>,
}

impl Read {
    pub(super) fn new(files: &BTreeMap<&str, &str>) -> Read {
        let parsed = parse(files);
        let (group, partial) = match parsed.is_whole {
            true => (parsed.group, None),
            false => (None, parsed.group),
        };
        let declared = || files.values().find_map(|text| declared_package(text));
        let gates = files.iter().flat_map(|(path, text)| gates(path, text));
        Read {
            name: match &group {
                Some(group) => Some(group.main.name.clone()),
                None => declared().map(|(name, _)| name),
            },
            gates: gates.collect(),
            group,
            partial,
            diagnostics: parsed.diagnostics,
        }
    }
}

impl Folder<'_> {
    /// Its packages, when they could be read and no other folder holds them.
    pub(super) fn group(&self) -> Option<&UnresolvedPackageGroup> {
        self.read.group.as_ref().filter(|_| !self.is_left_out)
    }

    /// Those, or what could be read of them.
    pub(super) fn readable(&self) -> Option<&UnresolvedPackageGroup> {
        let partial = self.read.partial.as_ref();
        self.group().or(partial.filter(|_| !self.is_left_out))
    }

    fn packages(&self) -> impl Iterator<Item = &UnresolvedPackage> {
        let groups = self.group().into_iter();
        groups.flat_map(|group| std::iter::once(&group.main).chain(&group.nested))
    }

    /// Names of all its packages, as far as they can be told.
    pub(super) fn names(&self) -> impl Iterator<Item = &PackageName> {
        let nested = self.group().into_iter().flat_map(|group| &group.nested);
        let main = self.read.name.iter();
        main.chain(nested.map(|package| &package.name))
    }

    fn is_dependency(&self) -> bool {
        self.files.keys().any(|path| is_dependency(path))
    }
}

/// Of folders that hold the same package, leaves the first.
fn drop_duplicates(folders: &mut [Folder]) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for second in 1..folders.len() {
        let (before, after) = folders.split_at_mut(second);
        let folder = &mut after[0];
        let Some(group) = folder.group() else {
            continue;
        };
        let first = before.iter().find(|first| {
            let mut names = first.packages().map(|package| &package.name);
            names.any(|name| folder.names().any(|other| other == name))
        });
        if let Some(first) = first.and_then(Folder::group) {
            let mut both = Resolve::default();
            if let Err(error) = both.push_groups(group.clone(), vec![first.clone()]) {
                diagnostics.push(explain::resolve_error(&error, &both, &Pack::default()));
                folder.is_left_out = true;
            }
        }
    }
    diagnostics
}

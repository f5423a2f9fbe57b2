//! The packages of a workspace and of the pack, put together.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use model::{Diagnostic, PackageOutline};
use wit_parser::{PackageName, Resolve, UnresolvedPackage, UnresolvedPackageGroup};

use super::kept::{Base, Kept};
use super::rest::Rest;
use super::validate::validate;
use super::{Folder, explain};
use crate::pack::{self, Pack};

/// Errors of one folder that are told.
const MAX_ERRORS: usize = 16;

/// Adds packages to a resolve, each after those it needs.
pub(super) struct Resolver<'a> {
    folders: &'a [Folder<'a>],
    pack: &'a Pack,
    resolve: Resolve,
    /// What `resolve` held at first.
    base: Rc<Resolve>,
    /// What it was given since.
    pushed: Vec<UnresolvedPackageGroup>,
    /// Whether `resolve` holds parts of what could not be pushed.
    is_spoiled: bool,
    /// What could not be pushed.
    refused: BTreeSet<PackageName>,
    by_name: BTreeMap<PackageName, &'a Folder<'a>>,
    /// Folders that are being added, by their package's name.
    open: Vec<PackageName>,
    /// Whether each package that was tried could be added.
    is_added: BTreeMap<PackageName, bool>,
    pub(super) diagnostics: Vec<Diagnostic>,
    /// Packages that need no second look.
    valid: BTreeSet<PackageName>,
}

impl<'a> Resolver<'a> {
    /// Begins with what is kept of the folders that are as they were.
    pub(super) fn new(
        folders: &'a [Folder<'a>],
        pack: &'a mut Pack,
        kept: &mut Kept,
    ) -> Resolver<'a> {
        let own: BTreeSet<PackageName> = folders.iter().flat_map(Folder::names).cloned().collect();
        let needed: BTreeSet<PackageName> = folders
            .iter()
            .filter_map(Folder::readable)
            .flat_map(pack::needed)
            .filter(|name| pack.has(name) && !own.contains(name))
            .cloned()
            .collect();
        if !kept.fits(folders, &needed) {
            kept.base = Some(Base::new(folders, pack, &own, needed));
        }
        let base = kept.base.as_ref();
        let resolve = base.map(|base| base.resolve.clone()).unwrap_or_default();
        let mut resolver = Resolver::on(resolve, folders, pack);
        for folder in base.iter().flat_map(|base| &base.folders) {
            let name = folder.name.clone();
            resolver.is_added.extend(name.map(|name| (name, true)));
        }
        resolver.valid = base.map(|base| base.valid.clone()).unwrap_or_default();
        resolver
    }

    /// Begins with a resolve that holds some packages.
    pub(super) fn on(base: Rc<Resolve>, folders: &'a [Folder<'a>], pack: &'a Pack) -> Resolver<'a> {
        let mut by_name = BTreeMap::new();
        for folder in folders {
            for name in folder.names() {
                by_name.entry(name.clone()).or_insert(folder);
            }
        }
        Resolver {
            folders,
            pack,
            resolve: Resolve::clone(&base),
            base,
            pushed: Vec::new(),
            is_spoiled: false,
            refused: BTreeSet::new(),
            by_name,
            open: Vec::new(),
            is_added: BTreeMap::new(),
            diagnostics: Vec::new(),
            valid: BTreeSet::new(),
        }
    }

    pub(super) fn add_all(&mut self) {
        for folder in self.folders {
            self.add(folder);
        }
    }

    /// Whether nothing of the workspace was added but these folders.
    pub(super) fn is_closed_over(&self, folders: &[&Folder]) -> bool {
        let added = self.is_added.iter().filter(|(_, is_added)| **is_added);
        added.count() == folders.len()
    }

    /// Adds a folder's packages after those they need; tells whether they are there.
    pub(super) fn add(&mut self, folder: &'a Folder<'a>) -> bool {
        let Some(group) = folder.readable() else {
            return false;
        };
        let name = &group.main.name;
        if let Some(is_added) = self.is_added.get(name) {
            return *is_added;
        }
        self.mend();
        self.open.push(name.clone());
        let first = self.diagnostics.len();
        let lacking = self.add_needed(folder, group);
        let is_added = lacking.is_empty() && self.push(folder, group);
        let mut told = self.diagnostics[first..].iter();
        // What else is wrong is looked for once the packages that it needs are mended.
        if !lacking.is_empty() && told.any(|it| folder.files.contains_key(it.path.as_str())) {
            self.look_into(folder, &lacking, None);
        }
        self.open.pop();
        self.is_added.insert(name.clone(), is_added);
        is_added
    }

    /// Adds what a folder's packages need; gives what is not there then.
    fn add_needed<'b>(
        &mut self,
        folder: &'a Folder<'a>,
        group: &'b UnresolvedPackageGroup,
    ) -> Vec<&'b PackageName> {
        let mut lacking = Vec::new();
        for name in pack::needed(group) {
            self.mend();
            if self.resolve.package_names.contains_key(name) {
                continue;
            }
            let is_there = match self.by_name.get(name).copied() {
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
            if !is_there {
                lacking.push(name);
            }
        }
        lacking
    }

    /// Adds a package of the pack that needs packages of the workspace.
    fn add_bundled(&mut self, name: &PackageName) -> bool {
        self.mend();
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
        let is_whole = folder.group().is_some();
        let error = match is_whole {
            true => self.try_push(group).err(),
            false => self.refuse(group),
        };
        if error.is_some() {
            self.look_into(folder, &[], error);
            return false;
        }
        is_whole
    }

    /// Tells an error of a folder's packages, and then what else is wrong with them beside that they
    /// lack others.
    fn look_into(
        &mut self,
        folder: &Folder,
        lacking: &[&PackageName],
        mut error: Option<Box<Diagnostic>>,
    ) {
        let first = self.diagnostics.len();
        let mut rest = Rest::new(folder, lacking);
        for _ in 0..MAX_ERRORS {
            let mut told = None;
            if let Some(error) = error {
                let mut diagnostic = explain::put_somewhere(*error, &folder.files);
                explain::add_hint(&mut diagnostic, &folder.files);
                if self.diagnostics[first..].contains(&diagnostic) {
                    return;
                }
                self.diagnostics.push(diagnostic);
                told = self.diagnostics.last();
            }
            let group = rest.without(told);
            error = group.and_then(|group| self.refuse(&group));
            if error.is_none() {
                return;
            }
        }
    }

    /// What is wrong with packages that are not to be there for others.
    fn refuse(&mut self, group: &UnresolvedPackageGroup) -> Option<Box<Diagnostic>> {
        self.mend();
        // A text that is not read whole may be called otherwise than its package is.
        let mut packages = std::iter::once(&group.main).chain(&group.nested);
        if packages.any(|it| self.resolve.package_names.contains_key(&it.name)) {
            return None;
        }
        let error = self.try_push(group).err();
        if error.is_none() {
            self.pushed.pop();
            self.is_spoiled = true;
            self.refused.insert(group.main.name.clone());
        }
        error
    }

    fn try_push(&mut self, group: &UnresolvedPackageGroup) -> Result<(), Box<Diagnostic>> {
        self.mend();
        match self.resolve.push_group(group.clone()) {
            Ok(_) => self.pushed.push(group.clone()),
            Err(error) => {
                self.is_spoiled = true;
                self.refused.insert(group.main.name.clone());
                let mut diagnostic = explain::resolve_error(&error, &self.resolve, self.pack);
                self.around(group).explain(&mut diagnostic);
                return Err(Box::new(diagnostic));
            }
        }
        Ok(())
    }

    /// What packages may name.
    fn around<'b>(&'b self, group: &'b UnresolvedPackageGroup) -> explain::Around<'b> {
        let files = self.folders.iter().flat_map(|folder| &folder.files);
        explain::Around {
            files: files.map(|(path, text)| (*path, *text)).collect(),
            needed: pack::needed(group).collect(),
            pack: self.pack,
        }
    }

    /// A group that cannot be pushed leaves parts of itself behind: does all again without it. Not
    /// done at once, for after the package that is being edited there is often nothing to push.
    fn mend(&mut self) {
        if !std::mem::take(&mut self.is_spoiled) {
            return;
        }
        self.resolve = Resolve::clone(&self.base);
        for group in &self.pushed {
            // It went well before.
            let _ = self.resolve.push_group(group.clone());
        }
    }

    /// All packages that could be added.
    pub(super) fn into_resolve(mut self) -> Resolve {
        self.mend();
        self.resolve
    }

    /// What is wrong with packages that read well.
    pub(super) fn validate(&self) -> Vec<Diagnostic> {
        let in_folder = |folder: &Folder| {
            let names = folder.names().filter(|name| !self.valid.contains(name));
            let mut ids = names.filter_map(|name| self.resolve.package_names.get(name));
            let found = ids.find_map(|id| validate(&self.resolve, *id))?;
            Some(explain::put_somewhere(found, &folder.files))
        };
        let own = self.folders.iter().filter(|it| !it.is_dependency());
        own.filter_map(in_folder).collect()
    }

    pub(super) fn outline(&self, package: &UnresolvedPackage) -> PackageOutline {
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
            let id = self.resolve.package_names.get(&name);
            let Some(id) = id.filter(|_| !self.refused.contains(&name)) else {
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

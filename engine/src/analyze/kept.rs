//! What stays from one question to the next, so that only what changed is read and resolved again.
//!
//! Everything is found again by what the files say, never by when it was asked.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use wit_parser::{PackageName, Resolve};

use super::resolver::Resolver;
use super::validate::validate;
use super::{Folder, Read};
use crate::pack::{self, Pack};

/// What was read and resolved of a workspace.
#[derive(Default)]
pub(crate) struct Kept {
    folders: BTreeMap<String, (BTreeMap<String, String>, Rc<Read>)>,
    pub(super) base: Option<Base>,
}

/// Packages that did not change between two questions, resolved.
pub(super) struct Base {
    pub(super) resolve: Rc<Resolve>,
    /// Those of the workspace that are in it.
    pub(super) folders: Vec<Rc<Read>>,
    /// Those that were to be in it: some do not resolve.
    tried: Vec<Rc<Read>>,
    /// Those of them that can be put into binary form.
    pub(super) valid: BTreeSet<PackageName>,
    /// Packages of the pack that were asked for; not all of them may be in it.
    needed: BTreeSet<PackageName>,
}

impl Kept {
    /// Reads folders, but for those that say what they said before.
    pub(super) fn read<'a>(
        &mut self,
        folders: BTreeMap<&'a str, BTreeMap<&'a str, &'a str>>,
    ) -> Vec<Folder<'a>> {
        let mut before = std::mem::take(&mut self.folders);
        let mut now = Vec::new();
        for (path, files) in folders {
            let same = before
                .remove(path)
                .filter(|(texts, _)| is_same(texts, &files));
            let is_unchanged = same.is_some();
            let (texts, read) = same.unwrap_or_else(|| {
                let owned = |(path, text): (&&str, &&str)| ((*path).to_owned(), (*text).to_owned());
                let texts = files.iter().map(owned).collect();
                (texts, Rc::new(Read::new(&files)))
            });
            self.folders.insert(path.to_owned(), (texts, read.clone()));
            now.push(Folder {
                files,
                read,
                is_left_out: false,
                is_unchanged,
            });
        }
        now
    }

    /// Whether the base is right for folders, and holds what they need of the pack.
    pub(super) fn fits(&self, folders: &[Folder], needed: &BTreeSet<PackageName>) -> bool {
        let Some(base) = &self.base else {
            return false;
        };
        let there: Vec<&Folder> = folders.iter().filter(|it| !it.is_left_out).collect();
        let is_there = |read: &Rc<Read>| there.iter().any(|it| Rc::ptr_eq(&it.read, read));
        let is_in = |reads: &[Rc<Read>], folder: &Folder| {
            reads.iter().any(|read| Rc::ptr_eq(read, &folder.read))
        };
        let others = there.iter().filter(|it| !is_in(&base.folders, it));
        let mut names = others.flat_map(|it| it.names());
        // The one that is being edited is often asked about twice before it changes again.
        let stable = stable(folders).into_iter();
        let is_worth_it = stable.filter(|it| !is_in(&base.tried, it)).count() < 2;
        is_worth_it
            && needed.is_subset(&base.needed)
            && base.folders.iter().all(is_there)
            && !names.any(|name| base.resolve.package_names.contains_key(name))
    }
}

fn is_same(texts: &BTreeMap<String, String>, files: &BTreeMap<&str, &str>) -> bool {
    texts.len() == files.len()
        && texts
            .iter()
            .zip(files)
            .all(|((path, text), (other, now))| path == other && text == now)
}

impl Base {
    /// Resolves the folders that did not change, and need none that did.
    pub(super) fn new(
        folders: &[Folder],
        pack: &mut Pack,
        own: &BTreeSet<PackageName>,
        needed: BTreeSet<PackageName>,
    ) -> Base {
        let start = Rc::new(pack.resolve(&needed, own));
        let stable = stable(folders);
        let tried = stable.iter().map(|folder| folder.read.clone()).collect();
        let mut resolver = Resolver::on(start.clone(), folders, pack);
        let mut added: Vec<&Folder> = Vec::new();
        for folder in stable {
            if resolver.add(folder) {
                added.push(folder);
            }
        }
        let is_closed = resolver.is_closed_over(&added);
        if !is_closed {
            return Base {
                resolve: start,
                folders: Vec::new(),
                tried,
                valid: BTreeSet::new(),
                needed,
            };
        }
        let resolve = resolver.into_resolve();
        let names = added.iter().filter(|it| !it.is_dependency());
        let names = names.flat_map(|folder| folder.names());
        let is_valid = |name: &&PackageName| {
            let id = resolve.package_names.get(*name);
            id.is_some_and(|id| validate(&resolve, *id).is_none())
        };
        Base {
            valid: names.filter(is_valid).cloned().collect(),
            folders: added.iter().map(|folder| folder.read.clone()).collect(),
            resolve: Rc::new(resolve),
            tried,
            needed,
        }
    }
}

/// The folders that did not change and need none that did.
fn stable<'a, 'b>(folders: &'a [Folder<'b>]) -> Vec<&'a Folder<'b>> {
    let mut stable: Vec<&Folder> = folders
        .iter()
        .filter(|folder| folder.is_unchanged && folder.group().is_some())
        .collect();
    loop {
        let names: BTreeSet<&PackageName> = stable.iter().flat_map(|it| it.names()).collect();
        let own: BTreeSet<&PackageName> = folders.iter().flat_map(Folder::names).collect();
        let before = stable.len();
        stable.retain(|folder| {
            let mut needed = folder.group().into_iter().flat_map(pack::needed);
            needed.all(|name| names.contains(name) || !own.contains(name))
        });
        if stable.len() == before {
            return stable;
        }
    }
}

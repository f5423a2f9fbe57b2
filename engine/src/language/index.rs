//! The packages of a workspace and of the pack, and what they declare.

use std::collections::{BTreeMap, BTreeSet};

use wit_parser::PackageName;

use super::wac::{COMPONENT, Embedded};
use super::{File, Files};
use crate::analyze::folder_of;
use crate::pack::Pack;
use crate::syntax::{Item, ItemKind, Path, is_wac};

/// Where every package is.
pub(crate) struct Index<'a> {
    pub(super) files: &'a Files,
    pack: &'a Pack,
    /// The WIT of the workspace's components.
    pub(super) embedded: &'a Embedded,
    /// The workspace's packages by their name, those without one by their folder.
    packages: BTreeMap<String, Package<'a>>,
    /// The name of the package that the files of a folder belong to.
    folders: BTreeMap<&'a str, String>,
}

/// A package.
#[derive(Clone)]
pub(crate) struct Package<'a> {
    /// With its version, without `%`; empty when no file tells it.
    pub(crate) name: String,
    /// What it consists of.
    pub(crate) scopes: Vec<Scope<'a>>,
    pub(crate) is_bundled: bool,
}

/// A file as far as it is one package's, or a package within a file.
#[derive(Clone, Copy)]
pub(crate) struct Scope<'a> {
    pub(crate) file: &'a File,
    /// The item that holds it, unless it is the file.
    pub(crate) nested: Option<usize>,
}

/// An item of a file.
#[derive(Clone, Copy)]
pub(crate) struct Ref<'a> {
    pub(crate) file: &'a File,
    pub(crate) item: usize,
}

impl PartialEq for Ref<'_> {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.file, other.file) && self.item == other.item
    }
}

impl<'a> Index<'a> {
    pub(crate) fn new(files: &'a Files, pack: &'a Pack, embedded: &'a Embedded) -> Index<'a> {
        let mut folders: BTreeMap<&str, Vec<Scope>> = BTreeMap::new();
        let mut nested: Vec<(String, Scope)> = Vec::new();
        for file in files.iter().filter(|file| !is_wac(&file.path)) {
            let scope = Scope { file, nested: None };
            let folder = folders.entry(folder_of(&file.path)).or_default();
            folder.push(scope);
            for item in scope.items().filter(|it| it.is_nested_package()) {
                let scope = Scope {
                    file,
                    nested: Some(item.item),
                };
                nested.push((item.package_name(), scope));
            }
        }
        let mut index = Index {
            files,
            pack,
            embedded,
            packages: BTreeMap::new(),
            folders: BTreeMap::new(),
        };
        for (folder, scopes) in folders {
            let headers = scopes.iter().find_map(|scope| scope.header());
            let name = headers.map(|header| header.package_name());
            let key = name.clone().unwrap_or_else(|| folder.to_owned());
            index.folders.insert(folder, key.clone());
            index.add(key, name.unwrap_or_default(), scopes);
        }
        for (name, scope) in nested {
            index.add(name.clone(), name, vec![scope]);
        }
        index
    }

    fn add(&mut self, key: String, name: String, scopes: Vec<Scope<'a>>) {
        let package = self.packages.entry(key).or_insert(Package {
            name,
            scopes: Vec::new(),
            is_bundled: false,
        });
        package.scopes.extend(scopes);
    }

    /// A file of the workspace or of the pack, or the WIT of a component.
    pub(crate) fn file(&self, path: &str) -> Option<&'a File> {
        match path.strip_prefix("bundled/") {
            Some(rest) => {
                let (package, _) = rest.rsplit_once('/')?;
                if let Some(component) = package.strip_prefix(COMPONENT) {
                    return self.embedded.get(component);
                }
                let mut files = self.pack.files(package)?.iter();
                files.find(|file| file.path == path)
            }
            None => self.files.get(path),
        }
    }

    /// A package by its name with its version; one of the workspace goes before one of the pack.
    pub(crate) fn package(&self, name: &str) -> Option<Package<'a>> {
        if let Some(package) = self.packages.get(name) {
            return Some(package.clone());
        }
        let whole = |file| Scope { file, nested: None };
        let scopes: Vec<Scope> = match self.pack.files(name) {
            Some(files) => files.iter().map(whole).collect(),
            None => match name.strip_prefix(COMPONENT) {
                Some(component) => vec![whole(self.embedded.get(component)?)],
                None => vec![self.in_component(name)?],
            },
        };
        Some(Package {
            name: name.to_owned(),
            scopes,
            is_bundled: true,
        })
    }

    /// A package that only the WIT of a component tells.
    fn in_component(&self, name: &str) -> Option<Scope<'a>> {
        self.embedded.iter().find_map(|(_, file)| {
            let mut items = Scope { file, nested: None }.items();
            let is_it =
                |item: &Ref| item.kind() == ItemKind::Package && item.package_name() == name;
            let found = items.find(is_it)?;
            Some(Scope {
                file,
                nested: Some(found.item).filter(|_| found.is_nested_package()),
            })
        })
    }

    /// The workspace's packages.
    pub(crate) fn packages(&self) -> impl Iterator<Item = &Package<'a>> {
        self.packages.values()
    }

    /// Names of the pack's packages, sorted.
    pub(crate) fn bundled(&self) -> impl Iterator<Item = &PackageName> {
        self.pack.names()
    }

    /// The feature, which is off, that an item is kept behind with all it stands in.
    pub(crate) fn shut<'b>(&self, item: Ref<'b>) -> Option<&'b str> {
        let gate = |it: Ref<'b>| it.file.tree.gate(&it.file.text, it.item);
        let (feature, _) = item.outwards().find_map(gate)?;
        (!self.is_on(feature)).then_some(feature)
    }

    /// Whether an item can be named at a place: it is not left out, or that is with it.
    pub(crate) fn is_there(&self, item: Ref, at: Ref) -> bool {
        let feature = self.shut(item);
        feature.is_none() || feature == self.shut(at)
    }

    /// Whether a feature is on.
    pub(crate) fn is_on(&self, feature: &str) -> bool {
        self.pack.features().contains(feature)
    }

    /// The features that the workspace's files keep something behind.
    pub(crate) fn features(&self) -> BTreeSet<String> {
        let gates = self.files.iter().flat_map(|it| it.tree.gates(&it.text));
        gates.map(|(feature, _)| feature.to_owned()).collect()
    }

    /// The package that a scope is of.
    pub(crate) fn package_of(&self, scope: Scope<'a>) -> Option<Package<'a>> {
        match (scope.nested, &scope.file.bundled) {
            (Some(item), _) => {
                let file = scope.file;
                self.package(&Ref { file, item }.package_name())
            }
            (None, Some(name)) => self.package(name),
            (None, None) if is_wac(&scope.file.path) => Some(Package {
                name: scope.header().map(Ref::package_name).unwrap_or_default(),
                scopes: vec![scope],
                is_bundled: false,
            }),
            (None, None) => self.package(self.folders.get(folder_of(&scope.file.path))?),
        }
    }
}

impl<'a> Scope<'a> {
    /// What stands in it, not what stands in that in turn.
    pub(crate) fn items(self) -> impl Iterator<Item = Ref<'a>> {
        let file = self.file;
        let children = file.tree.children(self.nested);
        children.map(move |item| Ref { file, item })
    }

    /// `package a:b;`
    pub(crate) fn header(self) -> Option<Ref<'a>> {
        self.items().find(|item| item.is_header())
    }
}

impl<'a> Ref<'a> {
    pub(crate) fn item(self) -> &'a Item {
        &self.file.tree.items[self.item]
    }

    pub(crate) fn kind(self) -> ItemKind {
        self.item().kind
    }

    /// The name that it declares, without `%`.
    pub(crate) fn name(self) -> Option<&'a str> {
        Some(self.file.name(self.item().name?))
    }

    pub(crate) fn children(self) -> impl Iterator<Item = Ref<'a>> {
        let file = self.file;
        let children = file.tree.children(Some(self.item));
        children.map(move |item| Ref { file, item })
    }

    pub(crate) fn parent(self) -> Option<Ref<'a>> {
        let file = self.file;
        self.item().parent.map(|item| Ref { file, item })
    }

    /// Itself, what it stands in, and so on outwards.
    pub(crate) fn outwards(self) -> impl Iterator<Item = Ref<'a>> {
        std::iter::successors(Some(self), |item| item.parent())
    }

    pub(crate) fn docs(self) -> Option<String> {
        self.file.tree.docs(&self.file.text, self.item)
    }

    /// Where it stands.
    pub(crate) fn scope(self) -> Scope<'a> {
        let mut around = self.outwards().skip(1);
        Scope {
            file: self.file,
            nested: around
                .find(|it| it.is_nested_package())
                .map(|package| package.item),
        }
    }

    /// Whether types are declared in it.
    pub(crate) fn is_container(self) -> bool {
        use ItemKind::{Export, Import, Interface, World};
        match self.kind() {
            Interface | World => true,
            Import | Export => self.item().body.is_some(),
            _ => false,
        }
    }

    /// What holds the types that are known where it stands, itself perhaps.
    pub(crate) fn container(self) -> Option<Ref<'a>> {
        self.outwards().find(|item| item.is_container())
    }

    fn is_header(self) -> bool {
        self.kind() == ItemKind::Package && self.item().body.is_none()
    }

    pub(crate) fn is_nested_package(self) -> bool {
        self.kind() == ItemKind::Package && self.item().body.is_some()
    }

    /// Of a `package`: its name with its version, without `%`.
    fn package_name(self) -> String {
        let path = self.item().path.as_ref();
        path.and_then(|path| package_name(self.file, path))
            .unwrap_or_default()
    }
}

/// The package that a path names, with its version, without `%`.
pub(crate) fn package_name(file: &File, path: &Path) -> Option<String> {
    let mut name = String::from(file.name(path.namespace?));
    name.push(':');
    // `package a:b` has no name behind the package's.
    name.push_str(file.name(path.package?));
    if let Some(version) = path.version {
        name.push('@');
        name.push_str(file.slice(version));
    }
    Some(name)
}

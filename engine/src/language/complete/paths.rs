//! Paths to interfaces and worlds, and names in them.

use model::Completion;
use wit_parser::PackageName;

use super::packages::{all, newest, path};
use super::place::{NAME, Site};
use super::{keyword, written};
use crate::language::index::{Index, Package, Ref};
use crate::language::names::{tops, types, world_items};
use crate::syntax::{ItemKind, is_wac};

/// Packages, interfaces or worlds, by what there is of the path of an item.
pub(super) fn paths(index: &Index, site: &Site, item: Ref) -> Vec<Completion> {
    let Some(path) = item.item().path else {
        return Vec::new();
    };
    let text = |span| site.file.name(span);
    let namespace = path.namespace.map(text);
    match (namespace, path.package.map(text)) {
        (Some(namespace), Some(package)) if package != NAME => {
            let package = [namespace, ":", package].concat();
            let version = path.version.map(text);
            interfaces(index, site, item, &package, version)
        }
        (Some(namespace), _) => of_namespace(index, namespace),
        (None, _) => match named_namespace(index, site, item) {
            Some(namespace) => of_namespace(index, namespace),
            None => beginnings(index, site, item),
        },
    }
}

/// Worlds that a composition could fit: those of the workspace, and ways to others.
pub(crate) fn worlds(index: &Index, site: &Site) -> Vec<Completion> {
    let Some(item) = site.item() else {
        return Vec::new();
    };
    let mut items = Vec::new();
    let path = item.item().path.unwrap_or_default();
    let own = index.packages().filter(|_| path.namespace.is_none());
    for package in own.filter(|package| !package.name.is_empty()) {
        let (name, version) = match package.name.split_once('@') {
            Some((name, version)) => (name, ["@", version].concat()),
            None => (package.name.as_str(), String::new()),
        };
        for world in wanted_tops(index, package, item) {
            let completion = top(world, "");
            let label = [name, "/", &completion.label, &version].concat();
            items.push(Completion {
                insert: label.clone() + tail(site, item),
                label,
                ..completion
            });
        }
    }
    items.extend(paths(index, site, item));
    items
}

/// `import wasi:…` reads as an import that is called `wasi`, until more is there.
fn named_namespace<'a>(index: &Index, site: &'a Site, item: Ref<'a>) -> Option<&'a str> {
    let name = item.item().name?;
    let path = item.item().path?;
    let name = (path.span.start == name.end + 1).then(|| site.file.name(name))?;
    let mut known = all(index).into_iter();
    known.any(|known| known.namespace == name).then_some(name)
}

/// Packages of a namespace, each up to where the interface is named.
fn of_namespace(index: &Index, namespace: &str) -> Vec<Completion> {
    let names = all(index).into_iter();
    let own = names.filter(|name| name.namespace == namespace);
    own.map(|name| package(&name, &name.name)).collect()
}

/// A package, from `from` of its name on.
fn package(name: &PackageName, from: &str) -> Completion {
    let version = name.version.as_ref().map(|version| format!("@{version}"));
    let version = version.unwrap_or_default();
    Completion {
        label: [from, &version].concat(),
        insert: [from, "/${}", &version].concat(),
        kind: "package".to_owned(),
        ..Completion::default()
    }
}

/// Interfaces or worlds of the packages of a name, with the version, which may be there already.
fn interfaces(
    index: &Index,
    site: &Site,
    item: Ref,
    wanted: &str,
    version: Option<&str>,
) -> Vec<Completion> {
    let names = all(index).into_iter().filter(|name| path(name) == wanted);
    let named = |name: &PackageName| name.version.as_ref().map(ToString::to_string);
    let names = names.filter(|name| version.is_none() || named(name).as_deref() == version);
    let mut items = Vec::new();
    for name in names {
        let Some(package) = index.package(&name.to_string()) else {
            continue;
        };
        let version = named(&name).map(|version| format!("@{version}"));
        for top in wanted_tops(index, &package, item) {
            let completion = self::top(top, &package.name);
            let path = completion.label + version.as_deref().unwrap_or_default();
            items.push(Completion {
                insert: path.clone() + tail(site, item),
                label: path,
                ..completion
            });
        }
    }
    items
}

fn wanted_tops<'a>(
    index: &Index<'a>,
    package: &Package<'a>,
    item: Ref,
) -> impl Iterator<Item = Ref<'a>> {
    let wanted = match item.kind() {
        ItemKind::Include | ItemKind::Targets => ItemKind::World,
        _ => ItemKind::Interface,
    };
    let scopes = package.scopes.clone();
    scopes
        .into_iter()
        .flat_map(tops)
        .filter(move |top| top.kind() == wanted && top.name().is_some_and(|name| name != NAME))
        .filter(move |top| index.is_there(*top, item))
}

fn top(top: Ref, package: &str) -> Completion {
    let name = written(top.name().unwrap_or_default());
    let kind = match top.kind() {
        ItemKind::World => "world",
        _ => "interface",
    };
    Completion {
        label: name.clone(),
        insert: name,
        kind: kind.to_owned(),
        detail: (!package.is_empty()).then(|| package.to_owned()),
        docs: top.docs(),
        ..Completion::default()
    }
}

/// What ends a statement behind its path, unless it is there.
fn tail(site: &Site, item: Ref) -> &'static str {
    match (item.kind(), site.after_path()) {
        (_, "." | "with" | "as") => "",
        (ItemKind::Use, ";") => ".{${}}",
        (ItemKind::Use, _) => ".{${}};",
        (_, ";") => "",
        _ => ";",
    }
}

/// What a path can begin with: names of the own package, and packages.
fn beginnings(index: &Index, site: &Site, item: Ref) -> Vec<Completion> {
    let own = index.package_of(item.scope());
    let mut items = Vec::new();
    let around = item.container().and_then(Ref::name);
    for top in own
        .iter()
        .flat_map(|package| wanted_tops(index, package, item))
    {
        let completion = self::top(top, "");
        if top.name() != around {
            let insert = completion.insert.clone() + tail(site, item);
            items.push(Completion {
                insert,
                ..completion
            });
        }
    }
    let uses = item
        .scope()
        .items()
        .filter(|it| it.kind() == ItemKind::TopUse);
    for used in uses.filter(|used| *used != item) {
        let path = used.item().path.and_then(|path| path.name);
        let name = used.name().or(path.map(|name| site.file.name(name)));
        let Some(name) = name else { continue };
        items.push(Completion {
            label: written(name),
            insert: written(name) + tail(site, item),
            kind: "interface".to_owned(),
            ..Completion::default()
        });
    }
    let is_external = matches!(item.kind(), ItemKind::Import | ItemKind::Export);
    let is_named = item.name().is_some();
    if is_external && is_named {
        items.push(keyword("func", "func(${});"));
        items.push(keyword("async func", "async func(${});"));
        items.push(keyword(
            "interface",
            match is_wac(&site.file.path) {
                true => "interface {${}};",
                false => "interface {${}}",
            },
        ));
    } else if is_external {
        items.push(keyword("func", "${}: func();"));
        items.push(keyword("interface", "${}: interface {}"));
    }
    let own = own.map(|package| package.name).unwrap_or_default();
    let others = newest(index)
        .into_iter()
        .filter(|name| name.to_string() != own);
    items.extend(others.map(|name| package(&name, &path(&name))));
    items
}

/// Types of the interface that `use` names, without those that it names already.
pub(super) fn used(index: &Index, item: Ref) -> Vec<Completion> {
    let list = item.parent();
    let path = list.and_then(|list| list.item().path);
    let Some(interface) = path.and_then(|path| index.path(item.scope(), &path)) else {
        return Vec::new();
    };
    let named: Vec<&str> = list
        .into_iter()
        .flat_map(Ref::children)
        .filter_map(of_list)
        .collect();
    let package = index.package_of(interface.scope());
    let free = types(interface).filter(|ty| ty.name().is_some_and(|name| !named.contains(&name)));
    let free = free.filter(|ty| index.is_there(*ty, item));
    let types = free.map(|ty| super::types::completion(index, ty, package.as_ref()));
    types.collect()
}

fn of_list(name: Ref<'_>) -> Option<&str> {
    Some(name.file.name(name.item().path?.name?))
}

/// What the world of `include` imports and exports under plain names.
pub(super) fn included(index: &Index, item: Ref) -> Vec<Completion> {
    let path = item.parent().and_then(|include| include.item().path);
    let world = path.and_then(|path| index.path(item.scope(), &path));
    let items = world.into_iter().flat_map(world_items);
    let there = items.filter(|it| index.is_there(*it, item));
    let names = there.filter_map(|item| Some((item, item.name()?)));
    names
        .map(|(item, name)| Completion {
            label: name.to_owned(),
            insert: written(name) + " as ${}",
            kind: if item.kind().is_type() {
                "type"
            } else {
                "function"
            }
            .to_owned(),
            docs: item.docs(),
            ..Completion::default()
        })
        .collect()
}

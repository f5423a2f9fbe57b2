//! Types, and the `use` that brings those of other interfaces.

use std::collections::BTreeSet;

use model::{Completion, TextEdit};

use super::place::{NAME, Site, indent};
use super::{keyword, point, written};
use crate::language::code::flat;
use crate::language::hover::kind;
use crate::language::index::{Index, Package, Ref, package_name};
use crate::language::names::{self, tops};
use crate::syntax::{ItemKind, TYPES};

/// Types that are known where a type must be, those of WIT, and those that a `use` can bring.
pub(super) fn types(index: &Index, site: &Site, item: Ref) -> Vec<Completion> {
    let is_handle = site.before(1) == "<" && matches!(site.before(2), "own" | "borrow");
    let is_wanted = |ty: Ref| {
        ty.name().is_some_and(|name| name != NAME)
            && index.is_there(ty, item)
            && (!is_handle || index.follow(ty).kind() == ItemKind::Resource)
    };
    let container = item.container();
    let known = match container {
        Some(container) => index.types_of(container),
        // Those of a WAC text stand beside its statements.
        None => {
            let items = item.scope().items();
            items.filter(|it| it.kind().is_type()).collect()
        }
    };
    let own = known.iter().filter(|ty| is_wanted(**ty));
    let mut items: Vec<Completion> = own.map(|ty| completion(index, *ty, None)).collect();
    if !is_handle {
        items.extend(TYPES.iter().map(|ty| built_in(site, ty)));
    }
    let Some(container) = container else {
        return items;
    };
    let names: BTreeSet<&str> = known.iter().filter_map(|ty| ty.name()).collect();
    for (interface, package) in others(index, site, container) {
        let declared = names::types(interface).filter(|ty| ty.kind() != ItemKind::UseName);
        let is_new = |ty: &Ref| ty.name().is_some_and(|name| !names.contains(name));
        let is_typed = |ty: &Ref| {
            let name = ty.name().unwrap_or_default();
            package.is_none() || name.starts_with(&site.typed)
        };
        for ty in declared
            .filter(|ty| is_wanted(*ty))
            .filter(is_new)
            .filter(is_typed)
        {
            let path = path_to(interface, package.as_ref());
            let found = completion(index, ty, package.as_ref());
            items.push(Completion {
                edits: vec![add_use(
                    index,
                    site,
                    container,
                    interface,
                    &path,
                    &found.insert,
                )],
                detail: Some(format!("use {path}")),
                ..found
            });
        }
    }
    items
}

/// A type of WIT; behind those with arguments, `<` is written too.
fn built_in(site: &Site, ty: &str) -> Completion {
    let has_arguments = matches!(
        ty,
        "list" | "option" | "result" | "tuple" | "map" | "future" | "stream" | "own" | "borrow"
    );
    let insert = match has_arguments && site.after() != "<" {
        true => [ty, "<${}>"].concat(),
        false => ty.to_owned(),
    };
    Completion {
        kind: "type".to_owned(),
        ..keyword(ty, &insert)
    }
}

/// A declared type.
pub(super) fn completion(index: &Index, ty: Ref, package: Option<&Package>) -> Completion {
    let name = written(ty.name().unwrap_or_default());
    let meant = index.follow(ty);
    let package = package.map(|package| format!(" in {}", package.name));
    Completion {
        label: name.clone(),
        insert: name,
        kind: "type".to_owned(),
        detail: Some(kind(meant) + package.as_deref().unwrap_or_default()),
        docs: meant.docs(),
        ..Completion::default()
    }
}

/// Interfaces that `use` can name in a container: those of its package; and, with their packages,
/// when something is typed, those of the packages that the workspace names.
fn others<'a>(
    index: &'a Index<'a>,
    site: &Site,
    container: Ref<'a>,
) -> Vec<(Ref<'a>, Option<Package<'a>>)> {
    let own = index.package_of(container.scope());
    let own_name = own.as_ref().map(|package| package.name.clone());
    let interfaces = |package: &Package<'a>| -> Vec<Ref<'a>> {
        let scopes = package.scopes.iter().flat_map(|scope| tops(*scope));
        scopes
            .filter(|top| top.kind() == ItemKind::Interface)
            .collect()
    };
    let mut others = Vec::new();
    for interface in own.iter().flat_map(interfaces) {
        if interface.name() != container.name() {
            others.push((interface, None));
        }
    }
    if site.typed.is_empty() {
        return others;
    }
    let mut names = BTreeSet::new();
    for file in index.files.iter() {
        let paths = file.tree.items.iter().filter_map(|item| item.path.as_ref());
        names.extend(paths.filter_map(|path| package_name(file, path)));
    }
    names.retain(|name| Some(name) != own_name.as_ref());
    for package in names.iter().filter_map(|name| index.package(name)) {
        for interface in interfaces(&package) {
            others.push((interface, Some(package.clone())));
        }
    }
    others
}

fn path_to(interface: Ref, package: Option<&Package>) -> String {
    let name = written(interface.name().unwrap_or_default());
    let Some(package) = package else {
        return name;
    };
    match package.name.split_once('@') {
        Some((path, version)) => format!("{path}/{name}@{version}"),
        None => format!("{}/{name}", package.name),
    }
}

/// What brings a type of an interface into a container.
fn add_use<'a>(
    index: &Index<'a>,
    site: &'a Site,
    container: Ref<'a>,
    interface: Ref<'a>,
    path: &str,
    name: &str,
) -> TextEdit {
    let text = &site.file.text;
    let uses = || container.children().filter(|it| it.kind() == ItemKind::Use);
    let is_same = |it: &Ref<'a>| {
        let named = it.item().path;
        named.is_some_and(|named| {
            index.path(it.scope(), &named) == Some(interface) || flat(it.file, named.span) == path
        })
    };
    let (offset, text) = match uses().filter(|it| it.item().is_closed).find(is_same) {
        Some(statement) => match statement.children().last() {
            Some(last) => (last.item().span.end, format!(", {name}")),
            None => {
                let open = statement.item().body.map(|body| body.start + 1);
                (open.unwrap_or_default(), name.to_owned())
            }
        },
        None => {
            let last = uses().last().map(|it| it.item().span.end);
            let open = container.item().body.map(|body| body.start + 1);
            let offset = last.or(open).unwrap_or_default();
            let line = new_line(text, container, offset);
            (offset, format!("{line}use {path}.{{{name}}};"))
        }
    };
    TextEdit {
        path: site.file.path.clone(),
        span: point(site.original(offset)),
        text,
    }
}

/// What parts a statement from what is before it: a line of its own where others have one.
fn new_line(text: &str, container: Ref, offset: u32) -> String {
    let rest = &text[offset as usize..];
    if !rest
        .split(['\n', '}'])
        .next()
        .unwrap_or_default()
        .trim()
        .is_empty()
    {
        return " ".to_owned();
    }
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let first = container.children().next();
    let inner = first.map(|child| indent(text, child.item().span.start).to_owned());
    let outer = || indent(text, container.item().span.start).to_owned() + "  ";
    end.to_owned() + &inner.unwrap_or_else(outer)
}

//! What names in a WAC text stand for, and which names what stands there has by itself.

use indexmap::IndexMap;
use wac_graph::types::{ItemKind, World};
use wac_graph::{CompositionGraph, NodeId};

/// What the component that an instance is made of takes and gives.
pub(crate) fn world(source: &CompositionGraph, instance: NodeId) -> Option<&World> {
    let package = source[instance].package()?;
    Some(&source.types()[source[package].ty()])
}

pub(crate) fn exports_of(
    source: &CompositionGraph,
    node: NodeId,
) -> Option<&IndexMap<String, ItemKind>> {
    match source[node].item_kind() {
        ItemKind::Instance(id) => Some(&source.types()[id].exports),
        _ => None,
    }
}

/// The extern that a WAC text means by an identifier: the one of that name, or else the only
/// interface `…/name`.
pub(crate) fn full_name<'n>(id: &'n str, externs: &'n IndexMap<String, ItemKind>) -> &'n str {
    if externs.contains_key(id) {
        return id;
    }
    let mut matching = externs
        .keys()
        .filter(|name| interface_name(name) == Some(id));
    match (matching.next(), matching.next()) {
        (Some(name), None) => name,
        _ => id,
    }
}

/// `streams` of `wasi:io/streams@0.2.3`.
pub(crate) fn interface_name(name: &str) -> Option<&str> {
    let (_, interface) = name.rsplit_once('/')?;
    interface.split('@').next()
}

/// Which import an argument without a name fills.
pub(crate) fn inferred_argument<'n>(
    source: &'n CompositionGraph,
    value: NodeId,
    id: &'n str,
    imports: &'n IndexMap<String, ItemKind>,
) -> &'n str {
    own_names(source, value)
        .find(|name| imports.contains_key(*name))
        .unwrap_or_else(|| full_name(id, imports))
}

/// What a value is exported as when no name is given.
pub(crate) fn inferred_export(source: &CompositionGraph, value: NodeId) -> Option<&str> {
    own_names(source, value).next()
}

/// The name of a value's interface, and the name by which it came.
fn own_names(source: &CompositionGraph, value: NodeId) -> impl Iterator<Item = &str> {
    let interface = match source[value].item_kind() {
        ItemKind::Instance(id) => source.types()[id].id.as_deref(),
        _ => None,
    };
    let alias = || source.get_alias_source(value).map(|(_, name)| name);
    let came_as = source.get_import_name(value).or_else(alias);
    interface.into_iter().chain(came_as)
}

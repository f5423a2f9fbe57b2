//! What a world exports, and what it imports, in the order of its texts.

use wit_parser::{Docs, Function, FunctionKind, InterfaceId, Resolve, TypeDefKind, WorldItem};

use crate::world::World;

/// All that a world exports.
pub(crate) struct Exports<'a> {
    pub(crate) functions: Vec<&'a Function>,
    pub(crate) interfaces: Vec<Interface<'a>>,
}

/// An exported interface.
pub(crate) struct Interface<'a> {
    /// Its own name, such as `orders`.
    pub(crate) name: String,
    /// In full, such as `example:shop/orders@1.0.0`.
    pub(crate) id: String,
    pub(crate) docs: &'a Docs,
    /// Whether the world imports it too.
    pub(crate) is_imported: bool,
    /// Those that belong to no resource.
    pub(crate) functions: Vec<&'a Function>,
    pub(crate) resources: Vec<Resource<'a>>,
}

/// A resource of an exported interface.
pub(crate) struct Resource<'a> {
    pub(crate) name: &'a str,
    pub(crate) functions: Vec<&'a Function>,
}

/// The exports of a world.
pub(crate) fn exports(world: &World) -> Exports<'_> {
    let World { resolve, id } = world;
    let world = &resolve.worlds[*id];
    let mut exports = Exports {
        functions: Vec::new(),
        interfaces: Vec::new(),
    };
    for (key, item) in &world.exports {
        match item {
            WorldItem::Function(function) => exports.functions.push(function),
            WorldItem::Interface { id, .. } => {
                let mut interface = interface(resolve, *id, resolve.name_world_key(key));
                interface.is_imported = world.imports.contains_key(key);
                // What only declares types asks for no code.
                if !interface.functions.is_empty() || !interface.resources.is_empty() {
                    exports.interfaces.push(interface);
                }
            }
            WorldItem::Type { .. } => {}
        }
    }
    exports
}

/// An interface; whether the world imports it is for the caller to say.
pub(crate) fn interface(resolve: &Resolve, id: InterfaceId, full: String) -> Interface<'_> {
    let it = &resolve.interfaces[id];
    let functions = || it.functions.values();
    let is_resource = |kind: &TypeDefKind| matches!(kind, TypeDefKind::Resource);
    let resources = it.types.iter();
    let resources = resources.filter(|(_, id)| is_resource(&resolve.types[**id].kind));
    Interface {
        name: it.name.clone().unwrap_or_else(|| full.clone()),
        id: full,
        docs: &it.docs,
        is_imported: false,
        functions: functions()
            .filter(|function| function.kind.resource().is_none())
            .collect(),
        resources: resources
            .map(|(name, id)| Resource {
                name,
                functions: functions()
                    .filter(|function| function.kind.resource() == Some(*id))
                    .collect(),
            })
            .collect(),
    }
}

/// Names of a function's parameters, without the resource that it is called on.
pub(crate) fn params(function: &Function) -> impl Iterator<Item = &str> {
    let has_self = matches!(
        function.kind,
        FunctionKind::Method(_) | FunctionKind::AsyncMethod(_)
    );
    let params = function.params.iter().skip(usize::from(has_self));
    params.map(|param| param.name.as_str())
}

/// What a function is to the resource it belongs to.
pub(crate) enum Role {
    Constructor,
    Static,
    Method,
}

/// The role of a function of a resource.
pub(crate) fn role(function: &Function) -> Role {
    match function.kind {
        FunctionKind::Constructor(_) => Role::Constructor,
        FunctionKind::Static(_) | FunctionKind::AsyncStatic(_) => Role::Static,
        _ => Role::Method,
    }
}

/// Documentation, each line behind a mark and an indent.
pub(crate) fn comment(docs: &Docs, mark: &str) -> String {
    let lines = docs.contents.iter().flat_map(|docs| docs.trim().lines());
    lines
        .map(|line| format!("{}\n", format!("{mark} {line}").trim_end()))
        .collect()
}

//! The types of a component's interfaces, and which interface declares each.

use std::collections::HashMap;

use wit_component::DecodedWasm;
use wit_parser::{InterfaceId, Resolve, Type, TypeDefKind, TypeId, TypeOwner, WorldId, WorldItem};

use super::Side;
use crate::components::Binary;

/// A type of an interface that a component imports or exports.
pub(crate) struct TypeUse {
    pub(crate) name: String,
    pub(crate) is_resource: bool,
    /// The interface that declares it, unless it is the same one: its side and full name, and the
    /// type's name there.
    pub(crate) from: Option<(Side, String, String)>,
}

/// The types of each interface of a component.
pub(crate) type TypeUses = HashMap<(Side, String), Vec<TypeUse>>;

/// The types of each interface that a component imports or exports, and where they come from.
pub(crate) fn type_uses(binary: &Binary) -> TypeUses {
    let Ok(DecodedWasm::Component(resolve, world)) = binary.decoded() else {
        return TypeUses::new();
    };
    let interfaces = interfaces(resolve, *world);
    let names: HashMap<InterfaceId, (Side, &str)> = interfaces
        .iter()
        .map(|(id, side, name)| (*id, (*side, name.as_str())))
        .collect();
    let uses = interfaces.iter().map(|(id, side, name)| {
        let types = resolve.interfaces[*id].types.iter();
        let uses = types.filter_map(|(name, ty)| {
            let declared = declared(resolve, *ty);
            let TypeOwner::Interface(owner) = resolve.types[declared].owner else {
                return None;
            };
            let there = resolve.types[declared].name.clone().unwrap_or_default();
            let from = match owner == *id {
                true => None,
                false => {
                    let (side, interface) = names.get(&owner)?;
                    Some((*side, (*interface).to_owned(), there))
                }
            };
            Some(TypeUse {
                name: name.clone(),
                is_resource: matches!(resolve.types[declared].kind, TypeDefKind::Resource),
                from,
            })
        });
        ((*side, name.clone()), uses.collect())
    });
    uses.collect()
}

fn interfaces(resolve: &Resolve, world: WorldId) -> Vec<(InterfaceId, Side, String)> {
    let world = &resolve.worlds[world];
    let imports = world.imports.iter().map(|entry| (Side::Import, entry));
    let exports = world.exports.iter().map(|entry| (Side::Export, entry));
    let interfaces = imports.chain(exports).filter_map(|(side, (key, item))| {
        let WorldItem::Interface { id, .. } = item else {
            return None;
        };
        Some((*id, side, resolve.name_world_key(key)))
    });
    interfaces.collect()
}

/// The type that `use` brought, where it is declared.
fn declared(resolve: &Resolve, mut id: TypeId) -> TypeId {
    while let TypeDefKind::Type(Type::Id(other)) = resolve.types[id].kind {
        id = other;
    }
    id
}

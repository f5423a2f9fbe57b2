//! A world with all that it needs, decoded.

use model::{EncodedWorld, EngineError};
use wit_component::DecodedWasm;
use wit_parser::{InterfaceId, LiveTypes, Resolve, TypeDefKind, WorldId, WorldItem};

use crate::fault::fault;

/// A world and the packages around it.
pub(crate) struct World {
    pub(crate) resolve: Resolve,
    pub(crate) id: WorldId,
}

impl World {
    /// Reads a WIT package in binary form, or a component.
    pub(crate) fn decode(encoded: &EncodedWorld) -> Result<Self, EngineError> {
        let decoded = wit_component::decode(&encoded.package);
        let decoded = decoded.map_err(|error| {
            let message = format!("the world's package cannot be read: {error:#}");
            fault("unreadable-world", message)
        })?;
        match decoded {
            DecodedWasm::Component(resolve, id) => Ok(Self { resolve, id }),
            DecodedWasm::WitPackage(resolve, package) => {
                let id = resolve.select_world(&[package], encoded.world.as_deref());
                let id = id.map_err(|error| fault("no-such-world", format!("{error:#}")))?;
                Ok(Self { resolve, id })
            }
        }
    }

    /// What modules call an interface of it, such as `example:text/process@0.1.0`.
    pub(crate) fn module(&self, id: InterfaceId) -> Option<String> {
        let own = &self.resolve.worlds[self.id];
        let mut items = own.imports.iter().chain(&own.exports);
        items.find_map(|(key, item)| match item {
            WorldItem::Interface { id: found, .. } if *found == id => {
                Some(self.resolve.name_world_key(key))
            }
            _ => None,
        })
    }

    /// Whether it has async functions, streams or futures, which take another engine.
    pub(crate) fn is_concurrent(&self) -> bool {
        let world = &self.resolve.worlds[self.id];
        let items = world.imports.values().chain(world.exports.values());
        let mut types = LiveTypes::default();
        types.add_world(&self.resolve, self.id);
        self.has_async(items)
            || types.iter().any(|id| {
                let kind = &self.resolve.types[id].kind;
                matches!(kind, TypeDefKind::Stream(_) | TypeDefKind::Future(_))
            })
    }

    /// Whether it exports an async function.
    pub(crate) fn waits(&self) -> bool {
        self.has_async(self.resolve.worlds[self.id].exports.values())
    }

    fn has_async<'a>(&'a self, mut items: impl Iterator<Item = &'a WorldItem>) -> bool {
        items.any(|item| match item {
            WorldItem::Function(function) => function.kind.is_async(),
            WorldItem::Interface { id, .. } => {
                let mut functions = self.resolve.interfaces[*id].functions.values();
                functions.any(|function| function.kind.is_async())
            }
            WorldItem::Type { .. } => false,
        })
    }
}

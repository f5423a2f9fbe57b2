//! A world with all that it needs, decoded.

use model::{EncodedWorld, EngineError};
use wit_component::DecodedWasm;
use wit_parser::{Function, LiveTypes, Resolve, TypeDefKind, WorldId, WorldItem, WorldKey};

use crate::fault::fault;

/// A world and the packages around it.
#[derive(Clone)]
pub(crate) struct World {
    pub(crate) resolve: Resolve,
    pub(crate) id: WorldId,
}

impl World {
    /// Reads a WIT package in binary form, or a component.
    pub(crate) fn decode(encoded: &EncodedWorld) -> Result<World, EngineError> {
        let decoded = wit_component::decode(&encoded.package);
        let decoded = decoded.map_err(|error| {
            let message = format!("the world's package cannot be read: {error:#}");
            fault("unreadable-world", message)
        })?;
        match decoded {
            DecodedWasm::Component(resolve, id) => Ok(World { resolve, id }),
            DecodedWasm::WitPackage(resolve, package) => {
                let name = encoded.world.as_deref();
                let id = resolve.select_world(&[package], name);
                let id = id.map_err(|error| fault("no-such-world", format!("{error:#}")))?;
                Ok(World { resolve, id })
            }
        }
    }

    /// Its own name, such as `proxy`.
    pub(crate) fn name(&self) -> &str {
        &self.resolve.worlds[self.id].name
    }

    /// Its name with its package's, such as `wasi:http/proxy@0.2.6`.
    pub(crate) fn id(&self) -> String {
        let package = self.resolve.worlds[self.id].package;
        let package = package.map(|package| &self.resolve.packages[package].name);
        package.map_or_else(|| self.name().to_owned(), |it| it.interface_id(self.name()))
    }

    /// The name of its package without a version, such as `wasi:http`.
    pub(crate) fn package_name(&self) -> String {
        let package = self.resolve.worlds[self.id].package;
        let package = package.map(|package| &self.resolve.packages[package].name);
        package.map_or_else(String::new, |it| format!("{}:{}", it.namespace, it.name))
    }
}

/// A function on one side of a world.
#[derive(Clone, Copy)]
pub(crate) struct WorldFunction<'a> {
    /// The interface that it is in, unless it is one of the world itself.
    pub(crate) interface: Option<&'a WorldKey>,
    pub(crate) function: &'a Function,
}

impl WorldFunction<'_> {
    /// As [`model::Function::id`].
    pub(crate) fn id(&self, world: &World) -> String {
        let name = &self.function.name;
        match self.interface {
            Some(key) => format!("{}#{name}", world.resolve.name_world_key(key)),
            None => name.clone(),
        }
    }
}

impl World {
    /// The functions that it imports.
    pub(crate) fn imported(&self) -> Vec<WorldFunction<'_>> {
        self.functions(self.resolve.worlds[self.id].imports.iter())
    }

    /// The functions that it exports.
    pub(crate) fn exported(&self) -> Vec<WorldFunction<'_>> {
        self.functions(self.resolve.worlds[self.id].exports.iter())
    }

    /// Whether it has async functions, streams or futures.
    pub(crate) fn is_concurrent(&self) -> bool {
        let mut functions = self.imported().into_iter().chain(self.exported());
        let mut types = LiveTypes::default();
        types.add_world(&self.resolve, self.id);
        functions.any(|it| it.function.kind.is_async())
            || types.iter().any(|id| {
                let kind = &self.resolve.types[id].kind;
                matches!(kind, TypeDefKind::Stream(_) | TypeDefKind::Future(_))
            })
    }

    fn functions<'a>(
        &'a self,
        items: impl Iterator<Item = (&'a WorldKey, &'a WorldItem)>,
    ) -> Vec<WorldFunction<'a>> {
        let mut functions = Vec::new();
        for (key, item) in items {
            match item {
                WorldItem::Function(function) => functions.push(WorldFunction {
                    interface: None,
                    function,
                }),
                WorldItem::Interface { id, .. } => {
                    let own = self.resolve.interfaces[*id].functions.values();
                    functions.extend(own.map(|function| WorldFunction {
                        interface: Some(key),
                        function,
                    }));
                }
                WorldItem::Type { .. } => {}
            }
        }
        functions
    }
}

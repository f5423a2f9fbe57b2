//! Standard error, which a component imports whose modules name `console`.

use wasi_preview1_component_adapter_provider::WASI_SNAPSHOT_PREVIEW1_REACTOR_ADAPTER;
use wit_component::metadata::decode;
use wit_parser::{CloneMaps, InterfaceId, WorldItem, WorldKey};

use crate::world::World;

/// Makes `console`; evaluated before the user's module.
const MODULE: &str = include_str!("js/console.js");

/// The same where there is nothing to write to.
const QUIET: &str = include_str!("js/quiet.js");

/// How the engine calls that module. No file of a workspace has such a path.
pub(crate) const PATH: &str = "/:console";

/// What is imported, of the version that the adapter for WASI imports.
const STDERR: &str = "wasi:cli/stderr@0.2.12";
const STREAMS: &str = "wasi:io/streams@0.2.12";
const ERROR: &str = "wasi:io/error@0.2.12";
const POLL: &str = "wasi:io/poll@0.2.12";

/// Of these, what is called, and the types that it takes.
const CALLED: &str = "[method]output-stream.blocking-write-and-flush";
const TAKEN: [&str; 3] = ["output-stream", "stream-error", "error"];

/// The world with that import, and the module that makes `console`. Where the world's own WASI is not the
/// same, nothing is imported and what is written is lost.
pub(crate) fn with_stderr(world: World) -> (World, Option<&'static str>) {
    let (resolve, id) = (world.resolve.clone(), world.id);
    match with_import(World { resolve, id }) {
        Ok(with_import) => (with_import, Some(MODULE)),
        Err(_) => (world, Some(QUIET)),
    }
}

fn with_import(mut world: World) -> Result<World, String> {
    let told = |error| format!("{error:#}");
    let theirs: Vec<_> = [STREAMS, ERROR, POLL]
        .into_iter()
        .filter(|name| interface(&world, name).is_none())
        .collect();
    let (_, adapter) = decode(WASI_SNAPSHOT_PREVIEW1_REACTOR_ADAPTER).map_err(told)?;
    world.resolve.merge(adapter.resolve).map_err(told)?;
    let wit = format!("package local:console; world console {{ import {STDERR}; }}");
    let package = world.resolve.push_str("console.wit", &wit);
    let package = package.map_err(|error| error.to_string())?;
    let console = world.resolve.select_world(&[package], None);
    let console = console.map_err(|error| error.to_string())?;
    let maps = &mut CloneMaps::default();
    let merged = world.resolve.merge_worlds(console, world.id, maps);
    merged.map_err(told)?;
    for name in theirs {
        let Some((key, id)) = interface(&world, name) else {
            continue;
        };
        let interface = &mut world.resolve.interfaces[id];
        interface.functions.retain(|name, _| name == CALLED);
        interface
            .types
            .retain(|name, _| TAKEN.contains(&name.as_str()));
        if interface.types.is_empty() {
            world.resolve.worlds[world.id].imports.shift_remove(&key);
        }
    }
    Ok(world)
}

/// An interface that the world imports or exports.
fn interface(world: &World, name: &str) -> Option<(WorldKey, InterfaceId)> {
    let own = &world.resolve.worlds[world.id];
    let mut items = own.imports.iter().chain(&own.exports);
    items.find_map(|(key, item)| match item {
        WorldItem::Interface { id, .. } => {
            let is_it = world.resolve.name_world_key(key) == name;
            is_it.then(|| (key.clone(), *id))
        }
        _ => None,
    })
}

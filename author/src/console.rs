//! Standard error, which every component with an engine imports, for what a module writes with
//! `console`.

use wasi_preview1_component_adapter_provider::WASI_SNAPSHOT_PREVIEW1_REACTOR_ADAPTER;
use wit_component::metadata::decode;
use wit_parser::CloneMaps;

use crate::world::World;

/// Makes `console`; evaluated before the user's module.
pub(crate) const MODULE: &str = include_str!("js/console.js");

/// How the engine calls that module. No file of a workspace has such a path.
pub(crate) const PATH: &str = "/:console";

/// The interface, of the version that the adapter for WASI imports.
pub(crate) const INTERFACE: &str = "wasi:cli/stderr@0.2.12";

/// The world with that import, and whether it has it: not where its own WASI is not the same.
pub(crate) fn with_stderr(world: World) -> (World, bool) {
    let (resolve, id) = (world.resolve.clone(), world.id);
    match with_import(World { resolve, id }) {
        Ok(with_import) => (with_import, true),
        Err(_) => (world, false),
    }
}

fn with_import(mut world: World) -> Result<World, String> {
    let told = |error| format!("{error:#}");
    let (_, adapter) = decode(WASI_SNAPSHOT_PREVIEW1_REACTOR_ADAPTER).map_err(told)?;
    world.resolve.merge(adapter.resolve).map_err(told)?;
    let wit = format!("package local:console; world console {{ import {INTERFACE}; }}");
    let package = world.resolve.push_str("console.wit", &wit);
    let package = package.map_err(|error| error.to_string())?;
    let console = world.resolve.select_world(&[package], None);
    let console = console.map_err(|error| error.to_string())?;
    let maps = &mut CloneMaps::default();
    let merged = world.resolve.merge_worlds(console, world.id, maps);
    merged.map_err(told)?;
    Ok(world)
}

//! `console` for an engine that has none: a module that writes to standard error, which the world
//! then imports.

use wasi_preview1_component_adapter_provider::WASI_SNAPSHOT_PREVIEW1_REACTOR_ADAPTER;
use wit_component::metadata::decode;
use wit_parser::CloneMaps;

use crate::world::World;

const MODULE: &str = include_str!("../../../templates/take-home/console.js.txt");

/// The interface, of the version that the engine imports too.
const INTERFACE: &str = "wasi:cli/stderr@0.2.12";

/// Whether a module names it.
pub(super) fn is_named(text: &str) -> bool {
    text.split(|it: char| !it.is_alphanumeric() && it != '_')
        .any(|it| it == "console")
}

/// The world with what is imported for it, and the module with its name. The world stays as it is
/// where its own WASI is another.
pub(super) fn add(world: World) -> (World, Option<(String, String)>) {
    match with_stderr(world.clone()) {
        Ok(with_stderr) => {
            let text = MODULE.replace("{{interface}}", INTERFACE);
            (with_stderr, Some(("console".to_owned(), text)))
        }
        Err(_) => (world, None),
    }
}

fn with_stderr(mut world: World) -> anyhow::Result<World> {
    let (_, adapter) = decode(WASI_SNAPSHOT_PREVIEW1_REACTOR_ADAPTER)?;
    world.resolve.merge(adapter.resolve)?;
    let wit = format!("package local:console; world console {{ import {INTERFACE}; }}");
    let package = world.resolve.push_str("console.wit", &wit)?;
    let console = world.resolve.select_world(&[package], None)?;
    world
        .resolve
        .merge_worlds(console, world.id, &mut CloneMaps::default())?;
    only_needed(world)
}

/// The world without packages that it does not need.
fn only_needed(world: World) -> anyhow::Result<World> {
    let package = world.resolve.worlds[world.id].package;
    let package = package.ok_or_else(|| anyhow::anyhow!("the world is of no package"))?;
    let encoded = wit_component::encode(&world.resolve, package)?;
    let decoded = wit_component::decode(&encoded)?;
    let name = world.resolve.worlds[world.id].name.clone();
    let (resolve, package) = (decoded.resolve().clone(), decoded.package());
    let id = resolve.select_world(&[package], Some(&name))?;
    Ok(World { resolve, id })
}

//! `setTimeout` and its like, where a world has what they take: a clock that can be waited for, and an async
//! function to wait in. What an ordinary function leaves to be done later is never done.

use std::collections::BTreeMap;

use wit_parser::WorldItem;

use crate::place::word_of;
use crate::world::World;

/// Over a clock of WASI 0.2, which all wait for.
const BLOCKING: &str = include_str!("js/timers.js");

/// Over a clock of WASI 0.3, each by itself.
const CONCURRENT: &str = include_str!("js/timers-concurrent.js");

/// The clock, without its version.
const CLOCK: &str = "wasi:clocks/monotonic-clock@";

/// How the engine calls the module. No file of a workspace has such a path.
pub(crate) const PATH: &str = "/:timers";

/// What it makes.
pub(crate) const NAMES: [&str; 4] = ["setTimeout", "setInterval", "clearTimeout", "clearInterval"];

/// The module that makes them for files that name one; none where the world does not let it.
pub(crate) fn timers(world: &World, files: &BTreeMap<String, String>) -> Option<String> {
    let is_named = |name: &&&str| files.values().any(|text| word_of(text, name).is_some());
    NAMES.iter().find(is_named)?;
    let own = &world.resolve.worlds[world.id];
    let mut imports = own
        .imports
        .iter()
        .filter(|(_, item)| matches!(item, WorldItem::Interface { .. }));
    let (name, version) = imports.find_map(|(key, _)| {
        let name = world.resolve.name_world_key(key);
        let version = name.strip_prefix(CLOCK)?.to_owned();
        Some((name, version))
    })?;
    let module = match version.starts_with("0.2.") {
        true => BLOCKING,
        false => CONCURRENT,
    };
    world.waits().then(|| module.replace("CLOCK", &name))
}

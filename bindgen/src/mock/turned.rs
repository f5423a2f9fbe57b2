//! The world of the component that mocks are put into.

use std::collections::BTreeSet;

use model::{EngineError, KeptMock, MockedSide};
use wit_parser::{InterfaceId, Resolve, TypeDefKind, WorldId, WorldItem, WorldKey};

use crate::fault::fault;
use crate::world::World;

/// The world whose exports are mocked.
///
/// # Errors
///
/// `nothing-mocked` when none of the mocks is of it.
pub(super) fn turned(
    mut world: World,
    side: MockedSide,
    mocks: &[KeptMock],
) -> Result<World, EngineError> {
    if side == MockedSide::Imports {
        turn(&mut world.resolve, world.id, mocks);
    }
    let is_mocked = |id: &str| mocks.iter().any(|it| it.function == id);
    match world.exported().iter().any(|it| is_mocked(&it.id(&world))) {
        true => Ok(world),
        false => {
            let message = "none of the mocks is of a function of this world";
            Err(fault("nothing-mocked", message))
        }
    }
}

/// Exports what was imported, as far as it is mocked. Interfaces that are there for their types are
/// exported along with those that use them, so that nobody has to provide them; what has functions
/// of its own stays imported.
fn turn(resolve: &mut Resolve, id: WorldId, mocks: &[KeptMock]) {
    let imports = std::mem::take(&mut resolve.worlds[id].imports);
    resolve.worlds[id].exports.clear();
    let owner = |it: &KeptMock| match it.function.split_once('#') {
        Some((interface, _)) => interface.to_owned(),
        None => it.function.clone(),
    };
    let mocked: BTreeSet<String> = mocks.iter().map(owner).collect();
    let is_mocked = |key: &WorldKey| mocked.contains(&resolve.name_world_key(key));
    let mut used: BTreeSet<InterfaceId> = BTreeSet::new();
    let mut turned = Vec::new();
    // Whoever uses an interface comes after it.
    for (key, item) in imports.into_iter().rev() {
        let needed = match &item {
            WorldItem::Interface { id, .. } => is_mocked(&key) || used.contains(id),
            WorldItem::Function(_) => is_mocked(&key),
            WorldItem::Type { .. } => true,
        };
        if !needed {
            continue;
        }
        if let WorldItem::Interface { id, .. } = &item {
            used.extend(resolve.interface_direct_deps(*id));
        }
        let is_exported = match &item {
            WorldItem::Interface { id, .. } => is_mocked(&key) || has_only_types(resolve, *id),
            WorldItem::Function(_) => true,
            WorldItem::Type { .. } => false,
        };
        turned.push((is_exported, key, item));
    }
    let world = &mut resolve.worlds[id];
    for (is_exported, key, item) in turned.into_iter().rev() {
        let side = match is_exported {
            true => &mut world.exports,
            false => &mut world.imports,
        };
        side.insert(key, item);
    }
}

fn has_only_types(resolve: &Resolve, id: InterfaceId) -> bool {
    let interface = &resolve.interfaces[id];
    let mut types = interface.types.values();
    interface.functions.is_empty()
        && !types.any(|id| matches!(resolve.types[*id].kind, TypeDefKind::Resource))
}

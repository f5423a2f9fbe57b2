//! Which components import or export what changed.

use model::{Affected, ChangeKind, WitChange};
use wit_component::DecodedWasm;
use wit_parser::{InterfaceId, Resolve, WorldItem};

use crate::components::Component;
use crate::contrast::{function_name, unversioned};
use crate::world::{Root, Wit};

/// Components that know an item of the package that changed, those that break first.
pub(super) fn affected(
    before: &Wit,
    changes: &[WitChange],
    components: &[Component],
) -> Vec<Affected> {
    let Root::Package(package) = before.root else {
        return Vec::new();
    };
    let name = before.resolve.packages[package].name.to_string();
    let package = unversioned(&name);
    let mut all = Vec::new();
    for component in components {
        if let Ok(DecodedWasm::Component(resolve, world)) = component.binary.decoded() {
            let world = &resolve.worlds[*world];
            let imports = world.imports.iter().map(|entry| (entry, false));
            let exports = world.exports.iter().map(|entry| (entry, true));
            for ((key, item), is_export) in imports.chain(exports) {
                let interface = resolve.name_world_key(key);
                let WorldItem::Interface { id, .. } = item else {
                    continue;
                };
                let Some((of, short)) = unversioned(&interface).split_once('/') else {
                    continue;
                };
                if of != package {
                    continue;
                }
                let known = known(resolve, *id, short, changes, is_export);
                if !known.is_empty() {
                    all.push(Affected {
                        component: component.name.clone(),
                        is_export,
                        items: known.iter().map(|change| change.name.clone()).collect(),
                        is_breaking: known
                            .iter()
                            .any(|change| change.is_breaking || change.change == ChangeKind::Added),
                        interface,
                    });
                }
            }
        }
    }
    all.sort_by_key(|affected| !affected.is_breaking);
    all
}

/// Changes of an interface that a component knows. What is new matters only to who exports it.
fn known<'c>(
    resolve: &Resolve,
    id: InterfaceId,
    interface: &str,
    changes: &'c [WitChange],
    is_export: bool,
) -> Vec<&'c WitChange> {
    let own = &resolve.interfaces[id];
    let functions: Vec<String> = own
        .functions
        .values()
        .map(|function| function_name(resolve, function))
        .collect();
    let knows = |change: &&WitChange| {
        if change.scope.is_empty() {
            return change.name == interface && change.kind == "interface";
        }
        if change.scope != interface {
            return false;
        }
        match change.change {
            ChangeKind::Added => is_export,
            _ => own.types.contains_key(&change.name) || functions.contains(&change.name),
        }
    };
    changes.iter().filter(knows).collect()
}

//! A component's WIT, where wit-parser can read it and where it would panic.

use anyhow::{Result, bail};
use wasmparser::component_types::ComponentEntityType;
use wasmparser::types::Types;
use wit_component::DecodedWasm;

use crate::binary;
use crate::inspect::validate;

/// The WIT of a binary, as `wit_component::decode` reads it.
///
/// # Errors
///
/// Also of a component that exports an interface that it imports as it is, which wit-parser panics
/// at when there are types in it.
pub(crate) fn decode(bytes: &[u8]) -> Result<DecodedWasm> {
    if let Some(name) = handed_on(bytes) {
        bail!("WIT cannot say that `{name}` is imported and exported as it is");
    }
    wit_component::decode(bytes)
}

/// An interface with types that is imported and exported by the same name as the same instance.
fn handed_on(bytes: &[u8]) -> Option<String> {
    let names = binary::names_on_both_sides(bytes);
    if names.is_empty() {
        return None;
    }
    let types = validate(bytes).ok()?;
    names.into_iter().find(|name| is_one(&types, name))
}

fn is_one(types: &Types, name: &str) -> bool {
    let types = types.as_ref();
    let created = |item: Option<&wasmparser::component_types::ComponentItem>| {
        let Some(ComponentEntityType::Instance(id)) = item.map(|item| item.ty) else {
            return Vec::new();
        };
        let items = types[id].exports.values();
        let created = items.filter_map(|item| match item.ty {
            ComponentEntityType::Type { created, .. } => Some(created),
            _ => None,
        });
        created.collect()
    };
    let imported = created(types.component_item_for_import(name));
    let exported = created(types.component_item_for_export(name));
    imported.iter().any(|it| exported.contains(it))
}

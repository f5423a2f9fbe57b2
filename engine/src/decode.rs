//! A component's WIT, where wit-parser can read it and where it would panic.

use std::collections::HashSet;

use anyhow::{Result, bail};
use wasmparser::component_types::{ComponentEntityType, ComponentItem};
use wit_component::DecodedWasm;

use crate::binary::{Names, component_names};
use crate::inspect::validate;

/// The WIT of a binary, as `wit_component::decode` reads it.
///
/// # Errors
///
/// Also of a component that has one interface with types twice, such as one that exports what it
/// imports: wit-parser panics at those.
pub(crate) fn decode(bytes: &[u8]) -> Result<DecodedWasm> {
    if let Some(name) = had_twice(bytes) {
        bail!(
            "WIT cannot say that the types of `{name}` are imported or exported twice, such as by \
             exporting an import as it is"
        );
    }
    wit_component::decode(bytes)
}

/// An import or export whose types are those of another one.
pub(crate) fn had_twice(bytes: &[u8]) -> Option<String> {
    let Names {
        imports,
        exports,
        has_implements,
    } = component_names(bytes);
    // Reading all types takes time, and few components can have any twice.
    if !has_implements && !exports.iter().any(|name| imports.contains(name)) {
        return None;
    }
    let types = validate(bytes).ok()?;
    let types = types.as_ref();
    let mut known = HashSet::new();
    let mut is_new = |item: Option<&ComponentItem>| {
        let Some(ComponentEntityType::Instance(id)) = item.map(|item| item.ty) else {
            return true;
        };
        types[id].exports.values().all(|item| match item.ty {
            ComponentEntityType::Type { created, .. } => known.insert(created),
            _ => true,
        })
    };
    let mut imports = imports.into_iter();
    let imported = imports.find(|name| !is_new(types.component_item_for_import(name)));
    let mut exports = exports.into_iter();
    imported.or_else(|| exports.find(|name| !is_new(types.component_item_for_export(name))))
}

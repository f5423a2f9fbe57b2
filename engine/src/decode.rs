//! A component's WIT, where wit-parser can read it and where it would panic.

use std::collections::HashSet;

use anyhow::{Result, bail};
use wasmparser::component_types::{ComponentEntityType, ComponentItem};
use wasmparser::{
    BinaryReader, ComponentExport, ComponentExportSectionReader, ComponentExternalKind,
};
use wit_component::DecodedWasm;

use crate::binary::{Names, component_names};
use crate::inspect::validate;
use crate::sections::{ALIAS, EXPORT, HEADER, Sections, write_number, write_section};

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
    match without_exported_types(bytes) {
        // WIT packages are all exported types, and read as they are.
        Some(sayable) => wit_component::decode(bytes).or_else(|_| wit_component::decode(&sayable)),
        None => wit_component::decode(bytes),
    }
}

/// The component without its exports of types, which worlds have no words for, such as of what a
/// WAC text declares. None when it has no such export.
pub(crate) fn without_exported_types(component: &[u8]) -> Option<Vec<u8>> {
    let mut has_types = false;
    let without = with_exports(component, |export, raw| {
        Some(match export.kind {
            ComponentExternalKind::Type => {
                has_types = true;
                (ALIAS, same_type(export.index))
            }
            _ => (EXPORT, one(raw)),
        })
    });
    without.filter(|_| has_types)
}

/// The component with a section of this kind and content in place of each export, or with none.
/// None when it is not well formed.
pub(crate) fn with_exports(
    component: &[u8],
    mut section_of: impl FnMut(&ComponentExport, &[u8]) -> Option<(u8, Vec<u8>)>,
) -> Option<Vec<u8>> {
    let mut with = component.get(..HEADER)?.to_vec();
    for section in Sections::of(component) {
        let (id, content) = section?;
        if id != EXPORT {
            write_section(&mut with, id, content);
            continue;
        }
        let exports = ComponentExportSectionReader::new(BinaryReader::new(content, 0)).ok()?;
        let mut exports = exports.into_iter();
        let mut start = exports.original_position() as usize;
        while let Some(export) = exports.next() {
            let end = exports.original_position() as usize;
            if let Some((id, content)) = section_of(&export.ok()?, &content[start..end]) {
                write_section(&mut with, id, &content);
            }
            start = end;
        }
    }
    Some(with)
}

/// A section of one item.
pub(crate) fn one(item: &[u8]) -> Vec<u8> {
    [&[1], item].concat()
}

/// One alias that takes up an index of the space of types, as an export of a type does.
pub(crate) fn same_type(index: u32) -> Vec<u8> {
    const TYPE: u8 = 3;
    const OUTER: u8 = 2;
    /// The component itself.
    const LEVELS: u8 = 0;
    let mut aliases = vec![1, TYPE, OUTER, LEVELS];
    write_number(&mut aliases, index);
    aliases
}

/// An import or export whose types are those of another one.
fn had_twice(bytes: &[u8]) -> Option<String> {
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

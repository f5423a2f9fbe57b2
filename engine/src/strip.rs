//! A binary without the names that are only for people.

use crate::sections::{
    COMPONENT, CORE_MODULE, CUSTOM, HEADER, Sections, read_bytes, write_section,
};

/// Custom sections that name functions, locals, instances and the like.
const NAMES: [&[u8]; 2] = [b"name", b"component-name"];

/// The component without these sections, at every depth; the same bytes as of
/// `wasm-tools strip --delete '^(name|component-name)$'`. None when it is not well formed.
pub(crate) fn strip_names(component: &[u8]) -> Option<Vec<u8>> {
    strip(component, |id| match id {
        CORE_MODULE => Some(|module| strip(module, |_| None)),
        COMPONENT => Some(strip_names),
        _ => None,
    })
}

type Strip = fn(&[u8]) -> Option<Vec<u8>>;

/// A module or component, with what strips a section of an id when it nests others.
fn strip(binary: &[u8], nested: fn(u8) -> Option<Strip>) -> Option<Vec<u8>> {
    let mut stripped = binary.get(..HEADER)?.to_vec();
    for section in Sections::of(binary) {
        let (id, content) = section?;
        match nested(id) {
            Some(strip) => write_section(&mut stripped, id, &strip(content)?),
            None if id == CUSTOM && NAMES.contains(&read_bytes(content)?.0) => {}
            None => write_section(&mut stripped, id, content),
        }
    }
    Some(stripped)
}

//! A component without what its code does: what it takes to read and check its types.
//!
//! Reading a megabyte of code to learn a page of types is most of the work of a composition. A
//! skeleton is composed in place of each component, and filled out at the end.

use std::collections::HashMap;

use crate::sections::{
    CODE, COMPONENT, CORE_MODULE, CUSTOM, DATA, DATA_COUNT, HEADER, Sections, read_bytes,
    read_number, write_bytes, write_number, write_section,
};

/// The custom section that says of which binary this is the skeleton.
const MARK: &str = "dovetail-skeleton";

/// The component, with functions that do nothing and without data, and marked with its digest.
/// None when it is not well formed.
pub(crate) fn skeleton(component: &[u8], digest: &str) -> Option<Vec<u8>> {
    let mut skeleton = component_skeleton(component)?;
    let mut mark = Vec::new();
    write_bytes(&mut mark, MARK.as_bytes());
    mark.extend(digest.as_bytes());
    write_section(&mut skeleton, CUSTOM, &mark);
    Some(skeleton)
}

/// A composition of skeletons with the components that they stand for, by their digests.
pub(crate) fn filled(composition: &[u8], components: &HashMap<&str, &[u8]>) -> Option<Vec<u8>> {
    let size: usize = components.values().map(|component| component.len()).sum();
    let mut whole = Vec::with_capacity(composition.len() + size);
    whole.extend(composition.get(..HEADER)?);
    for section in Sections::of(composition) {
        let (id, content) = section?;
        let whose = (id == COMPONENT).then(|| marked(content)).flatten();
        let content = match whose {
            Some(digest) => components.get(digest)?,
            None => content,
        };
        write_section(&mut whole, id, content);
    }
    Some(whole)
}

/// The digest of the component that this is the skeleton of.
fn marked(skeleton: &[u8]) -> Option<&str> {
    let (id, content) = Sections::of(skeleton).last()??;
    let (name, digest) = read_bytes(content)?;
    let is_mark = id == CUSTOM && name == MARK.as_bytes();
    is_mark.then(|| std::str::from_utf8(digest).ok()).flatten()
}

fn component_skeleton(component: &[u8]) -> Option<Vec<u8>> {
    let mut skeleton = component.get(..HEADER)?.to_vec();
    for section in Sections::of(component) {
        let (id, content) = section?;
        match id {
            CORE_MODULE => write_section(&mut skeleton, id, &module_skeleton(content)?),
            COMPONENT => write_section(&mut skeleton, id, &component_skeleton(content)?),
            _ => write_section(&mut skeleton, id, content),
        }
    }
    Some(skeleton)
}

fn module_skeleton(module: &[u8]) -> Option<Vec<u8>> {
    let mut skeleton = module.get(..HEADER)?.to_vec();
    for section in Sections::of(module) {
        let (id, content) = section?;
        match id {
            CUSTOM | DATA | DATA_COUNT => {}
            CODE => {
                /// `unreachable` fits every signature.
                const BODY: [u8; 4] = [3, 0, 0x00, 0x0b];
                let (count, _) = read_number(content)?;
                let mut bodies = Vec::new();
                write_number(&mut bodies, count);
                bodies.extend((0..count).flat_map(|_| BODY));
                write_section(&mut skeleton, id, &bodies);
            }
            _ => write_section(&mut skeleton, id, content),
        }
    }
    Some(skeleton)
}

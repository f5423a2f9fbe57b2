//! A component without what its code does: what it takes to read and check its types.
//!
//! Reading a megabyte of code to learn a page of types is most of the work of a composition. A
//! skeleton is composed in place of each component, and filled out at the end.

use std::collections::HashMap;

/// The custom section that says of which binary this is the skeleton.
const MARK: &str = "dovetail-skeleton";

const HEADER: usize = 8;

const CUSTOM: u8 = 0;
/// Of a component.
const CORE_MODULE: u8 = 1;
const COMPONENT: u8 = 4;
/// Of a module.
const CODE: u8 = 10;
const DATA: u8 = 11;
const DATA_COUNT: u8 = 12;

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

/// The sections of a module or component, as they follow each other; a last `None` where they are
/// not well formed.
struct Sections<'a>(&'a [u8]);

impl<'a> Sections<'a> {
    fn of(binary: &'a [u8]) -> Sections<'a> {
        Sections(binary.get(HEADER..).unwrap_or_default())
    }

    fn next_section(&mut self) -> Option<(u8, &'a [u8])> {
        let (id, rest) = self.0.split_first()?;
        let (content, rest) = read_bytes(rest)?;
        self.0 = rest;
        Some((*id, content))
    }
}

impl<'a> Iterator for Sections<'a> {
    type Item = Option<(u8, &'a [u8])>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.0.is_empty() {
            return None;
        }
        let section = self.next_section();
        if section.is_none() {
            self.0 = &[];
        }
        Some(section)
    }
}

fn write_section(binary: &mut Vec<u8>, id: u8, content: &[u8]) {
    binary.push(id);
    write_bytes(binary, content);
}

/// Bytes behind their number.
fn write_bytes(binary: &mut Vec<u8>, bytes: &[u8]) {
    // Binaries are far below 4 GiB.
    write_number(binary, u32::try_from(bytes.len()).unwrap_or(u32::MAX));
    binary.extend(bytes);
}

fn write_number(binary: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        binary.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    binary.push(number as u8);
}

/// Bytes that stand behind their number, and what comes after them.
fn read_bytes(binary: &[u8]) -> Option<(&[u8], &[u8])> {
    let (size, rest) = read_number(binary)?;
    rest.split_at_checked(size as usize)
}

/// A number in LEB128, and what comes after it.
fn read_number(binary: &[u8]) -> Option<(u32, &[u8])> {
    let mut number = 0_u32;
    for (at, byte) in binary.iter().take(5).enumerate() {
        number |= u32::from(byte & 0x7f) << (7 * at);
        if byte & 0x80 == 0 {
            return Some((number, &binary[at + 1..]));
        }
    }
    None
}

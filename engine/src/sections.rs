//! The sections of a module or component, read and written as they stand.

/// Magic number, version and layer.
pub(crate) const HEADER: usize = 8;

/// Of both.
pub(crate) const CUSTOM: u8 = 0;

/// Of a component.
pub(crate) const CORE_MODULE: u8 = 1;
pub(crate) const COMPONENT: u8 = 4;
pub(crate) const ALIAS: u8 = 6;
pub(crate) const TYPE: u8 = 7;
pub(crate) const IMPORT: u8 = 10;
pub(crate) const EXPORT: u8 = 11;

/// Of a module.
pub(crate) const CODE: u8 = 10;
pub(crate) const DATA: u8 = 11;
pub(crate) const DATA_COUNT: u8 = 12;

/// The sections of a module or component, as they follow each other; a last `None` where they are
/// not well formed.
pub(crate) struct Sections<'a>(&'a [u8]);

impl<'a> Sections<'a> {
    pub(crate) fn of(binary: &'a [u8]) -> Sections<'a> {
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

/// A section with its header.
pub(crate) fn write_section(binary: &mut Vec<u8>, id: u8, content: &[u8]) {
    binary.push(id);
    write_bytes(binary, content);
}

/// Bytes behind their number.
pub(crate) fn write_bytes(binary: &mut Vec<u8>, bytes: &[u8]) {
    // Binaries are far below 4 GiB.
    write_number(binary, u32::try_from(bytes.len()).unwrap_or(u32::MAX));
    binary.extend(bytes);
}

/// In LEB128.
pub(crate) fn write_number(binary: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        binary.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    binary.push(number as u8);
}

/// Bytes that stand behind their number, and what comes after them.
pub(crate) fn read_bytes(binary: &[u8]) -> Option<(&[u8], &[u8])> {
    let (size, rest) = read_number(binary)?;
    rest.split_at_checked(size as usize)
}

/// A number in LEB128, and what comes after it.
pub(crate) fn read_number(binary: &[u8]) -> Option<(u32, &[u8])> {
    let mut number = 0_u32;
    for (at, byte) in binary.iter().take(5).enumerate() {
        number |= u32::from(byte & 0x7f) << (7 * at);
        if byte & 0x80 == 0 {
            return Some((number, &binary[at + 1..]));
        }
    }
    None
}

//! The binary form of a WebAssembly module, as far as sections and lengths go.

use anyhow::{Context, Result, bail, ensure};

/// What every module begins with.
const HEADER: &[u8; 8] = b"\0asm\x01\0\0\0";

/// The id of sections that a module runs without.
const CUSTOM: u8 = 0;

/// The module with each section's content as `change` makes it of its id and content.
pub(crate) fn with_sections(
    module: &[u8],
    mut change: impl FnMut(u8, &[u8]) -> Result<Vec<u8>>,
) -> Result<Vec<u8>> {
    ensure!(module.starts_with(HEADER), "it does not begin as a module");
    let mut changed = HEADER.to_vec();
    let mut at = HEADER.len();
    while at < module.len() {
        let id = module[at];
        let (length, start) = length(module, at + 1)?;
        at = start + length;
        let content = module.get(start..at).context("a section is cut off")?;
        let content = change(id, content)?;
        if content.is_empty() {
            continue;
        }
        changed.push(id);
        write_length(&mut changed, content.len());
        changed.extend(content);
    }
    Ok(changed)
}

/// The module without its custom sections, which hold names for debuggers.
pub(crate) fn stripped(module: &[u8]) -> Result<Vec<u8>> {
    with_sections(module, |id, content| match id {
        CUSTOM => Ok(Vec::new()),
        _ => Ok(content.to_vec()),
    })
}

/// The number in LEB128 at this place, and the place after it.
pub(crate) fn length(bytes: &[u8], mut at: usize) -> Result<(usize, usize)> {
    let mut value = 0;
    for shift in (0..35).step_by(7) {
        let byte = *bytes.get(at).context("a length is cut off")?;
        at += 1;
        value |= usize::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return Ok((value, at));
        }
    }
    bail!("a length has too many bytes")
}

/// Writes a number in LEB128.
pub(crate) fn write_length(to: &mut Vec<u8>, mut length: usize) {
    while length >= 0x80 {
        to.push(length as u8 | 0x80);
        length >>= 7;
    }
    to.push(length as u8);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn custom_sections_are_left_out() {
        let custom = b"\0\x05\x04name";
        let memory = b"\x05\x03\x01\0\x01";
        let module = [HEADER, &custom[..], memory, custom].concat();
        assert_eq!(stripped(&module).unwrap(), [HEADER, &memory[..]].concat());
    }

    #[test]
    fn a_module_that_is_cut_off_is_refused() {
        for cut in [
            &b"\0asm"[..],
            b"\0asm\x01\0\0\0\x05",
            b"\0asm\x01\0\0\0\x05\x03\x01",
        ] {
            assert!(stripped(cut).is_err());
        }
    }

    #[test]
    fn lengths_may_be_padded() {
        assert_eq!(length(&[0x85, 0x80, 0x80, 0x80, 0x00], 0).unwrap(), (5, 5));
        assert!(length(&[0x80; 6], 0).is_err());
    }

    #[test]
    fn lengths_are_read_as_they_were_written() {
        for number in [0, 1, 127, 128, 16_384, 700_000] {
            let mut written = Vec::new();
            write_length(&mut written, number);
            assert_eq!(length(&written, 0).unwrap(), (number, written.len()));
        }
    }
}

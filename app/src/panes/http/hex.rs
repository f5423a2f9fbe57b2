//! Bytes as people read them.

use std::fmt::Write;

/// More than this is not shown, in bytes.
const MOST: usize = 64 * 1024;

/// Sixteen bytes a line: offset, hexadecimal, and what of it is printable ASCII.
pub(in crate::panes) fn hex(bytes: &[u8]) -> String {
    let mut text = String::new();
    for (line, chunk) in bytes[..bytes.len().min(MOST)].chunks(16).enumerate() {
        let _ = write!(text, "{:08x} ", line * 16);
        for column in 0..16 {
            let _ = match chunk.get(column) {
                Some(byte) => write!(text, " {byte:02x}"),
                None => write!(text, "   "),
            };
        }
        text.push_str("  ");
        text.extend(chunk.iter().map(|&byte| {
            if byte == b' ' || byte.is_ascii_graphic() {
                byte as char
            } else {
                '.'
            }
        }));
        text.push('\n');
    }
    text
}

#[test]
fn bytes_stand_beside_their_letters() {
    let pad = "   ".repeat(13);
    assert_eq!(hex(b"a\x00b"), format!("00000000  61 00 62{pad}  a.b\n"));
}

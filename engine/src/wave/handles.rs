//! The numbers of live resources, streams and futures in WAVE text: `#1`.

use std::borrow::Cow;

/// `source` with a letter in place of each `#` that begins the number of a handle, for wasm-wave
/// knows no `#` and takes the rest for a name.
pub(super) fn with_letters(source: &str) -> Cow<'_, str> {
    if !source.contains('#') {
        return source.into();
    }
    let mut text = source.to_owned();
    for at in hashes(source) {
        text.replace_range(at..=at, "h");
    }
    text.into()
}

/// The number in the text of a handle.
pub(super) fn handle_number(text: &str) -> Option<u32> {
    text.strip_prefix('#')?.parse().ok()
}

/// Where handles begin, outside of strings, characters and comments.
fn hashes(source: &str) -> Vec<usize> {
    let bytes = source.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    let mut quote = None;
    while let Some(&byte) = bytes.get(at) {
        match (quote, byte) {
            (Some(_), b'\\') => at += 1,
            (Some(open), byte) if open == byte => quote = None,
            (Some(_), _) => {}
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b'/') if bytes.get(at + 1) == Some(&b'/') => {
                at += source[at..].find('\n').unwrap_or(source.len() - at);
            }
            (None, b'#') if is_handle(bytes, at) => found.push(at),
            (None, _) => {}
        }
        at += 1;
    }
    found
}

fn is_handle(bytes: &[u8], at: usize) -> bool {
    let is_part_of_name = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'%';
    let before = at.checked_sub(1).map(|before| bytes[before]);
    !before.is_some_and(is_part_of_name) && bytes.get(at + 1).is_some_and(u8::is_ascii_digit)
}

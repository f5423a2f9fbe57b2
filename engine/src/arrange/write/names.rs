//! How names are written in WAC.

use indexmap::IndexMap;
use wac_graph::types::ItemKind;

use crate::compose::names::{full_name, interface_name};

/// The keywords of WAC, which are no names unless `%` stands before them.
const KEYWORDS: [&str; 43] = [
    "import",
    "with",
    "type",
    "tuple",
    "list",
    "option",
    "result",
    "borrow",
    "resource",
    "variant",
    "record",
    "flags",
    "enum",
    "func",
    "static",
    "constructor",
    "u8",
    "s8",
    "u16",
    "s16",
    "u32",
    "s32",
    "u64",
    "s64",
    "f32",
    "f64",
    "char",
    "bool",
    "string",
    "interface",
    "world",
    "export",
    "new",
    "let",
    "use",
    "include",
    "as",
    "package",
    "targets",
    "async",
    "stream",
    "future",
    "error-context",
];

/// Whether a name can be written without quotes: words joined by `-`.
pub(in crate::arrange) fn is_id(name: &str) -> bool {
    let is_word = |word: &str| {
        let Some(first) = word.chars().next().filter(char::is_ascii_alphabetic) else {
            return false;
        };
        let is_lower = first.is_ascii_lowercase();
        word.chars().all(|char| {
            char.is_ascii_digit()
                || char.is_ascii_alphabetic() && char.is_ascii_lowercase() == is_lower
        })
    };
    name.split('-').all(is_word)
}

/// A name where an identifier is expected.
pub(in crate::arrange) fn id(name: &str) -> String {
    match KEYWORDS.contains(&name) {
        true => format!("%{name}"),
        false => name.to_owned(),
    }
}

/// A name where an identifier or a quoted name is expected.
pub(super) fn id_or_quoted(name: &str) -> String {
    match is_id(name) {
        true => id(name),
        false => format!("\"{name}\""),
    }
}

/// The identifier by which a text can mean one of `externs`: its name, or that of its interface
/// when no other has it.
pub(super) fn short(name: &str, externs: &IndexMap<String, ItemKind>) -> Option<String> {
    let short = interface_name(name).unwrap_or(name);
    (is_id(short) && full_name(short, externs) == name).then(|| id(short))
}

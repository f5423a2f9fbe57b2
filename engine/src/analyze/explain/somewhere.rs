//! A place for findings that upstream tells without one.

use std::collections::BTreeMap;

use model::{Diagnostic, Span};

use crate::diagnostics;
use crate::syntax;
use crate::tokens::slice;
use crate::wit_text::declared_package;

/// Puts a finding where the first of the names in its words is declared; else at the package's
/// header; else at the beginning of a file.
pub(in crate::analyze) fn put_somewhere(
    mut diagnostic: Diagnostic,
    files: &BTreeMap<&str, &str>,
) -> Diagnostic {
    if !diagnostic.path.is_empty() {
        return diagnostic;
    }
    let mut names = diagnostic.message.split('`').skip(1).step_by(2);
    let declared = names.find_map(|name| files.iter().find_map(|file| declaration(file, name)));
    let header = || {
        let header = |(path, text): (&&str, &&str)| {
            let (_, range) = declared_package(text)?;
            Some(((*path).to_owned(), diagnostics::span(range)))
        };
        files.iter().find_map(header)
    };
    let first = || {
        let path = files.keys().next().copied().unwrap_or_default();
        (path.to_owned(), Span::default())
    };
    let (path, span) = declared.or_else(header).unwrap_or_else(first);
    (diagnostic.path, diagnostic.span) = (path, span);
    diagnostic
}

fn declaration((path, text): (&&str, &&str), name: &str) -> Option<(String, Span)> {
    let tree = syntax::parse(text);
    let mut names = tree.items.iter().filter_map(|item| item.name);
    let span = names.find(|span| slice(text, *span).trim_start_matches('%') == name)?;
    Some(((*path).to_owned(), span))
}

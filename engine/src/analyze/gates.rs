//! Items behind `@unstable`, which are left out of what their package means.

use model::{Diagnostic, Severity};

use crate::diagnostics;
use crate::tokens::{TokenKind, tokens};

/// A note at every gate of a text.
pub(super) fn gates(path: &str, text: &str) -> Vec<Diagnostic> {
    if !text.contains("unstable") {
        return Vec::new();
    }
    let mut told = tokens(text);
    told.retain(|token| !token.is_trivia());
    let is_gate = |words: &[&str]| matches!(words, ["@", "unstable", "(", "feature", "=", _, ")"]);
    let gates = told.windows(7).filter(|tokens| {
        let words: Vec<&str> = tokens.iter().map(|token| token.of(text)).collect();
        is_gate(&words) && tokens[5].kind != TokenKind::Mark(b')')
    });
    let notes = gates.map(|tokens| Diagnostic {
        severity: Severity::Info,
        path: path.to_owned(),
        span: model::Span {
            start: tokens[0].span.start,
            end: tokens[6].span.end,
        },
        message: format!(
            "left out: feature `{}` is not switched on",
            tokens[5].of(text)
        ),
        hint: Some("without `@unstable` it is part of its package".to_owned()),
        ..diagnostics::error()
    });
    notes.collect()
}

//! Texts that are nested too deep for a parser that calls itself at every bracket.

use model::{Diagnostic, Span};

use crate::diagnostics;
use crate::tokens::{TokenKind, tokens};

/// Brackets that may be open at once; wit-parser and wasm-wave draw the line here themselves.
const MAX_DEPTH: usize = 100;

/// The bracket that is one too deep, if there is one.
pub(crate) fn too_deep(text: &str) -> Option<Span> {
    let mut depth = 0_usize;
    for token in tokens(text) {
        match token.kind {
            TokenKind::Mark(b'(' | b'[' | b'{' | b'<') => depth += 1,
            TokenKind::Mark(b')' | b']' | b'}' | b'>') => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > MAX_DEPTH {
            return Some(token.span);
        }
    }
    None
}

/// Says so, with an empty path.
pub(crate) fn diagnostic(span: Span) -> Diagnostic {
    Diagnostic {
        span,
        message: format!("more than {MAX_DEPTH} brackets are open here"),
        hint: Some("close some of them, or name parts and use the names".to_owned()),
        ..diagnostics::error()
    }
}

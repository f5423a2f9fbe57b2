//! Texts that are nested too deep for a parser that calls itself at every bracket.

use std::borrow::Cow;

use model::{Diagnostic, Span};

use crate::diagnostics;
use crate::tokens::{Token, TokenKind, tokens};

/// So many comments are no danger.
const MAX_COMMENTS: usize = 500;
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

/// The text for a parser that calls itself at every comment: where there are many of them, blanks
/// stand in their place.
pub(crate) fn quiet(text: &str) -> Cow<'_, str> {
    let tokens = tokens(text);
    let is_comment = |token: &&Token| matches!(token.kind, TokenKind::Comment | TokenKind::Docs);
    let comments: Vec<&Token> = tokens.iter().filter(is_comment).collect();
    if comments.len() <= MAX_COMMENTS {
        return Cow::Borrowed(text);
    }
    let mut quiet = text.to_owned();
    for token in comments {
        let range = token.span.start as usize..token.span.end as usize;
        // A last one that is not closed is an error to be told.
        if range.end < text.len() {
            quiet.replace_range(range.clone(), &" ".repeat(range.len()));
        }
    }
    Cow::Owned(quiet)
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

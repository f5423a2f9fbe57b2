//! Texts that wit-parser cannot be given as they are.

use std::borrow::Cow;

use model::Diagnostic;

use crate::diagnostics;
use crate::tokens::{TokenKind, tokens};

/// Bytes of a text that is read; more would keep the editor waiting.
const MAX_LEN: usize = 4 << 20;

/// Why a text is not read at all.
pub(super) fn refusal(path: &str, text: &str) -> Option<Diagnostic> {
    let (at, len, message, hint) = match text.char_indices().find(|(_, char)| is_refused(*char)) {
        _ if text.len() > MAX_LEN => {
            let message = format!("the text is larger than {} MB", MAX_LEN >> 20);
            (0, 0, message, "part it into several files of one folder")
        }
        // wit-parser tells the place of such a character as if it were in the first file.
        Some((at, char)) => {
            let message = format!("character U+{:04X} is not allowed in WIT", u32::from(char));
            (at, char.len_utf8(), message, "remove it")
        }
        None => return None,
    };
    Some(Diagnostic {
        path: path.to_owned(),
        span: diagnostics::span(at..at + len),
        message,
        hint: Some(hint.to_owned()),
        ..diagnostics::error()
    })
}

/// Control characters, those that change the direction of a text, and those that Unicode
/// discourages: what wit-parser refuses anywhere, also in comments.
fn is_refused(char: char) -> bool {
    match char {
        '\n' | '\r' | '\t' => false,
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => true,
        '\u{149}' | '\u{673}' | '\u{f77}' | '\u{f79}' => true,
        '\u{17a3}' | '\u{17a4}' | '\u{17b4}' | '\u{17b5}' => true,
        char => char.is_control(),
    }
}

/// The text with the comment `/**/` blanked out: wit-parser takes it for the beginning of docs that
/// never end, and panics.
pub(crate) fn without_empty_docs(text: &str) -> Cow<'_, str> {
    const EMPTY: &str = "/**/";
    if !text.contains(EMPTY) {
        return Cow::Borrowed(text);
    }
    let mut blanked = text.to_owned();
    for token in tokens(text) {
        if token.kind == TokenKind::Comment && token.of(text) == EMPTY {
            let range = token.span.start as usize..token.span.end as usize;
            blanked.replace_range(range, "    ");
        }
    }
    Cow::Owned(blanked)
}

//! A WIT or WAC text as it is usually laid out.
//!
//! Works on the tokens of the text, since the parsers keep neither comments nor blank lines. What
//! changes are blanks, line ends and a comma behind the last part of a list; nothing else, and
//! nothing changes its place.

mod path;
mod pieces;
mod print;

use model::Formatted;

use crate::syntax::is_wac;
use crate::tokens::{Token, TokenKind, tokens};
use crate::{analyze, compose};
use pieces::Pieces;
use print::print;

/// Few texts need two.
const MAX_ROUNDS: usize = 8;

/// Lays out a text, unless it has an error of syntax.
pub(crate) fn format(path: &str, text: &str) -> Formatted {
    let is_wac = is_wac(path);
    let error = match is_wac {
        true => compose::syntax_error(text),
        false => analyze::syntax_error(text),
    };
    if let Some(error) = error {
        return Formatted {
            text: None,
            diagnostics: vec![error],
        };
    }
    // wac-parser lets strings go on over lines, where ours end: those texts stay as they are.
    let is_cut = |token: &Token| token.kind == TokenKind::Text && !is_closed(token.of(text));
    let printed = match tokens(text).iter().any(is_cut) {
        true => Some(text.to_owned()),
        false => lay_out(text, is_wac),
    };
    Formatted {
        // A text that has lines of both kinds gets those of its first line.
        text: printed.map(|printed| match ends_with_return(text) {
            true => printed.replace('\n', "\r\n"),
            false => printed,
        }),
        diagnostics: Vec::new(),
    }
}

/// A comment that gets a line of its own may let the line before it be whole: what comes out is laid
/// out again until it stays as it is.
fn lay_out(text: &str, is_wac: bool) -> Option<String> {
    let mut printed = print(&Pieces::of(text, is_wac)?);
    for _ in 0..MAX_ROUNDS {
        let again = print(&Pieces::of(&printed, is_wac)?);
        if again == printed {
            break;
        }
        printed = again;
    }
    Some(printed)
}

fn is_closed(string: &str) -> bool {
    string.len() > 1 && string.ends_with('"')
}

fn ends_with_return(text: &str) -> bool {
    let first = text.split_inclusive('\n').next();
    first.is_some_and(|line| line.ends_with("\r\n"))
}

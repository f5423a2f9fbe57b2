//! The structure of a WIT or WAC text, for an editor: outline, folds and what its names name.

mod names;
mod outline;

use model::{Span, Structure};

use crate::syntax::{self, Tree, is_wac};
use crate::tokens::{Token, TokenKind, slice};

/// Told of any text, however broken.
pub(crate) fn structure(path: &str, text: &str) -> Structure {
    let tree = syntax::parse_file(path, text);
    Structure {
        outline: outline::outline(&tree, text),
        folds: folds(&tree, text),
        tokens: names::names(&tree, text, is_wac(path)),
    }
}

/// Bodies, comments and runs of comments that are on several lines.
fn folds(tree: &Tree, text: &str) -> Vec<Span> {
    let closed = tree.items.iter().filter(|item| item.is_closed);
    let bodies = closed.filter_map(|item| item.body).map(|body| Span {
        start: body.start + 1,
        end: body.end - 1,
    });
    let mut folds: Vec<Span> = bodies.chain(comments(tree, text)).collect();
    folds.retain(|fold| slice(text, *fold).contains('\n'));
    folds.sort();
    folds
}

/// Comments with no empty line between them, from the end of the first line on.
fn comments(tree: &Tree, text: &str) -> Vec<Span> {
    let mut runs: Vec<Span> = Vec::new();
    let mut goes_on = false;
    let mut begins_line = true;
    for token in &tree.tokens {
        let begins = begins_line;
        begins_line = is_line_end(token, text, begins);
        match token.kind {
            TokenKind::Comment | TokenKind::Docs if begins => {
                match runs.last_mut().filter(|_| goes_on) {
                    Some(run) => run.end = token.span.end,
                    None => runs.push(token.span),
                }
                goes_on = true;
            }
            TokenKind::Space => goes_on &= token.of(text).matches('\n').count() < 2,
            _ => goes_on = false,
        }
    }
    let behind_first_line = |run: Span| {
        let first_line = slice(text, run).lines().next().unwrap_or_default();
        Span {
            start: run.start + u32::try_from(first_line.len()).unwrap_or_default(),
            end: run.end,
        }
    };
    runs.into_iter().map(behind_first_line).collect()
}

/// Whether a line begins behind a token, when one begins before it or not.
fn is_line_end(token: &Token, text: &str, begins_line: bool) -> bool {
    token.kind == TokenKind::Space && (begins_line || token.of(text).contains('\n'))
}

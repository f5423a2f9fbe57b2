//! What `@unstable` keeps behind features.

use model::Span;

use super::Tree;
use crate::tokens::{Token, plain};

/// The gates of all items, in order.
pub(super) fn gates<'a>(tree: &'a Tree, text: &'a str) -> impl Iterator<Item = (&'a str, Span)> {
    // Most texts have none.
    let items = match text.contains("unstable") {
        true => tree.items.len(),
        false => 0,
    };
    (0..items).filter_map(|item| gate(tree, text, item))
}

/// The feature that an item itself is kept behind, and the attribute that says so.
pub(super) fn gate<'a>(tree: &Tree, text: &'a str, item: usize) -> Option<(&'a str, Span)> {
    let item = &tree.items[item];
    let first = tree
        .tokens
        .partition_point(|token| token.span.start < item.span.start);
    let attributes = tree.tokens.get(first..item.token)?;
    let told: Vec<&Token> = attributes.iter().filter(|it| !it.is_trivia()).collect();
    let is_gate = |words: &[&str]| matches!(words, ["@", "unstable", "(", "feature", "=", _, ")"]);
    told.windows(7).find_map(|tokens| {
        let words: Vec<&str> = tokens.iter().map(|token| token.of(text)).collect();
        let span = Span {
            start: tokens[0].span.start,
            end: tokens[6].span.end,
        };
        is_gate(&words).then(|| (plain(words[5]), span))
    })
}

//! Doc comments without their slashes and stars.

use super::Tree;
use crate::tokens::TokenKind;

/// The doc comments right before an item or before its attributes.
pub(super) fn docs(tree: &Tree, text: &str, item: usize) -> Option<String> {
    let start = tree.items[item].span.start;
    let first = tree
        .tokens
        .partition_point(|token| token.span.start < start);
    let before = tree.tokens[..first].iter().rev();
    let mut comments: Vec<&str> = before
        .take_while(|token| token.is_trivia())
        .filter(|token| token.kind == TokenKind::Docs)
        .map(|token| token.of(text))
        .collect();
    comments.reverse();
    let lines: Vec<&str> = comments.iter().flat_map(|comment| lines(comment)).collect();
    let blank = |line: &&str| line.len() - line.trim_start().len();
    let told = lines.iter().filter(|line| !line.trim().is_empty());
    let margin = told.map(blank).min().unwrap_or(0);
    let lines: Vec<&str> = lines
        .iter()
        .map(|line| line.get(margin..).unwrap_or_default())
        .collect();
    let docs = lines.join("\n").trim().to_owned();
    (!docs.is_empty()).then_some(docs)
}

fn lines(comment: &str) -> Vec<&str> {
    if let Some(block) = comment.strip_prefix("/**") {
        let block = block.strip_suffix("*/").unwrap_or(block);
        let line = |line: &'_ str| -> usize {
            let text = line.trim_start();
            match text.strip_prefix('*') {
                Some(text) => line.len() - text.len(),
                None => 0,
            }
        };
        return block
            .lines()
            .map(|text| text[line(text)..].trim_end())
            .collect();
    }
    vec![comment.trim_start_matches('/').trim_end()]
}

//! Where things stand with the comments that are about them.

use std::ops::Range;

use crate::tokens::{Token, TokenKind, range};

/// A statement or argument.
pub(in crate::arrange) struct Region {
    /// Where the comments right above it begin.
    pub(in crate::arrange) lead: usize,
    /// Without comments.
    pub(in crate::arrange) body: Range<usize>,
    /// Behind the comment that ends its line.
    pub(in crate::arrange) end: usize,
}

/// The regions of things that stand one behind the other, the first of them behind `open`.
pub(in crate::arrange) fn regions(
    text: &str,
    tokens: &[Token],
    open: usize,
    bodies: impl IntoIterator<Item = Range<usize>>,
) -> Vec<Region> {
    let mut regions: Vec<Region> = Vec::new();
    for body in bodies {
        let from = regions
            .last()
            .map_or(line_end(text, tokens, open), |it| it.end);
        regions.push(Region {
            lead: lead(text, tokens, from..body.start),
            end: line_end(text, tokens, body.end),
            body,
        });
    }
    regions
}

/// Where the comment ends that is the last thing on a line; `from` when there is none.
pub(super) fn line_end(text: &str, tokens: &[Token], from: usize) -> usize {
    let first = tokens.partition_point(|token| (token.span.start as usize) < from);
    let mut end = from;
    for token in &tokens[first..] {
        match token.kind {
            TokenKind::Space if !token.of(text).contains('\n') => {}
            TokenKind::Space => return end,
            TokenKind::Comment | TokenKind::Docs => end = token.span.end as usize,
            _ => return from,
        }
    }
    end
}

/// Where the comments begin that stand right above what comes behind `between`.
fn lead(text: &str, tokens: &[Token], between: Range<usize>) -> usize {
    let behind = tokens.partition_point(|token| (token.span.start as usize) < between.end);
    let mut lead = between.end;
    for token in tokens[..behind].iter().rev() {
        let token_range = range(token.span);
        match token.kind {
            _ if token_range.start < between.start => break,
            TokenKind::Space if newlines(token.of(text)) > 1 => break,
            TokenKind::Space => {}
            TokenKind::Comment | TokenKind::Docs => lead = token_range.start,
            _ => break,
        }
    }
    lead
}

pub(super) fn newlines(text: &str) -> usize {
    text.matches('\n').count()
}

/// What the line of a text begins with that `at` is on.
pub(super) fn indent(text: &str, at: usize) -> &str {
    let line = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let rest = &text[line..];
    &rest[..rest.len() - rest.trim_start_matches([' ', '\t']).len()]
}

/// How a text is laid out.
pub(super) struct Style {
    pub(super) newline: &'static str,
    /// One level of indentation.
    pub(super) unit: &'static str,
}

impl Style {
    pub(super) fn of(text: &str) -> Style {
        let starts = |start: &str| text.lines().any(|line| line.starts_with(start));
        let is_narrow = |line: &str| line.starts_with("  ") && !line.starts_with("   ");
        Style {
            newline: if text.contains("\r\n") { "\r\n" } else { "\n" },
            unit: match () {
                () if starts("\t") => "\t",
                () if text.lines().any(is_narrow) => "  ",
                () => "    ",
            },
        }
    }
}

//! The place in the tokens, and the items that are being read.

use model::Span;

use super::{Parser, STARTS};
use crate::syntax::{Item, ItemKind};
use crate::tokens::{Token, TokenKind};

impl<'a> Parser<'a> {
    pub(super) fn begin(&mut self, kind: ItemKind, start: u32) {
        let index = self.tree.items.len();
        self.tree.items.push(Item {
            kind,
            parent: self.open.last().copied(),
            end: index + 1,
            span: Span { start, end: start },
            token: self.told.get(self.at).copied().unwrap_or_default(),
            name: None,
            path: None,
            ty: None,
            body: None,
            is_closed: false,
        });
        self.open.push(index);
    }

    pub(super) fn finish(&mut self) {
        let span_end = self.last_end();
        let end = self.tree.items.len();
        let item = self.item();
        item.end = end;
        item.span.end = span_end.max(item.span.start);
        self.open.pop();
    }

    /// The item that is being read.
    pub(super) fn item(&mut self) -> &mut Item {
        let index = self.open.last().copied().unwrap_or_default();
        &mut self.tree.items[index]
    }

    pub(super) fn peek(&self) -> Option<Token> {
        self.told.get(self.at).map(|at| self.tree.tokens[*at])
    }

    /// The word that comes after `ahead` others, with its `%`; empty when it is none.
    pub(super) fn word(&self, ahead: usize) -> &'a str {
        let token = self.told.get(self.at + ahead);
        let token = token.map(|at| self.tree.tokens[*at]);
        match token {
            Some(token) if matches!(token.kind, TokenKind::Word | TokenKind::Escaped) => {
                token.of(self.text)
            }
            _ => "",
        }
    }

    pub(super) fn is_mark(&self, ahead: usize, mark: u8) -> bool {
        let token = self.told.get(self.at + ahead);
        token.is_some_and(|at| self.tree.tokens[*at].kind == TokenKind::Mark(mark))
    }

    /// Whether a line begins here with a word that begins a statement.
    pub(super) fn starts_statement(&self) -> bool {
        let Some(at) = self.told.get(self.at).copied() else {
            return false;
        };
        let is_first = match at.checked_sub(1).map(|before| self.tree.tokens[before]) {
            Some(before) => before.of(self.text).contains('\n'),
            None => true,
        };
        let word = self.word(0);
        is_first && (STARTS.contains(&word) || self.is_wac && word == "let")
    }

    pub(super) fn eat(&mut self, mark: u8) -> bool {
        let is_there = self.is_mark(0, mark);
        self.at += usize::from(is_there);
        is_there
    }

    pub(super) fn eat_word(&mut self) -> bool {
        let is_there = !self.word(0).is_empty();
        self.at += usize::from(is_there);
        is_there
    }

    /// Where the last token that was read ends.
    pub(super) fn last_end(&self) -> u32 {
        let last = self.at.checked_sub(1).and_then(|at| self.told.get(at));
        last.map_or(0, |at| self.tree.tokens[*at].span.end)
    }
}

//! What stands in declarations: members, parameters, types, paths and names.

use model::Span;

use super::{MAX_DEPTH, Parser};
use crate::syntax::{ItemKind, KEYWORDS, Path, TYPES, TypeName};
use crate::tokens::TokenKind;

impl Parser<'_> {
    /// Fields, cases, flags or parameters up to what closes them; tells whether something does.
    pub(super) fn list(&mut self, member: ItemKind, close: u8) -> bool {
        while self.peek().is_some() {
            if self.eat(close) {
                return true;
            }
            if self.is_mark(0, b';') || self.is_mark(0, b'}') || self.ends_list() {
                break;
            }
            let Some(name) = self.peek().filter(|_| !self.word(0).is_empty()) else {
                self.tree.is_broken |= !self.is_mark(0, b',');
                self.at += 1;
                continue;
            };
            self.begin(member, name.span.start);
            self.at += 1;
            self.item().name = Some(name.span);
            if self.eat(b':') {
                self.ty();
            } else if member == ItemKind::Case && self.eat(b'(') {
                self.ty();
                self.eat(b')');
            }
            self.finish();
        }
        false
    }

    /// Whether what comes can be no member: it is a declaration, or a function.
    pub(super) fn ends_list(&self) -> bool {
        let is_function = matches!(self.word(2), "func" | "async" | "static");
        (self.starts_statement() && !self.is_mark(1, b':'))
            || (is_function && self.is_mark(1, b':'))
    }

    pub(super) fn signature(&mut self) {
        if self.word(0) == "async" {
            self.at += 1;
        }
        if self.word(0) == "func" {
            self.at += 1;
            self.params();
        }
    }

    pub(super) fn params(&mut self) {
        if self.eat(b'(') {
            let is_closed = self.list(ItemKind::Param, b')');
            self.tree.is_broken |= !is_closed;
        }
        if self
            .peek()
            .is_some_and(|token| token.kind == TokenKind::Arrow)
        {
            self.at += 1;
            self.ty();
        }
    }

    /// The type of the open item.
    pub(super) fn ty(&mut self) {
        let Some(first) = self.peek() else { return };
        let before = self.at;
        self.type_expression(0);
        if self.at > before {
            let end = self.last_end();
            self.item().ty = Some(Span {
                start: first.span.start,
                end,
            });
        }
    }

    pub(super) fn type_expression(&mut self, depth: usize) {
        let Some(token) = self.peek() else { return };
        let word = self.word(0);
        let is_built_in = token.kind == TokenKind::Word && TYPES.contains(&word);
        let is_keyword = token.kind == TokenKind::Word && KEYWORDS.contains(&word) && word != "_";
        if word.is_empty() || is_keyword || (!is_built_in && self.is_mark(1, b':')) {
            return;
        }
        self.at += 1;
        if !is_built_in && word != "_" {
            let item = self.open.last().copied().unwrap_or(0);
            let span = token.span;
            self.tree.types.push(TypeName { span, item });
        }
        if depth < MAX_DEPTH && self.eat(b'<') {
            self.type_arguments(depth);
        }
    }

    pub(super) fn type_arguments(&mut self, depth: usize) {
        while self.peek().is_some() && !self.eat(b'>') {
            let before = self.at;
            if !self.eat(b',') {
                self.type_expression(depth + 1);
            }
            let is_integer = self
                .peek()
                .is_some_and(|token| token.kind == TokenKind::Integer);
            if self.at == before && is_integer {
                self.at += 1;
            }
            if self.at == before {
                break;
            }
        }
    }

    /// `a`, `a:b`, `a:b/c` or `a:b/c@1.0.0`, as far as it is there.
    pub(super) fn path(&mut self) -> Option<Path> {
        let first = self.peek()?;
        if self.starts_statement() || !self.eat_word() {
            return None;
        }
        let mut path = Path {
            name: Some(first.span),
            ..Path::default()
        };
        if self.eat(b':') {
            path.namespace = path.name.take();
            path.package = self.name();
            while self.is_wac && path.package.is_some() && self.eat(b':') {
                let end = self.name();
                path.package = path.package.zip(end).map(|(first, last)| Span {
                    start: first.start,
                    end: last.end,
                });
            }
            if self.eat(b'/') {
                path.name = self.name();
            }
        }
        if self.eat(b'@') {
            path.version = self.version();
        }
        path.span = Span {
            start: first.span.start,
            end: self.last_end(),
        };
        Some(path)
    }

    /// A version; the beginning of one is passed over.
    pub(super) fn version(&mut self) -> Option<Span> {
        let token = self.peek()?;
        if token.kind == TokenKind::Version {
            self.at += 1;
            return Some(token.span);
        }
        let is_integer = |at: usize| {
            let token = self.told.get(at).map(|at| self.tree.tokens[*at].kind);
            token == Some(TokenKind::Integer)
        };
        let mut at = self.at;
        while is_integer(at) {
            at += 1;
            if is_integer(at + 1) && self.is_mark(at - self.at, b'.') {
                at += 1;
            }
        }
        self.at = at;
        None
    }

    /// Takes the name that the open item declares, when it is there.
    pub(super) fn declare(&mut self) {
        if let Some(name) = self.name() {
            self.item().name = Some(name);
        }
    }

    pub(super) fn name(&mut self) -> Option<Span> {
        let token = self.peek()?;
        (!self.starts_statement() && self.eat_word()).then_some(token.span)
    }
}

//! The statements and values of WAC.

use model::Span;

use super::{MAX_DEPTH, Parser};
use crate::diagnostics::point;
use crate::syntax::{ItemKind, Path};
use crate::tokens::TokenKind;

impl Parser<'_> {
    /// Reads a statement, at least one token.
    pub(super) fn wac_statement(&mut self) {
        let Some(first) = self.peek() else { return };
        let start = first.span.start;
        match self.word(0) {
            "package" => self.directive(start),
            "import" => self.value_import(start),
            "let" => self.let_(start),
            "export" => self.export_value(start),
            _ => {
                let before = self.at;
                self.tree.is_broken |= !self.statement(ItemKind::Package);
                // What ends nothing here is passed over.
                self.at = self.at.max(before + 1);
            }
        }
    }

    /// `package a:b targets c:d/e;`
    fn directive(&mut self, start: u32) {
        self.begin(ItemKind::Package, start);
        self.at += 1;
        let path = self.path();
        self.item().path = path;
        if self.word(0) == "targets" {
            self.begin_here(ItemKind::Targets);
            self.at += 1;
            let path = self.path();
            self.item().path = path;
            self.finish();
        }
        self.end_statement();
    }

    /// `import a as "b": …;`
    fn value_import(&mut self, start: u32) {
        self.begin(ItemKind::Import, start);
        self.at += 1;
        self.declare();
        self.extern_name();
        if self.eat(b':') {
            self.import_type();
        }
        self.end_statement();
    }

    fn import_type(&mut self) {
        match self.word(0) {
            "func" | "async" => self.signature(),
            "interface" if self.is_mark(1, b'{') => {
                self.at += 1;
                self.body(ItemKind::Interface);
            }
            _ => {
                let path = self.path();
                self.item().path = path;
            }
        }
    }

    fn let_(&mut self, start: u32) {
        self.begin(ItemKind::Let, start);
        self.at += 1;
        self.declare();
        if self.eat(b'=') {
            self.value(0);
        }
        self.end_statement();
    }

    fn export_value(&mut self, start: u32) {
        self.begin(ItemKind::ExportValue, start);
        self.at += 1;
        self.value(0);
        if self.is_ellipsis() {
            self.at += 1;
        }
        self.extern_name();
        self.end_statement();
    }

    fn end_statement(&mut self) {
        self.tree.is_broken |= !self.eat(b';');
        self.finish();
    }

    /// `as b` or `as "b"`
    fn extern_name(&mut self) {
        if self.word(0) != "as" {
            return;
        }
        self.begin_here(ItemKind::ExternName);
        self.at += 1;
        self.declare_extern();
        self.finish();
    }

    /// What a value begins with, and each access to it, one behind the other.
    fn value(&mut self, depth: usize) {
        match self.word(0) {
            _ if self.is_mark(0, b'(') => {
                self.begin_here(ItemKind::Nested);
                self.at += 1;
                if depth < MAX_DEPTH {
                    self.value(depth + 1);
                }
                self.tree.is_broken |= !self.eat(b')');
                self.finish();
            }
            "new" => self.new_(depth),
            word if !matches!(word, "" | "as") && !self.starts_statement() => {
                self.variable(ItemKind::Variable);
            }
            _ => {
                self.tree.is_broken = true;
                return;
            }
        }
        while self.is_mark(0, b'.') || self.is_mark(0, b'[') {
            let in_brackets = self.is_mark(0, b'[');
            self.begin_here(ItemKind::Access);
            self.at += 1;
            self.declare_extern();
            self.tree.is_broken |= self.item().name.is_none() || in_brackets && !self.eat(b']');
            self.finish();
        }
    }

    fn new_(&mut self, depth: usize) {
        self.begin_here(ItemKind::New);
        self.at += 1;
        let path = self.path();
        self.item().path = path;
        if let Some(open) = self.peek().filter(|_| self.eat(b'{')) {
            let mut is_closed = false;
            while self.peek().is_some() {
                is_closed = self.eat(b'}');
                if is_closed || self.is_mark(0, b';') || self.starts_statement() {
                    break;
                }
                if !self.eat(b',') {
                    self.argument(depth);
                }
            }
            self.end_body(open, is_closed);
        }
        self.finish();
    }

    /// An argument, at least one token.
    fn argument(&mut self, depth: usize) {
        let before = self.at;
        let is_text = self.is_text();
        if self.is_ellipsis() {
            self.at += 1;
            let is_alone = self.word(0).is_empty() || self.starts_statement();
            self.at = before;
            self.variable(match is_alone {
                true => ItemKind::Fill,
                false => ItemKind::Spread,
            });
        } else if is_text || (!self.word(0).is_empty() && self.is_mark(1, b':')) {
            self.begin_here(ItemKind::Argument);
            self.declare_extern();
            match self.eat(b':') && depth < MAX_DEPTH {
                true => self.value(depth + 1),
                false => self.tree.is_broken = true,
            }
            self.finish();
        } else if self.is_mark(0, b'(') || self.word(0) == "new" || self.is_access(1) {
            self.tree.is_broken = true;
            self.begin_here(ItemKind::Argument);
            if depth < MAX_DEPTH {
                self.value(depth + 1);
            }
            self.finish();
        } else if !self.word(0).is_empty() {
            self.variable(ItemKind::Inferred);
        } else {
            self.tree.is_broken = true;
        }
        self.at = self.at.max(before + 1);
    }

    fn is_access(&self, ahead: usize) -> bool {
        !self.word(0).is_empty() && (self.is_mark(ahead, b'.') || self.is_mark(ahead, b'['))
    }

    /// A name that stands for a value, `...` before it, or that alone.
    fn variable(&mut self, kind: ItemKind) {
        self.begin_here(kind);
        self.at += usize::from(self.is_ellipsis());
        let name = self.peek().filter(|_| kind != ItemKind::Fill);
        self.at += usize::from(name.is_some());
        self.item().path = name.map(|name| name.span).map(|span| Path {
            span,
            name: Some(span),
            ..Path::default()
        });
        self.finish();
    }

    fn begin_here(&mut self, kind: ItemKind) {
        let start = self
            .peek()
            .map_or(point(self.last_end()), |token| token.span);
        self.begin(kind, start.start);
    }

    /// Takes the name that the open item declares, which may be in quotes.
    fn declare_extern(&mut self) {
        let name: Option<Span> = match self.peek().filter(|_| self.is_text()) {
            Some(text) => {
                self.at += 1;
                Some(text.span)
            }
            None => self.name(),
        };
        self.item().name = name;
    }

    fn is_text(&self) -> bool {
        let next = self.peek().map(|token| token.kind);
        next == Some(TokenKind::Text)
    }

    fn is_ellipsis(&self) -> bool {
        let next = self.peek().map(|token| token.kind);
        next == Some(TokenKind::Ellipsis)
    }
}

//! Tokens to a tree.

mod cursor;
mod parts;
#[cfg(test)]
mod tests;
mod wac;

use model::Span;

use super::{ItemKind, Path, Tree};
use crate::diagnostics::point;
use crate::tokens::{Token, tokens};

/// Types and packages that stand in each other deeper than this are not looked into; wit-parser
/// refuses them.
const MAX_DEPTH: usize = 100;

/// Words that a declaration or statement begins with.
const STARTS: [&str; 14] = [
    "package",
    "interface",
    "world",
    "use",
    "include",
    "import",
    "export",
    "type",
    "record",
    "variant",
    "enum",
    "flags",
    "resource",
    "constructor",
];

pub(super) fn parse(text: &str, is_wac: bool) -> Tree {
    let tokens = tokens(text);
    let told = (0..tokens.len()).filter(|at| !tokens[*at].is_trivia());
    let mut parser = Parser {
        text,
        is_wac,
        told: told.collect(),
        at: 0,
        open: Vec::new(),
        tree: Tree {
            tokens,
            ..Tree::default()
        },
    };
    while parser.peek().is_some() {
        match is_wac {
            true => parser.wac_statement(),
            false => drop(parser.statement(ItemKind::Package)),
        }
        // What closes nothing is passed over.
        parser.tree.is_broken |= parser.eat(b'}');
    }
    let last = parser.tree.tokens.last();
    let is_unclosed = |token: &Token| {
        let text = token.of(text);
        text.starts_with("/*") && !text.ends_with("*/")
    };
    parser.tree.is_broken |= last.is_some_and(is_unclosed);
    parser.tree
}

struct Parser<'a> {
    text: &'a str,
    is_wac: bool,
    /// Indices of the tokens that are no trivia.
    told: Vec<usize>,
    /// Index of the next one among those.
    at: usize,
    /// Items that are being read.
    open: Vec<usize>,
    tree: Tree,
}

impl Parser<'_> {
    /// Reads what stands in a package, interface, world or resource, at least one token unless
    /// that ends what is around it; tells whether it did not.
    fn statement(&mut self, around: ItemKind) -> bool {
        let before = self.at;
        self.attributes();
        let start = self.told.get(before).map(|at| self.tree.tokens[*at].span);
        let start = start.unwrap_or(point(0)).start;
        use ItemKind as Kind;
        if self.ends(around) {
            self.at = before;
            return false;
        }
        match self.word(0) {
            "package" => self.package(start),
            "interface" => self.block(Kind::Interface, start),
            "world" => self.block(Kind::World, start),
            "use" => self.use_(start, around),
            "include" => self.include(start),
            "import" => self.external(Kind::Import, start),
            "export" => self.external(Kind::Export, start),
            "type" if !self.is_mark(1, b':') => self.alias(start),
            "record" if !self.is_mark(1, b':') => self.members(Kind::Record, Kind::Field, start),
            "variant" if !self.is_mark(1, b':') => self.members(Kind::Variant, Kind::Case, start),
            "enum" if !self.is_mark(1, b':') => self.members(Kind::Enum, Kind::Case, start),
            "flags" if !self.is_mark(1, b':') => self.members(Kind::Flags, Kind::Flag, start),
            "resource" if !self.is_mark(1, b':') => self.block(Kind::Resource, start),
            "constructor" => self.constructor(start),
            "" if self.is_mark(0, b'}') => return self.at > before,
            word if !word.is_empty() && self.is_mark(1, b':') => self.function(start, around),
            _ => {
                self.tree.is_broken = true;
                self.at = self.told.len().min(self.at + 1);
            }
        }
        // A word that is passed over by nobody would be met for ever.
        self.at = self.at.max(before + 1);
        true
    }

    /// Whether the next word can not stand in what is around it, which therefore lacks its `}`.
    fn ends(&self, around: ItemKind) -> bool {
        use ItemKind::{Export, Import, Interface, Package, Resource};
        let outer = self.open.last().map(|open| self.tree.items[*open].kind);
        let is_inline = matches!(outer, Some(Import | Export));
        match self.word(0) {
            "package" => outer.is_some(),
            "interface" | "world" => around != Package,
            "import" | "export" | "include" => around == Interface && is_inline,
            "constructor" => false,
            "let" => self.starts_statement(),
            word => around == Resource && STARTS.contains(&word) && !self.is_mark(1, b':'),
        }
    }

    /// `@since(version = 1.0.0)` and its kind, any number of them.
    fn attributes(&mut self) {
        while self.eat(b'@') {
            if !self.starts_statement() {
                self.eat_word();
            }
            if self.eat(b'(') {
                while self.peek().is_some() && !self.eat(b')') {
                    if self.starts_statement() || self.is_mark(0, b'}') || self.is_mark(0, b';') {
                        break;
                    }
                    self.at += 1;
                }
            }
        }
    }

    fn package(&mut self, start: u32) {
        self.begin(ItemKind::Package, start);
        self.at += 1;
        let path = self.path();
        self.item().path = path;
        if !self.body(ItemKind::Package) {
            self.eat(b';');
        }
        self.finish();
    }

    /// An interface, a world or a resource.
    fn block(&mut self, kind: ItemKind, start: u32) {
        self.begin(kind, start);
        self.at += 1;
        self.declare();
        if !self.body(kind) {
            self.eat(b';');
        }
        self.finish();
    }

    /// `{ … }` with statements in it; tells whether there is one.
    fn body(&mut self, kind: ItemKind) -> bool {
        if self.open.len() > MAX_DEPTH {
            return false;
        }
        let Some(open) = self.peek().filter(|_| self.eat(b'{')) else {
            return false;
        };
        let mut is_closed = false;
        while self.peek().is_some() {
            is_closed = self.eat(b'}');
            if is_closed || !self.statement(kind) {
                break;
            }
        }
        self.end_body(open, is_closed);
        true
    }

    fn end_body(&mut self, open: Token, is_closed: bool) {
        let end = self.last_end();
        self.tree.is_broken |= !is_closed;
        let item = self.item();
        item.is_closed = is_closed;
        item.body = Some(Span {
            start: open.span.start,
            end,
        });
    }

    fn use_(&mut self, start: u32, around: ItemKind) {
        self.begin(ItemKind::Use, start);
        self.at += 1;
        let path = self.path();
        self.item().path = path;
        let has_names = self.eat(b'.');
        if self.is_mark(0, b'{') {
            self.names(ItemKind::UseName);
        } else if around == ItemKind::Package && !has_names {
            self.item().kind = ItemKind::TopUse;
            if self.word(0) == "as" {
                self.at += 1;
                self.declare();
            }
        }
        self.eat(b';');
        self.finish();
    }

    fn include(&mut self, start: u32) {
        self.begin(ItemKind::Include, start);
        self.at += 1;
        let path = self.path();
        self.item().path = path;
        if self.word(0) == "with" {
            self.at += 1;
            self.names(ItemKind::IncludeName);
        }
        self.eat(b';');
        self.finish();
    }

    /// `{ a as b, c }`
    fn names(&mut self, kind: ItemKind) {
        let Some(open) = self.peek().filter(|_| self.eat(b'{')) else {
            return;
        };
        let mut is_closed = false;
        while self.peek().is_some() {
            is_closed = self.eat(b'}');
            if is_closed || self.starts_statement() || self.is_mark(0, b';') {
                break;
            }
            let Some(first) = self.peek().filter(|_| !self.word(0).is_empty()) else {
                self.at += 1;
                continue;
            };
            self.begin(kind, first.span.start);
            self.at += 1;
            let item = self.item();
            item.name = Some(first.span);
            item.path = Some(Path {
                span: first.span,
                name: Some(first.span),
                ..Path::default()
            });
            if self.word(0) == "as" {
                self.at += 1;
                self.declare();
            }
            self.finish();
        }
        self.end_body(open, is_closed);
    }

    /// `import` and `export`. As in wit-parser, `a: b` is a name and what it is, while `a:b/c` is
    /// all path.
    fn external(&mut self, kind: ItemKind, start: u32) {
        self.begin(kind, start);
        self.at += 1;
        let is_named = self.is_mark(1, b':') && !self.is_mark(3, b'/') && !self.starts_statement();
        if is_named && !self.word(0).is_empty() {
            self.declare();
            self.at += 1;
            match self.word(0) {
                "func" | "async" => self.signature(),
                "interface" => {
                    self.at += 1;
                    self.body(ItemKind::Interface);
                }
                _ => self.external_path(),
            }
        } else {
            self.external_path();
        }
        self.eat(b';');
        self.finish();
    }

    fn external_path(&mut self) {
        let path = self.path();
        self.item().path = path;
    }

    fn alias(&mut self, start: u32) {
        self.begin(ItemKind::Alias, start);
        self.at += 1;
        self.declare();
        if self.eat(b'=') {
            self.ty();
        }
        self.eat(b';');
        self.finish();
    }

    /// A type with members between braces.
    fn members(&mut self, kind: ItemKind, member: ItemKind, start: u32) {
        self.begin(kind, start);
        self.at += 1;
        self.declare();
        if let Some(open) = self.peek().filter(|_| self.eat(b'{')) {
            let is_closed = self.list(member, b'}');
            self.end_body(open, is_closed);
        }
        self.eat(b';');
        self.finish();
    }

    fn constructor(&mut self, start: u32) {
        self.begin(ItemKind::Constructor, start);
        let span = self.peek().map(|token| token.span);
        self.item().name = span;
        self.at += 1;
        self.params();
        self.eat(b';');
        self.finish();
    }

    /// `name: func(…)`, or the beginning of it.
    fn function(&mut self, start: u32, around: ItemKind) {
        let kind = match around {
            ItemKind::Resource => ItemKind::Method,
            _ => ItemKind::Func,
        };
        self.begin(kind, start);
        self.declare();
        if self.eat(b':') {
            if self.word(0) == "static" {
                self.at += 1;
                self.item().kind = ItemKind::Static;
            }
            self.signature();
        }
        self.eat(b';');
        self.finish();
    }
}

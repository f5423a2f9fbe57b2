//! Every name of a text by what it names.

use std::collections::BTreeSet;

use model::{Span, Token, TokenKind};

use crate::syntax::{Item, ItemKind, Path, Tree};
use crate::tokens::slice;

pub(super) fn names(tree: &Tree, text: &str, is_wac: bool) -> Vec<Token> {
    let mut names = Names {
        tree,
        text,
        is_wac,
        resources: BTreeSet::new(),
        tokens: Vec::new(),
    };
    let resources = tree
        .items
        .iter()
        .filter(|item| item.kind == ItemKind::Resource);
    let resources = resources.filter_map(|item| item.name);
    names.resources = resources.map(|name| names.word(name)).collect();
    for item in &tree.items {
        names.add(item);
    }
    for ty in &tree.types {
        names.push(Some(ty.span), names.kind_of_type(ty.span), false);
    }
    names.tokens.sort_by_key(|token| token.span);
    names.tokens.dedup_by_key(|token| token.span);
    names.tokens
}

struct Names<'a> {
    tree: &'a Tree,
    text: &'a str,
    is_wac: bool,
    resources: BTreeSet<&'a str>,
    tokens: Vec<Token>,
}

impl<'a> Names<'a> {
    fn add(&mut self, item: &Item) {
        match item.kind {
            ItemKind::Package => {
                let path = item.path.unwrap_or_default();
                self.push(path.namespace, TokenKind::Package, true);
                self.push(path.package.or(path.name), TokenKind::Package, true);
            }
            ItemKind::UseName => {
                let named = item.path.and_then(|path| path.name);
                let kind = named.map_or(TokenKind::Type, |named| self.kind_of_type(named));
                self.push(named, kind, false);
                self.push(item.name, kind, true);
            }
            ItemKind::IncludeName => {
                self.push(
                    item.path.and_then(|path| path.name),
                    TokenKind::Interface,
                    false,
                );
                self.push(item.name, TokenKind::Interface, true);
            }
            // A keyword.
            ItemKind::Constructor => {}
            ItemKind::Targets => self.push_path(item.path.unwrap_or_default(), TokenKind::World),
            ItemKind::New => self.push_path(item.path.unwrap_or_default(), TokenKind::Package),
            ItemKind::Variable | ItemKind::Inferred | ItemKind::Spread => {
                self.push(
                    item.path.and_then(|path| path.name),
                    TokenKind::Variable,
                    false,
                );
            }
            // What is in quotes is coloured as such.
            ItemKind::Argument | ItemKind::Access | ItemKind::ExternName => {
                let name = item.name.filter(|name| !self.word(*name).starts_with('"'));
                self.push(name, TokenKind::Field, false);
            }
            kind => {
                self.push(item.name, self.kind_of_item(item), true);
                let path = item.path.unwrap_or_default();
                let is_world = kind == ItemKind::Include;
                self.push_path(
                    path,
                    if is_world {
                        TokenKind::World
                    } else {
                        TokenKind::Interface
                    },
                );
            }
        }
    }

    fn push_path(&mut self, path: Path, kind: TokenKind) {
        self.push(path.namespace, TokenKind::Package, false);
        self.push(path.package, TokenKind::Package, false);
        self.push(path.name, kind, false);
    }

    fn push(&mut self, span: Option<Span>, kind: TokenKind, is_declaration: bool) {
        let token = |span| Token {
            span,
            kind,
            is_declaration,
        };
        self.tokens.extend(span.map(token));
    }

    fn kind_of_item(&self, item: &Item) -> TokenKind {
        match item.kind {
            ItemKind::Let => TokenKind::Variable,
            ItemKind::Import if self.is_wac => TokenKind::Variable,
            ItemKind::World => TokenKind::World,
            ItemKind::Resource => TokenKind::Resource,
            kind if kind.is_type() => TokenKind::Type,
            ItemKind::Field => TokenKind::Field,
            ItemKind::Case | ItemKind::Flag => TokenKind::Case,
            ItemKind::Param => TokenKind::Parameter,
            ItemKind::Constructor | ItemKind::Method | ItemKind::Static | ItemKind::Func => {
                TokenKind::Function
            }
            ItemKind::Import | ItemKind::Export if self.is_function(item) => TokenKind::Function,
            _ => TokenKind::Interface,
        }
    }

    /// Whether `func` or `async` stands behind the name of an import or export.
    fn is_function(&self, item: &Item) -> bool {
        let Some(name) = item.name else { return false };
        let first = self
            .tree
            .tokens
            .partition_point(|token| token.span.start < name.end);
        let told = self.tree.tokens[first..]
            .iter()
            .filter(|token| !token.is_trivia());
        let kind = told
            .map(|token| token.of(self.text))
            .find(|word| *word != ":");
        matches!(kind, Some("func" | "async"))
    }

    fn kind_of_type(&self, name: Span) -> TokenKind {
        match self.resources.contains(self.word(name)) {
            true => TokenKind::Resource,
            false => TokenKind::Type,
        }
    }

    fn word(&self, span: Span) -> &'a str {
        slice(self.text, span).trim_start_matches('%')
    }
}

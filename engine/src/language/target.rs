//! What a word of a text stands for.

use model::Span;

use super::File;
use super::index::{Index, Ref, package_name};
use super::names::MAX_STEPS;
use crate::syntax::{ItemKind, Path, is_wac};
use crate::tokens::TokenKind;

/// A word and what it stands for.
pub(crate) struct Target<'a> {
    /// The word; of a package's name, the namespace and the name.
    pub(crate) span: Span,
    pub(crate) symbol: Symbol<'a>,
}

/// What a word can stand for.
#[derive(Clone, PartialEq)]
pub(crate) enum Symbol<'a> {
    /// Something that is declared, or a name that `use … as` or `include … with` gives it.
    Item(Ref<'a>),
    /// A package, by its name with its version.
    Package(String),
    /// The version of a package, by the package's name with it.
    Version(String),
    /// Something that a component imports, or an instance exports, where its world says so.
    Extern(Ref<'a>),
    /// A component, by its name.
    Component(String),
    /// A keyword, a built-in type or a word of an attribute.
    Word(&'a str),
}

impl<'a> Index<'a> {
    /// The word at a place, or right before it.
    pub(crate) fn target(&self, file: &'a File, offset: u32) -> Option<Target<'a>> {
        let behind = file.tree.token_at(offset)?;
        let is_at_start = file.tree.tokens[behind].span.start == offset;
        let before = behind.checked_sub(1).filter(|_| is_at_start);
        let target = self.of_token(file, behind);
        target.or_else(|| self.of_token(file, before?))
    }

    /// What a token stands for.
    pub(crate) fn of_token(&self, file: &'a File, token: usize) -> Option<Target<'a>> {
        let token = file.tree.tokens[token];
        use TokenKind::{Ellipsis, Escaped, Text, Version, Word};
        if !matches!(token.kind, Word | Escaped | Version | Text | Ellipsis) {
            return None;
        }
        let span = token.span;
        let item = file.tree.item_around(span);
        let item = item.map(|item| Ref { file, item });
        let of_item = item.and_then(|item| self.of_item(item, span));
        of_item.or_else(|| self.of_type(file, span)).or_else(|| {
            let is_plain = matches!(token.kind, Word | Ellipsis) && !is_broken_name(item, span);
            let symbol = Symbol::Word(token.of(&file.text));
            is_plain.then_some(Target { span, symbol })
        })
    }

    /// For a word that an item declares, or that is part of its path.
    fn of_item(&self, item: Ref<'a>, span: Span) -> Option<Target<'a>> {
        let it = item.item();
        if is_wac(&item.file.path)
            && let Some(target) = self.of_value(item, span)
        {
            return Some(target);
        }
        if let Some(path) = &it.path
            && path.span.start <= span.start
            && span.end <= path.span.end
        {
            return self.of_path(item, path, span);
        }
        let is_name = it.name == Some(span);
        is_name.then_some(Target {
            span,
            symbol: Symbol::Item(item),
        })
    }

    fn of_path(&self, item: Ref<'a>, path: &Path, span: Span) -> Option<Target<'a>> {
        if path.name == Some(span) {
            let found = match item.kind() {
                ItemKind::UseName | ItemKind::IncludeName => self.step(item),
                _ => self.path(item.scope(), path),
            };
            let symbol = Symbol::Item(self.unless_renamed(found?));
            return Some(Target { span, symbol });
        }
        let name = package_name(item.file, path)?;
        if path.version == Some(span) {
            let symbol = Symbol::Version(name);
            return Some(Target { span, symbol });
        }
        Some(Target {
            span: Span {
                start: path.namespace?.start,
                end: path.package?.end,
            },
            symbol: Symbol::Package(name),
        })
    }

    fn of_type(&self, file: &'a File, span: Span) -> Option<Target<'a>> {
        let types = &file.tree.types;
        let at = types.partition_point(|name| name.span.start < span.start);
        let name = types.get(at).filter(|name| name.span == span)?;
        let item = name.item;
        let found = self.type_name(Ref { file, item }, file.name(span))?;
        Some(Target {
            span,
            symbol: Symbol::Item(self.unless_renamed(found)),
        })
    }

    /// What `use` brings under its own name is the thing itself; under another, it is a new name.
    fn unless_renamed(&self, found: Ref<'a>) -> Ref<'a> {
        let mut found = found;
        for _ in 0..MAX_STEPS {
            if found.kind() != ItemKind::UseName || is_renamed(found) {
                break;
            }
            match self.step(found) {
                Some(next) => found = next,
                None => break,
            }
        }
        found
    }
}

/// Whether `use`, or `include`, gives another name than the thing has.
pub(crate) fn is_renamed(item: Ref<'_>) -> bool {
    item.item().name != item.item().path.and_then(|path| path.name)
}

/// Whether a word stands where a name must be that names nothing.
fn is_broken_name(item: Option<Ref<'_>>, span: Span) -> bool {
    let path = item.and_then(|item| item.item().path);
    let in_path =
        path.is_some_and(|path| path.span.start <= span.start && span.end <= path.span.end);
    let types = item.map(|item| &item.file.tree.types);
    in_path || types.is_some_and(|types| types.iter().any(|name| name.span == span))
}

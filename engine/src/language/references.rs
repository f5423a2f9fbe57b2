//! Where something is named.

use std::collections::BTreeSet;

use model::{Location, ReferencesRequest, Span};

use super::index::{Index, Ref};
use super::target::{Symbol, is_renamed};
use super::{File, wac};
use crate::syntax::ItemKind;
use crate::tokens::TokenKind;

/// Everywhere where what stands at a place is named, where it is declared first.
pub(crate) fn references(index: &Index, request: &ReferencesRequest) -> Vec<Location> {
    let file = index.file(&request.at.path);
    let target = file.and_then(|file| index.target(file, request.at.offset));
    let Some(target) = target else {
        return Vec::new();
    };
    let declared = match &target.symbol {
        Symbol::Item(item) => index.item_location(*item),
        Symbol::Package(_) | Symbol::Extern(_) | Symbol::Component(_) => {
            index.location(&target.symbol)
        }
        Symbol::Version(_) | Symbol::Word(_) => None,
    };
    let named = index.occurrences(&target.symbol);
    let mut locations: Vec<Location> = named.iter().map(Occurrence::location).collect();
    locations.sort();
    locations.dedup();
    if let Some(declared) = declared {
        // Of a package, the declaration's version is no part of its name.
        let is_it =
            |it: &Location| it.path == declared.path && it.span.start == declared.span.start;
        match locations.iter().position(is_it) {
            Some(at) => locations[..=at].rotate_right(1),
            None => locations.insert(0, declared),
        }
    }
    locations
}

/// A place where something is named.
pub(super) struct Occurrence<'a> {
    pub(super) file: &'a File,
    pub(super) span: Span,
    /// The item that it is part of.
    pub(super) item: Option<Ref<'a>>,
    /// What it is called there: the thing, or another name for it.
    pub(super) symbol: Symbol<'a>,
}

impl Occurrence<'_> {
    fn location(&self) -> Location {
        Location {
            path: self.file.path.clone(),
            span: self.span,
        }
    }
}

impl<'a> Index<'a> {
    /// Where something is named in the workspace, and in its own package when that is bundled;
    /// under other names too.
    pub(super) fn occurrences(&self, symbol: &Symbol<'a>) -> Vec<Occurrence<'a>> {
        let files = self.files_naming(symbol);
        let names = names(&files, symbol);
        let mut occurrences = Vec::new();
        for file in files {
            for (at, token) in file.tree.tokens.iter().enumerate() {
                use TokenKind::{Escaped, Text, Version, Word};
                let is_name = matches!(token.kind, Word | Escaped | Version | Text);
                if !is_name || !names.contains(file.name(token.span)) {
                    continue;
                }
                let target = self.of_token(file, at);
                let Some(target) = target.filter(|it| self.is_same(&it.symbol, symbol)) else {
                    continue;
                };
                let item = file.tree.item_around(token.span);
                occurrences.push(Occurrence {
                    file,
                    span: target.span,
                    item: item.map(|item| Ref { file, item }),
                    symbol: target.symbol,
                });
            }
        }
        occurrences
    }

    fn files_naming(&self, symbol: &Symbol<'a>) -> Vec<&'a File> {
        let package = match symbol {
            Symbol::Item(item) => item.file.bundled.as_deref(),
            Symbol::Package(name) | Symbol::Version(name) => Some(name.as_str()),
            Symbol::Extern(_) | Symbol::Component(_) | Symbol::Word(_) => None,
        };
        let package = package.and_then(|name| self.package(name));
        let bundled = package.filter(|package| package.is_bundled);
        let scopes = bundled.into_iter().flat_map(|package| package.scopes);
        self.files
            .iter()
            .chain(scopes.map(|scope| scope.file))
            .collect()
    }

    fn is_same(&self, found: &Symbol<'a>, wanted: &Symbol<'a>) -> bool {
        found == wanted
            || match (found, wanted) {
                (Symbol::Item(found), Symbol::Item(wanted)) => self.follow(*found) == *wanted,
                _ => false,
            }
    }
}

/// What something may be called in some files: also the names that `use` and `include` give it.
fn names<'a>(files: &[&'a File], symbol: &Symbol<'a>) -> BTreeSet<String> {
    let first = match symbol {
        Symbol::Item(item) => item.name().or_else(|| {
            let path = item.item().path?;
            Some(item.file.name(path.name?))
        }),
        Symbol::Package(name) | Symbol::Component(name) => name.split(['@', ':']).nth(1),
        Symbol::Extern(item) => item.name().or_else(|| {
            let path = item.item().path?;
            Some(item.file.slice(path.span))
        }),
        Symbol::Version(name) => name.split_once('@').map(|(_, version)| version),
        Symbol::Word(_) => None,
    };
    let mut names: BTreeSet<String> = first.map(str::to_owned).into_iter().collect();
    if let Symbol::Extern(_) = symbol {
        names.extend(first.map(|name| wac::short(name).to_owned()));
        return names;
    }
    loop {
        let before = names.len();
        for file in files {
            for item in 0..file.tree.items.len() {
                let item = Ref { file, item };
                names.extend(other_name(item, &names).map(str::to_owned));
            }
        }
        if names.len() == before {
            return names;
        }
    }
}

/// The name that an item gives to one of some names.
fn other_name<'a>(item: Ref<'a>, names: &BTreeSet<String>) -> Option<&'a str> {
    use ItemKind::{IncludeName, TopUse, UseName};
    if !matches!(item.kind(), IncludeName | TopUse | UseName) || !is_renamed(item) {
        return None;
    }
    let named = item.file.name(item.item().path?.name?);
    item.name().filter(|_| names.contains(named))
}

//! What is not there since the feature that it is kept behind is off.

use std::collections::{BTreeMap, BTreeSet};

use model::{Diagnostic, Fix, Span};
use wit_parser::PackageName;

use crate::analyze::gates::turn_on;
use crate::analyze::mend::edit;
use crate::diagnostics::point;
use crate::pack::Pack;
use crate::syntax::{self, ItemKind, Tree};
use crate::tokens::{TokenKind, plain, slice};

/// What wit-parser says of what is gated less than what it stands in.
const UNGATED: &str = "is not gated by a feature but";

/// Where something may be declared that a text names.
pub(in crate::analyze) struct Around<'a> {
    /// Texts of the workspace, by their paths.
    pub(in crate::analyze) files: BTreeMap<&'a str, &'a str>,
    /// Packages that the text needs.
    pub(in crate::analyze) needed: BTreeSet<&'a PackageName>,
    pub(in crate::analyze) pack: &'a Pack,
}

impl Around<'_> {
    /// Says of a finding about something that is kept behind a feature which one that is.
    pub(in crate::analyze) fn explain(&self, diagnostic: &mut Diagnostic) -> Option<()> {
        let text = *self.files.get(diagnostic.path.as_str())?;
        let tree = syntax::parse(text);
        let item = tree.item_around(diagnostic.span)?;
        if diagnostic.message.contains(UNGATED) {
            return say_ungated(diagnostic, &tree, text, item);
        }
        let found = words(&tree, text, item, diagnostic.span).into_iter();
        let mut gated =
            found.filter_map(|span| Some((span, self.gated(plain(slice(text, span)))?)));
        let (span, feature) = gated.next()?;
        let name = plain(slice(text, span));
        diagnostic.span = span;
        diagnostic.message = format!("`{name}` is behind feature `{feature}`, which is off");
        diagnostic.hint = Some("turn the feature on, or do without it".to_owned());
        diagnostic.fixes = vec![turn_on(&feature)];
        Some(())
    }

    /// The feature, which is off, that something of this name is kept behind.
    fn gated(&self, name: &str) -> Option<String> {
        let own = self.files.values().find_map(|text| {
            let is_it = text.contains("unstable") && text.contains(name);
            is_it.then(|| self.gated_in(name, text, &syntax::parse(text)))?
        });
        own.or_else(|| {
            let needed = self.needed.iter();
            let files = needed.filter_map(|package| self.pack.files(&package.to_string()));
            let mut files = files.flatten();
            files.find_map(|file| self.gated_in(name, &file.text, &file.tree))
        })
    }

    fn gated_in(&self, name: &str, text: &str, tree: &Tree) -> Option<String> {
        let is_it = |item: &usize| {
            let it = &tree.items[*item];
            it.name.is_some_and(|it| plain(slice(text, it)) == name)
        };
        let mut gates = (0..tree.items.len())
            .filter(is_it)
            .filter_map(|item| tree.gate(text, item));
        let (feature, _) = gates.find(|(feature, _)| !self.pack.features().contains(*feature))?;
        Some(feature.to_owned())
    }
}

/// What stands in something gated has to be gated too.
fn say_ungated(diagnostic: &mut Diagnostic, tree: &Tree, text: &str, item: usize) -> Option<()> {
    let around = tree
        .ancestors(item)
        .find(|it| tree.gate(text, *it).is_some())?;
    let (feature, gate) = tree.gate(text, around)?;
    let [name, outer] = [item, around].map(|it| {
        let name = tree.items[it].name.unwrap_or_default();
        plain(slice(text, name))
    });
    let gate = slice(text, gate);
    diagnostic.message = format!("`{name}` is not behind feature `{feature}`, but `{outer}` is");
    diagnostic.hint = Some(format!(
        "write `{gate}` before it too, or turn the feature on"
    ));
    let start = tree.items[item].span.start;
    let line = text[..start as usize]
        .rsplit('\n')
        .next()
        .unwrap_or_default();
    let gap = match line.trim().is_empty() {
        true => format!("\n{line}"),
        false => " ".to_owned(),
    };
    let add = Fix {
        title: format!("add `{gate}`"),
        edits: vec![edit(&diagnostic.path, point(start), format!("{gate}{gap}"))],
        ..Fix::default()
    };
    diagnostic.fixes = vec![add, turn_on(feature)];
    Some(())
}

/// The names in the statement at a span, what is at the span itself first.
fn words(tree: &Tree, text: &str, item: usize, span: Span) -> Vec<Span> {
    use ItemKind::{Interface, Package, UseName, World};
    let is_name = |kind| matches!(kind, TokenKind::Word);
    let mut within = match tree.items[item].kind {
        Interface | Package | World => span,
        UseName => tree.items[item]
            .parent
            .map_or(span, |it| tree.items[it].span),
        _ => tree.items[item].span,
    };
    within.end = within.end.max(span.end);
    let tokens = tree.tokens.iter().filter(|token| is_name(token.kind));
    let names = tokens.map(|token| token.span);
    let mut names: Vec<Span> = names
        .filter(|it| {
            within.start <= it.start && it.end <= within.end && !slice(text, *it).is_empty()
        })
        .collect();
    names.sort_by_key(|it| !(span.start <= it.start && it.end <= span.end));
    names
}

//! Names that nobody declares: what was meant, and how to bring it.

use std::collections::BTreeMap;

use model::{Diagnostic, Fix, Span};

use crate::analyze::mend::edit;
use crate::diagnostics::point;
use crate::suggest::nearest;
use crate::syntax::{self, Item, ItemKind, TYPES, Tree};
use crate::tokens::slice;
use crate::wit_text::{declared, type_names};

/// Types that stand nowhere alone.
const GENERIC: [&str; 6] = ["list", "option", "tuple", "map", "own", "borrow"];

/// Adds to the finding that nothing is called `name` what may be meant.
pub(super) fn explain(diagnostic: &mut Diagnostic, name: &str, files: &BTreeMap<&str, &str>) {
    let declared = |text| declared(text, &["interface", "world"]);
    let names: Vec<&str> = files.values().flat_map(|text| declared(text)).collect();
    suggest(diagnostic, name, names);
}

/// Adds to the finding that no type in reach is called `name` what may be meant.
pub(super) fn explain_type(diagnostic: &mut Diagnostic, name: &str, files: &BTreeMap<&str, &str>) {
    if let Some(now) = now_called(name) {
        diagnostic.hint = Some(format!("it is called `{now}` now"));
        diagnostic.fixes = vec![write(diagnostic, now)];
        return;
    }
    let text = files.get(diagnostic.path.as_str()).copied();
    let text = text.unwrap_or_default();
    let tree = syntax::parse(text);
    let path = diagnostic.path.clone();
    let Some(item) = tree.item_around(diagnostic.span) else {
        return;
    };
    if tree.items[item].kind == ItemKind::UseName {
        let used = tree.items[item].parent.and_then(|it| tree.items[it].path);
        let interface = slice(text, used.unwrap_or_default().span);
        let of_interface = files.values().flat_map(|text| types_of(text, interface));
        let known: Vec<String> = of_interface.collect();
        return suggest(diagnostic, name, known.iter().map(String::as_str));
    }
    let Some(around) = around(&tree, item) else {
        return;
    };
    let place = Place {
        path: &path,
        text,
        tree: &tree,
        around,
    };
    if let Some((interface, fix)) = place.bring(name, files) {
        diagnostic.hint = Some(format!(
            "interface `{interface}` has one; bring it with `use`"
        ));
        diagnostic.fixes = vec![fix];
        return;
    }
    suggest(diagnostic, name, place.names_in_reach());
    if diagnostic.hint.is_none() {
        let elsewhere = files.values().flat_map(|text| type_names(text));
        let meant = nearest(name, elsewhere.filter(|known| *known != name));
        diagnostic.hint = meant.map(did_you_mean);
    }
}

/// Of what is there, the name nearest to `name`, as a hint and as a fix.
pub(super) fn suggest<'a>(
    diagnostic: &mut Diagnostic,
    name: &str,
    names: impl IntoIterator<Item = &'a str>,
) {
    let known = names.into_iter().filter(|known| *known != name);
    let Some(meant) = nearest(name, known) else {
        return;
    };
    diagnostic.hint = Some(did_you_mean(meant));
    let Span { start, end } = diagnostic.span;
    if (end - start) as usize == name.len() && !GENERIC.contains(&meant) {
        diagnostic.fixes = vec![write(diagnostic, meant)];
    }
}

fn did_you_mean(meant: &str) -> String {
    format!("did you mean `{meant}`?")
}

fn write(diagnostic: &Diagnostic, text: &str) -> Fix {
    Fix {
        title: format!("write `{text}`"),
        edits: vec![edit(&diagnostic.path, diagnostic.span, text)],
        ..Fix::default()
    }
}

fn now_called(name: &str) -> Option<&'static str> {
    match name {
        "float32" => Some("f32"),
        "float64" => Some("f64"),
        _ => None,
    }
}

/// The interface or world that an item is in.
fn around(tree: &Tree, item: usize) -> Option<usize> {
    let mut outwards = std::iter::once(item).chain(tree.ancestors(item));
    outwards.find(|item| {
        let Item { kind, body, .. } = tree.items[*item];
        use ItemKind::{Export, Import, Interface, World};
        matches!(kind, Interface | World | Import | Export) && body.is_some()
    })
}

/// A place in a text where a type is named.
struct Place<'a> {
    path: &'a str,
    text: &'a str,
    tree: &'a Tree,
    /// The interface or world that it is in.
    around: usize,
}

impl<'a> Place<'a> {
    fn name_of(&self, item: usize) -> &'a str {
        let name = self.tree.items[item].name.unwrap_or_default();
        slice(self.text, name).trim_start_matches('%')
    }

    fn names_in_reach(&self) -> Vec<&'a str> {
        let own = self.tree.children(Some(self.around)).flat_map(|item| {
            let used = self.tree.children(Some(item));
            let used = used.filter(|used| self.tree.items[*used].kind == ItemKind::UseName);
            std::iter::once(item).chain(used)
        });
        let types = own.filter(|item| self.tree.items[*item].kind.is_type());
        let names = types.map(|item| self.name_of(item));
        names.chain(TYPES).collect()
    }

    /// The `use` that brings a type of another interface of the package, if one has it.
    fn bring(&self, name: &str, files: &BTreeMap<&str, &str>) -> Option<(String, Fix)> {
        let own = self.name_of(self.around);
        let mut having = files
            .values()
            .flat_map(|text| interfaces_with(text, name, own));
        let interface = having.next().filter(|_| having.next().is_none())?;
        let is_use = |item: &usize| self.tree.items[*item].kind == ItemKind::Use;
        let uses: Vec<usize> = self
            .tree
            .children(Some(self.around))
            .filter(is_use)
            .collect();
        let body = self.tree.items[self.around].body?;
        let line = format!("use {interface}.{{{name}}};");
        let of_interface = uses.iter().find(|item| {
            let path = self.tree.items[**item].path.unwrap_or_default();
            slice(self.text, path.span) == interface
        });
        let names = of_interface.and_then(|item| self.tree.children(Some(*item)).last());
        let (at, text) = match (names, uses.last()) {
            (Some(last), _) => (self.tree.items[last].span.end, format!(", {name}")),
            (None, Some(last)) => {
                let span = self.tree.items[*last].span;
                (span.end, format!("{}{line}", self.blank_before(span.start)))
            }
            (None, None) => {
                let first = self.tree.children(Some(self.around)).next()?;
                let blank = self.blank_before(self.tree.items[first].span.start);
                (body.start + 1, format!("{blank}{line}"))
            }
        };
        let fix = Fix {
            title: format!("add `{line}`"),
            edits: vec![edit(self.path, point(at), text)],
            ..Fix::default()
        };
        Some((interface, fix))
    }

    /// The line end and blanks before what begins a line, or one blank.
    fn blank_before(&self, at: u32) -> String {
        let before = &self.text[..at as usize];
        let line = before.rsplit('\n').next().unwrap_or_default();
        match line.trim().is_empty() && line.len() < before.len() {
            true => format!("\n{line}"),
            false => " ".to_owned(),
        }
    }
}

/// Interfaces of a text that declare a type and use nothing of the interface `own`.
fn interfaces_with(text: &str, name: &str, own: &str) -> Vec<String> {
    if !text.contains(name) {
        return Vec::new();
    }
    let tree = syntax::parse(text);
    let word = |span: Option<Span>| slice(text, span.unwrap_or_default()).trim_start_matches('%');
    let fits = |interface: usize| {
        let items = || tree.children(Some(interface)).map(|item| &tree.items[item]);
        items().any(|item| item.kind.is_type() && word(item.name) == name)
            && !items().any(|item| item.path.is_some_and(|path| word(path.name) == own))
    };
    let having = interfaces(&tree).filter(|it| word(tree.items[*it].name) != own && fits(*it));
    having
        .map(|it| slice(text, tree.items[it].name.unwrap_or_default()).to_owned())
        .collect()
}

/// Names of the types that the interface of a text declares.
fn types_of(text: &str, interface: &str) -> Vec<String> {
    let tree = syntax::parse(text);
    let word = |item: usize| slice(text, tree.items[item].name.unwrap_or_default());
    let found = interfaces(&tree).filter(|it| word(*it) == interface);
    let types = found.flat_map(|it| tree.children(Some(it)));
    types
        .filter(|item| tree.items[*item].kind.is_type())
        .map(|item| word(item).trim_start_matches('%').to_owned())
        .collect()
}

fn interfaces(tree: &Tree) -> impl Iterator<Item = usize> {
    let is_interface = |item: &usize| tree.items[*item].kind == ItemKind::Interface;
    tree.children(None).filter(is_interface)
}

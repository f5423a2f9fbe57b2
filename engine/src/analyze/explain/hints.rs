//! What to do about errors that wit-parser tells in one line.

use std::collections::BTreeMap;

use model::{Diagnostic, Fix, Related, Span};
use wit_parser::PackageName;

use super::names::suggest;
use crate::analyze::mend::edit;
use crate::diagnostics::{self, point};
use crate::syntax::{self, ItemKind};
use crate::tokens::slice;
use crate::wit_text::declared_package;

/// Adds to a finding what its message alone does not tell.
pub(in crate::analyze) fn add_hint(diagnostic: &mut Diagnostic, files: &BTreeMap<&str, &str>) {
    let text = files
        .get(diagnostic.path.as_str())
        .copied()
        .unwrap_or_default();
    let message = diagnostic.message.clone();
    let name = message.split('`').nth(1).unwrap_or_default();
    if message.ends_with("so it must have a version") {
        lacking_version(diagnostic, files);
    } else if message.starts_with("feature gate cannot reference unreleased") {
        hint(
            diagnostic,
            "raise the package's version, or gate the item with `@unstable`",
        );
    } else if message == "duplicate constructors" {
        hint(
            diagnostic,
            "make one of them a static function that has the resource as its result",
        );
    } else if message.starts_with("cannot specify both @deprecated") {
        diagnostic.message = "`@deprecated` needs `@since` or `@unstable` beside it".to_owned();
        hint(
            diagnostic,
            "add `@since(version = …)` with the version that brought the item",
        );
    } else if message.contains("defined more than once") || message.starts_with("duplicate ") {
        diagnostic.related.extend(first(diagnostic, name, files));
        hint(diagnostic, "rename one of them");
    } else if message.starts_with("unknown attribute") {
        let known = ["since", "unstable", "deprecated", "external-id"];
        suggest(diagnostic, name, known);
        hint(
            diagnostic,
            "the attributes are `@since`, `@unstable`, `@deprecated` and `@external-id`",
        );
    } else if message.contains("does not match previous package name") {
        let header =
            |(path, text): (&&str, &&str)| Some(((*path).to_owned(), declared_package(text)?.1));
        let mut headers = files.iter().filter_map(header);
        let other = headers.find(|(path, _)| *path != diagnostic.path);
        diagnostic
            .related
            .extend(other.map(|(path, range)| Related {
                path,
                span: diagnostics::span(range),
                message: "the folder's package is this one".to_owned(),
            }));
        hint(
            diagnostic,
            "files of one folder are one package: move this one into another folder",
        );
    } else if message.contains("more than once") || message.contains("conflicts with prior") {
        hint(diagnostic, "remove one of them");
    } else if message.starts_with("type") && message.ends_with("depends on itself") {
        hint(
            diagnostic,
            "no value can hold itself: hold an index into a list, or a resource",
        );
    } else if message.ends_with("depends on itself") {
        hint(
            diagnostic,
            "move what both need into a third one, and use that in both",
        );
    } else if message == "expected `{`, found `;`" {
        late_header(diagnostic, text);
    }
}

/// For a world whose imports and exports do not go together.
pub(super) const INCOMPATIBLE: &str = "of the interfaces that it uses some are imported and others \
    exported: export all of them, or import all of them";

/// For an item of a world that an included one has too.
pub(super) const SHADOWING: &str =
    "rename that of the included world: `include … with { name as other }`";

fn hint(diagnostic: &mut Diagnostic, hint: &str) {
    diagnostic.hint.get_or_insert_with(|| hint.to_owned());
}

/// `@since` in a package without a version.
fn lacking_version(diagnostic: &mut Diagnostic, files: &BTreeMap<&str, &str>) {
    const VERSION: &str = "@0.1.0";
    let header = files
        .iter()
        .find_map(|(path, text)| Some((*path, declared_package(text)?)));
    let is_meant = |name: &PackageName| {
        diagnostic.message.split('`').nth(1) == Some(name.to_string().as_str())
    };
    let Some((path, (name, range))) = header.filter(|(_, (name, _))| is_meant(name)) else {
        return;
    };
    let end = diagnostics::span(range.end..range.end);
    diagnostic.message = format!("package `{name}` has no version, and `@since` speaks of one");
    diagnostic.hint = Some(format!("give it one, such as `package {name}{VERSION};`"));
    diagnostic.fixes = vec![Fix {
        title: format!("add `{VERSION}`"),
        edits: vec![edit(path, end, VERSION)],
        ..Fix::default()
    }];
}

/// Where a name that is there a second time is declared first.
fn first(diagnostic: &Diagnostic, name: &str, files: &BTreeMap<&str, &str>) -> Option<Related> {
    let in_file = |(path, text): (&&str, &&str)| {
        let tree = syntax::parse(text);
        let is_same = |span: Span| **path == *diagnostic.path && span == diagnostic.span;
        let second = tree
            .items
            .iter()
            .find(|item| item.name.is_some_and(is_same));
        // Of what stands in an interface or world, only what is beside it.
        let parent = second.and_then(|item| item.parent);
        let mut beside = tree.items.iter().filter(|item| item.parent == parent);
        let found = beside.find_map(|item| {
            let span = item.name.filter(|span| !is_same(*span))?;
            (slice(text, span).trim_start_matches('%') == name).then_some(span)
        });
        found.map(|span| ((*path).to_owned(), span))
    };
    let own = files.get_key_value(diagnostic.path.as_str());
    let (path, span) = own
        .and_then(in_file)
        .or_else(|| files.iter().find_map(in_file))?;
    Some(Related {
        path,
        span,
        message: "the other is here".to_owned(),
    })
}

/// `package a:b;` behind something else, which the parser takes for a package with a body.
fn late_header(diagnostic: &mut Diagnostic, text: &str) {
    let tree = syntax::parse(text);
    let is_header = |kind, body: Option<Span>| kind == ItemKind::Package && body.is_none();
    let headers = tree
        .items
        .iter()
        .filter(|item| is_header(item.kind, item.body));
    let headers: Vec<Span> = headers.map(|item| item.span).collect();
    let Some(late) = headers
        .iter()
        .copied()
        .find(|span| span.end > diagnostic.span.start)
    else {
        return;
    };
    let header = slice(text, late);
    diagnostic.span = late;
    diagnostic.message = format!("`{header}` does not stand before everything else in its file");
    if headers.len() > 1 {
        diagnostic.hint =
            Some("further packages of a file have a body: `package a:b { … }`".to_owned());
        return;
    }
    diagnostic.hint = Some("move it to the beginning".to_owned());
    diagnostic.fixes = vec![Fix {
        title: "move it to the beginning".to_owned(),
        edits: vec![
            edit(&diagnostic.path, point(0), format!("{header}\n\n")),
            edit(&diagnostic.path, late, ""),
        ],
        ..Fix::default()
    }];
}

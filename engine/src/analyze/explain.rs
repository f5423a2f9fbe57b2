//! What wit-parser complains about, in the user's terms, with what may have been meant.

mod gated;
mod hints;
mod names;
mod packages;
mod somewhere;

use std::collections::BTreeMap;

use model::{Diagnostic, Fix, Related, Span};
use wit_parser::{
    PackageName, ParseError, ParseErrorKind, Resolve, ResolveError, ResolveErrorKind, SourceMap,
};

use super::mend::edit;
use crate::diagnostics::{self, sentence};
use crate::pack::Pack;
pub(super) use gated::Around;
pub(super) use hints::add_hint;
use packages::package_hint;
pub(super) use packages::{cycle, unfit_bundle, unknown_package};
pub(super) use somewhere::put_somewhere;

/// An error in the files of one package.
pub(super) fn parse_error(
    error: &ParseError,
    sources: &SourceMap,
    files: &BTreeMap<&str, &str>,
) -> Diagnostic {
    let at = place(sources, error.kind().span());
    let (path, span) = at.unwrap_or_else(|| {
        let first = files.keys().next().copied().unwrap_or_default();
        (first.to_owned(), Span::default())
    });
    let text = files.get(path.as_str()).copied().unwrap_or_default();
    let span = whole_word(text, diagnostics::span_within(text, span));
    let mut diagnostic = Diagnostic {
        path,
        span,
        ..from_message(&error.kind().to_string())
    };
    match error.kind() {
        ParseErrorKind::ItemNotFound { name, kind, .. } => {
            let kind = if kind == "name" { "type" } else { kind };
            diagnostic.message = format!("unknown {kind} `{name}`");
            match kind {
                "type" => names::explain_type(&mut diagnostic, name, files),
                _ => names::explain(&mut diagnostic, name, files),
            }
        }
        ParseErrorKind::Syntax { message, .. } if message.contains("identifier") => {
            diagnostic.hint = keyword_hint(message).or(diagnostic.hint);
        }
        ParseErrorKind::Syntax { span, .. } if !span.is_known() => {
            let header = "package example:name;";
            diagnostic.hint = Some(format!("begin one file of this folder with `{header}`"));
            // A byte order mark stays first.
            let start = if text.starts_with('\u{feff}') { 3 } else { 0 };
            diagnostic.fixes = vec![Fix {
                title: format!("add `{header}`"),
                edits: vec![edit(
                    &diagnostic.path,
                    diagnostics::point(start),
                    format!("{header}\n\n"),
                )],
                ..Fix::default()
            }];
        }
        _ => {}
    }
    add_hint(&mut diagnostic, files);
    diagnostic
}

/// The parser marks the first letter of a word that it did not expect.
fn whole_word(text: &str, span: Span) -> Span {
    let start = span.start as usize;
    let rest = &text[start..];
    let is_end = |char: char| !(char.is_ascii_alphanumeric() || char == '-');
    let len = rest.find(is_end).unwrap_or(rest.len());
    let end = start + len.max(span.end as usize - start);
    diagnostics::span(start..end)
}

/// An error in how packages fit together.
pub(super) fn resolve_error(error: &ResolveError, resolve: &Resolve, pack: &Pack) -> Diagnostic {
    let (path, span) = place(&resolve.source_map, error.kind().span()).unwrap_or_default();
    let diagnostic = Diagnostic {
        path,
        span,
        ..from_message(&error.kind().to_string())
    };
    match error.kind() {
        ResolveErrorKind::PackageNotFound { requested, .. } => Diagnostic {
            message: format!("unknown package `{requested}`"),
            hint: package_hint(requested, resolve.package_names.keys(), pack),
            ..diagnostic
        },
        ResolveErrorKind::InterfaceNotFound {
            requested, package, ..
        } => {
            let known = resolve.package_names.get(package);
            let known = known.map(|id| resolve.packages[*id].interfaces.keys());
            let names = known.into_iter().flatten().map(String::as_str).collect();
            missing(diagnostic, package, "interface", requested, names)
        }
        ResolveErrorKind::WorldNotFound {
            requested, package, ..
        } => {
            let known = resolve.package_names.get(package);
            let known = known.map(|id| resolve.packages[*id].worlds.keys());
            let names = known.into_iter().flatten().map(String::as_str).collect();
            missing(diagnostic, package, "world", requested, names)
        }
        ResolveErrorKind::DuplicatePackage { name, span2, .. } => Diagnostic {
            message: format!("package `{name}` is there twice"),
            hint: Some("leave one of them".to_owned()),
            related: place(&resolve.source_map, *span2)
                .map(|(path, span)| Related {
                    path,
                    span,
                    message: "it is here too".to_owned(),
                })
                .into_iter()
                .collect(),
            ..diagnostic
        },
        ResolveErrorKind::InvalidTransitiveDependency { .. } => Diagnostic {
            hint: Some(hints::INCOMPATIBLE.to_owned()),
            ..diagnostic
        },
        ResolveErrorKind::ItemShadowing { .. } => Diagnostic {
            hint: Some(hints::SHADOWING.to_owned()),
            ..diagnostic
        },
        ResolveErrorKind::Semantic { message, .. } => {
            let mut diagnostic = diagnostic;
            suggest_type(&mut diagnostic, message, resolve);
            diagnostic
        }
        _ => diagnostic,
    }
}

/// An interface or world that a package lacks, with what it has.
fn missing(
    mut diagnostic: Diagnostic,
    package: &PackageName,
    what: &str,
    requested: &str,
    names: Vec<&str>,
) -> Diagnostic {
    diagnostic.message = format!("package `{package}` has no {what} `{requested}`");
    names::suggest(&mut diagnostic, requested, names.iter().copied());
    if diagnostic.hint.is_none() && !names.is_empty() {
        let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
        diagnostic.hint = Some(format!("its {what}s are {}", names.join(", ")));
    }
    diagnostic
}

/// For a type that an interface of another package lacks: one with a name like it.
fn suggest_type(diagnostic: &mut Diagnostic, message: &str, resolve: &Resolve) {
    let name = message
        .strip_prefix("type `")
        .and_then(|rest| rest.split('`').next());
    if let Some(name) = name.filter(|_| message.ends_with("not defined in interface")) {
        let types = resolve
            .types
            .iter()
            .filter_map(|(_, ty)| ty.name.as_deref());
        names::suggest(diagnostic, name, types);
    }
}

/// For a keyword where a name must be: how to use it as one.
fn keyword_hint(message: &str) -> Option<String> {
    let (_, keyword) = message.split_once("found keyword `")?;
    let keyword = keyword.split('`').next()?;
    Some(format!("write `%{keyword}` to use it as a name"))
}

/// What the parser expected and found, as a user would call it.
fn in_plain_words(message: &str) -> String {
    const WORDS: [(&str, &str); 5] = [
        ("'", "`"),
        ("an identifier or string", "a name"),
        ("an identifier", "a name"),
        ("or identifier", "or a name"),
        ("found eof", "found the end of the file"),
    ];
    let replaced = |message: String, (from, to): &(&str, &str)| message.replace(from, to);
    sentence(&WORDS.iter().fold(message.to_owned(), replaced))
}

/// The file and range of a span.
pub(super) fn place(sources: &SourceMap, span: wit_parser::Span) -> Option<(String, Span)> {
    let location = sources.resolve_span(span)?;
    Some((location.path.to_owned(), diagnostics::span(location.range)))
}

/// The first line or sentence is the message, what follows the hint.
fn from_message(message: &str) -> Diagnostic {
    let parts = message
        .split_once('\n')
        .or_else(|| message.split_once(". "));
    let (message, hint) = match parts {
        Some((message, hint)) => (message, Some(sentence(&hint.replace('\n', " ")))),
        None => (message, None),
    };
    let quoted = message.starts_with("expected") || message.starts_with("unexpected");
    Diagnostic {
        message: match quoted {
            true => in_plain_words(message),
            false => sentence(
                &message
                    .replace("package [", "package `")
                    .replace("] ", "` "),
            ),
        },
        hint,
        ..diagnostics::error()
    }
}

//! What wit-parser complains about, in the user's terms, with what may have been meant.

use std::collections::BTreeMap;

use model::{Diagnostic, Related, Span};
use wit_parser::{
    PackageName, ParseError, ParseErrorKind, Resolve, ResolveError, ResolveErrorKind, SourceMap,
};

use crate::diagnostics::{self, sentence};
use crate::pack::Pack;
use crate::suggest::{did_you_mean, nearest};
use crate::wit_text::{declared, declared_package, type_names, uses_of};

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
            let known: Vec<&str> = match kind {
                "type" => files.values().flat_map(|text| type_names(text)).collect(),
                _ => {
                    let names = |text| declared(text, &["interface", "world"]);
                    files.values().flat_map(|text| names(text)).collect()
                }
            };
            let meant = did_you_mean(name, known.into_iter().filter(|known| known != name));
            diagnostic.hint = meant.or(old_float(name));
        }
        ParseErrorKind::Syntax { message, .. } if message.contains("identifier") => {
            diagnostic.hint = keyword_hint(message).or(diagnostic.hint);
        }
        ParseErrorKind::Syntax { span, .. } if !span.is_known() => {
            diagnostic.hint =
                Some("begin one file of this folder with `package example:name;`".to_owned());
        }
        _ => {}
    }
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

fn old_float(name: &str) -> Option<String> {
    match name {
        "float32" => Some("it is called `f32` now".to_owned()),
        "float64" => Some("it is called `f64` now".to_owned()),
        _ => None,
    }
}

/// An error in how packages fit together.
pub(super) fn resolve_error(error: &ResolveError, resolve: &Resolve, pack: &Pack) -> Diagnostic {
    let (path, span) = place(&resolve.source_map, error.kind().span()).unwrap_or_default();
    let diagnostic = Diagnostic {
        path,
        span,
        ..from_message(&error.kind().to_string())
    };
    let interfaces = |package: &PackageName| {
        let id = resolve.package_names.get(package);
        let package = id.map(|id| &resolve.packages[*id]);
        package.map(|package| {
            package
                .interfaces
                .keys()
                .map(String::as_str)
                .collect::<Vec<_>>()
        })
    };
    let worlds = |package: &PackageName| {
        let id = resolve.package_names.get(package);
        let package = id.map(|id| &resolve.packages[*id]);
        package.map(|package| {
            package
                .worlds
                .keys()
                .map(String::as_str)
                .collect::<Vec<_>>()
        })
    };
    match error.kind() {
        ResolveErrorKind::PackageNotFound { requested, .. } => Diagnostic {
            message: format!("unknown package `{requested}`"),
            hint: package_hint(requested, resolve.package_names.keys(), pack),
            ..diagnostic
        },
        ResolveErrorKind::InterfaceNotFound {
            requested, package, ..
        } => Diagnostic {
            message: format!("package `{package}` has no interface `{requested}`"),
            hint: interfaces(package).and_then(|names| names_hint(requested, "interfaces", &names)),
            ..diagnostic
        },
        ResolveErrorKind::WorldNotFound {
            requested, package, ..
        } => Diagnostic {
            message: format!("package `{package}` has no world `{requested}`"),
            hint: worlds(package).and_then(|names| names_hint(requested, "worlds", &names)),
            ..diagnostic
        },
        ResolveErrorKind::DuplicatePackage { name, span2, .. } => Diagnostic {
            message: format!("package `{name}` is in two folders"),
            hint: Some("leave it in one of them".to_owned()),
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
        ResolveErrorKind::Semantic { message, .. } => Diagnostic {
            hint: type_hint(message, resolve).or(diagnostic.hint.clone()),
            ..diagnostic
        },
        _ => diagnostic,
    }
}

/// Every place where `files` name a package that nobody has.
pub(super) fn unknown_package<'a>(
    name: &PackageName,
    files: &BTreeMap<&str, &str>,
    own: impl Iterator<Item = &'a PackageName> + Clone,
    pack: &'a Pack,
) -> Vec<Diagnostic> {
    let hint = package_hint(name, own, pack);
    let in_file = |(path, text): (&&str, &&str)| {
        let uses: Vec<Diagnostic> = uses_of(text, name)
            .map(|(_, range)| Diagnostic {
                path: (*path).to_owned(),
                span: diagnostics::span(range),
                message: format!("unknown package `{name}`"),
                hint: hint.clone(),
                ..diagnostics::error()
            })
            .collect();
        uses
    };
    files.iter().flat_map(in_file).collect()
}

/// Every place where `files` name a bundled package that does not fit those of the workspace that
/// it needs.
pub(super) fn unfit_bundle(name: &PackageName, files: &BTreeMap<&str, &str>) -> Vec<Diagnostic> {
    let in_file = |(path, text): (&&str, &&str)| {
        let uses = uses_of(text, name).map(|(_, range)| Diagnostic {
            path: (*path).to_owned(),
            span: diagnostics::span(range),
            message: format!(
                "bundled package `{name}` does not fit the packages of this workspace"
            ),
            hint: Some(
                "add what it needs to them, or remove them and use the bundled ones".to_owned(),
            ),
            ..diagnostics::error()
        });
        uses.collect::<Vec<_>>()
    };
    files.iter().flat_map(in_file).collect()
}

/// Packages that need each other.
pub(super) fn cycle(
    name: &PackageName,
    files: &BTreeMap<&str, &str>,
    needed: &BTreeMap<&str, &str>,
) -> Vec<Diagnostic> {
    let needed_at = needed.iter().find_map(|(path, text)| {
        let (_, range) = declared_package(text)?;
        Some(Related {
            path: (*path).to_owned(),
            span: diagnostics::span(range),
            message: format!("`{name}` needs this package in turn"),
        })
    });
    let in_file = |(path, text): (&&str, &&str)| {
        let (_, range) = uses_of(text, name).next()?;
        Some(Diagnostic {
            path: (*path).to_owned(),
            span: diagnostics::span(range),
            message: format!("package `{name}` and this package need each other"),
            hint: Some("move what both need into a third package".to_owned()),
            related: needed_at.clone().into_iter().collect(),
            fixes: Vec::new(),
            ..diagnostics::error()
        })
    };
    files.iter().find_map(in_file).into_iter().collect()
}

/// Which package was meant, or which versions of it there are, or how to bring it.
fn package_hint<'a>(
    name: &PackageName,
    own: impl Iterator<Item = &'a PackageName> + Clone,
    pack: &'a Pack,
) -> Option<String> {
    let known = || own.clone().chain(pack.names());
    let of_same_name: Vec<String> = known()
        .filter(|known| known.namespace == name.namespace && known.name == name.name)
        .map(|known| match &known.version {
            Some(version) => format!("`@{version}`"),
            None => "no version".to_owned(),
        })
        .collect();
    if !of_same_name.is_empty() {
        return Some(format!("there is {}", of_same_name.join(", ")));
    }
    let path = |name: &PackageName| format!("{}:{}", name.namespace, name.name);
    let paths: Vec<String> = known().map(path).collect();
    let meant = nearest(&path(name), paths.iter().map(String::as_str));
    let meant = meant.map(
        |meant| match known().filter(|known| path(known) == meant).max() {
            Some(newest) => format!("did you mean `{newest}`?"),
            None => format!("did you mean `{meant}`?"),
        },
    );
    meant.or_else(|| Some("put its WIT into a folder of its own below `wit/deps/`".to_owned()))
}

fn names_hint(requested: &str, what: &str, names: &[&str]) -> Option<String> {
    let list = || {
        let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
        (!names.is_empty()).then(|| format!("its {what} are {}", names.join(", ")))
    };
    did_you_mean(requested, names.iter().copied()).or_else(list)
}

/// For a type that an interface of another package lacks: one with a name like it.
fn type_hint(message: &str, resolve: &Resolve) -> Option<String> {
    let (_, rest) = message.split_once("type `")?;
    let (name, rest) = rest.split_once('`')?;
    if !rest.contains("not defined") {
        return None;
    }
    let names = resolve
        .types
        .iter()
        .filter_map(|(_, ty)| ty.name.as_deref());
    did_you_mean(name, names.filter(|known| *known != name))
}

/// For a keyword where a name must be: how to use it as one.
fn keyword_hint(message: &str) -> Option<String> {
    let (_, keyword) = message.split_once("found keyword `")?;
    let keyword = keyword.split('`').next()?;
    Some(format!("write `%{keyword}` to use it as a name"))
}

/// The file and range of a span.
pub(super) fn place(sources: &SourceMap, span: wit_parser::Span) -> Option<(String, Span)> {
    let location = sources.resolve_span(span)?;
    Some((location.path.to_owned(), diagnostics::span(location.range)))
}

/// The first line is the message, what follows the hint.
fn from_message(message: &str) -> Diagnostic {
    let (message, hint) = match message.split_once('\n') {
        Some((message, hint)) => (message, Some(sentence(&hint.replace('\n', " ")))),
        None => (message, None),
    };
    let quoted = message.starts_with("expected") || message.starts_with("unexpected");
    Diagnostic {
        message: match quoted {
            true => sentence(&message.replace('\'', "`")),
            false => sentence(message),
        },
        hint,
        ..diagnostics::error()
    }
}

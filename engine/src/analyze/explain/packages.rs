//! Packages that are missing, or do not fit each other.

use std::collections::BTreeMap;

use model::{Diagnostic, Fix, Related, TextEdit};
use wit_parser::PackageName;

use crate::analyze::mend::edit;
use crate::diagnostics;
use crate::pack::Pack;
use crate::suggest::nearest;
use crate::wit_text::{declared_package, uses_of};

/// Every place where `files` name a package that nobody has.
pub(in crate::analyze) fn unknown_package<'a>(
    name: &PackageName,
    files: &BTreeMap<&str, &str>,
    own: impl Iterator<Item = &'a PackageName> + Clone,
    pack: &'a Pack,
) -> Vec<Diagnostic> {
    let hint = package_hint(name, own.clone(), pack);
    let fix = meant(name, own, pack).map(|meant| rename(name, &meant, files));
    let in_file = |(path, text): (&&str, &&str)| {
        let uses: Vec<Diagnostic> = uses_of(text, name)
            .map(|(_, range)| Diagnostic {
                path: (*path).to_owned(),
                span: diagnostics::span(range),
                message: format!("unknown package `{name}`"),
                hint: hint.clone(),
                fixes: fix.iter().cloned().collect(),
                ..diagnostics::error()
            })
            .collect();
        uses
    };
    files.iter().flat_map(in_file).collect()
}

/// Names another package wherever `files` name this one.
fn rename(name: &PackageName, meant: &PackageName, files: &BTreeMap<&str, &str>) -> Fix {
    let path = |name: &PackageName| format!("{}:{}", name.namespace, name.name);
    let version = |name: &PackageName| match &name.version {
        Some(version) => format!("@{version}"),
        None => String::new(),
    };
    let in_file = |(file, text): (&&str, &&str)| {
        let edits = uses_of(text, name).map(|(word, range)| {
            let word = word.split('@').next().unwrap_or(word);
            let (package, rest) = word.split_once('/').unwrap_or((word, ""));
            let package = match path(name) == path(meant) {
                true => package.to_owned(),
                false => path(meant),
            };
            let text = format!("{package}/{rest}{}", version(meant));
            edit(file, diagnostics::span(range), text)
        });
        edits.collect::<Vec<_>>()
    };
    let edits: Vec<TextEdit> = files.iter().flat_map(in_file).collect();
    let places = match edits.len() {
        1 => String::new(),
        count => format!(" in {count} places"),
    };
    let title = match (&name.version, &meant.version) {
        _ if path(name) != path(meant) => format!("write `{meant}`{places}"),
        (None, Some(version)) => format!("add `@{version}`{places}"),
        (_, Some(version)) => format!("use `@{version}`{places}"),
        (_, None) => format!("leave out the version{places}"),
    };
    Fix {
        title,
        edits,
        ..Fix::default()
    }
}

/// The package that was meant: another version of the same, or the newest of one with a name like
/// it.
fn meant<'a>(
    name: &PackageName,
    own: impl Iterator<Item = &'a PackageName> + Clone,
    pack: &'a Pack,
) -> Option<PackageName> {
    let known = || own.clone().chain(pack.names());
    let path = |name: &PackageName| format!("{}:{}", name.namespace, name.name);
    let paths: Vec<String> = known().map(path).collect();
    let meant = match paths.contains(&path(name)) {
        true => path(name),
        false => nearest(&path(name), paths.iter().map(String::as_str))?.to_owned(),
    };
    let rank = |known: &PackageName| {
        let (asked, version) = (name.version.as_ref()?, known.version.as_ref()?);
        let is_compatible =
            asked.major == version.major && (asked.major > 0 || asked.minor == version.minor);
        Some((asked == version, is_compatible))
    };
    let is_stable = |known: &PackageName| {
        let version = known.version.as_ref();
        version.is_some_and(|version| version.pre.is_empty())
    };
    known()
        .filter(|known| path(known) == meant)
        .max_by_key(|known| (rank(known), is_stable(known), known.version.clone()))
        .cloned()
}

/// Every place where `files` name a bundled package that does not fit those of the workspace that
/// it needs.
pub(in crate::analyze) fn unfit_bundle(
    name: &PackageName,
    files: &BTreeMap<&str, &str>,
) -> Vec<Diagnostic> {
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
pub(in crate::analyze) fn cycle(
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
pub(super) fn package_hint<'a>(
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
    let meant = || meant(name, own.clone(), pack).map(|meant| format!("did you mean `{meant}`?"));
    let bring = || "put its WIT into a folder of its own below `wit/deps/`".to_owned();
    Some(match of_same_name.as_slice() {
        [] => meant().unwrap_or_else(bring),
        [only] if only == "no version" => "it has no version".to_owned(),
        versions => format!("there is {}", versions.join(", ")),
    })
}

//! Other names for things, wherever they are named.

mod taken;

pub(super) use taken::line;

use std::collections::BTreeMap;

use model::{RenameRequest, Renamed, Span, TextEdit};

use super::index::{Index, Ref};
use super::references::Occurrence;
use super::target::{Symbol, is_renamed};
use super::wac;
use super::words::is_reserved;
use crate::analyze::analyze;
use crate::pack::Pack;
use crate::syntax::{ItemKind, Path};
use crate::wit_text::package_name;

/// What changes when what stands at a place gets another name, unless that would change or break
/// what the texts mean.
pub(crate) fn rename(index: &Index, request: &RenameRequest) -> Renamed {
    match edits(index, request) {
        Ok(edits) => Renamed {
            edits,
            refused: None,
        },
        Err(refused) => Renamed {
            edits: Vec::new(),
            refused: Some(refused),
        },
    }
}

/// Refuses edits that lead to errors that were not there before them.
pub(crate) fn checked(request: &RenameRequest, renamed: Renamed, pack: &mut Pack) -> Renamed {
    if renamed.edits.is_empty() {
        return renamed;
    }
    let mut files = request.files.clone();
    for (path, text) in &mut files {
        apply(text, renamed.edits.iter().filter(|edit| edit.path == *path));
    }
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    for diagnostic in analyze(&request.files, pack).diagnostics {
        *known.entry(diagnostic.path).or_default() += 1;
    }
    let after = analyze(&files, pack).diagnostics;
    let is_new = |path: &String| {
        let now = after.iter().filter(|it| it.path == *path).count();
        now > known.get(path).copied().unwrap_or_default()
    };
    match after.iter().find(|diagnostic| is_new(&diagnostic.path)) {
        Some(error) => Renamed {
            edits: Vec::new(),
            refused: Some(format!(
                "it would be wrong in `{}`: {}",
                error.path, error.message
            )),
        },
        None => renamed,
    }
}

/// Replaces from the last to the first, so that spans stay right.
fn apply<'a>(text: &mut String, edits: impl Iterator<Item = &'a TextEdit>) {
    let mut edits: Vec<&TextEdit> = edits.collect();
    edits.sort_by_key(|edit| edit.span);
    for edit in edits.iter().rev() {
        let range = edit.span.start as usize..edit.span.end as usize;
        if text.get(range.clone()).is_some() {
            text.replace_range(range, &edit.text);
        }
    }
}

fn edits(index: &Index, request: &RenameRequest) -> Result<Vec<TextEdit>, String> {
    let file = index.file(&request.at.path);
    let target = file.and_then(|file| index.target(file, request.at.offset));
    let target = target.ok_or("there is no name here that stands for anything")?;
    let name = request.name.trim();
    if let Some(edits) = wac::rename(index, &target.symbol, name) {
        return edits;
    }
    match &target.symbol {
        Symbol::Item(item) => item_edits(index, *item, name.trim_start_matches('%')),
        Symbol::Package(package) => package_edits(index, package, name),
        Symbol::Version(package) => {
            let path = package.split('@').next().unwrap_or_default();
            package_edits(index, package, &format!("{path}@{name}"))
        }
        Symbol::Extern(_) | Symbol::Component(_) => Ok(Vec::new()),
        Symbol::Word(word) => Err(format!("`{word}` is a word of the language itself")),
    }
}

fn item_edits<'a>(index: &Index<'a>, item: Ref<'a>, name: &str) -> Result<Vec<TextEdit>, String> {
    let old = item.name().unwrap_or_default();
    if let Some(package) = &item.file.bundled {
        return Err(format!(
            "`{old}` is declared in `{package}`, which is bundled; `use … as` gives it another name"
        ));
    }
    if index
        .file(&item.file.path)
        .is_none_or(|now| !std::ptr::eq(now, item.file))
    {
        return Err(format!("`{}` has an error; mend it first", item.file.path));
    }
    if item.kind() == ItemKind::Constructor {
        return Err("a constructor has no name of its own".to_owned());
    }
    is_word(name)?;
    if name == old {
        return Ok(Vec::new());
    }
    let symbol = Symbol::Item(item);
    let occurrences = index.occurrences(&symbol);
    let own: Vec<&Occurrence> = occurrences
        .iter()
        .filter(|it| it.symbol == symbol)
        .collect();
    index.is_free(item, name)?;
    for brought in own.iter().filter_map(|it| it.item).filter(|it| *it != item) {
        // What `use` brings under its own name is called anew where it is brought to.
        if !is_renamed(brought) || (brought.kind() == ItemKind::TopUse && brought.name().is_none())
        {
            index.is_free(brought, name)?;
        }
    }
    let text = if is_reserved(name) {
        format!("%{name}")
    } else {
        name.to_owned()
    };
    let edit = |it: &&Occurrence| TextEdit {
        path: it.file.path.clone(),
        span: it.span,
        text: text.clone(),
    };
    Ok(own.iter().map(edit).collect())
}

pub(super) fn is_word(name: &str) -> Result<(), String> {
    wit_parser::validate_id(name).map_err(|_| {
        format!(
            "`{name}` is no name: names are words of letters and digits joined by `-`, each all \
             lower or all upper case; the first begins with a letter"
        )
    })
}

/// Of a package; the new name may lack its namespace or its version, which then stay.
fn package_edits(index: &Index, old: &str, name: &str) -> Result<Vec<TextEdit>, String> {
    let package = index
        .package(old)
        .ok_or_else(|| format!("there is no package `{old}`"))?;
    if package.is_bundled {
        return Err(format!("`{old}` is bundled and cannot be changed"));
    }
    let (old_path, old_version) = old.split_once('@').unwrap_or((old, ""));
    let (path, version) = name.split_once('@').unwrap_or((name, ""));
    let path = match path.split_once(':') {
        Some(_) => path.to_owned(),
        None => format!("{}:{path}", old_path.split(':').next().unwrap_or_default()),
    };
    for part in path.split(':') {
        is_word(part.trim_start_matches('%'))?;
    }
    let version = if version.is_empty() {
        old_version
    } else {
        version
    };
    let new = match version {
        "" => path.clone(),
        version => format!("{path}@{version}"),
    };
    let plain = new.replace('%', "");
    if package_name(&plain).is_none() {
        return Err(format!(
            "`{version}` is no version: versions are like `1.0.0`"
        ));
    }
    if plain != old && index.package(&plain).is_some() {
        return Err(format!("there is already a package `{plain}`"));
    }
    let occurrences = index.occurrences(&Symbol::Package(old.to_owned()));
    let mut edits = Vec::new();
    for occurrence in &occurrences {
        let file = &occurrence.file.path;
        let edit = |span, text: &str| TextEdit {
            path: file.clone(),
            span,
            text: text.to_owned(),
        };
        if path != old_path {
            edits.push(edit(occurrence.span, &escaped(&path)));
        }
        let Some(path) = occurrence.item.and_then(|item| item.item().path) else {
            continue;
        };
        if version != old_version {
            edits.push(match path.version {
                Some(span) => edit(span, version),
                None => edit(end_of(&path), &format!("@{version}")),
            });
        }
    }
    edits.sort_by(|a, b| (&a.path, a.span).cmp(&(&b.path, b.span)));
    edits.dedup();
    Ok(edits)
}

/// A package's name with `%` where its parts are words of WIT.
fn escaped(path: &str) -> String {
    let parts = path.split(':').map(|part| match is_reserved(part) {
        true => format!("%{part}"),
        false => part.to_owned(),
    });
    parts.collect::<Vec<_>>().join(":")
}

fn end_of(path: &Path) -> Span {
    let last = path.name.or(path.package).unwrap_or(path.span);
    crate::diagnostics::point(last.end)
}

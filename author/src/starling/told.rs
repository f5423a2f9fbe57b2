//! What the engine has written, as findings at places of the user's files.

use std::collections::BTreeMap;

use model::{Diagnostic, Span};

use super::ENTRY;
use super::preview1::EXIT;
use crate::exports;
use crate::place::{line_column, word_at};
use crate::told::{at_word, cannot_import, error, trapped};
use crate::world::World;

type Files = BTreeMap<String, String>;

/// By these words the module around the user's tells what is exported in vain.
pub(super) const TELL: &str = "console.error(`:others ${others.join(' ')}`)";

/// How the line begins that it tells.
const OTHERS: &str = ":others ";

/// What stands before an exception of the module.
const EXCEPTION: &str = "Exception while evaluating top-level script\n";

/// What follows it.
const MORE: &str = "\nAdditionally, some promises were rejected";

/// Why a module could not be evaluated.
pub(super) fn diagnostics(
    world: &World,
    trap: &str,
    written: &str,
    files: &Files,
    entry: &str,
) -> Vec<Diagnostic> {
    let Some((before, exception)) = written.split_once(EXCEPTION) else {
        if written.contains("before initialization") {
            let message = "the module waits for a promise that nothing settles".to_owned();
            return vec![at_word("await", message, files, entry)];
        }
        let reason = match trap {
            EXIT => written.trim(),
            trap => trap,
        };
        return vec![trapped(reason, files, entry)];
    };
    let exception = exception.split(MORE).next().unwrap_or(exception);
    let exception = exception.trim_end();
    // Each line of the module around the user's begins with its place.
    let own: Vec<_> = exception
        .lines()
        .filter_map(|line| line.strip_prefix(ENTRY)?.split_once(' '))
        .map(|(_, text)| text.trim_start_matches("Error: "))
        .collect();
    let mut findings = match own.join("\n").strip_prefix(exports::MARK) {
        Some(faults) => exports::diagnostics(world, faults, files, entry),
        None => vec![thrown(exception, files, entry)],
    };
    findings.extend(said(before, files, entry));
    findings
}

/// What else there is to say of a module that was evaluated.
pub(super) fn remarks(written: &str, files: &Files, entry: &str) -> Vec<Diagnostic> {
    let others = written.lines().find_map(|it| it.strip_prefix(OTHERS));
    let others = others.map(|it| it.split(' ').map(str::to_owned).collect());
    let others: Vec<_> = others.unwrap_or_default();
    let mut findings = exports::superfluous(&others, files, entry);
    let lines = written.lines().filter(|it| !it.starts_with(OTHERS));
    let lines: Vec<_> = lines.collect();
    findings.extend(said(&lines.join("\n"), files, entry));
    findings
}

/// What the module itself has written.
fn said(written: &str, files: &Files, entry: &str) -> Vec<Diagnostic> {
    crate::told::written(written.trim_end(), files, entry)
}

/// An exception, such as `main.js:2:16 ReferenceError: it is not defined`, with the text around the
/// place below where that could not be read.
fn thrown(exception: &str, files: &Files, entry: &str) -> Diagnostic {
    if let Some((_, rest)) = exception.split_once("Error loading module \"") {
        let specifier = rest.split('"').next().unwrap_or(rest);
        return unresolved(specifier, files, entry);
    }
    let first = exception.lines().next().unwrap_or(exception);
    let place = first.split_once(' ').and_then(|(place, message)| {
        let (path, span) = place_of(place, files)?;
        Some((path, span, message))
    });
    let (path, span, message) = place.unwrap_or((entry.to_owned(), Span::default(), first));
    let message = message.trim_start_matches("uncaught exception: ");
    let message = message.trim_start_matches("Error: ").trim_end_matches(':');
    let mut finding = error(path, span, message.to_owned());
    if message.ends_with("too much recursion") {
        finding.message = "a function calls itself too often while the module is evaluated".into();
    }
    finding
}

/// The file and the word at a place such as `lib/main.js:2:16`.
fn place_of(place: &str, files: &Files) -> Option<(String, Span)> {
    let (place, column) = place.rsplit_once(':')?;
    let (path, line) = place.rsplit_once(':')?;
    let path = path.trim_start_matches('/');
    let text = files.get(path)?;
    let at = line_column(text, line.parse().ok()?, column.parse().ok()?);
    Some((path.to_owned(), word_at(text, at)))
}

/// An import that finds nothing; whose it is the engine does not tell.
fn unresolved(specifier: &str, files: &Files, entry: &str) -> Diagnostic {
    let quoted = [format!("'{specifier}'"), format!("\"{specifier}\"")];
    let has = |text: &str| quoted.iter().any(|it| text.contains(it));
    let from = match files.get(entry).is_some_and(|text| has(text)) {
        true => entry,
        false => {
            let found = files.iter().find(|(_, text)| has(text));
            found.map_or(entry, |(path, _)| path)
        }
    };
    let reason = format!("there is no file `{specifier}`");
    cannot_import(specifier, from, &reason, files, entry)
}

//! What a module does not export, or otherwise than the world asks for.

use std::collections::BTreeMap;

use model::{Diagnostic, Fix, Severity, Span, TextEdit};

use crate::missing;
use crate::place::{declared, is_part, word_of};
use crate::told::error;
use crate::wanted::WantedKind;
use crate::world::World;

/// How the message of the module around the user's begins.
pub(crate) const MARK: &str = "dovetail:\n";

/// How like two names are at least of which one may be meant by the other, of 1.
const LIKE: f64 = 0.75;

/// Something about an export, as the check tells it.
struct Told<'a> {
    word: &'a str,
    kind: Option<WantedKind>,
    path: &'a str,
}

/// The findings, a line each of what the check told.
pub(crate) fn diagnostics(
    world: &World,
    faults: &str,
    files: &BTreeMap<String, String>,
    entry: &str,
) -> Vec<Diagnostic> {
    let lines = faults
        .lines()
        .take_while(|line| !line.starts_with("    at "));
    let told: Vec<_> = lines.filter_map(told).collect();
    let text = files.get(entry).map_or("", String::as_str);
    let others: Vec<_> = told.iter().filter(|it| it.word == "other").collect();
    let faults = told.iter().filter(|it| it.word != "other");
    faults
        .map(|fault| {
            let mut finding = finding(fault, &others, text, entry);
            if fault.word == "missing" {
                finding
                    .fixes
                    .extend(missing::fix(world, fault.path, text, entry));
            }
            finding
        })
        .collect()
}

/// What a module exports that the world does not ask for, as the check tells it: a name each.
pub(crate) fn superfluous(
    others: &[String],
    files: &BTreeMap<String, String>,
    entry: &str,
) -> Vec<Diagnostic> {
    let text = files.get(entry).map_or("", String::as_str);
    // What objects of a class have beside is theirs.
    let others = others.iter().filter(|it| it.split('.').count() < 3);
    let findings = others.map(|path| {
        let (holder, name) = parts(path);
        let message = match holder {
            "" => format!("`{name}` is exported, which the world does not ask for"),
            _ => format!("the world asks for no `{name}` of `{holder}`"),
        };
        let span = declared(text, name).unwrap_or_default();
        let mut finding = error(entry.to_owned(), span, message);
        finding.severity = Severity::Info;
        let word = exported_by(text, name).filter(|_| holder.is_empty());
        finding.fixes = word
            .map(|span| keep_inside(span, name, entry))
            .into_iter()
            .collect();
        finding
    });
    findings.collect()
}

/// The `export` that stands before the declaration of a name, with the space after it.
fn exported_by(text: &str, name: &str) -> Option<Span> {
    const EXPORT: &str = "export ";
    let mut starts = text.match_indices(EXPORT).map(|(at, _)| at);
    let start = starts.find(|at| {
        let words = text[at + EXPORT.len()..].split(|it: char| !is_part(it));
        let mut words = words
            .filter(|it| !it.is_empty())
            .skip_while(|it| ["async", "function", "const", "let", "var", "class"].contains(it));
        let is_alone = *at == 0 || text[..*at].ends_with(['\n', ';', '}']);
        is_alone && words.next() == Some(name)
    })?;
    Some(Span {
        start: start as u32,
        end: (start + EXPORT.len()) as u32,
    })
}

fn keep_inside(span: Span, name: &str, entry: &str) -> Fix {
    Fix {
        title: format!("do not export `{name}`"),
        edits: vec![TextEdit {
            path: entry.to_owned(),
            span,
            text: String::new(),
        }],
        ..Fix::default()
    }
}

fn told(line: &str) -> Option<Told<'_>> {
    let mut words = line.splitn(3, ' ');
    let word = words.next()?;
    let kind = WantedKind::of(words.next()?);
    let path = words.next()?;
    Some(Told { word, kind, path })
}

fn finding(fault: &Told, others: &[&Told], text: &str, entry: &str) -> Diagnostic {
    let (holder, name) = parts(fault.path);
    let like = others
        .iter()
        .map(|other| parts(other.path))
        .filter(|(of, _)| *of == holder)
        .map(|(_, other)| {
            (
                strsim::jaro_winkler(&name.to_lowercase(), &other.to_lowercase()),
                other,
            )
        })
        .filter(|(likeness, _)| *likeness >= LIKE)
        .max_by(|a, b| a.0.total_cmp(&b.0));
    let what = what(fault);
    if let (Some((_, like)), "missing") = (like, fault.word) {
        let span = word_of(text, like).unwrap_or(end(text));
        let message = format!("{what} is missing; there is `{like}`");
        let mut finding = error(entry.to_owned(), span, message);
        finding.fixes = vec![rename(text, entry, like, name)];
        return finding;
    }
    let place = match (word_of(text, name), fault.word) {
        (Some(span), "wrong") => span,
        _ => word_of(text, parts(holder).1)
            .filter(|_| !holder.is_empty())
            .unwrap_or(end(text)),
    };
    let message = match fault.word {
        "wrong" => format!("{what} is something else"),
        _ => format!("{what} is missing"),
    };
    let mut finding = error(entry.to_owned(), place, message);
    finding.hint = Some("the world exports it".to_owned());
    finding
}

/// What is at fault, in words.
fn what(fault: &Told) -> String {
    let (holder, name) = parts(fault.path);
    match fault.kind {
        Some(WantedKind::Interface) => format!("the exported object `{name}`"),
        Some(WantedKind::Class | WantedKind::Constructor) => {
            format!("the class `{name}` of `{holder}`")
        }
        Some(WantedKind::Method) => {
            format!("the method `{name}` of the class `{}`", parts(holder).1)
        }
        Some(WantedKind::Static) => {
            format!(
                "the static method `{name}` of the class `{}`",
                parts(holder).1
            )
        }
        _ if holder.is_empty() => format!("the exported function `{name}`"),
        _ => format!("the function `{name}` of `{holder}`"),
    }
}

/// What holds something, and its own name.
fn parts(path: &str) -> (&str, &str) {
    path.rsplit_once('.').unwrap_or(("", path))
}

fn rename(text: &str, path: &str, from: &str, to: &str) -> Fix {
    let mut edits = Vec::new();
    let mut at = 0;
    while let Some(span) = word_of(&text[at..], from) {
        let (start, end) = (span.start as usize + at, span.end as usize + at);
        edits.push(TextEdit {
            path: path.to_owned(),
            span: Span {
                start: start as u32,
                end: end as u32,
            },
            text: to.to_owned(),
        });
        at = end;
    }
    Fix {
        title: format!("rename `{from}` to `{to}`"),
        edits,
        ..Fix::default()
    }
}

fn end(text: &str) -> Span {
    let end = text.trim_end().len() as u32;
    Span { start: end, end }
}

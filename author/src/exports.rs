//! What a module does not export, or otherwise than the world asks for.

use std::collections::BTreeMap;

use model::{Diagnostic, Fix, Span, TextEdit};

use crate::place::word_of;
use crate::told::error;
use crate::wanted::WantedKind;

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
        .map(|fault| finding(fault, &others, text, entry))
        .collect()
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
    }
}

fn end(text: &str) -> Span {
    let end = text.trim_end().len() as u32;
    Span { start: end, end }
}

//! Declarations as WIT, without comments and laid out anew, for a reader who is elsewhere.

use model::Span;

use super::File;
use super::index::Ref;
use crate::syntax::ItemKind;
use crate::tokens::TokenKind;

/// Of a body, this many lines are shown.
const MAX_LINES: usize = 24;

/// An item's declaration.
pub(super) fn declaration(item: Ref) -> String {
    let mut out = String::new();
    for attribute in attributes(item) {
        out += &attribute;
        out.push('\n');
    }
    let it = item.item();
    match it.body.filter(|_| has_lines(it.kind)) {
        Some(body) => {
            out += &flat(item.file, from_keyword(item, body.start));
            push_body(&mut out, item);
        }
        None => {
            let line = line(item);
            out += &line;
            let is_statement =
                !matches!(it.kind, Kind::Field | Kind::Case | Kind::Flag | Kind::Param);
            if is_statement && !line.ends_with([';', '}']) {
                out.push(';');
            }
        }
    }
    out
}

use ItemKind as Kind;

fn has_lines(kind: Kind) -> bool {
    !matches!(kind, Kind::Use | Kind::Include)
}

/// ` { … }` with a line for each item in it.
fn push_body(out: &mut String, item: Ref) {
    let is_type = !item.is_container() && !item.is_nested_package();
    let is_list = is_type && item.kind() != Kind::Resource;
    let parts = item.children().filter(|it| it.kind() != Kind::ExternName);
    let lines: Vec<String> = parts.map(line).collect();
    if lines.is_empty() {
        *out += " {}";
        return;
    }
    *out += " {\n";
    for line in lines.iter().take(MAX_LINES) {
        *out += "  ";
        *out += line;
        *out += if is_list { ",\n" } else { "\n" };
    }
    if lines.len() > MAX_LINES {
        *out += "  // and ";
        *out += &(lines.len() - MAX_LINES).to_string();
        *out += " more\n";
    }
    *out += "}";
}

/// An item on one line; of a body, only that there is one.
pub(super) fn line(item: Ref) -> String {
    let it = item.item();
    let mut line = match it.body.filter(|_| has_lines(it.kind)) {
        Some(body) => {
            let mut head = flat(item.file, from_keyword(item, body.start));
            head += " { … }";
            head
        }
        None => flat(item.file, from_keyword(item, it.span.end)),
    };
    // A constructor and its kind stand alone in `line`s of a resource.
    if line.ends_with(',') {
        line.pop();
    }
    line
}

fn from_keyword(item: Ref, end: u32) -> Span {
    let token = item.file.tree.tokens.get(item.item().token);
    let start = token.map_or(item.item().span.start, |token| token.span.start);
    Span { start, end }
}

/// The attributes of an item, such as `@since(version = 1.0.0)`.
fn attributes(item: Ref) -> Vec<String> {
    let start = item.item().span.start;
    let end = from_keyword(item, start).start;
    let all = flat(item.file, Span { start, end });
    let parts = all.split('@').skip(1);
    parts.map(|part| format!("@{}", part.trim_end())).collect()
}

/// A stretch of a text on one line.
pub(super) fn flat(file: &File, span: Span) -> String {
    let tokens = &file.tree.tokens;
    let first = tokens.partition_point(|token| token.span.start < span.start);
    let within = tokens[first..]
        .iter()
        .take_while(|it| it.span.end <= span.end);
    let mut out = String::new();
    let mut is_apart = false;
    for token in within {
        if token.is_trivia() {
            is_apart = true;
            continue;
        }
        if let TokenKind::Mark(b')' | b'>' | b'}') = token.kind {
            // The comma that may end a list serves lists of lines.
            out.truncate(out.trim_end_matches([',', ' ']).len());
            is_apart = token.kind == TokenKind::Mark(b'}') && !out.ends_with('{') && !is_use(&out);
        }
        let is_bound = matches!(token.kind, TokenKind::Mark(b',' | b';' | b':' | b'.'))
            || out.ends_with(['(', '<', '@', '.'])
            || (out.ends_with('{') && is_use(&out));
        if (is_apart && !is_bound || out.ends_with(',')) && !out.is_empty() {
            out.push(' ');
        }
        out += token.of(&file.text);
        is_apart = false;
    }
    out
}

/// Whether the last brace is that of `use`.
fn is_use(text: &str) -> bool {
    text.rfind('{')
        .is_some_and(|brace| text[..brace].ends_with('.'))
}

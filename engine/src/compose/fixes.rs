//! Edits that mend what is wrong with a WAC text, where it is sure what was meant.

use std::collections::BTreeSet;

use model::{Diagnostic, Fix, Span, TextEdit};

use super::syntax_error;
use crate::diagnostics::point;
use crate::tokens::{TokenKind, slice, tokens};

/// Bytes of a text that edits are tried on; each takes as long as reading the text.
const MAX_LEN: usize = 64 << 10;
/// Ways to mend one error that are told.
const MAX_FIXES: usize = 2;

/// An error of syntax with what mends it: what leads to no error, or to one on a later line.
pub(super) fn mended(error: Diagnostic, text: &str) -> Diagnostic {
    if text.len() > MAX_LEN {
        return error;
    }
    let mut tried: Vec<(u32, Fix)> = Vec::new();
    for fix in candidates(&error, text) {
        let edit = &fix.edits[0];
        let (start, end) = (edit.span.start as usize, edit.span.end as usize);
        let mended = [&text[..start], &edit.text, &text[end..]].concat();
        let reach = match syntax_error(&mended) {
            None => u32::MAX,
            Some(next) => match mended.get(start + edit.text.len()..next.span.start as usize) {
                Some(between) if between.contains('\n') => next.span.start,
                _ => continue,
            },
        };
        tried.push((reach, fix));
    }
    let best = tried.iter().map(|(reach, _)| *reach).max();
    tried.retain(|(reach, _)| Some(*reach) == best);
    let fixes = tried.into_iter().map(|(_, fix)| fix);
    Diagnostic {
        fixes: fixes.take(MAX_FIXES).collect(),
        ..error
    }
}

/// Edits that may mend an error of syntax: what it says is expected, before what was found, or that
/// as a name.
fn candidates(error: &Diagnostic, text: &str) -> Vec<Fix> {
    let all = tokens(text);
    let is_at_end = error.span.end as usize >= text.trim_end().len();
    let told = || all.iter().filter(|token| !token.is_trivia());
    let before = told().rfind(|token| token.span.end <= error.span.start);
    // At the end of a text, what is last is said to be found.
    let last = told().next_back().filter(|_| is_at_end);
    let ends = [before, last].into_iter().flatten().map(|it| it.span.end);
    let ends: BTreeSet<u32> = ends.collect();
    let count = |mark| told().filter(|it| it.kind == TokenKind::Mark(mark)).count();
    let lacks_brace = count(b'{') > count(b'}');
    let mut candidates = Vec::new();
    for end in ends {
        if lacks_brace {
            let (title, text) = ("add `}`".to_owned(), " }".to_owned());
            candidates.push(titled(title, &error.path, point(end), text));
        }
        for mark in [";", ",", ":", "=", ")", "]"] {
            if error.message.contains(&["`", mark, "`"].concat()) {
                candidates.push(fix(&error.path, "add", point(end), mark.to_owned()));
            }
        }
    }
    let found = slice(text, error.span);
    let is_word = all
        .iter()
        .any(|token| token.span == error.span && token.kind == TokenKind::Word);
    if is_word {
        candidates.push(fix(&error.path, "write", error.span, ["%", found].concat()));
    } else if found.contains(':') && found.len() > 1 {
        let quoted = ["\"", found, "\""].concat();
        candidates.push(fix(&error.path, "write", error.span, quoted));
    }
    candidates
}

/// Adds the edit that a hint speaks of when it asks whether a name was meant.
pub(super) fn meant(diagnostic: &mut Diagnostic, text: &str) {
    let hint = diagnostic.hint.as_deref().unwrap_or_default();
    let name = hint
        .strip_prefix("did you mean `")
        .and_then(|it| it.strip_suffix("`?"));
    let Some(name) = name else { return };
    let found = slice(text, diagnostic.span);
    let plain = name.trim_matches('"');
    let written = match (found.as_bytes().first(), plain.contains('/')) {
        (Some(b'[' | b'.'), true) => ["[\"", plain, "\"]"].concat(),
        (Some(b'[' | b'.'), false) => [".", plain].concat(),
        (_, true) => ["\"", plain, "\""].concat(),
        _ => plain.to_owned(),
    };
    let fix = fix(&diagnostic.path, "write", diagnostic.span, written);
    diagnostic.fixes.push(fix);
}

fn fix(path: &str, verb: &str, span: Span, text: String) -> Fix {
    let title = [verb, " `", &text, "`"].concat();
    titled(title, path, span, text)
}

fn titled(title: String, path: &str, span: Span, text: String) -> Fix {
    Fix {
        title,
        edits: vec![TextEdit {
            path: path.to_owned(),
            span,
            text,
        }],
        ..Fix::default()
    }
}

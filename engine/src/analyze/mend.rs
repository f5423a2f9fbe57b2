//! Errors of syntax to the edits that mend them. Only what was tried and helped is offered.

mod candidates;

use model::{Diagnostic, Fix, Span, TextEdit};

use super::syntax_error;
use candidates::{Candidate, Trust, candidates};

/// Bytes of a text that edits are tried on; each takes as long as reading the text.
const MAX_LEN: usize = 64 << 10;
/// Ways to mend one error that are told.
const MAX_FIXES: usize = 2;

/// Adds to an error of syntax in `text` what mends it.
pub(super) fn mend(diagnostic: &mut Diagnostic, text: &str) {
    if text.len() > MAX_LEN {
        return;
    }
    let mut tried: Vec<(u32, Candidate)> = Vec::new();
    for candidate in candidates(diagnostic, text) {
        let next = next_error(&candidate, text);
        tried.extend(next.map(|next| (next, candidate)));
        if next == Some(u32::MAX) {
            break;
        }
    }
    // What leaves no error is best; else, what lets most of the text be read.
    let best = tried.iter().map(|(next, _)| *next).max();
    tried.retain(|(next, _)| Some(*next) == best);
    let fixes = tried.into_iter().map(|(_, candidate)| Fix {
        title: candidate.title,
        edits: vec![edit(&diagnostic.path, candidate.span, candidate.text)],
        ..Fix::default()
    });
    diagnostic.fixes.extend(fixes.take(MAX_FIXES));
}

/// An edit of one place.
pub(super) fn edit(path: &str, span: Span, text: impl Into<String>) -> TextEdit {
    TextEdit {
        path: path.to_owned(),
        span,
        text: text.into(),
    }
}

/// How far behind an edit the next error is; none if the edit may have made it.
fn next_error(candidate: &Candidate, text: &str) -> Option<u32> {
    let (start, end) = (candidate.span.start as usize, candidate.span.end as usize);
    let mended = [&text[..start], &candidate.text, &text[end..]].concat();
    let Some(error) = syntax_error(&mended) else {
        return Some(u32::MAX);
    };
    let edited = start + candidate.text.len();
    let behind = mended.get(edited..error.span.start as usize)?;
    let is_sure = match candidate.trust {
        Trust::Whole => false,
        Trust::Later => behind.contains('\n'),
        Trust::Next => true,
    };
    is_sure.then_some(u32::try_from(behind.len()).unwrap_or(u32::MAX - 1))
}

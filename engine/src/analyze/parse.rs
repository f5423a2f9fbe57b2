//! One package's files to syntax, with the errors of every file.
//!
//! wit-parser stops at the first error. So a file with an error is told and set aside, and the
//! others are read without it; an unknown type is told and put out of the way, and the same file
//! is read again.

use std::collections::BTreeMap;

use model::{Diagnostic, Span};
use wit_parser::{ParseError, ParseErrorKind, SourceMap, UnresolvedPackageGroup};

use super::explain;
use super::guard::{refusal, without_empty_docs};
use super::members;
use super::mend::mend;

/// Unknown types of one package beyond this number are not told.
const MAX_UNKNOWN_TYPES: usize = 16;

/// Reads the files of a package. The packages are there unless a file could not be read.
pub(super) fn parse(
    files: &BTreeMap<&str, &str>,
) -> (Option<UnresolvedPackageGroup>, Vec<Diagnostic>) {
    let refusals = files.iter().filter_map(|(path, text)| refusal(path, text));
    let mut diagnostics: Vec<Diagnostic> = refusals.collect();
    let mut texts: BTreeMap<&str, String> = files
        .iter()
        .map(|(path, text)| (*path, without_empty_docs(text).into_owned()))
        .collect();
    texts.retain(|path, _| diagnostics.iter().all(|refusal| refusal.path != *path));
    let mut is_whole = diagnostics.is_empty();
    if texts.is_empty() {
        return (None, diagnostics);
    }
    let mut patches: Vec<(String, Span)> = Vec::new();
    loop {
        let (sources, error) = match read(&texts) {
            Ok(group) => {
                diagnostics.extend(members::check(&group));
                return (is_whole.then_some(group), diagnostics);
            }
            Err(error) => error,
        };
        let mut diagnostic = explain::parse_error(&error, &sources, files);
        let path = diagnostic.path.clone();
        if is_patched(&patches, &diagnostic) {
            return (None, diagnostics);
        }
        if is_whole || is_sure(&error) {
            mend(
                &mut diagnostic,
                files.get(path.as_str()).copied().unwrap_or_default(),
            );
            diagnostics.push(diagnostic.clone());
        }
        let text = texts.get_mut(path.as_str());
        let patch = text.and_then(|text| put_out_of_the_way(text, &error, diagnostic.span));
        if patch.is_some() && patches.len() < MAX_UNKNOWN_TYPES {
            patches.push((path, diagnostic.span));
            continue;
        }
        is_whole = false;
        if texts.remove(path.as_str()).is_none() || texts.is_empty() {
            return (None, diagnostics);
        }
    }
}

/// What keeps the grammar from reading a text; its path is empty.
pub(crate) fn syntax_error(text: &str) -> Option<Diagnostic> {
    if let Some(refusal) = refusal("", text) {
        return Some(refusal);
    }
    // The parser goes on to names once every file is read. A last file that cannot be keeps it
    // from that.
    const LAST: &str = "last";
    let text = without_empty_docs(text);
    let mut sources = SourceMap::new();
    sources.push_str("", text.as_ref());
    sources.push_str(LAST, "?");
    let (sources, error) = sources.parse().err()?;
    let is_syntax = is_sure(&error) && !matches!(error.kind(), ParseErrorKind::TypeCycle { .. });
    let files = BTreeMap::from([("", text.as_ref())]);
    let diagnostic = explain::parse_error(&error, &sources, &files);
    (is_syntax && diagnostic.path != LAST).then_some(diagnostic)
}

fn read(texts: &BTreeMap<&str, String>) -> Result<UnresolvedPackageGroup, (SourceMap, ParseError)> {
    let mut sources = SourceMap::new();
    for (path, text) in texts {
        sources.push_str(path, text.as_str());
    }
    sources.parse()
}

/// Whether an error that shows up once a file was set aside is none of its absence's.
fn is_sure(error: &ParseError) -> bool {
    match error.kind() {
        ParseErrorKind::Lex(_) | ParseErrorKind::TypeCycle { .. } => true,
        ParseErrorKind::Syntax { span, .. } => span.is_known(),
        _ => false,
    }
}

/// Replaces an unknown type by one that every text knows, so that reading can go on.
fn put_out_of_the_way(text: &mut String, error: &ParseError, span: Span) -> Option<()> {
    let ParseErrorKind::ItemNotFound { kind, .. } = error.kind() else {
        return None;
    };
    let range = span.start as usize..span.end as usize;
    let len = range.len();
    if !matches!(kind.as_str(), "name" | "type") || len < 2 || text.get(range.clone())?.len() != len
    {
        return None;
    }
    text.replace_range(range, &format!("{:len$}", "u8"));
    Some(())
}

fn is_patched(patches: &[(String, Span)], diagnostic: &Diagnostic) -> bool {
    patches.iter().any(|(path, span)| {
        *path == diagnostic.path
            && diagnostic.span.start < span.end
            && span.start <= diagnostic.span.end
    })
}

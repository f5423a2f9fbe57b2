//! One package's files to syntax, with the errors of every file.
//!
//! wit-parser stops at the first error. So that is told, the declaration that it is in set aside, or
//! an unknown type put out of the way, and all is read again; what then is unknown only because it
//! was set aside is not told.

use std::collections::{BTreeMap, BTreeSet};

use model::{Diagnostic, Span};
use wit_parser::{ParseError, ParseErrorKind, SourceMap, UnresolvedPackageGroup};

use super::aside::{self, set_aside};
use super::explain;
use super::guard::{refusal, without_empty_docs};
use super::members;
use super::mend::mend;

/// Bytes that are read again to tell more than two errors; then files with an error go whole.
const MAX_AGAIN: usize = 256 << 10;
/// Findings for which edits that mend them are sought in one package.
const MAX_MENDED: usize = 8;

/// What the files of a package say, as far as they can be read.
pub(super) struct Parsed {
    /// The packages, unless nothing could be read.
    pub(super) group: Option<UnresolvedPackageGroup>,
    /// Whether nothing had to be set aside.
    pub(super) is_whole: bool,
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// Reads the files of a package.
pub(super) fn parse(files: &BTreeMap<&str, &str>) -> Parsed {
    let mut reading = Reading {
        files,
        texts: BTreeMap::new(),
        gone: BTreeSet::new(),
        // However much there is, it is read a second time.
        again: MAX_AGAIN + files.values().map(|text| text.len()).sum::<usize>(),
        parsed: Parsed {
            group: None,
            is_whole: true,
            diagnostics: Vec::new(),
        },
        patches: Vec::new(),
    };
    for (path, text) in files {
        let read = without_empty_docs(text).into_owned();
        reading.texts.insert(path, read);
        if let Some(refusal) = refusal(path, text) {
            reading.parsed.diagnostics.push(refusal);
            reading.leave_out(path);
        }
    }
    reading.read_all();
    reading.parsed
}

/// The files of a package that are being read.
struct Reading<'a> {
    files: &'a BTreeMap<&'a str, &'a str>,
    /// What is read of them.
    texts: BTreeMap<&'a str, String>,
    /// Names of what was set aside: that they are unknown is no error.
    gone: BTreeSet<String>,
    /// Bytes that may be read again.
    again: usize,
    /// Unknown types that are out of the way.
    patches: Vec<(String, Span)>,
    parsed: Parsed,
}

impl Reading<'_> {
    fn read_all(&mut self) {
        while !self.texts.is_empty() {
            let (sources, error) = match read(&self.texts) {
                Ok(group) => {
                    let found = members::check(&group);
                    self.parsed.diagnostics.extend(found);
                    self.parsed.group = Some(group);
                    return;
                }
                Err(error) => error,
            };
            let diagnostic = explain::parse_error(&error, &sources, self.files);
            let Diagnostic { path, span, .. } = &diagnostic;
            let (path, span) = (path.clone(), *span);
            if !self.is_known(&error, &diagnostic) {
                self.tell(diagnostic);
            }
            self.put_away(&error, &path, span);
        }
    }

    /// Whether an error follows from what was told.
    fn is_known(&self, error: &ParseError, diagnostic: &Diagnostic) -> bool {
        let follows = match error.kind() {
            ParseErrorKind::ItemNotFound { name, .. } => self.gone.contains(name),
            ParseErrorKind::Syntax { span, .. } => !span.is_known() && !self.parsed.is_whole,
            _ => false,
        };
        let is_told = |told: &Diagnostic| {
            let overlaps = diagnostic.span.start < told.span.end.max(told.span.start + 1)
                && told.span.start <= diagnostic.span.end;
            let is_same = told.message == diagnostic.message && told.fixes == diagnostic.fixes;
            told.path == diagnostic.path && overlaps || is_same && !told.fixes.is_empty()
        };
        follows || self.parsed.diagnostics.iter().any(is_told)
    }

    fn tell(&mut self, mut diagnostic: Diagnostic) {
        let text = self.texts.get(diagnostic.path.as_str());
        if let Some(text) = text.filter(|_| self.parsed.diagnostics.len() < MAX_MENDED) {
            mend(&mut diagnostic, text);
        }
        self.parsed.diagnostics.push(diagnostic);
    }

    /// Puts what an error is about out of the way of the rest.
    fn put_away(&mut self, error: &ParseError, path: &str, span: Span) {
        let size = self.texts.values().map(String::len).sum();
        let Some(again) = self.again.checked_sub(size) else {
            return self.leave_out(path);
        };
        self.again = again;
        let Some(text) = self.texts.get_mut(path) else {
            return self.texts.clear();
        };
        let patch = (path.to_owned(), span);
        let is_patched = self.patches.contains(&patch);
        if !is_patched && put_out_of_the_way(text, error, span).is_some() {
            self.patches.push(patch);
        } else if set_aside(text, span, &mut self.gone) {
            self.parsed.is_whole = false;
        } else {
            self.leave_out(path);
        }
    }

    fn leave_out(&mut self, path: &str) {
        self.parsed.is_whole = false;
        match self.texts.remove(path) {
            Some(text) => self.gone.extend(aside::names(&text)),
            None => self.texts.clear(),
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
    let before = text.get(..range.start)?;
    let brace = before.rfind(['{', '}', ';'])?;
    if before[brace..].starts_with('{') && before[..brace].trim_end().ends_with('.') {
        // `use` brings no type that every text knows.
        return None;
    }
    if !matches!(kind.as_str(), "name" | "type") || len < 2 || text.get(range.clone())?.len() != len
    {
        return None;
    }
    text.replace_range(range, &format!("{:len$}", "u8"));
    Some(())
}

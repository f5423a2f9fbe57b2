//! The files of a package without the declarations that something is wrong with.

use std::collections::{BTreeMap, BTreeSet};

use model::{Diagnostic, Severity};
use wit_parser::{PackageName, UnresolvedPackageGroup};

use super::Folder;
use super::aside::set_aside;
use super::parse::parse;
use crate::diagnostics::span;
use crate::wit_text::uses_of;

/// Bytes that are read again for one package.
const MAX_AGAIN: usize = 256 << 10;

/// What is left of a package's files.
pub(super) struct Rest {
    texts: BTreeMap<String, String>,
    again: usize,
}

impl Rest {
    /// The files of a folder but for what is wrong in each by itself, and what names packages that
    /// are not there.
    pub(super) fn new(folder: &Folder, lacking: &[&PackageName]) -> Rest {
        let texts = folder.files.iter();
        let texts = texts.map(|(path, text)| ((*path).to_owned(), (*text).to_owned()));
        let mut rest = Rest {
            texts: texts.collect(),
            again: MAX_AGAIN,
        };
        let uses = lacking.iter().flat_map(|name| {
            let files = folder.files.iter();
            files.flat_map(|(path, text)| uses_of(text, name).map(|it| (*path, it.1.start)))
        });
        let own = folder.read.diagnostics.iter();
        let own = own.filter(|it| it.severity == Severity::Error);
        let own = own.map(|it| (it.path.as_str(), it.span.start as usize));
        for (path, at) in own.chain(uses) {
            rest.set_aside(path, at);
        }
        rest
    }

    fn set_aside(&mut self, path: &str, at: usize) {
        let Some(text) = self.texts.get_mut(path) else {
            return;
        };
        let rest = text.get(at..).unwrap_or_default();
        let is_gone = rest.starts_with([' ', '\n']);
        if !is_gone && !set_aside(text, span(at..at), &mut BTreeSet::new()) {
            self.texts.remove(path);
        }
    }

    /// The packages without what a finding is about also, unless there is too much to read.
    pub(super) fn without(&mut self, told: Option<&Diagnostic>) -> Option<UnresolvedPackageGroup> {
        if let Some(told) = told {
            self.set_aside(&told.path, told.span.start as usize);
        }
        let size = self.texts.values().map(String::len).sum();
        self.again = self.again.checked_sub(size)?;
        let files = self.texts.iter();
        let files = files.map(|(path, text)| (path.as_str(), text.as_str()));
        parse(&files.collect()).group
    }
}

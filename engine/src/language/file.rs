//! Texts with their trees, kept from one question to the next.

use std::collections::BTreeMap;

use model::Span;

use crate::syntax::{self, Tree};
use crate::tokens::{plain, slice};

/// A text and its tree.
pub(crate) struct File {
    /// As in [`model::Position`].
    pub(crate) path: String,
    pub(crate) text: String,
    pub(crate) tree: Tree,
    /// The package of the pack that it is of.
    pub(crate) bundled: Option<String>,
}

impl File {
    pub(crate) fn read(path: &str, text: &str) -> File {
        File {
            path: path.to_owned(),
            text: text.to_owned(),
            tree: syntax::parse_file(path, text),
            bundled: None,
        }
    }

    /// What stands at a span.
    pub(crate) fn slice(&self, span: Span) -> &str {
        slice(&self.text, span)
    }

    /// The name at a span, without `%` or quotes.
    pub(crate) fn name(&self, span: Span) -> &str {
        plain(self.slice(span))
    }
}

/// The files of a workspace as they were when last asked about, so that only what changed since is
/// read again.
#[derive(Default)]
pub(crate) struct Files {
    now: BTreeMap<String, File>,
    /// Of files that are broken now, how they were when they were not.
    good: BTreeMap<String, File>,
}

impl Files {
    /// Makes the files the same as `texts`.
    pub(crate) fn update(&mut self, texts: &BTreeMap<String, String>) {
        self.now.retain(|path, _| texts.contains_key(path));
        self.good.retain(|path, _| texts.contains_key(path));
        for (path, text) in texts.iter() {
            if self.now.get(path).is_some_and(|file| file.text == *text) {
                continue;
            }
            let file = File::read(path, text);
            if !file.tree.is_broken {
                self.good.remove(path);
            }
            let is_broken = file.tree.is_broken;
            let before = self.now.insert(path.clone(), file);
            if let Some(good) = before.filter(|before| is_broken && !before.tree.is_broken) {
                self.good.insert(path.clone(), good);
            }
        }
    }

    /// Every file of the workspace, sorted by path.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &File> {
        self.now.values()
    }

    /// A file of the workspace.
    pub(crate) fn get(&self, path: &str) -> Option<&File> {
        self.now.get(path)
    }

    /// How a file that is broken was when it was not.
    pub(crate) fn good(&self, path: &str) -> Option<&File> {
        self.good.get(path)
    }
}

//! What a component imports beyond its world, since its sources name what takes it.

use std::collections::BTreeMap;

use crate::place::word_of;

/// By what the sources name. A name that is only mentioned, as in a comment, counts as well: nothing that
/// is there in vain does harm.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Needs {
    /// Standard error, for what `console` writes.
    pub(crate) console: bool,
    /// The clocks, for `Date` and `performance`.
    pub(crate) clocks: bool,
}

impl Needs {
    /// Those of the files of a workspace.
    pub(crate) fn of(files: &BTreeMap<String, String>) -> Self {
        let named = |word: &str| files.values().any(|text| word_of(text, word).is_some());
        Self {
            console: named("console"),
            clocks: named("Date") || named("performance"),
        }
    }
}

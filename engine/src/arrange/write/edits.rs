//! Changes of a text that are gathered before they are made.

use std::ops::Range;

/// Changes of a text, none inside another.
#[derive(Clone, Default)]
pub(super) struct Edits(Vec<(Range<usize>, String)>);

impl Edits {
    /// Puts `text` in the place of what stands in `range`, in place also of all changes within.
    pub(super) fn push(&mut self, range: Range<usize>, text: String) {
        if self.0.iter().any(|(other, _)| is_within(&range, other)) {
            return;
        }
        let stays = |other: &Range<usize>| {
            !is_within(other, &range) && (*other != range || range.is_empty())
        };
        self.0.retain(|(other, _)| stays(other));
        self.0.push((range, text));
    }

    /// What stands in `range` of `text` with the changes that are within, which are taken out.
    pub(super) fn take(&mut self, text: &str, range: Range<usize>) -> String {
        self.take_if(text, &range, |other| {
            is_within(other, &range) || *other == range
        })
    }

    /// As [`Self::take`], with what is put in right at the ends.
    pub(super) fn take_all(&mut self, text: &str, range: Range<usize>) -> String {
        self.take_if(text, &range, |other| {
            range.start <= other.start && other.end <= range.end
        })
    }

    fn take_if(
        &mut self,
        text: &str,
        range: &Range<usize>,
        is_taken: impl Fn(&Range<usize>) -> bool,
    ) -> String {
        let edits = std::mem::take(&mut self.0).into_iter();
        let (taken, others) = edits.partition(|(other, _)| is_taken(other));
        self.0 = others;
        rendered(text, range.clone(), Edits(taken).sorted())
    }

    /// The changes from first to last, those that touch as one, each as small as can be.
    pub(super) fn finish(self, text: &str) -> Vec<(Range<usize>, String)> {
        let mut merged: Vec<(Range<usize>, String)> = Vec::new();
        for (range, new) in self.sorted() {
            match merged.last_mut() {
                Some((last, written)) if last.end == range.start => {
                    last.end = range.end;
                    written.push_str(&new);
                }
                _ => merged.push((range, new)),
            }
        }
        for (range, new) in &mut merged {
            shrink(text, range, new);
        }
        merged.retain(|(range, new)| !range.is_empty() || !new.is_empty());
        merged
    }

    fn sorted(mut self) -> Vec<(Range<usize>, String)> {
        // Stable: what is put into one place stays in the order in which it was put there.
        self.0.sort_by_key(|(range, _)| (range.start, range.end));
        self.0
    }
}

/// Whether a change is inside another; what is put in right at an end of it is not.
fn is_within(inner: &Range<usize>, outer: &Range<usize>) -> bool {
    match inner.is_empty() {
        true => outer.start < inner.start && inner.end < outer.end,
        false => outer.start <= inner.start && inner.end <= outer.end && inner != outer,
    }
}

/// What stands in `range` of `text` after changes that are sorted.
pub(super) fn rendered(
    text: &str,
    range: Range<usize>,
    edits: Vec<(Range<usize>, String)>,
) -> String {
    let mut out = String::new();
    let mut from = range.start;
    for (range, new) in edits {
        out.push_str(&text[from..range.start]);
        out.push_str(&new);
        from = range.end;
    }
    out.push_str(&text[from..range.end]);
    out
}

/// Leaves out of a change what stays the same at its ends.
fn shrink(text: &str, range: &mut Range<usize>, new: &mut String) {
    let old = &text[range.clone()];
    let same = |(old, new): &(char, char)| old == new;
    let pairs = old.chars().zip(new.chars());
    let head: usize = pairs
        .take_while(same)
        .map(|(char, _)| char.len_utf8())
        .sum();
    let (old, rest) = (&old[head..], &new[head..]);
    let pairs = old.chars().rev().zip(rest.chars().rev());
    let tail: usize = pairs
        .take_while(same)
        .map(|(char, _)| char.len_utf8())
        .sum();
    *new = rest[..rest.len() - tail].to_owned();
    *range = range.start + head..range.end - tail;
}

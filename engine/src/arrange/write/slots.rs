//! Statements in their new order, as edits.

use std::ops::Range;

use wac_parser::Document;

use super::Writer;
use super::edits::{Edits, rendered};
use super::layout::newlines;
use super::order::order;
use crate::nesting;

/// A statement of the text to be.
#[derive(Debug, Clone)]
pub(super) struct Slot {
    /// Index of the one that it is; none for a new one.
    pub(super) statement: Option<usize>,
    pub(super) is_export: bool,
    pub(super) is_dropped: bool,
    /// How many statements it becomes.
    pub(super) count: usize,
    /// Of a new one.
    pub(super) text: String,
}

impl Slot {
    pub(super) fn new(text: String) -> Slot {
        Slot {
            statement: None,
            is_export: false,
            is_dropped: false,
            count: 1,
            text,
        }
    }

    pub(super) fn export(text: String) -> Slot {
        Slot {
            is_export: true,
            ..Slot::new(text)
        }
    }
}

impl Writer<'_> {
    /// All edits, with statements moved where one would be used before it is there.
    pub(super) fn assemble(&mut self, slots: Vec<Slot>) -> Vec<(Range<usize>, String)> {
        let text = self.scene.text;
        let stay: Vec<(Slot, bool)> = slots.iter().map(|slot| (slot.clone(), false)).collect();
        let edits = self.place(&stay);
        let tentative = rendered(text, 0..text.len(), edits.clone());
        let quiet = nesting::quiet(&tentative);
        let Ok(document) = Document::parse(&quiet) else {
            return edits;
        };
        let counts: Vec<usize> = slots.iter().map(|slot| slot.count).collect();
        let order = order(&document, &counts);
        if order.iter().all(|(_, is_moved)| !is_moved) {
            return edits;
        }
        let order = order.into_iter();
        let moved: Vec<(Slot, bool)> = order
            .map(|(index, is_moved)| (slots[index].clone(), is_moved))
            .collect();
        self.place(&moved)
    }

    /// The edits that put statements into this order; those that were moved are said to be.
    fn place(&self, slots: &[(Slot, bool)]) -> Vec<(Range<usize>, String)> {
        let text = self.scene.text;
        let mut edits = self.edits.clone();
        let mut stays = vec![false; self.regions.len()];
        let mut at = self.head;
        let mut previous: Option<(&Slot, bool)> = None;
        for (slot, is_moved) in slots {
            let gap = self.gap(previous.map(|(slot, _)| slot), slot);
            let was_put = previous.is_some_and(|(_, is_put)| is_put);
            match slot.statement {
                Some(statement) if !is_moved => {
                    let rest = text[at..].trim_start_matches([' ', '\t', '\r']);
                    if was_put && !rest.starts_with('\n') {
                        edits.push(at..at, self.style.newline.to_owned());
                    }
                    stays[statement] = true;
                    at = self.regions[statement].end;
                }
                Some(statement) => {
                    let region = &self.regions[statement];
                    let moved = edits.take(text, region.lead..region.end);
                    edits.push(at..at, format!("{gap}{moved}"));
                }
                None => edits.push(at..at, format!("{gap}{}", slot.text)),
            }
            previous = Some((slot, slot.statement.is_none() || *is_moved));
        }
        self.close_gaps(&stays, &mut edits);
        edits.finish(text)
    }

    /// What stands between a statement and one that is put behind it.
    fn gap(&self, previous: Option<&Slot>, slot: &Slot) -> String {
        let newline = self.style.newline;
        let is_apart = previous.is_none_or(|previous| {
            let is_other = previous.is_export != slot.is_export;
            let above = previous.statement.filter(|statement| *statement > 0);
            let is_airy = above.is_some_and(|statement| {
                let from = self.regions[statement - 1].end;
                newlines(&self.scene.text[from..self.regions[statement].lead]) > 1
            });
            is_other || is_airy && !slot.is_export || slot.text.starts_with('/')
        });
        newline.repeat(if is_apart { 2 } else { 1 })
    }

    /// Takes out the statements that do not stay, and of the blank lines around them the fewer.
    fn close_gaps(&self, stays: &[bool], edits: &mut Edits) {
        let text = self.scene.text;
        let mut index = 0;
        while index < stays.len() {
            if stays[index] {
                index += 1;
                continue;
            }
            let first = index;
            while index < stays.len() && !stays[index] {
                index += 1;
            }
            let before = match first {
                0 => self.head,
                first => self.regions[first - 1].end,
            };
            let end = self.regions[index - 1].end;
            let next = self.regions.get(index).map(|region| region.lead);
            let starts = std::iter::once(before)
                .chain(self.regions[first..index].iter().map(|region| region.end));
            let ends = self.regions[first..index].iter().map(|region| region.lead);
            let mut gaps = starts.zip(ends.chain(next));
            if gaps.all(|(from, to)| text[from..to].trim().is_empty()) {
                let lead = self.regions[first].lead;
                let range = match next {
                    Some(next) if newlines(&text[before..lead]) >= newlines(&text[end..next]) => {
                        lead..next
                    }
                    _ => before..end,
                };
                edits.push(range, String::new());
                continue;
            }
            // Comments that stand apart stay.
            let mut from = before;
            for region in &self.regions[first..index] {
                let gap = text[from..region.lead].trim_end().len();
                edits.push(from + gap..region.end, String::new());
                from = region.end;
            }
        }
    }
}

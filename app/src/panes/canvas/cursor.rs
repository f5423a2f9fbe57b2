//! The text of the composition and its diagram choose the same: what the cursor of the one is moved
//! to, and what is chosen in the other.

use leptos::prelude::*;

use super::{hand::Stop, plane::Plane};
use crate::{
    editor::TextView,
    state::{
        canvas::caret::{node_at, statements},
        composing::Selection,
        position::Positions,
        workspace::composition_path,
    },
};

/// In a longer text than this, in bytes, the cursor is not followed: typing comes first.
const LONG: usize = 200_000;

impl Plane {
    /// Chooses the node that the cursor of the text was moved to.
    pub(super) fn follow_cursor(self) {
        let seen = StoredValue::new(self.screen.cursor.get_untracked());
        Effect::new(move |_| {
            let cursor = self.screen.cursor.get();
            if seen.get_value() == cursor {
                return;
            }
            seen.set_value(cursor.clone());
            let Some((path, position)) = cursor else {
                return;
            };
            let Some(text) = self.text(&path).filter(|it| it.len() <= LONG) else {
                return;
            };
            let byte = Positions::new(&text).utf8(position..position).start;
            let node = self
                .graph
                .with_untracked(|graph| node_at(graph, &text, byte));
            let is_chosen = |node: &String| {
                let selection = self.selection();
                selection.with_untracked(|it| it.nodes.contains(node))
            };
            if let Some(node) = node.filter(|node| !is_chosen(node)) {
                self.selection().set(Selection::node(&node));
                self.stop.set(Stop {
                    node: Some(node),
                    port: None,
                });
            }
        });
    }

    /// Marks the statements of what is chosen in the text, as often as either is another one.
    pub(super) fn mark_chosen(self, view: TextView) {
        Effect::new(move |_| {
            let Some(path) = view.shown() else { return };
            let Some(text) = self.text(&path) else { return };
            let chosen = self.selection().read();
            // The places of an older graph are those of an older text.
            if self.playground.graph_is_stale.get() {
                return;
            }
            let places = self
                .graph
                .with(|graph| statements(graph, &text, &chosen.nodes));
            view.mark_chosen(&path, &places);
        });
    }

    /// The text of the composition, if it is the one of this path.
    fn text(self, path: &str) -> Option<String> {
        self.playground.workspace.with_untracked(|it| {
            let is_it = composition_path(it) == Some(path);
            it.files.get(path).filter(|_| is_it).cloned()
        })
    }
}

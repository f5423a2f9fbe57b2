//! The cursor of the text, and the node that it is at.

use leptos::prelude::*;

use super::plane::{Plane, Stop};
use crate::state::{
    canvas::caret::node_at, composing::Selection, position::Positions, workspace::composition_path,
};

impl Plane {
    /// Whenever the diagram is shown again, what the cursor of its text was moved to is chosen.
    pub(super) fn follow_cursor(self) {
        let is_shown =
            Memo::new(move |_| self.playground.workspace.with(|it| it.view.open.is_none()));
        let seen = StoredValue::new(self.screen.cursor.get_untracked());
        Effect::new(move |_| {
            let cursor = self.screen.cursor.get_untracked();
            if !is_shown.get() || seen.get_value() == cursor {
                return;
            }
            seen.set_value(cursor.clone());
            let Some((path, position)) = cursor else {
                return;
            };
            let text = self.playground.workspace.with_untracked(|it| {
                let is_it = composition_path(it) == Some(&path);
                it.files.get(&path).filter(|_| is_it).cloned()
            });
            let Some(text) = text else { return };
            let byte = Positions::new(&text).utf8(position..position).start;
            let node = self
                .graph
                .with_untracked(|graph| node_at(graph, &text, byte));
            if let Some(node) = node {
                self.selection().set(Selection::node(&node));
                self.stop.set(Stop {
                    node: Some(node),
                    port: None,
                });
            }
        });
    }
}

//! What is chosen in the composition and which wire explains itself: one for all views of it.

use leptos::prelude::*;
use web_sys::Element;

use crate::state::composing::{Selection, Wire};

/// What canvas, outline and problems share. A field of [`Screen`](super::Screen).
#[derive(Clone, Copy, Default)]
pub struct Composing {
    /// What the next command is about.
    pub selection: RwSignal<Selection>,
    /// Name of the component that is being dragged to somewhere.
    pub dragged: RwSignal<Option<String>>,
    /// Names of components that were dropped as files on the canvas, and where in the window.
    pub landed: RwSignal<Option<(Vec<String>, f64, f64)>>,
    /// The wire whose report is open.
    pub explained: RwSignal<Option<Explained>>,
    /// Whether it is asked what of all that is open is to be joined.
    pub joining: RwSignal<bool>,
}

/// A wire whose report is open.
#[derive(Debug, Clone, PartialEq)]
pub struct Explained {
    /// The wire.
    pub wire: Wire,
    /// What the report stands beside; none for what has the focus.
    pub beside: Option<Frame>,
}

/// Where something is in the window, in CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Frame {
    /// Its left side.
    pub left: f64,
    /// Its upper side.
    pub top: f64,
    /// Its right side.
    pub right: f64,
    /// Its lower side.
    pub bottom: f64,
}

impl Composing {
    /// Chooses a node and nothing else.
    pub fn choose(self, node: &str) {
        self.selection.set(Selection::node(node));
    }

    /// Opens the report of a wire beside what was pressed for it. The focus comes back to what
    /// has it now.
    pub fn explain(self, wire: Wire, beside: Option<Frame>) {
        // A menu that it was asked in closes first, and gives the focus to its button.
        request_animation_frame(move || self.explained.set(Some(Explained { wire, beside })));
    }
}

impl Frame {
    /// Where an element is now.
    pub fn of(element: &Element) -> Self {
        let rect = element.get_bounding_client_rect();
        Self {
            left: rect.left(),
            top: rect.top(),
            right: rect.right(),
            bottom: rect.bottom(),
        }
    }
}

//! A view of many parts that is left bit by bit: all of it taken away at once would hold the page up.

use leptos::prelude::*;

/// Where such a view is: there while it is shown, and then until it is empty.
#[derive(Clone, Copy)]
pub struct Room {
    is_shown: Memo<bool>,
    is_there: RwSignal<bool>,
}

impl Room {
    /// A room whose view comes and goes.
    pub(super) fn new(is_shown: Memo<bool>) -> Self {
        let is_there = RwSignal::new(false);
        Effect::new(move |_| {
            if is_shown.get() {
                is_there.set(true);
            }
        });
        Self { is_shown, is_there }
    }

    /// The view, while it is there.
    pub(super) fn hold(self, view: fn(Self) -> AnyView) -> impl IntoView {
        let is_hidden = move || !self.is_shown.get();
        move || {
            let is_there = self.is_there.get();
            is_there.then(|| view! { <div class="canvas-room" hidden=is_hidden>{view(self)}</div> })
        }
    }

    /// What is wanted of a list in it: nothing once it is left.
    pub fn wanted<T: Clone + PartialEq + Send + Sync + 'static>(
        self,
        all: Memo<Vec<T>>,
    ) -> Memo<Vec<T>> {
        Memo::new(move |_| match self.is_shown.get() {
            true => all.get(),
            false => Vec::new(),
        })
    }

    /// Takes the view away once it is left and this list, the longest in it, is gone.
    pub fn leave_after<T: Send + Sync + 'static>(self, shown: Memo<Vec<T>>) {
        Effect::new(move |_| {
            if shown.with(Vec::is_empty) && !self.is_shown.get() {
                self.is_there.set(false);
            }
        });
    }
}

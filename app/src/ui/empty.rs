//! What a pane shows while it has nothing to show.

use leptos::prelude::*;

use super::{Glyph, Icon};

/// An icon, one sentence and at most one action.
#[component]
pub fn Empty(
    /// What the pane is about.
    glyph: Glyph,
    /// The sentence.
    #[prop(into)]
    text: Signal<String>,
    /// The action, usually one button.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="empty">
            <Icon glyph />
            <p>{text}</p>
            {children.map(|children| children())}
        </div>
    }
}

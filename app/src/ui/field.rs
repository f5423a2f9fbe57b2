//! A labelled control and what is wrong with it.

use std::sync::atomic::{AtomicU32, Ordering};

use leptos::prelude::*;

use super::{Glyph, Icon, Ticked};

/// An id that no other element has.
pub fn unique_id(stem: &str) -> String {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    format!("{stem}-{}", NEXT.fetch_add(1, Ordering::Relaxed))
}

/// A label above one control, whose `id` the caller gives to both.
#[component]
pub fn Field(
    /// What the control is called.
    #[prop(into)]
    label: String,
    /// The control's `id`.
    #[prop(into)]
    id: String,
    /// One line of explanation below.
    #[prop(optional, into)]
    hint: Option<String>,
    /// The control.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="field">
            <label for=id>{label}</label>
            {children()}
            {hint.map(|hint| view! { <p class="hint">{hint}</p> })}
        </div>
    }
}

/// What is wrong with the control beside it, or nothing. It is announced as it appears.
#[component]
pub fn Fault(
    /// What is wrong.
    #[prop(into)]
    text: Signal<Option<String>>,
) -> impl IntoView {
    view! {
        <div aria-live="polite">
            {move || {
                text.get().map(|text| view! { <p class="fault"><Icon glyph=Glyph::Error /><Ticked text /></p> })
            }}
        </div>
    }
}

//! One of a few choices, all of them in sight.

use leptos::prelude::*;

/// A choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Segment<T> {
    /// What is chosen.
    pub value: T,
    /// What it is called.
    pub label: &'static str,
}

/// A row of buttons of which one is pressed.
#[component]
pub fn Segments<T: Copy + PartialEq + Send + Sync + 'static>(
    /// What is chosen between.
    #[prop(into)]
    label: String,
    /// The choices.
    segments: Vec<Segment<T>>,
    /// The one that is chosen.
    #[prop(into)]
    chosen: Signal<T>,
    /// Called with another choice.
    #[prop(into)]
    on_choose: Callback<T>,
) -> impl IntoView {
    let buttons = segments.into_iter().map(|Segment { value, label }| {
        let pressed = move || if chosen.get() == value { "true" } else { "false" };
        view! {
            <button type="button" aria-pressed=pressed on:click=move |_| on_choose.run(value)>{label}</button>
        }
    });
    view! { <div class="segments" role="group" aria-label=label>{buttons.collect_view()}</div> }
}

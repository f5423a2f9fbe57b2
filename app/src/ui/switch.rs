//! Something that is on or off, with words.

use leptos::prelude::*;

/// A switch.
#[component]
pub fn Switch(
    /// What is on.
    label: &'static str,
    /// What that means, shown on hover.
    hint: &'static str,
    /// Whether it is.
    #[prop(into)]
    is_on: Signal<bool>,
    /// Called with what it becomes.
    #[prop(into)]
    on_change: Callback<bool>,
) -> impl IntoView {
    view! {
        <label class="switch" title=hint>
            <input type="checkbox" role="switch" prop:checked=is_on on:change=move |event| on_change.run(event_target_checked(&event)) />
            {label}
        </label>
    }
}

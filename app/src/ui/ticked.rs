//! Messages of the engine, which set names in backticks.

use leptos::prelude::*;

/// A message with what stands in backticks as code.
#[component]
pub fn Ticked(
    /// The message.
    #[prop(into)]
    text: String,
) -> impl IntoView {
    let parts = text.split('`').enumerate().map(|(at, part)| {
        let part = part.to_owned();
        if at % 2 == 1 {
            view! { <code>{part}</code> }.into_any()
        } else {
            part.into_any()
        }
    });
    view! { <span class="ticked">{parts.collect_view()}</span> }
}

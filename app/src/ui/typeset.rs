//! Highlighted text that nobody edits.

use leptos::prelude::*;

use super::highlight::{Language, tokens};

/// WIT, WAC, WAVE or WAT, with its words in their colours.
#[component]
pub fn Typeset(
    /// The text.
    #[prop(into)]
    text: String,
    /// What it is written in.
    language: Language,
) -> impl IntoView {
    let spans = tokens(&text, language).into_iter().map(|(kind, text)| {
        let text = text.to_owned();
        match kind.class() {
            Some(class) => view! { <span class=class>{text}</span> }.into_any(),
            None => text.into_any(),
        }
    });
    view! { <pre class="typeset">{spans.collect_view()}</pre> }
}

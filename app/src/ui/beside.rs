//! Two texts beside each other, with the lines marked that only one of them has.

use leptos::prelude::*;

use super::highlight::{Language, tokens};
use crate::state::world::lines::marked;

/// WIT as it was, or is wanted, and as it is.
#[component]
pub fn Beside(
    /// What the first is.
    first_label: &'static str,
    /// The first, if there is one.
    first: Option<String>,
    /// What the second is.
    second_label: &'static str,
    /// The second, if there is one.
    second: Option<String>,
) -> impl IntoView {
    let (before, after) = (
        first.clone().unwrap_or_default(),
        second.clone().unwrap_or_default(),
    );
    let (old, new) = marked(&before, &after);
    view! {
        <div class="beside">
            {half(first_label, first.is_some(), "is-old", old)}
            {half(second_label, second.is_some(), "is-new", new)}
        </div>
    }
}

fn half(
    label: &'static str,
    is_there: bool,
    class: &'static str,
    lines: Vec<(String, bool)>,
) -> impl IntoView {
    let text = move || {
        let lines = lines.iter().map(|(line, is_marked)| {
            let spans = tokens(line, Language::Wit).map(|(kind, text)| {
                view! { <span class=kind.class().unwrap_or_default()>{text.to_owned()}</span> }
            });
            let spans = spans.collect_view();
            view! { <span class="line" class:is-marked=*is_marked>{spans}"\n"</span> }
        });
        view! { <pre class="typeset">{lines.collect_view()}</pre> }
    };
    view! {
        <div class=format!("half {class}") role="group" aria-label=label>
            <p class="quiet small">{label}</p>
            {match is_there {
                true => text().into_any(),
                false => view! { <p class="quiet absent">"nothing"</p> }.into_any(),
            }}
        </div>
    }
}

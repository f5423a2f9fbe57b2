//! The features that keep something of a world behind them, a switch each.

use leptos::{ev::Event, prelude::*};

use crate::playground::Playground;

/// The switches; nothing where no feature is named.
#[component]
pub(super) fn Features(
    /// Names of the features.
    features: Vec<String>,
) -> impl IntoView {
    let playground = expect_context::<Playground>();
    let switch = |name: String| {
        let (label, asked) = (name.clone(), name.clone());
        let is_on = move || playground.workspace.with(|it| it.features.contains(&asked));
        let change =
            move |event: Event| playground.turn_feature(&name, event_target_checked(&event));
        view! { <label class="chip mono"><input type="checkbox" prop:checked=is_on on:change=change />{label}</label> }
    };
    let switches: Vec<_> = features.into_iter().map(switch).collect();
    (!switches.is_empty()).then(|| {
        view! {
            <fieldset class="world-features" title="What stands behind `@unstable` is there while its feature is on">
                <legend class="quiet small">"Features"</legend>
                {switches}
            </fieldset>
        }
    })
}

//! The features that keep something of a world behind them, a switch each.

use std::collections::BTreeSet;

use leptos::{ev::Event, prelude::*};

use crate::playground::Playground;

/// The switches; nothing where no feature is named.
#[component]
pub(super) fn Features(
    /// Names of the features.
    features: BTreeSet<String>,
) -> impl IntoView {
    let playground = expect_context::<Playground>();
    let switch = |name: String| {
        let (label, asked) = (name.clone(), name.clone());
        let is_on = move || playground.workspace.with(|it| it.features.contains(&asked));
        let change =
            move |event: Event| playground.turn_feature(&name, event_target_checked(&event));
        view! { <label class="chip mono"><input type="checkbox" prop:checked=is_on on:change=change />{label}</label> }
    };
    let switches: Vec<_> = features.iter().cloned().map(switch).collect();
    (!switches.is_empty()).then(|| {
        view! {
            <fieldset class="world-features" title="What stands behind `@unstable` is there while its feature is on">
                <legend class="quiet small">"Features"</legend>
                {(features.len() > 1).then(|| view! { <AllFeatures features /> })}
                {switches}
            </fieldset>
        }
    })
}

/// The switch for all of them at once, which is neither on nor off while some are on.
#[component]
fn AllFeatures(
    /// Names of the features.
    features: BTreeSet<String>,
) -> impl IntoView {
    let playground = expect_context::<Playground>();
    let names = StoredValue::new(features);
    let on = Memo::new(move |_| {
        let workspace = playground.workspace.read();
        names.with_value(|names| names.intersection(&workspace.features).count())
    });
    let count = names.with_value(BTreeSet::len);
    let change = move |event: Event| {
        let others = playground
            .workspace
            .with_untracked(|it| it.features.clone());
        let turned = names.with_value(|names| match event_target_checked(&event) {
            true => &others | names,
            false => &others - names,
        });
        playground.set_features(turned);
    };
    view! {
        <label class="chip">
            <input type="checkbox" prop:checked=move || on.get() == count
                prop:indeterminate=move || (1..count).contains(&on.get()) on:change=change />
            "All"
        </label>
    }
}

//! What the composition is, seen from outside; shown while no component is selected.

use leptos::prelude::*;

use super::Known;
use crate::{
    panes::act::act,
    playground::Playground,
    ui::{Empty, Glyph},
};

/// The composed component, or a word on what would be here.
#[component]
pub(super) fn Composed() -> impl IntoView {
    let playground = expect_context::<Playground>();
    let inspection = Memo::new(move |_| playground.composition.with(|it| it.inspection.clone()));
    let download = move |()| {
        act(playground, async move {
            playground.download_composition().await
        });
    };
    move || {
        match inspection.get() {
        Some(inspection) => view! { <Known inspection on_download=download /> }.into_any(),
        None => view! {
            <Empty glyph=Glyph::Search text="Select a component to see its world, its imports and exports, and what it is made of." />
        }
        .into_any(),
    }
    }
}

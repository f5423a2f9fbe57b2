//! The samples that ship with Dovetail.

use leptos::prelude::*;

use super::act::act;
use crate::{
    playground::Playground,
    ui::{Glyph, Menu, MenuItem},
};

/// A menu of the samples. Choosing one opens it as a workspace of its own.
#[component]
pub fn SamplesMenu() -> impl IntoView {
    let playground = expect_context::<Playground>();
    let open = move |name: String| {
        act(
            playground,
            async move { playground.load_sample(&name).await },
        )
    };
    let items = move || {
        let samples = playground.samples.get();
        samples
            .into_iter()
            .map(|sample| view! {
                <MenuItem label=sample.title detail=sample.summary on_press=move |()| open(sample.name.clone()) />
            })
            .collect_view()
    };
    view! {
        <Menu label="Samples" glyph=Glyph::Folder>
            {items}
            <hr />
            <MenuItem label="New workspace" icon=Glyph::Add on_press=move |()| playground.new_workspace() />
        </Menu>
    }
}

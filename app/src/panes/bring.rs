//! Brings what a link did not carry: the file of a component, or what is built of its source.

use leptos::{ev::Event, html, prelude::*};

use super::act::{act, open_picked};
use crate::{
    playground::Playground,
    state::building::Building,
    ui::{Button, Glyph},
};

/// A button that builds the component of its source, or else one that picks its file.
#[component]
pub fn Bring(
    /// The component's name.
    name: String,
) -> impl IntoView {
    let playground = expect_context::<Playground>();
    match playground.source_of(&name) {
        Some(_) => view! { <BuildHere name /> }.into_any(),
        None => view! { <BringFile name /> }.into_any(),
    }
}

/// A button that builds a component of its source.
#[component]
fn BuildHere(
    /// The component's name.
    name: String,
) -> impl IntoView {
    let playground = expect_context::<Playground>();
    let is_working = {
        let name = name.clone();
        Memo::new(move |_| {
            playground
                .builds
                .with(|it| it.get(&name).is_some_and(Building::is_working))
        })
    };
    let press = move |()| {
        let name = name.clone();
        act(playground, async move {
            playground.build_component(&name).await
        });
    };
    view! {
        <Button label=Signal::derive(move || if is_working.get() { "Building\u{2026}" } else { "Build" }.to_owned())
            icon=Glyph::Box disabled=is_working on_press=press />
    }
}

/// A button that picks the file.
#[component]
fn BringFile(
    /// The component's name.
    name: String,
) -> impl IntoView {
    let playground = expect_context::<Playground>();
    let input = NodeRef::<html::Input>::new();
    let label = format!("Pick the file of {name}");
    let picked = move |event: Event| {
        if let Some(files) = event_target::<web_sys::HtmlInputElement>(&event).files() {
            open_picked(playground, &files);
        }
    };
    let pick = move |()| {
        if let Some(input) = input.get_untracked() {
            input.click();
        }
    };
    view! {
        <input type="file" hidden accept=".wasm" aria-label=label node_ref=input on:change=picked />
        <Button label="Pick file" icon=Glyph::Upload on_press=pick />
    }
}

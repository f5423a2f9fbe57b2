//! Brings the file of a component that the link did not carry.

use leptos::{ev::Event, html, prelude::*};

use super::act::open_picked;
use crate::{
    playground::Playground,
    ui::{Button, Glyph},
};

/// A button that picks the file.
#[component]
pub fn BringFile(
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

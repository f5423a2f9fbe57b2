//! The region on the left: components and texts of the workspace.

use leptos::{ev::Event, html, prelude::*};

use super::{act::open_picked, components::Components, files::Files};
use crate::{
    playground::Playground,
    ui::{Glyph, Icon},
};

/// The region.
#[component]
pub fn Side() -> impl IntoView {
    view! {
        <nav class="region side" aria-label="Workspace" tabindex="-1" data-region="side">
            <div class="scroll">
                <Components />
                <Files />
            </div>
            <AddFiles />
        </nav>
    }
}

/// The button that adds files, beside the words on dropping them.
#[component]
fn AddFiles() -> impl IntoView {
    let playground = expect_context::<Playground>();
    let input = NodeRef::<html::Input>::new();
    let pick = move |_| {
        if let Some(input) = input.get_untracked() {
            input.click();
        }
    };
    let picked = move |event: Event| {
        let target = event_target::<web_sys::HtmlInputElement>(&event);
        if let Some(files) = target.files() {
            open_picked(playground, &files);
        }
        target.set_value("");
    };
    view! {
        <div class="add">
            <input type="file" multiple hidden aria-label="Files to add" node_ref=input on:change=picked
                accept=".wasm,.wat,.wit,.wac,.md,.zip" />
            <button type="button" class="button" on:click=pick><Icon glyph=Glyph::Add /><span>"Add files"</span></button>
            <p class="quiet">"or drop .wasm, .wat, .wit, .wac, a folder or a zip anywhere"</p>
        </div>
    }
}

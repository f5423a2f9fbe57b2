//! The region on the left: components and texts of the workspace.

use leptos::{ev::Event, html, prelude::*};

use super::{Screen, act::open_picked, components::Components, files::Files};
use crate::{
    playground::Playground,
    ui::{Glyph, Icon, Splitter, SplitterSide},
};

/// The region.
#[component]
pub fn Side() -> impl IntoView {
    let screen = expect_context::<Screen>();
    view! {
        <nav class="region side" aria-label="Workspace" tabindex="-1" data-region="side">
            <div class="scroll">
                <Components />
                <Files />
            </div>
            <AddFiles />
        </nav>
        <Splitter label="Width of the list of files" class="of-side" side=SplitterSide::Left size=screen.side range=(160.0, 420.0) />
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
    let folder = NodeRef::<html::Input>::new();
    let pick_folder = move |_| {
        if let Some(input) = folder.get_untracked() {
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
            <input type="file" hidden aria-label="Folder to add" node_ref=folder prop:webkitdirectory=true on:change=picked />
            <div class="row">
                <button type="button" class="button grow" on:click=pick><Icon glyph=Glyph::Add /><span>"Add files"</span></button>
                <button type="button" class="button" on:click=pick_folder><Icon glyph=Glyph::Folder /><span>"Folder"</span></button>
            </div>
            <p class="quiet">"or drop .wasm, .wat, .wit, .wac, a folder or a zip anywhere"</p>
        </div>
    }
}

//! A button that takes the bytes of one file.

use leptos::{html, prelude::*, task::spawn_local};

use crate::{
    client::files,
    playground::Playground,
    ui::{Button, ButtonKind, Glyph},
};

/// The button.
#[component]
pub(super) fn FileButton(
    /// What it says.
    #[prop(into)]
    label: String,
    /// What the file is for, for a screen reader.
    #[prop(into)]
    name: String,
    /// The most bytes that are taken.
    most: usize,
    /// Called with the name of the file and its bytes.
    #[prop(into)]
    on_take: Callback<(String, Vec<u8>)>,
) -> impl IntoView {
    let playground = expect_context::<Playground>();
    let input = NodeRef::<html::Input>::new();
    let picked = move |_| {
        let Some(field) = input.get_untracked() else {
            return;
        };
        let Some(files) = field.files() else { return };
        spawn_local(async move {
            match files::picked_bytes(files, most).await {
                Ok(taken) => drop(on_take.try_run(taken)),
                Err(fault) => playground.tell_fault(&fault),
            }
            // The same file can be picked again.
            field.set_value("");
        });
    };
    let pick = move |()| {
        if let Some(input) = input.get_untracked() {
            input.click();
        }
    };
    view! {
        <input type="file" hidden aria-label=name node_ref=input on:change=picked />
        <Button label kind=ButtonKind::Ghost icon=Glyph::Upload on_press=pick />
    }
}

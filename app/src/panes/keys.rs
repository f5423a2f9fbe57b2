//! The list of keys.

use leptos::prelude::*;

use super::Screen;
use crate::ui::{Dialog, keys};

/// The keys by where they work.
const GROUPS: [(&str, &[(&str, &str)]); 4] = [
    (
        "In a text",
        &[
            ("Complete", "Ctrl Space"),
            ("Show documentation", "Mod I"),
            ("Go to definition", "F12"),
            ("Go to definition, with the pointer", "Mod Click"),
            ("Find references", "Shift F12"),
            ("Rename symbol", "F2"),
            ("Quick fix", "Mod ."),
            ("Go to symbol", "Mod Shift O"),
            ("Format", "Shift Alt F"),
            ("Comment or uncomment", "Mod /"),
            ("Back and forward", "Alt ← →"),
            ("Fold and unfold", "Ctrl Shift [ ]"),
            ("Fold and unfold all", "Ctrl Alt [ ]"),
            ("Find", "Mod F"),
            ("Add a cursor", "Alt Click"),
            ("Leave the text", "Esc Tab"),
        ],
    ),
    (
        "On the canvas",
        &[
            ("To the next node, or into its ports", "← → Enter"),
            ("Connect to what fits", "C"),
            ("Export from the composition", "E"),
            ("Rename", "F2"),
            ("Delete", "Delete"),
            ("Delete and heal", "Mod Delete"),
            ("Move", "Shift ← →"),
            ("Move further", "Mod Shift ← →"),
            ("Copy, cut, paste as WAC", "Mod C X V"),
            ("Select in a box", "Shift Drag"),
            ("Move the view", "Space Drag"),
            ("Off the grid, and past wires", "Alt Drag"),
            ("Tidy", "Shift Alt T"),
            ("Fit the diagram", "1"),
        ],
    ),
    (
        "Everywhere",
        &[
            ("Commands", "Mod K"),
            ("Run or stop", "Mod Enter"),
            ("Next problem", "F8"),
            ("Previous problem", "Shift F8"),
            ("Next region", "F6"),
            ("Previous region", "Shift F6"),
            ("Share", "Mod Shift S"),
        ],
    ),
    (
        "Outside of texts",
        &[
            ("Undo", "Mod Z"),
            ("Redo", "Mod Shift Z"),
            ("Close a tab", "Delete"),
            ("This list", "?"),
        ],
    ),
];

/// The dialog with the list.
#[component]
pub fn Keys() -> impl IntoView {
    let screen = expect_context::<Screen>();
    view! { <Dialog title="Keyboard shortcuts" open=screen.keys><div class="body keys-body"><KeyList /></div></Dialog> }
}

/// The list.
#[component]
fn KeyList() -> impl IntoView {
    let groups = GROUPS.map(|(title, all)| {
        let rows = all.iter().map(|&(what, shortcut)| {
            view! { <dt>{what}</dt><dd><kbd>{keys(shortcut)}</kbd></dd> }
        });
        view! { <section><h3 class="title">{title}</h3><dl class="keys">{rows.collect_view()}</dl></section> }
    });
    groups.collect_view()
}

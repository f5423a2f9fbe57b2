//! Nodes on the clipboard, as WAC text, which goes into a text or a mail as well.

use leptos::{prelude::*, task::spawn_local};
use model::{Arranged, GraphEdit};
use wasm_bindgen_futures::JsFuture;

use super::plane::Plane;
use crate::state::{
    canvas::copied::{Copied, incoming},
    notice::Tone,
};

/// Puts what is chosen on the clipboard, and takes it away if it `is_cut`.
pub(super) fn copy(plane: Plane, is_cut: bool) {
    let nodes = plane
        .selection()
        .with_untracked(|it| it.nodes.iter().cloned().collect::<Vec<_>>());
    if nodes.is_empty() {
        return;
    }
    let playground = plane.playground;
    spawn_local(async move {
        let text = match playground.copy_nodes(nodes.clone()).await {
            Ok(text) => text,
            Err(fault) => return playground.tell_fault(&fault),
        };
        let written = window().navigator().clipboard().write_text(&text);
        if JsFuture::from(written).await.is_err() {
            let text = "The browser does not allow copying here.".to_owned();
            return playground.tell(Tone::Failed, text, None);
        }
        plane.copied.set_value(Some(Copied { text, nodes }));
        if is_cut {
            plane.remove_chosen(false);
        } else {
            playground.say("Copied as WAC");
        }
    });
}

/// Adds the statements that a text holds.
pub(super) fn paste(plane: Plane, text: String) {
    if !text.trim().is_empty() {
        plane.change(GraphEdit::Paste { text });
    }
}

/// Adds what was copied here last, with the wires that lead into it; else what the clipboard holds.
pub(super) fn paste_with_wires(plane: Plane) {
    let Some(copied) = plane.copied.get_value() else {
        return paste_from_menu(plane);
    };
    let next = move |made: &[Arranged]| match made {
        [] => Some(GraphEdit::Paste {
            text: copied.text.clone(),
        }),
        [pasted] => {
            let graph = plane.graph.read_untracked();
            let connections = incoming(&graph, &copied.nodes, &pasted.made);
            (!connections.is_empty()).then_some(GraphEdit::ConnectAll { connections })
        }
        _ => None,
    };
    plane.arrange(next, None);
}

/// Adds what the clipboard holds, if the browser gives it.
pub(super) fn paste_from_menu(plane: Plane) {
    spawn_local(async move {
        let read = JsFuture::from(window().navigator().clipboard().read_text()).await;
        match read.ok().and_then(|it| it.as_string()) {
            Some(text) => paste(plane, text),
            None => {
                plane.tell("The browser does not show the clipboard here: press Ctrl V instead.")
            }
        }
    });
}

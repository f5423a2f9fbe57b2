//! The keys that work everywhere.

use gloo_events::{EventListener, EventListenerOptions, EventListenerPhase};
use leptos::{ev::KeyboardEvent, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::{Screen, problems::go_to_next};
use crate::playground::Playground;

/// The regions, in the order that F6 goes through them.
const REGIONS: [&str; 4] = ["side", "stage", "inspector", "dock"];

/// Listens for the keys as long as the page lives, before whatever has the focus hears of them.
pub fn listen(playground: Playground, screen: Screen) {
    let early = EventListenerOptions {
        phase: EventListenerPhase::Capture,
        passive: false,
    };
    EventListener::new_with_options(&window(), "keydown", early, move |event| {
        let Some(event) = event.dyn_ref::<KeyboardEvent>() else {
            return;
        };
        if obey(playground, screen, event) {
            event.prevent_default();
            event.stop_propagation();
        }
    })
    .forget();
}

/// Does what a key asks for, if anything.
fn obey(playground: Playground, screen: Screen, event: &KeyboardEvent) -> bool {
    let command = event.ctrl_key() || event.meta_key();
    match (event.key().as_str(), command, event.shift_key()) {
        ("Enter", true, false) => {
            take_in();
            screen.run_or_stop(playground)
        }
        ("z" | "Z", true, is_redo) if !is_in_text(event) => {
            if is_redo {
                playground.redo()
            } else {
                playground.undo()
            }
        }
        ("y", true, false) if !is_in_text(event) => playground.redo(),
        ("k" | "K", true, false) => screen.palette.set(true),
        ("s" | "S", true, true) => screen.sharing.set(true),
        ("?", false, _) if !is_in_text(event) => screen.keys.set(true),
        ("F6", false, is_back) => go_to_region(is_back),
        ("F8", false, is_back) => go_to_next(playground, screen, is_back),
        _ => return false,
    }
    true
}

/// Has the field with the focus told what was typed into it, which fields do when they are left.
fn take_in() {
    let Some(field) = document()
        .active_element()
        .and_then(|it| it.dyn_into::<HtmlElement>().ok())
    else {
        return;
    };
    let _ = field.blur();
    let _ = field.focus();
}

/// Whether the key is typed into a text, which has its own undo.
fn is_in_text(event: &KeyboardEvent) -> bool {
    let element = event
        .target()
        .and_then(|it| it.dyn_into::<HtmlElement>().ok());
    element.is_some_and(|it| {
        it.is_content_editable() || matches!(it.tag_name().as_str(), "INPUT" | "TEXTAREA")
    })
}

/// Moves the focus to the next region that is in sight.
fn go_to_region(is_back: bool) {
    let find = |name: &str| {
        let found = document()
            .query_selector(&format!("[data-region={name}]"))
            .ok()
            .flatten()?;
        let found = found.dyn_into::<HtmlElement>().ok()?;
        (found.offset_width() > 0).then_some(found)
    };
    let shown: Vec<_> = REGIONS.into_iter().filter_map(find).collect();
    if shown.is_empty() {
        return;
    }
    let active = document().active_element();
    let at = shown
        .iter()
        .position(|region| region.contains(active.as_deref()));
    let next = match (at, is_back) {
        (None, false) => 0,
        (None, true) => shown.len() - 1,
        (Some(at), false) => (at + 1) % shown.len(),
        (Some(at), true) => (at + shown.len() - 1) % shown.len(),
    };
    let _ = shown[next].focus();
}

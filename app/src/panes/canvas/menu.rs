//! The menus of the diagram: each action, for those who do not drag.

use leptos::{ev, ev::KeyboardEvent, html, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, Node};

use super::{
    actions::{of_node, of_plane, of_port, of_wire},
    hand::{About, Asked},
    plane::Plane,
    proposals::{choices, middles, partners},
};
use crate::{
    state::layout::short_name,
    ui::{Glyph, MenuItem, move_focus},
};

/// Space kept to the edges of the window, in pixels.
const GAP: f64 = 6.0;

/// The menu that is open, if one is.
#[component]
pub(super) fn OpenMenu() -> impl IntoView {
    let plane = expect_context::<Plane>();
    move || plane.menu.get().map(|asked| view! { <MenuAt asked /> })
}

#[component]
fn MenuAt(
    /// What it asks, and where it stands.
    asked: Asked,
) -> impl IntoView {
    let plane = expect_context::<Plane>();
    let node = NodeRef::<html::Div>::new();
    let before = StoredValue::new_local(document().active_element());
    // What was chosen may have moved the focus already.
    let close = move || {
        let active = document().active_element();
        let is_inside = node
            .get_untracked()
            .is_some_and(|it| it.contains(active.as_deref()));
        plane.menu.set(None);
        let before = before.try_get_value().flatten().filter(|_| is_inside);
        if let Some(before) = before.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
            let _ = before.focus();
        }
    };
    let (x, y) = (asked.x, asked.y);
    Effect::new(move |_| {
        if let Some(node) = node.get() {
            open(&node, x, y);
        }
    });
    let press = window_event_listener(ev::pointerdown, move |event| {
        let target = event.target().and_then(|it| it.dyn_into::<Node>().ok());
        let is_inside = node
            .get_untracked()
            .is_some_and(|it| it.contains(target.as_ref()));
        if !is_inside {
            let _ = plane.menu.try_set(None);
        }
    });
    on_cleanup(move || press.remove());
    let keys = move |event: KeyboardEvent| {
        event.stop_propagation();
        match event.key().as_str() {
            "Escape" | "Tab" => {
                event.prevent_default();
                close();
            }
            _ => move_focus(&event, "[role^=menuitem]"),
        }
    };
    let label = title(plane, &asked.about);
    view! {
        <div popover="manual" node_ref=node class="menu" role="menu" tabindex="-1" aria-label=label
            on:click=move |_| close() on:keydown=keys on:contextmenu=|event| event.prevent_default()>
            {items(plane, asked.about)}
        </div>
    }
}

/// Opens it at a point, moved as far as it takes to be seen whole.
fn open(node: &HtmlElement, x: f64, y: f64) {
    let _ = node.show_popover();
    let size = node.get_bounding_client_rect();
    let room =
        |it: Result<wasm_bindgen::JsValue, _>| it.ok().and_then(|it| it.as_f64()).unwrap_or(0.0);
    let (width, height) = (room(window().inner_width()), room(window().inner_height()));
    let left = x.min(width - size.width() - GAP).max(GAP);
    let top = y.min(height - size.height() - GAP).max(GAP);
    let style = node.style();
    let _ = style.set_property("left", &format!("{left}px"));
    let _ = style.set_property("top", &format!("{top}px"));
    let first = node.query_selector("[role^=menuitem]").ok().flatten();
    match first.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
        Some(first) => drop(first.focus()),
        None => drop(node.focus()),
    }
}

fn title(plane: Plane, about: &About) -> String {
    match about {
        About::Plane(_) => "Diagram".into(),
        About::Node(id) => plane.name_of(id),
        About::Port(port) => short_name(&port.port).to_owned(),
        About::Wire(_) => "Wire".into(),
        About::Choice(_) => "Connect to".into(),
        About::Partner(..) => "Add a component".into(),
        About::Middle(_) => "Insert".into(),
    }
}

fn items(plane: Plane, about: About) -> AnyView {
    match about {
        About::Plane(at) => of_plane(plane, at),
        About::Node(id) => of_node(plane, id),
        About::Port(port) => of_port(plane, port),
        About::Wire(wire) => of_wire(plane, wire),
        About::Choice(wires) => choices(plane, wires),
        About::Partner(link, at) => partners(plane, &link, at),
        About::Middle(wire) => middles(plane, wire),
    }
}

pub(super) fn item(
    label: impl Into<String>,
    glyph: Glyph,
    press: impl Fn() + Send + Sync + 'static,
) -> AnyView {
    let label: String = label.into();
    view! { <MenuItem label icon=glyph on_press=move |()| press() /> }.into_any()
}

pub(super) fn keyed(
    label: &str,
    glyph: Glyph,
    keys: &str,
    press: impl Fn() + Send + Sync + 'static,
) -> AnyView {
    let (label, keys) = (label.to_owned(), crate::ui::keys(keys));
    view! { <MenuItem label icon=glyph keys on_press=move |()| press() /> }.into_any()
}

pub(super) fn note(text: &'static str) -> AnyView {
    view! { <p class="quiet menu-note">{text}</p> }.into_any()
}

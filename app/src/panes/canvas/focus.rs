//! Where the keyboard goes in the diagram.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::{hand::Stop, plane::Plane};
use crate::state::canvas::{geometry::Rect, picture::Side, steps::Direction};

/// Moves the keyboard somewhere and brings it into sight.
pub(super) fn go(plane: Plane, stop: Stop) {
    plane.stop.set(stop.clone());
    let Some(node) = stop.node else { return };
    if let Some(placed) = plane
        .picture
        .with_untracked(|it| it.nodes.get(&node).map(Rect::from))
    {
        let size = plane.size.get_untracked();
        plane.look(|view| view.reveal(placed, size));
    }
    let quoted = |name: &str| name.replace('\\', "\\\\").replace('"', "\\\"");
    let inner = match stop.port {
        None => ".node-body".to_owned(),
        Some((Side::Import, port)) => format!("[data-import=\"{}\"]", quoted(&port)),
        Some((Side::Export, port)) => format!("[data-export=\"{}\"]", quoted(&port)),
    };
    let selector = format!("[data-node=\"{}\"] {inner}", quoted(&node));
    let window = plane.window.get_untracked();
    let found = window.and_then(|it| it.query_selector(&selector).ok().flatten());
    if let Some(element) = found.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
        let quietly = web_sys::FocusOptions::new();
        quietly.set_prevent_scroll(true);
        let _ = element.focus_with_options(&quietly);
    }
}

/// The port that the keyboard comes to first in a node.
pub(super) fn first_port(plane: Plane, id: &str) -> Option<(Side, String)> {
    let graph = plane.graph.read_untracked();
    let node = graph.nodes.iter().find(|node| node.id == id)?;
    let import = node
        .imports
        .first()
        .map(|it| (Side::Import, it.name.clone()));
    import.or_else(|| {
        node.exports
            .first()
            .map(|it| (Side::Export, it.name.clone()))
    })
}

/// The port of the same node in a direction.
pub(super) fn port_beside(
    plane: Plane,
    id: &str,
    side: Side,
    port: &str,
    direction: Direction,
) -> Option<(Side, String)> {
    let graph = plane.graph.read_untracked();
    let node = graph.nodes.iter().find(|node| node.id == id)?;
    let names = |side: Side| {
        let ports = if side == Side::Import {
            &node.imports
        } else {
            &node.exports
        };
        ports.iter().map(|it| it.name.clone()).collect::<Vec<_>>()
    };
    let at = names(side).iter().position(|it| it == port)?;
    let (side, at) = match direction {
        Direction::Up => (side, at.checked_sub(1)?),
        Direction::Down => (side, at + 1),
        Direction::Left => (Side::Import, at),
        Direction::Right => (Side::Export, at),
    };
    let mut names = names(side);
    let last = names.len().checked_sub(1)?;
    (at <= last || matches!(direction, Direction::Left | Direction::Right))
        .then(|| (side, names.swap_remove(at.min(last))))
}

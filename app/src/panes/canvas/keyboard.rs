//! The diagram by keyboard: one stop of the Tab key, arrows to what is seen in their direction,
//! Enter to go into a node, C to join a port with one of those that fit.

use std::collections::BTreeSet;

use leptos::{ev::KeyboardEvent, prelude::*};
use wasm_bindgen::JsCast;

use super::{
    clipboard::paste_with_wires,
    focus::{first_port, go, port_beside},
    hand::Stop,
    joining::{choose_end, join},
    plane::Plane,
    pointer::Pointers,
};
use crate::state::{
    canvas::{
        geometry::GRID,
        links::PortAt,
        picture::Side,
        steps::{Direction, in_order, toward},
    },
    composing::Selection,
    fold::stands_for_several,
};

/// With the key of commands an arrow key moves a node so many steps.
const STRIDE: f64 = 5.0;

/// Does what a key asks for; false when it asks for nothing.
pub(super) fn obey(plane: Plane, pointers: Pointers, event: &KeyboardEvent) -> bool {
    let key = event.key();
    if let Some(link) = plane.link.get_untracked() {
        return choose_end(plane, link, &key);
    }
    let command = event.ctrl_key() || event.meta_key();
    match key.as_str() {
        " " if is_on_plane(plane, event) => pointers.space.set(true),
        "Escape"
            if plane.lifted.with_untracked(|it| !it.is_empty())
                || pointers.is_dragging.get_untracked() =>
        {
            pointers.give_up()
        }
        "a" if command => choose_all(plane),
        "V" | "v" if command && event.shift_key() => paste_with_wires(plane),
        "T" | "t" if event.shift_key() && event.alt_key() => plane.tidy(),
        "+" | "=" if !command => plane.zoom(1.25),
        "-" if !command => plane.zoom(0.8),
        "1" | "0" if !command => plane.fit(),
        "Delete" | "Backspace" => remove(plane, command),
        "F2" => match plane.stop.get_untracked().node {
            Some(node) => plane.rename(&node),
            None => return false,
        },
        _ => match (plane.stop.get_untracked(), in_port(event)) {
            (
                Stop {
                    node: Some(node),
                    port: Some(port),
                },
                true,
            ) => return on_port(plane, node, port, &key, command),
            (
                Stop {
                    node: Some(node), ..
                },
                _,
            ) => return on_node(plane, node, &key, event),
            _ => return false,
        },
    }
    true
}

/// Whether the focus is on nothing of the diagram.
fn is_on_plane(plane: Plane, event: &KeyboardEvent) -> bool {
    let window = plane.window.get_untracked();
    let target = event
        .target()
        .and_then(|it| it.dyn_into::<web_sys::Element>().ok());
    matches!((window, target), (Some(window), Some(target)) if target.is_same_node(Some(&window)))
}

fn in_port(event: &KeyboardEvent) -> bool {
    let target = event
        .target()
        .and_then(|it| it.dyn_into::<web_sys::Element>().ok());
    target.is_some_and(|it| it.class_list().contains("port"))
}

fn on_node(plane: Plane, node: String, key: &str, event: &KeyboardEvent) -> bool {
    if let Some(direction) = Direction::of(key) {
        if event.shift_key() {
            move_chosen(
                plane,
                &node,
                direction,
                event.ctrl_key() || event.meta_key(),
            );
        } else if let Some(next) = plane
            .picture
            .with_untracked(|it| toward(&it.nodes, &node, direction))
        {
            go(
                plane,
                Stop {
                    node: Some(next),
                    port: None,
                },
            );
        }
        return true;
    }
    match key {
        "Enter" => match first_port(plane, &node) {
            Some(port) => go(
                plane,
                Stop {
                    node: Some(node),
                    port: Some(port),
                },
            ),
            None => return false,
        },
        "c" | "C" if !event.ctrl_key() && !event.meta_key() => join(plane, node, None),
        "Escape" => plane.selection().set(Selection::default()),
        _ => return false,
    }
    true
}

fn on_port(
    plane: Plane,
    node: String,
    (side, port): (Side, String),
    key: &str,
    command: bool,
) -> bool {
    let at = PortAt {
        node: node.clone(),
        port: port.clone(),
        side,
    };
    match key {
        "Escape" => go(
            plane,
            Stop {
                node: Some(node),
                port: None,
            },
        ),
        "Enter" if stands_for_several(&port) => return false,
        "Enter" | "c" | "C" if !command => join(plane, node, Some((side, port))),
        "e" | "E" if side == Side::Export && !command => plane.export(&at),
        _ => match Direction::of(key) {
            Some(direction) => {
                if let Some(port) = port_beside(plane, &node, side, &port, direction) {
                    go(
                        plane,
                        Stop {
                            node: Some(node),
                            port: Some(port),
                        },
                    );
                }
            }
            None => return false,
        },
    }
    true
}

fn move_chosen(plane: Plane, node: &str, direction: Direction, is_far: bool) {
    let chosen = plane.selection().with_untracked(|it| it.nodes.clone());
    let nodes = if chosen.contains(node) {
        chosen
    } else {
        BTreeSet::from([node.to_owned()])
    };
    let by = if is_far { GRID * STRIDE } else { GRID };
    let (x, y) = direction.step();
    plane.nudge(&nodes, x * by, y * by);
    plane
        .playground
        .say(&format!("Moved {}", plane.name_of(node)));
}

fn choose_all(plane: Plane) {
    let nodes = plane
        .picture
        .with_untracked(|it| it.nodes.keys().cloned().collect());
    plane.selection().set(Selection { nodes, wire: None });
}

/// Takes away what is chosen, or what the keyboard is on; of a port, what provides for it.
fn remove(plane: Plane, heal: bool) {
    if let Stop {
        node: Some(node),
        port: Some((side, port)),
    } = plane.stop.get_untracked()
    {
        let wire = plane.wire_into(&PortAt { node, port, side });
        return match wire {
            Some(wire) => plane.change(plane.cut(wire)),
            None => plane.playground.say("No wire ends here"),
        };
    }
    let is_nothing = plane
        .selection()
        .with_untracked(|it| it.nodes.is_empty() && it.wire.is_none());
    if let (true, Some(node)) = (is_nothing, plane.stop.get_untracked().node) {
        plane.selection().set(Selection::node(&node));
    }
    let chosen = plane.selection().with_untracked(|it| it.nodes.clone());
    plane.remove_chosen(heal);
    if chosen.is_empty() {
        return;
    }
    // Whoever works with the keyboard goes on beside what is gone.
    let beside = plane.picture.with_untracked(|picture| {
        let mut left = in_order(&picture.nodes);
        let gone = left.iter().position(|id| chosen.contains(id)).unwrap_or(0);
        left.rotate_left(gone);
        left.into_iter().find(|id| !chosen.contains(id))
    });
    match beside {
        Some(_) => go(
            plane,
            Stop {
                node: beside,
                port: None,
            },
        ),
        None => drop(plane.window.get_untracked().map(|it| it.focus())),
    }
}

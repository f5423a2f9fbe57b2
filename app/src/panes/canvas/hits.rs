//! What is under the pointer.

use leptos::prelude::*;
use model::Connection;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event};

use super::plane::Plane;
use crate::state::{
    canvas::{links::PortAt, picture::Side},
    composing::ends,
    fold::stands_for_several,
};

/// What is under the pointer.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Hit {
    /// Nothing.
    Plane,
    /// A node, by its id.
    Node(String),
    /// A port.
    Port(PortAt),
    /// A port that stands for several, of the node with this id.
    Fold(String),
    /// A wire.
    Wire(Connection),
}

impl Hit {
    /// What an event happened in.
    pub(super) fn of(plane: Plane, event: &Event) -> Self {
        let element = event.target().and_then(|it| it.dyn_into::<Element>().ok());
        element.map_or(Self::Plane, |element| Self::in_element(plane, &element))
    }

    /// What is seen at a point of the browser's window.
    pub(super) fn at(plane: Plane, x: f64, y: f64) -> Self {
        let element = document().element_from_point(x as f32, y as f32);
        element.map_or(Self::Plane, |element| Self::in_element(plane, &element))
    }

    fn in_element(plane: Plane, element: &Element) -> Self {
        let closest = |name: &str| {
            let found = element.closest(&format!("[{name}]")).ok().flatten()?;
            found.get_attribute(name)
        };
        if let Some(index) = closest("data-wire").and_then(|it| it.parse::<usize>().ok()) {
            let wire = plane
                .graph
                .with_untracked(|it| it.edges.get(index).map(ends));
            return wire.map_or(Self::Plane, Self::Wire);
        }
        let Some(node) = closest("data-node") else {
            return Self::Plane;
        };
        let ports = [("data-import", Side::Import), ("data-export", Side::Export)];
        let port = ports
            .into_iter()
            .find_map(|(name, side)| Some((closest(name)?, side)));
        match port {
            Some((port, _)) if stands_for_several(&port) => Self::Fold(node),
            Some((port, side)) => Self::Port(PortAt { node, port, side }),
            None => Self::Node(node),
        }
    }
}

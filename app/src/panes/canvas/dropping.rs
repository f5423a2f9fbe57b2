//! Components that are dropped on the diagram: out of the list of components, or as files.

use std::collections::BTreeSet;

use leptos::{ev::DragEvent, prelude::*};
use model::End;
use wasm_bindgen::JsCast;
use web_sys::Node;

use super::plane::Plane;
use crate::state::{
    canvas::splice::{under_point, wires_for},
    composing::ends,
};

/// So near to a wire a component goes into it, in pixels.
const RADIUS: f64 = 24.0;

/// What is held over the diagram, and the wires that it could go into.
#[derive(Clone, Copy)]
pub(super) struct Dropping {
    plane: Plane,
    wires: StoredValue<Option<(String, BTreeSet<usize>)>>,
}

impl Dropping {
    pub(super) fn new(plane: Plane) -> Self {
        // Files that came in over the diagram become instances there.
        let landed = plane.screen.composing.landed;
        Effect::new(move |_| {
            if let Some((names, x, y)) = landed.get() {
                landed.set(None);
                plane.instantiate_all(names, plane.at(x, y));
            }
        });
        Self {
            plane,
            wires: StoredValue::new(None),
        }
    }

    fn name(self) -> Option<String> {
        self.plane.screen.composing.dragged.get_untracked()
    }

    pub(super) fn over(self, event: &DragEvent) {
        let Some(name) = self.name() else { return };
        event.prevent_default();
        let wire = self.wire(&name, event);
        if self.plane.splice.get_untracked() != wire {
            self.plane.splice.set(wire);
        }
    }

    /// The wire under the pointer that the component could go into.
    fn wire(self, name: &str, event: &DragEvent) -> Option<usize> {
        if event.alt_key() {
            return None;
        }
        let plane = self.plane;
        let is_known = self
            .wires
            .with_value(|it| it.as_ref().is_some_and(|(known, _)| known == name));
        if !is_known {
            let middle = End::Package {
                name: name.to_owned(),
            };
            let wires = plane.playground.prospects.with_untracked(|prospects| {
                plane
                    .graph
                    .with_untracked(|graph| wires_for(&middle, graph, prospects))
            });
            self.wires.set_value(Some((name.to_owned(), wires)));
        }
        let at = plane.at(event.client_x().into(), event.client_y().into());
        let radius = RADIUS / plane.viewport.get_untracked().zoom;
        self.wires.with_value(|known| {
            let (_, wires) = known.as_ref()?;
            plane
                .picture
                .with_untracked(|picture| under_point(picture, wires, at, radius))
        })
    }

    /// Forgets what is held, once it is not over the diagram nor over anything in it.
    pub(super) fn leave(self, event: &DragEvent) {
        let window = self.plane.window.get_untracked();
        let to = event
            .related_target()
            .and_then(|it| it.dyn_into::<Node>().ok());
        if !window.is_some_and(|it| it.contains(to.as_ref())) {
            self.forget();
        }
    }

    fn forget(self) {
        self.wires.set_value(None);
        self.plane.splice.set(None);
    }

    pub(super) fn drop(self, event: &DragEvent) {
        let Some(name) = self.name() else { return };
        event.prevent_default();
        event.stop_propagation();
        let plane = self.plane;
        let wire = self.wire(&name, event).and_then(|index| {
            plane
                .graph
                .with_untracked(|graph| graph.edges.get(index).map(ends))
        });
        self.forget();
        plane.screen.composing.dragged.set(None);
        let at = plane.at(event.client_x().into(), event.client_y().into());
        match wire {
            Some(wire) => plane.insert(End::Package { name }, wire, Some(super::acts::held(at))),
            None => plane.instantiate(name, at),
        }
    }
}

//! What is done by dragging: nodes are carried, boxes drawn round them, wires drawn from port to
//! port.

use std::collections::BTreeSet;

use leptos::prelude::*;
use model::{Connection, End};

use super::{
    hand::{By, Link},
    hits::Hit,
    plane::Plane,
    press::{Doing, Keys},
};
use crate::state::{
    canvas::{
        geometry::{Rect, distance, snapped},
        links::{PortAt, nearest},
        picture::{Side, whole},
        splice::{under_box, wires_for},
    },
    composing::{Selection, ends},
    layout::Point,
};

/// So near to a port a wire ends at it, in pixels: with a mouse, with a finger.
const RADIUS: (f64, f64) = (20.0, 32.0);

/// Width of the place at the right edge that makes an export one of the composition, in pixels.
const SLOT: f64 = 56.0;

impl Plane {
    /// Takes a node into the hand, with the others that are chosen if it is one of them.
    pub(super) fn lift(self, id: String, at: Point, adds: bool) -> Doing {
        self.hold();
        let is_chosen = self.selection().with_untracked(|it| it.nodes.contains(&id));
        if !is_chosen {
            let mut selection = Selection::node(&id);
            if adds {
                selection
                    .nodes
                    .extend(self.selection().with_untracked(|it| it.nodes.clone()));
            }
            self.selection().set(selection);
        }
        let nodes = self.selection().with_untracked(|it| it.nodes.clone());
        let middle = End::Node { id: id.clone() };
        let wires = match nodes.len() {
            1 => self.playground.prospects.with_untracked(|prospects| {
                self.graph
                    .with_untracked(|graph| wires_for(&middle, graph, prospects))
            }),
            _ => BTreeSet::new(),
        };
        self.carried.set(Point { x: 0.0, y: 0.0 });
        self.lifted.set(nodes);
        Doing::Carry(id, self.at(at.x, at.y), wires)
    }

    /// Begins a wire at a port; from an import that is provided for, its wire is taken along.
    pub(super) fn draw(self, port: PortAt) -> Doing {
        let wire = self.wire_into(&port);
        let from = match &wire {
            Some(wire) => PortAt {
                node: wire.from.clone(),
                port: wire.from_port.clone(),
                side: Side::Export,
            },
            None => port,
        };
        match self.link(from, wire, By::Drag) {
            true => Doing::Link,
            false => Doing::Nothing,
        }
    }

    /// Takes the nearer end of a wire into the hand.
    pub(super) fn take_end(self, wire: &Connection, at: Point) -> Doing {
        let from = PortAt {
            node: wire.from.clone(),
            port: wire.from_port.clone(),
            side: Side::Export,
        };
        let to = PortAt {
            node: wire.to.clone(),
            port: wire.to_port.clone(),
            side: Side::Import,
        };
        let at = self.at(at.x, at.y);
        let away = |port: &PortAt| self.port(port).map_or(f64::INFINITY, |it| distance(it, at));
        let fixed = if away(&from) < away(&to) { to } else { from };
        match self.link(fixed, Some(wire.clone()), By::Drag) {
            true => Doing::Link,
            false => Doing::Nothing,
        }
    }

    pub(super) fn carry(
        self,
        held: &str,
        from: Point,
        wires: &BTreeSet<usize>,
        at: Point,
        keys: Keys,
    ) {
        let now = self.at(at.x, at.y);
        let Some((area, mut x, mut y)) = self.picture.with_untracked(|picture| {
            let placed = picture.nodes.get(held)?;
            let to = |place: f64, by: f64| match keys.alt {
                true => by.round(),
                false => snapped(place + by) - place,
            };
            let (x, y) = (to(placed.x, now.x - from.x), to(placed.y, now.y - from.y));
            Some((Rect::from(placed), x, y))
        }) else {
            return;
        };
        if keys.shift {
            // Along one axis only, the one that it went further on.
            let is_level = (now.x - from.x).abs() >= (now.y - from.y).abs();
            (x, y) = if is_level { (x, 0.0) } else { (0.0, y) };
        }
        if self.carried.get_untracked() != (Point { x, y }) {
            self.carried.set(Point { x, y });
        }
        let area = Rect {
            x: area.x + x,
            y: area.y + y,
            ..area
        };
        let splice = self
            .picture
            .with_untracked(|it| under_box(it, wires, area))
            .filter(|_| !keys.alt);
        if self.splice.get_untracked() != splice {
            self.splice.set(splice);
        }
    }

    pub(super) fn draw_box(self, from: Point, kept: &BTreeSet<String>, at: Point) {
        let area = Rect::between(from, self.at(at.x, at.y));
        let mut nodes = kept.clone();
        self.picture.with_untracked(|picture| {
            let within = picture
                .nodes
                .iter()
                .filter(|(_, it)| area.meets(Rect::from(*it)));
            nodes.extend(within.map(|(id, _)| id.clone()));
        });
        self.marquee.set(Some(area));
        if self.selection().with_untracked(|it| it.nodes != nodes) {
            self.selection().set(Selection { nodes, wire: None });
        }
    }

    pub(super) fn draw_to(self, at: Point, is_touch: bool) {
        let radius = if is_touch { RADIUS.1 } else { RADIUS.0 };
        let radius = radius / self.viewport.get_untracked().zoom;
        let tip = self.at(at.x, at.y);
        let target = self.link.with_untracked(|link| {
            let link = link.as_ref()?;
            self.graph.with_untracked(|graph| {
                self.picture.with_untracked(|picture| {
                    nearest(
                        graph,
                        picture,
                        tip,
                        radius,
                        link.from.side.other(),
                        &link.partners,
                    )
                })
            })
        });
        self.tip.set(Some(tip));
        if self.target.get_untracked() != target {
            self.target.set(target);
        }
    }

    /// How far what is in the hand, or what is not, is moved on the plane while nodes are carried.
    pub(super) fn moved_by(self, is_lifted: bool) -> Option<Point> {
        if is_lifted == self.takes_plane.get() {
            return None;
        }
        let Point { x, y } = self.carried.get();
        Some(match is_lifted {
            true => Point { x, y },
            false => Point { x: -x, y: -y },
        })
    }

    /// How the plane is looked at, and carried.
    pub(super) fn transform(self) -> String {
        let viewport = self.viewport.get();
        let seen = match self.takes_plane.get() {
            true => {
                let Point { x, y } = self.carried.get();
                viewport.pan(x * viewport.zoom, y * viewport.zoom)
            }
            false => viewport,
        };
        seen.transform()
    }

    pub(super) fn put_down(self, held: &str) {
        let Point { x, y } = self.carried.get_untracked();
        let picture = self.picture.get_untracked();
        let splice = self
            .splice
            .get_untracked()
            .and_then(|it| picture.wires.get(it));
        let lifted = self.lifted.get_untracked();
        let stood = picture.positions();
        let mut moved = stood.clone();
        for (id, at) in picture.nodes.iter().filter(|(id, _)| lifted.contains(*id)) {
            moved.insert(id.clone(), whole(at.x + x, at.y + y));
        }
        if let (Some(wire), Some(placed)) = (splice, picture.nodes.get(held)) {
            let at = Point {
                x: placed.x + x,
                y: placed.y + y,
            };
            self.insert_carried(held.to_owned(), ends(&wire.edge), at);
        } else {
            self.playground.move_nodes(&stood, moved);
        }
        self.let_go();
    }

    pub(super) fn end_link(self, at: Point) {
        let (link, target) = (self.link.get_untracked(), self.target.get_untracked());
        self.let_go();
        let Some(link) = link else { return };
        match (target, Hit::at(self, at.x, at.y)) {
            (Some(port), _) => self.finish(&link, &port),
            (None, Hit::Port(port)) if port == link.from => {}
            (None, Hit::Node(node) | Hit::Port(PortAt { node, .. }) | Hit::Fold(node))
                if node != link.from.node =>
            {
                self.finish_on(&link, &node, at.x, at.y);
            }
            (None, _) if self.is_over_slot(&link, at) => self.export(&link.from),
            (None, Hit::Plane | Hit::Wire(_)) => self.finish_open(link, at.x, at.y),
            _ => {}
        }
    }

    /// Whether an export is held over the place that makes it one of the composition.
    fn is_over_slot(self, link: &Link, at: Point) -> bool {
        let width = self.size.get_untracked().0;
        link.from.side == Side::Export && self.within(at.x, at.y).x > width - SLOT
    }
}

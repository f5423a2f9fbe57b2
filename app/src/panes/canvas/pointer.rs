//! What pointers do on the diagram. A finger moves the view, and moves nodes only once they are
//! chosen; two fingers always move the view.

use std::collections::{BTreeMap, BTreeSet};

use leptos::{ev::PointerEvent, prelude::*};
use model::{Connection, End};

use super::{
    hits::Hit,
    plane::{By, Link, Plane},
};
use crate::state::{
    canvas::{
        geometry::{Rect, distance, snapped},
        links::{PortAt, nearest},
        picture::{Side, whole},
        splice::{under_box, wires_for},
        viewport::Viewport,
    },
    composing::Selection,
    layout::Point,
};

/// So far a pointer may stray before it drags, in pixels: a mouse, a finger.
const STRAY: (f64, f64) = (3.0, 10.0);

/// So near to a port a wire ends at it, in pixels: with a mouse, with a finger.
const RADIUS: (f64, f64) = (20.0, 32.0);

/// A wire's ends are taken so near to them, as a share of the wire between them.
const SLOT: f64 = 56.0;

/// The pointers on the diagram, and what they are doing.
#[derive(Clone, Copy)]
pub(super) struct Pointers {
    plane: Plane,
    state: StoredValue<State>,
    /// Whether the space bar is held, with which a mouse moves the view.
    pub(super) space: RwSignal<bool>,
    /// Whether something is dragged.
    pub(super) is_dragging: RwSignal<bool>,
}

#[derive(Default)]
struct State {
    /// Where each pointer is, by its id.
    down: BTreeMap<i32, Point>,
    press: Option<Press>,
    doing: Doing,
    /// Whether a frame is asked for.
    is_ticking: bool,
    keys: Keys,
}

/// A pointer that was pressed, and what it was pressed on.
#[derive(Clone)]
struct Press {
    pointer: i32,
    /// In the browser's window.
    at: Point,
    on: Hit,
    is_touch: bool,
    /// Whether it moves the view whatever it was pressed on.
    moves_view: bool,
}

/// The keys that are held with the pointer.
#[derive(Clone, Copy, Default)]
struct Keys {
    alt: bool,
    shift: bool,
    command: bool,
}

#[derive(Clone, Default)]
enum Doing {
    #[default]
    Nothing,
    /// Moves the view.
    Pan,
    /// Moves nodes: the one that is held, the point of the plane it was taken at, and the wires
    /// that it could go into.
    Carry(String, Point, BTreeSet<usize>),
    /// Draws a box from a point of the plane, in addition to what was chosen before.
    Marquee(Point, BTreeSet<String>),
    /// Draws a wire.
    Link,
}

impl Pointers {
    pub(super) fn new(plane: Plane) -> Self {
        Self {
            plane,
            state: StoredValue::default(),
            space: RwSignal::new(false),
            is_dragging: RwSignal::new(false),
        }
    }

    pub(super) fn press(self, event: &PointerEvent) {
        let at = client(event);
        let count = self.state.try_update_value(|state| {
            state.down.insert(event.pointer_id(), at);
            state.down.len()
        });
        if count != Some(1) {
            // A second finger: whatever the first was about to do, the two move the view.
            return self.give_up();
        }
        self.plane.menu.set(None);
        let is_middle = event.button() == 1;
        if event.button() != 0 && !is_middle {
            return;
        }
        if is_middle {
            event.prevent_default();
        }
        let press = Press {
            pointer: event.pointer_id(),
            at,
            on: Hit::of(self.plane, event),
            is_touch: event.pointer_type() == "touch",
            moves_view: is_middle || self.space.get_untracked(),
        };
        self.state.update_value(|state| {
            state.press = Some(press);
            state.keys = keys(event);
        });
    }

    pub(super) fn travel(self, event: &PointerEvent) {
        let at = client(event);
        let before = self.state.try_update_value(|state| {
            state.keys = keys(event);
            let before = state.down.get(&event.pointer_id()).copied();
            if before.is_some() {
                let others = state.down.clone();
                state.down.insert(event.pointer_id(), at);
                return Some((before, others));
            }
            None
        });
        let Some(Some((Some(before), others))) = before else {
            return self.hover(at);
        };
        if let Some((_, other)) = others.iter().find(|(id, _)| **id != event.pointer_id()) {
            return self.pinch(before, at, *other);
        }
        let (press, doing) = self
            .state
            .with_value(|it| (it.press.clone(), it.doing.clone()));
        let Some(press) = press else { return };
        let stray = if press.is_touch { STRAY.1 } else { STRAY.0 };
        match doing {
            Doing::Nothing if distance(press.at, at) >= stray => self.begin(press, event),
            Doing::Nothing => {}
            Doing::Pan => self
                .plane
                .look(|view| view.pan(at.x - before.x, at.y - before.y)),
            Doing::Carry(..) | Doing::Marquee(..) | Doing::Link => self.tick(),
        }
    }

    /// Two fingers: what is between them stays between them.
    fn pinch(self, before: Point, now: Point, other: Point) {
        let factor = distance(now, other) / distance(before, other).max(1.0);
        let middle = |a: Point, b: Point| self.plane.within((a.x + b.x) / 2.0, (a.y + b.y) / 2.0);
        let (was, is) = (middle(before, other), middle(now, other));
        self.plane.look(|view| {
            view.pan(is.x - was.x, is.y - was.y)
                .zoom_at(factor, is.x, is.y)
        });
    }

    /// A wire that was begun by a tap follows the pointer.
    fn hover(self, at: Point) {
        let is_tapped = self
            .plane
            .link
            .with_untracked(|it| it.as_ref().is_some_and(|it| it.by == By::Tap));
        if is_tapped {
            self.plane.tip.set(Some(self.plane.at(at.x, at.y)));
        }
    }

    fn begin(self, press: Press, event: &PointerEvent) {
        let plane = self.plane;
        if let Some(window) = plane.window.get_untracked() {
            // Without it the drag ends at the edge of the window, which is all.
            let _ = window.set_pointer_capture(press.pointer);
        }
        let is_chosen = |id: &str| plane.selection().with_untracked(|it| it.nodes.contains(id));
        let doing = match press.on {
            _ if press.moves_view => Doing::Pan,
            Hit::Node(id) | Hit::Host(id) if !press.is_touch || is_chosen(&id) => {
                self.lift(id, press.at, event)
            }
            Hit::Port(port) if !press.is_touch => self.draw(port),
            Hit::Wire(wire) if !press.is_touch => self.take_end(&wire, press.at),
            Hit::Plane if event.shift_key() => {
                let kept = plane.selection().with_untracked(|it| it.nodes.clone());
                let kept = if keys(event).command {
                    kept
                } else {
                    BTreeSet::new()
                };
                Doing::Marquee(plane.at(press.at.x, press.at.y), kept)
            }
            _ => Doing::Pan,
        };
        self.is_dragging.set(true);
        self.state.update_value(|state| state.doing = doing);
        self.tick();
    }

    /// Takes a node into the hand, with the others that are chosen if it is one of them.
    fn lift(self, id: String, at: Point, event: &PointerEvent) -> Doing {
        let plane = self.plane;
        plane.hold();
        let is_chosen = plane
            .selection()
            .with_untracked(|it| it.nodes.contains(&id));
        if !is_chosen {
            let mut selection = Selection::node(&id);
            if keys(event).command {
                selection
                    .nodes
                    .extend(plane.selection().with_untracked(|it| it.nodes.clone()));
            }
            plane.selection().set(selection);
        }
        let nodes = plane.selection().with_untracked(|it| it.nodes.clone());
        let middle = End::Node { id: id.clone() };
        let wires = match nodes.len() {
            1 => plane.playground.prospects.with_untracked(|prospects| {
                plane
                    .graph
                    .with_untracked(|graph| wires_for(&middle, graph, prospects))
            }),
            _ => BTreeSet::new(),
        };
        plane.carried.set(Point { x: 0.0, y: 0.0 });
        plane.lifted.set(nodes);
        Doing::Carry(id, plane.at(at.x, at.y), wires)
    }

    /// Begins a wire at a port; from an import that is provided for, its wire is taken along.
    fn draw(self, port: PortAt) -> Doing {
        let plane = self.plane;
        let wire = plane.wire_into(&port);
        let from = match &wire {
            Some(wire) => PortAt {
                node: wire.from.clone(),
                port: wire.from_port.clone(),
                side: Side::Export,
            },
            None => port,
        };
        match plane.link(from, wire, By::Drag) {
            true => Doing::Link,
            false => Doing::Nothing,
        }
    }

    /// Takes the nearer end of a wire into the hand.
    fn take_end(self, wire: &Connection, at: Point) -> Doing {
        let plane = self.plane;
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
        let at = plane.at(at.x, at.y);
        let away = |port: &PortAt| {
            plane
                .port(port)
                .map_or(f64::INFINITY, |it| distance(it, at))
        };
        let fixed = if away(&from) < away(&to) { to } else { from };
        match plane.link(fixed, Some(wire.clone()), By::Drag) {
            true => Doing::Link,
            false => Doing::Nothing,
        }
    }

    /// Follows the pointer in the next frame, and pulls the view along at its edge.
    fn tick(self) {
        let was_ticking = self
            .state
            .try_update_value(|it| std::mem::replace(&mut it.is_ticking, true));
        if was_ticking != Some(false) {
            return;
        }
        request_animation_frame(move || {
            let next = self.state.try_update_value(|state| {
                state.is_ticking = false;
                let press = state.press.as_ref()?;
                let at = state.down.get(&press.pointer)?;
                Some((*at, state.doing.clone(), state.keys, press.is_touch))
            });
            let Some(Some((at, doing, keys, is_touch))) = next else {
                return;
            };
            let pull = Viewport::pull(
                self.plane.within(at.x, at.y),
                self.plane.size.get_untracked(),
            );
            match &doing {
                Doing::Nothing | Doing::Pan => return,
                Doing::Carry(held, from, wires) => self.carry(held, *from, wires, at, keys),
                Doing::Marquee(from, kept) => self.draw_box(*from, kept, at),
                Doing::Link => self.draw_to(at, is_touch),
            }
            if pull != (0.0, 0.0) {
                self.plane.look(|view| view.pan(pull.0, pull.1));
                self.tick();
            }
        });
    }

    fn carry(self, held: &str, from: Point, wires: &BTreeSet<usize>, at: Point, keys: Keys) {
        let plane = self.plane;
        let now = plane.at(at.x, at.y);
        let Some((area, mut x, mut y)) = plane.picture.with_untracked(|picture| {
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
        if plane.carried.get_untracked() != (Point { x, y }) {
            plane.carried.set(Point { x, y });
        }
        let area = Rect {
            x: area.x + x,
            y: area.y + y,
            ..area
        };
        let splice = plane
            .picture
            .with_untracked(|it| under_box(it, wires, area))
            .filter(|_| !keys.alt);
        if plane.splice.get_untracked() != splice {
            plane.splice.set(splice);
        }
    }

    fn draw_box(self, from: Point, kept: &BTreeSet<String>, at: Point) {
        let plane = self.plane;
        let area = Rect::between(from, plane.at(at.x, at.y));
        let mut nodes = kept.clone();
        plane.picture.with_untracked(|picture| {
            let within = picture
                .nodes
                .iter()
                .filter(|(_, it)| area.meets(Rect::from(*it)));
            nodes.extend(within.map(|(id, _)| id.clone()));
        });
        plane.marquee.set(Some(area));
        if plane.selection().with_untracked(|it| it.nodes != nodes) {
            plane.selection().set(Selection { nodes, wire: None });
        }
    }

    fn draw_to(self, at: Point, is_touch: bool) {
        let plane = self.plane;
        let radius = if is_touch { RADIUS.1 } else { RADIUS.0 };
        let radius = radius / plane.viewport.get_untracked().zoom;
        let tip = plane.at(at.x, at.y);
        let target = plane.link.with_untracked(|link| {
            let link = link.as_ref()?;
            plane.graph.with_untracked(|graph| {
                plane.picture.with_untracked(|picture| {
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
        plane.tip.set(Some(tip));
        if plane.target.get_untracked() != target {
            plane.target.set(target);
        }
    }

    pub(super) fn release(self, event: &PointerEvent) {
        let at = client(event);
        let ended = self.state.try_update_value(|state| {
            state.down.remove(&event.pointer_id());
            let is_it = state
                .press
                .as_ref()
                .is_some_and(|it| it.pointer == event.pointer_id());
            is_it.then(|| (state.press.take(), std::mem::take(&mut state.doing)))
        });
        let Some(Some((Some(press), doing))) = ended else {
            return;
        };
        let plane = self.plane;
        self.is_dragging.set(false);
        match doing {
            Doing::Nothing if press.on == Hit::Plane && event.button() == 0 => self.tap_plane(at),
            Doing::Nothing | Doing::Pan => {}
            Doing::Carry(held, ..) => self.put_down(&held),
            Doing::Marquee(..) => plane.marquee.set(None),
            Doing::Link => self.end_link(at),
        }
    }

    /// A press on nothing: a wire that was begun by a tap ends in the open, and nothing is chosen.
    fn tap_plane(self, at: Point) {
        let plane = self.plane;
        let link = plane.link.get_untracked();
        plane.let_go();
        match link {
            Some(link) if link.by == By::Tap => plane.finish_open(link, at.x, at.y),
            _ => plane.selection().set(Selection::default()),
        }
    }

    fn put_down(self, held: &str) {
        let plane = self.plane;
        let Point { x, y } = plane.carried.get_untracked();
        let picture = plane.picture.get_untracked();
        let splice = plane
            .splice
            .get_untracked()
            .and_then(|it| picture.wires.get(it));
        let lifted = plane.lifted.get_untracked();
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
            plane.insert_carried(
                held.to_owned(),
                crate::state::composing::ends(&wire.edge),
                at,
            );
        } else {
            plane.playground.move_nodes(&stood, moved);
        }
        plane.let_go();
    }

    fn end_link(self, at: Point) {
        let plane = self.plane;
        let (link, target) = (plane.link.get_untracked(), plane.target.get_untracked());
        plane.let_go();
        let Some(link) = link else { return };
        match (target, Hit::at(plane, at.x, at.y)) {
            (Some(port), _) => plane.finish(&link, &port),
            (None, Hit::Port(port)) if port == link.from => {}
            (None, Hit::Node(node) | Hit::Port(PortAt { node, .. }) | Hit::Host(node))
                if node != link.from.node =>
            {
                plane.finish_on(&link, &node, at.x, at.y);
            }
            (None, _) if self.is_over_slot(&link, at) => plane.export(&link.from),
            (None, Hit::Plane | Hit::Wire(_)) => plane.finish_open(link, at.x, at.y),
            _ => {}
        }
    }

    /// Whether an export is held over the place that makes it one of the composition.
    fn is_over_slot(self, link: &Link, at: Point) -> bool {
        let width = self.plane.size.get_untracked().0;
        link.from.side == Side::Export && self.plane.within(at.x, at.y).x > width - SLOT
    }

    /// Ends everything as if nothing had been begun.
    pub(super) fn give_up(self) {
        self.state.update_value(|state| {
            state.press = None;
            state.doing = Doing::Nothing;
        });
        self.is_dragging.set(false);
        self.plane.let_go();
    }

    /// A pointer that the browser took for something else.
    pub(super) fn cancel(self, event: &PointerEvent) {
        self.state.update_value(|state| {
            state.down.remove(&event.pointer_id());
        });
        self.give_up();
    }
}

fn client(event: &PointerEvent) -> Point {
    Point {
        x: f64::from(event.client_x()),
        y: f64::from(event.client_y()),
    }
}

fn keys(event: &PointerEvent) -> Keys {
    Keys {
        alt: event.alt_key(),
        shift: event.shift_key(),
        command: event.ctrl_key() || event.meta_key(),
    }
}

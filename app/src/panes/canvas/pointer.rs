//! What pointers do on the diagram. A finger moves the view, and moves nodes only once they are
//! chosen; two fingers always move the view.

use std::collections::{BTreeMap, BTreeSet};

use leptos::{ev::PointerEvent, prelude::*};

use super::{
    hand::By,
    hits::Hit,
    plane::Plane,
    press::{Doing, Keys, Press, client, keys},
};
use crate::state::{
    canvas::{geometry::distance, picture::Picture, viewport::Viewport},
    composing::Selection,
    layout::Point,
};

/// So far a pointer may stray before it drags, in pixels: a mouse, a finger.
const STRAY: (f64, f64) = (3.0, 10.0);

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
            Hit::Node(id) | Hit::Fold(id) if !press.is_touch || is_chosen(&id) => {
                plane.lift(id, press.at, keys(event).command)
            }
            Hit::Port(port) if !press.is_touch => plane.draw(port),
            Hit::Wire(wire) if !press.is_touch => plane.take_end(&wire, press.at),
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

    /// Follows the pointer in the next frame, and pulls the view along at its edge.
    fn tick(self) {
        let was_ticking = self
            .state
            .try_update_value(|it| std::mem::replace(&mut it.is_ticking, true));
        if was_ticking != Some(false) {
            return;
        }
        request_animation_frame(move || {
            self.state.update_value(|state| state.is_ticking = false);
            let Some(at) = self.follow() else { return };
            let pull = self.pull(at);
            if pull != (0.0, 0.0) {
                self.plane.look(|view| view.pan(pull.0, pull.1));
                self.tick();
            }
        });
    }

    /// How far the view is pulled in one frame. Only nodes can be carried to where nothing is yet.
    fn pull(self, at: Point) -> (f64, f64) {
        let window = self.plane.size.get_untracked();
        let pull = Viewport::pull(self.plane.within(at.x, at.y), window);
        let is_carrying = |state: &State| matches!(state.doing, Doing::Carry(..));
        if self.state.with_value(is_carrying) {
            return pull;
        }
        let diagram = self.plane.picture.with_untracked(Picture::bounds);
        let view = self.plane.viewport.get_untracked();
        view.pull_within(pull, diagram, window)
    }

    /// Brings what is dragged to where the pointer is, and gives where that is.
    fn follow(self) -> Option<Point> {
        let now = self.state.with_value(|state| {
            let press = state.press.as_ref()?;
            let at = *state.down.get(&press.pointer)?;
            Some((at, state.doing.clone(), state.keys, press.is_touch))
        });
        let (at, doing, keys, is_touch) = now?;
        match &doing {
            Doing::Nothing | Doing::Pan => return None,
            Doing::Carry(held, from, wires) => self.plane.carry(held, *from, wires, at, keys),
            Doing::Marquee(from, kept) => self.plane.draw_box(*from, kept, at),
            Doing::Link => self.plane.draw_to(at, is_touch),
        }
        Some(at)
    }

    pub(super) fn release(self, event: &PointerEvent) {
        let at = client(event);
        // The last frame may have been drawn before the pointer came here.
        let _ = self.follow();
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
        self.rest();
        match doing {
            Doing::Nothing if press.on == Hit::Plane && event.button() == 0 => self.tap_plane(at),
            Doing::Nothing | Doing::Pan => {}
            Doing::Carry(held, ..) => plane.put_down(&held),
            Doing::Marquee(..) => plane.marquee.set(None),
            Doing::Link => plane.end_link(at),
        }
    }

    /// Says that nothing is dragged any more, once what was put down stands where it is drawn: until
    /// then nothing slides.
    fn rest(self) {
        let is_dragging = self.is_dragging;
        request_animation_frame(move || {
            request_animation_frame(move || is_dragging.set(false));
        });
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

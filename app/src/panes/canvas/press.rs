//! A pointer that is pressed, and what it does since.

use std::collections::BTreeSet;

use leptos::ev::PointerEvent;

use super::hits::Hit;
use crate::state::layout::Point;

/// A pointer that was pressed, and what it was pressed on.
#[derive(Clone)]
pub(super) struct Press {
    pub(super) pointer: i32,
    /// In the browser's window.
    pub(super) at: Point,
    pub(super) on: Hit,
    pub(super) is_touch: bool,
    /// Whether it moves the view whatever it was pressed on.
    pub(super) moves_view: bool,
}

/// The keys that are held with the pointer.
#[derive(Clone, Copy, Default)]
pub(super) struct Keys {
    pub(super) alt: bool,
    pub(super) shift: bool,
    pub(super) command: bool,
}

/// What a pointer is doing.
#[derive(Clone, Default)]
pub(super) enum Doing {
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

/// Where a pointer is, in the browser's window.
pub(super) fn client(event: &PointerEvent) -> Point {
    Point {
        x: f64::from(event.client_x()),
        y: f64::from(event.client_y()),
    }
}

/// The keys that are held with it.
pub(super) fn keys(event: &PointerEvent) -> Keys {
    Keys {
        alt: event.alt_key(),
        shift: event.shift_key(),
        command: event.ctrl_key() || event.meta_key(),
    }
}

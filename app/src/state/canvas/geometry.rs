//! Rectangles and curves of the plane, in its own pixels.

use std::fmt::Write;

use crate::state::layout::{Placed, Point};

/// What places snap to, in pixels.
pub const GRID: f64 = 8.0;

/// So far places may be off that were worked out in two ways, in pixels.
const ROUNDING: f64 = 0.01;

/// How many places of a curve are looked at when something is held over it.
const SAMPLES: usize = 24;

/// A rectangle.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Rect {
    /// Left edge.
    pub x: f64,
    /// Top edge.
    pub y: f64,
    /// To the right edge.
    pub width: f64,
    /// To the bottom edge.
    pub height: f64,
}

impl Rect {
    /// The one with these two corners.
    pub fn between(a: Point, b: Point) -> Self {
        Self {
            x: a.x.min(b.x),
            y: a.y.min(b.y),
            width: (a.x - b.x).abs(),
            height: (a.y - b.y).abs(),
        }
    }

    /// Whether a point is in it.
    pub fn holds(self, at: Point) -> bool {
        let is_within = |at: f64, from: f64, size: f64| from <= at && at <= from + size;
        is_within(at.x, self.x, self.width) && is_within(at.y, self.y, self.height)
    }

    /// Whether all of another one is in it.
    pub fn holds_all(self, other: Self) -> bool {
        let is_within = |at: f64, size: f64, from: f64, room: f64| {
            from - ROUNDING <= at && at + size <= from + room + ROUNDING
        };
        is_within(other.x, other.width, self.x, self.width)
            && is_within(other.y, other.height, self.y, self.height)
    }

    /// Whether the two have a point in common.
    pub fn meets(self, other: Self) -> bool {
        let is_apart = |a: f64, a_size: f64, b: f64, b_size: f64| a + a_size < b || b + b_size < a;
        !is_apart(self.x, self.width, other.x, other.width)
            && !is_apart(self.y, self.height, other.y, other.height)
    }

    /// The smallest one that holds both.
    pub fn union(self, other: Self) -> Self {
        let (x, y) = (self.x.min(other.x), self.y.min(other.y));
        Self {
            x,
            y,
            width: (self.x + self.width).max(other.x + other.width) - x,
            height: (self.y + self.height).max(other.y + other.height) - y,
        }
    }

    /// Larger by so much on each side.
    pub fn grown(self, by: f64) -> Self {
        Self {
            x: self.x - by,
            y: self.y - by,
            width: self.width + 2.0 * by,
            height: self.height + 2.0 * by,
        }
    }

    /// Its middle.
    pub fn centre(self) -> Point {
        Point {
            x: self.x + self.width / 2.0,
            y: self.y + self.height / 2.0,
        }
    }
}

impl From<&Placed> for Rect {
    fn from(placed: &Placed) -> Self {
        Self {
            x: placed.x,
            y: placed.y,
            width: placed.width,
            height: placed.height,
        }
    }
}

/// The rectangle round all of them; none round nothing.
pub fn bounds(all: impl IntoIterator<Item = Rect>) -> Option<Rect> {
    all.into_iter().reduce(Rect::union)
}

/// The nearest place of the grid.
pub fn snapped(at: f64) -> f64 {
    (at / GRID).round() * GRID
}

/// How far two points are from each other.
pub fn distance(a: Point, b: Point) -> f64 {
    (a.x - b.x).hypot(a.y - b.y)
}

/// A smooth curve through a wire's points, level at both ends, as an SVG path.
pub fn path(points: &[Point]) -> String {
    let mut path = String::new();
    for pair in points.windows(2) {
        let [from, a, b, to] = bezier(pair[0], pair[1]);
        if path.is_empty() {
            let _ = write!(path, "M{} {}", from.x, from.y);
        }
        let _ = write!(path, "C{} {} {} {} {} {}", a.x, a.y, b.x, b.y, to.x, to.y);
    }
    path
}

/// Points along a wire, its ends among them.
pub fn samples(points: &[Point]) -> impl Iterator<Item = Point> {
    points.windows(2).flat_map(|pair| {
        let curve = bezier(pair[0], pair[1]);
        (0..=SAMPLES).map(move |step| on(curve, step as f64 / SAMPLES as f64))
    })
}

/// How far a point is from a wire, as far as its samples tell.
pub fn distance_to(points: &[Point], at: Point) -> f64 {
    let distances = samples(points).map(|it| distance(it, at));
    distances.fold(f64::INFINITY, f64::min)
}

/// The middle of a wire.
pub fn middle(points: &[Point]) -> Option<Point> {
    let all: Vec<_> = samples(points).collect();
    all.get(all.len() / 2).copied()
}

/// The four points of a curve that leaves to the right and arrives from the left.
fn bezier(from: Point, to: Point) -> [Point; 4] {
    let across = to.x - from.x;
    // A wire that leads back swings out a little, however far it goes.
    let bend = if across >= 0.0 {
        (across / 2.0).max(24.0_f64.min(across / 2.0 + 12.0))
    } else {
        6.0 * (-across).sqrt() + 12.0
    };
    let at = |x, y| Point { x, y };
    [from, at(from.x + bend, from.y), at(to.x - bend, to.y), to]
}

/// The point of a curve at a share of its way.
fn on([a, b, c, d]: [Point; 4], share: f64) -> Point {
    let rest = 1.0 - share;
    let mix = |a: f64, b: f64, c: f64, d: f64| {
        rest.powi(3) * a
            + 3.0 * rest.powi(2) * share * b
            + 3.0 * rest * share.powi(2) * c
            + share.powi(3) * d
    };
    Point {
        x: mix(a.x, b.x, c.x, d.x),
        y: mix(a.y, b.y, c.y, d.y),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(x: f64, y: f64) -> Point {
        Point { x, y }
    }

    #[test]
    fn a_box_drawn_in_any_direction_holds_what_is_in_it() {
        let drawn = Rect::between(at(10.0, 30.0), at(-10.0, 0.0));
        assert!(drawn.holds(at(0.0, 15.0)) && !drawn.holds(at(11.0, 15.0)));
        assert!(drawn.meets(Rect::between(at(5.0, 5.0), at(50.0, 50.0))));
        assert!(!drawn.meets(Rect::between(at(11.0, 0.0), at(50.0, 50.0))));
        assert!(drawn.holds_all(Rect::between(at(-1.0, 1.0), at(1.0, 2.0))));
        let zoomed = Rect {
            x: 0.1 + 0.2,
            width: 0.7 - 0.4,
            ..drawn
        };
        assert!(zoomed.holds_all(Rect {
            x: 0.3,
            width: 0.3,
            ..drawn
        }));
        assert!(!drawn.holds_all(drawn.grown(1.0)));
    }

    #[test]
    fn places_snap_to_the_grid() {
        assert_eq!(
            (snapped(11.0), snapped(12.0), snapped(-5.0)),
            (8.0, 16.0, -8.0)
        );
    }

    #[test]
    fn a_wire_is_hit_where_it_is_seen() {
        let wire = [at(0.0, 0.0), at(200.0, 100.0)];
        assert!(distance_to(&wire, at(100.0, 50.0)) < 1.0);
        assert!(distance_to(&wire, at(100.0, 0.0)) > 30.0);
        assert_eq!(middle(&wire), Some(at(100.0, 50.0)));
        assert_eq!(distance_to(&[], at(0.0, 0.0)), f64::INFINITY);
    }

    #[test]
    fn a_wire_leaves_to_the_right_even_when_it_leads_back() {
        let [_, leaves, arrives, _] = bezier(at(100.0, 0.0), at(0.0, 0.0));
        assert!(leaves.x > 100.0 && arrives.x < 0.0);
        assert!(path(&[at(0.0, 0.0), at(9.0, 1.0)]).starts_with("M0 0C"));
    }
}

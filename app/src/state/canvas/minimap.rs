//! The whole diagram in a small picture, with the part that is seen.

use super::geometry::Rect;
use crate::state::layout::Point;

/// How large it is at most, in pixels.
pub const SIZE: (f64, f64) = (168.0, 112.0);

/// How the plane is shown in it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Minimap {
    /// What of the plane is in it.
    pub shown: Rect,
    /// Its pixels for one of the plane.
    pub scale: f64,
}

impl Minimap {
    /// All nodes and what is seen; none while all nodes are seen anyway.
    pub fn of(bounds: Rect, seen: Rect) -> Option<Self> {
        if bounds.width <= 0.0 || seen.width <= 0.0 || seen.holds_all(bounds) {
            return None;
        }
        let shown = bounds
            .union(seen)
            .grown(bounds.width.max(bounds.height) / 20.0);
        let scale = (SIZE.0 / shown.width).min(SIZE.1 / shown.height);
        Some(Self { shown, scale })
    }

    /// The point of the plane under a point of it.
    pub fn plane(self, at: Point) -> Point {
        Point {
            x: self.shown.x + at.x / self.scale,
            y: self.shown.y + at.y / self.scale,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_there_only_while_something_is_out_of_sight() {
        let at = |x, y| Point { x, y };
        let seen = Rect::between(at(0.0, 0.0), at(800.0, 600.0));
        let small = Rect::between(at(10.0, 10.0), at(300.0, 300.0));
        assert_eq!(Minimap::of(small, seen), None);
        let wide = Rect::between(at(-400.0, 0.0), at(1600.0, 100.0));
        let map = Minimap::of(wide, seen).unwrap();
        assert!(map.shown.holds_all(wide) && map.shown.holds_all(seen));
        assert!(map.shown.width * map.scale <= SIZE.0 + 1e-9);
        let corner = map.plane(at(0.0, 0.0));
        assert_eq!((corner.x, corner.y), (map.shown.x, map.shown.y));
    }
}

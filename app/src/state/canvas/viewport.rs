//! Where the diagram is looked at: pan and zoom as plain values.

use super::geometry::Rect;
use crate::state::layout::Point;

/// The smallest and largest zoom.
const ZOOM: (f64, f64) = (0.25, 2.0);

/// Space kept round a diagram that is fitted, in pixels.
const MARGIN: f64 = 40.0;

/// Space kept below it in addition, for the tools that stand there.
const TOOLS: f64 = 24.0;

/// So near to the edge of the window, in pixels, what is dragged pulls the view along.
const EDGE: f64 = 36.0;

/// How fast it is pulled at most, in pixels a frame.
const PULL: f64 = 14.0;

/// A view of the plane: a point `p` of the plane is shown at `p * zoom + (x, y)`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Viewport {
    /// Pixels from the left.
    pub x: f64,
    /// Pixels from the top.
    pub y: f64,
    /// 1 is natural size.
    pub zoom: f64,
}

impl Viewport {
    /// Shows all of a diagram in the middle of a window, never larger than natural.
    pub fn fit(diagram: (f64, f64), window: (f64, f64)) -> Self {
        let scale = |size: f64, room: f64| (room - 2.0 * MARGIN).max(1.0) / size.max(1.0);
        let window = (window.0, window.1 - TOOLS);
        let zoom = scale(diagram.0, window.0)
            .min(scale(diagram.1, window.1))
            .clamp(ZOOM.0, 1.0);
        let middle = |size: f64, room: f64| ((room - size * zoom) / 2.0).round();
        Self {
            x: middle(diagram.0, window.0),
            y: middle(diagram.1, window.1),
            zoom,
        }
    }

    /// Moves the diagram.
    pub fn pan(self, x: f64, y: f64) -> Self {
        Self {
            x: self.x + x,
            y: self.y + y,
            ..self
        }
    }

    /// Zooms by a factor; the point of the diagram under `(x, y)` stays there.
    pub fn zoom_at(self, factor: f64, x: f64, y: f64) -> Self {
        let zoom = (self.zoom * factor).clamp(ZOOM.0, ZOOM.1);
        let ratio = zoom / self.zoom;
        Self {
            x: x - (x - self.x) * ratio,
            y: y - (y - self.y) * ratio,
            zoom,
        }
    }

    /// The point of the plane that is shown at a point of the window.
    pub fn plane(self, at: Point) -> Point {
        Point {
            x: (at.x - self.x) / self.zoom,
            y: (at.y - self.y) / self.zoom,
        }
    }

    /// Where in the window a point of the plane is shown.
    pub fn window(self, at: Point) -> Point {
        Point {
            x: at.x * self.zoom + self.x,
            y: at.y * self.zoom + self.y,
        }
    }

    /// What of the plane a window shows.
    pub fn seen(self, window: (f64, f64)) -> Rect {
        let Point { x, y } = self.plane(Point { x: 0.0, y: 0.0 });
        Rect {
            x,
            y,
            width: window.0 / self.zoom,
            height: window.1 / self.zoom,
        }
    }

    /// Shows a rectangle of the plane in the middle of a window, never larger than natural.
    pub fn show(bounds: Rect, window: (f64, f64)) -> Self {
        let fitted = Self::fit((bounds.width, bounds.height), window);
        fitted.pan(-bounds.x * fitted.zoom, -bounds.y * fitted.zoom)
    }

    /// Puts a point of the plane into the middle of a window.
    pub fn centred(self, at: Point, window: (f64, f64)) -> Self {
        let now = self.window(at);
        self.pan(window.0 / 2.0 - now.x, window.1 / 2.0 - now.y)
    }

    /// Moves as little as brings a rectangle of the plane into sight; its left and top count more.
    pub fn reveal(self, part: Rect, window: (f64, f64)) -> Self {
        let from = self.window(Point {
            x: part.x,
            y: part.y,
        });
        let move_in = |from: f64, size: f64, room: f64| {
            let beyond = (from + size * self.zoom + EDGE - room).max(0.0);
            let back = (EDGE - (from - beyond)).max(0.0);
            back - beyond
        };
        self.pan(
            move_in(from.x, part.width, window.0),
            move_in(from.y, part.height, window.1),
        )
    }

    /// How far the view is pulled in one frame by what is held at a point of the window.
    pub fn pull(at: Point, window: (f64, f64)) -> (f64, f64) {
        let pull = |at: f64, size: f64| {
            let into = |depth: f64| (depth / EDGE).clamp(0.0, 1.0) * PULL;
            into(EDGE - at) - into(at - (size - EDGE))
        };
        (pull(at.x, window.0), pull(at.y, window.1))
    }

    /// As much of a pull as brings more of a diagram into sight, or some space round it.
    pub fn pull_within(self, pull: (f64, f64), diagram: Rect, window: (f64, f64)) -> (f64, f64) {
        let seen = self.seen(window);
        let within = |pull: f64, seen: (f64, f64), diagram: (f64, f64)| {
            let before = (seen.0 - diagram.0) * self.zoom + EDGE;
            let after = (diagram.0 + diagram.1 - seen.0 - seen.1) * self.zoom + EDGE;
            pull.clamp(-after.max(0.0), before.max(0.0))
        };
        (
            within(pull.0, (seen.x, seen.width), (diagram.x, diagram.width)),
            within(pull.1, (seen.y, seen.height), (diagram.y, diagram.height)),
        )
    }

    /// As a CSS transform.
    pub fn transform(self) -> String {
        format!("translate({}px, {}px) scale({})", self.x, self.y, self.zoom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_diagram_keeps_its_size_in_the_middle() {
        let view = Viewport::fit((200.0, 100.0), (600.0, 400.0));
        assert_eq!(
            view,
            Viewport {
                x: 200.0,
                y: 138.0,
                zoom: 1.0
            }
        );
    }

    #[test]
    fn a_large_diagram_shrinks_until_it_fits() {
        let view = Viewport::fit((1040.0, 100.0), (600.0, 400.0));
        assert_eq!(view.zoom, 0.5);
        assert_eq!(view.x, 40.0);
    }

    #[test]
    fn a_part_out_of_sight_is_brought_in() {
        let view = Viewport {
            x: 0.0,
            y: 0.0,
            zoom: 2.0,
        };
        let window = (400.0, 300.0);
        let part = |x, y| Rect {
            x,
            y,
            width: 50.0,
            height: 20.0,
        };
        assert_eq!(view.reveal(part(60.0, 60.0), window), view);
        let moved = view.reveal(part(300.0, -50.0), window);
        assert!(moved.seen(window).holds_all(part(300.0, -50.0)));
        let wide = Rect {
            width: 900.0,
            ..part(-90.0, 60.0)
        };
        assert!(
            view.reveal(wide, window).seen(window).x <= -90.0,
            "its left edge is seen"
        );
    }

    #[test]
    fn what_is_held_at_the_edge_pulls_the_view() {
        let pull = |x, y| Viewport::pull(Point { x, y }, (400.0, 300.0));
        assert_eq!(pull(200.0, 150.0), (0.0, 0.0));
        assert_eq!(pull(0.0, 150.0), (PULL, 0.0));
        assert_eq!(pull(500.0, 300.0), (-PULL, -PULL));
    }

    #[test]
    fn nothing_is_pulled_out_of_sight() {
        let window = (400.0, 300.0);
        let diagram = |x| Rect {
            x,
            y: 50.0,
            width: 200.0,
            height: 100.0,
        };
        let view = Viewport {
            x: 0.0,
            y: 0.0,
            zoom: 1.0,
        };
        let pull = |x, by| view.pull_within(by, diagram(x), window);
        assert_eq!(pull(100.0, (-PULL, -PULL)), (0.0, 0.0));
        assert_eq!(pull(300.0, (-PULL, PULL)), (-PULL, 0.0));
        assert_eq!(pull(-20.0, (PULL, 0.0)), (PULL, 0.0));
    }

    #[test]
    fn the_window_and_the_plane_know_each_other() {
        let view = Viewport {
            x: 10.0,
            y: -20.0,
            zoom: 0.5,
        };
        let at = Point { x: 33.0, y: 44.0 };
        assert_eq!(view.window(view.plane(at)), at);
        let shown = Viewport::show(
            Rect {
                x: 100.0,
                y: 0.0,
                width: 200.0,
                height: 100.0,
            },
            (600.0, 400.0),
        );
        assert_eq!(
            shown,
            Viewport {
                x: 100.0,
                y: 138.0,
                zoom: 1.0
            }
        );
    }

    #[test]
    fn zooming_keeps_the_point_under_the_pointer() {
        let view = Viewport {
            x: 10.0,
            y: 20.0,
            zoom: 1.0,
        };
        let closer = view.zoom_at(1.5, 110.0, 70.0);
        let point = |view: Viewport| ((110.0 - view.x) / view.zoom, (70.0 - view.y) / view.zoom);
        assert_eq!(point(view), (100.0, 50.0));
        assert!((point(closer).0 - 100.0).abs() < 1e-9 && (point(closer).1 - 50.0).abs() < 1e-9);
        assert_eq!(view.zoom_at(100.0, 0.0, 0.0).zoom, ZOOM.1);
    }
}

//! Where the diagram is looked at: pan and zoom as plain values.

/// The smallest and largest zoom.
const ZOOM: (f64, f64) = (0.25, 2.0);

/// Space kept round a diagram that is fitted, in pixels.
const MARGIN: f64 = 40.0;

/// A view of the plane: a point `p` of the plane is shown at `p * zoom + (x, y)`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Viewport {
    /// Pixels from the left.
    pub(super) x: f64,
    /// Pixels from the top.
    pub(super) y: f64,
    /// 1 is natural size.
    pub(super) zoom: f64,
}

impl Viewport {
    /// Shows all of a diagram in the middle of a window, never larger than natural.
    pub(super) fn fit(diagram: (f64, f64), window: (f64, f64)) -> Self {
        let scale = |size: f64, room: f64| (room - 2.0 * MARGIN).max(1.0) / size.max(1.0);
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
    pub(super) fn pan(self, x: f64, y: f64) -> Self {
        Self {
            x: self.x + x,
            y: self.y + y,
            ..self
        }
    }

    /// Zooms by a factor; the point of the diagram under `(x, y)` stays there.
    pub(super) fn zoom_at(self, factor: f64, x: f64, y: f64) -> Self {
        let zoom = (self.zoom * factor).clamp(ZOOM.0, ZOOM.1);
        let ratio = zoom / self.zoom;
        Self {
            x: x - (x - self.x) * ratio,
            y: y - (y - self.y) * ratio,
            zoom,
        }
    }

    /// As a CSS transform.
    pub(super) fn transform(self) -> String {
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
                y: 150.0,
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

//! The line between two regions, which can be dragged or moved by the arrow keys.

use leptos::{
    ev::{KeyboardEvent, PointerEvent},
    prelude::*,
};
use wasm_bindgen::JsCast;
use web_sys::Element;

/// On which side of the line the region lies whose size it sets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SplitterSide {
    /// The region is left of the line.
    Left,
    /// The region is right of the line.
    Right,
    /// The region is below the line.
    Below,
}

impl SplitterSide {
    /// How much the region grows when the pointer moves by `(x, y)`.
    fn growth(self, x: f64, y: f64) -> f64 {
        match self {
            Self::Left => x,
            Self::Right => -x,
            Self::Below => -y,
        }
    }

    /// Which way an arrow key moves the line, as `(x, y)`.
    fn direction(key: &str) -> Option<(f64, f64)> {
        match key {
            "ArrowLeft" => Some((-1.0, 0.0)),
            "ArrowRight" => Some((1.0, 0.0)),
            "ArrowUp" => Some((0.0, -1.0)),
            "ArrowDown" => Some((0.0, 1.0)),
            _ => None,
        }
    }
}

/// A draggable line.
#[component]
pub fn Splitter(
    /// What it resizes.
    #[prop(into)]
    label: String,
    /// Its class, which places it.
    class: &'static str,
    /// On which side the region lies whose size it sets.
    side: SplitterSide,
    /// That size, in pixels.
    size: RwSignal<f64>,
    /// Smallest and largest size.
    range: (f64, f64),
) -> impl IntoView {
    let grow = move |by: f64| size.update(|size| *size = (*size + by).clamp(range.0, range.1));
    let pressed = StoredValue::new(None::<(i32, i32)>);
    let press = move |event: PointerEvent| {
        if let Some(line) = event.target().and_then(|it| it.dyn_into::<Element>().ok()) {
            let _ = line.set_pointer_capture(event.pointer_id());
        }
        pressed.set_value(Some((event.client_x(), event.client_y())));
        event.prevent_default();
    };
    let drag = move |event: PointerEvent| {
        let Some((x, y)) = pressed.get_value() else {
            return;
        };
        let now = (event.client_x(), event.client_y());
        pressed.set_value(Some(now));
        grow(side.growth(f64::from(now.0 - x), f64::from(now.1 - y)));
    };
    let nudge = move |event: KeyboardEvent| {
        let Some((x, y)) = SplitterSide::direction(&event.key()) else {
            return;
        };
        let by = side.growth(x, y);
        if by != 0.0 {
            event.prevent_default();
            grow(by * if event.shift_key() { 48.0 } else { 8.0 });
        }
    };
    let orientation = if side == SplitterSide::Below {
        "horizontal"
    } else {
        "vertical"
    };
    view! {
        <div class=format!("splitter {class}") role="separator" tabindex="0" aria-label=label aria-orientation=orientation
            aria-valuenow=move || size.get().round() aria-valuemin=range.0 aria-valuemax=range.1
            on:pointerdown=press on:pointermove=drag on:keydown=nudge
            on:pointerup=move |_| pressed.set_value(None) on:pointercancel=move |_| pressed.set_value(None)>
        </div>
    }
}

//! The whole diagram in a corner, while some of it is out of sight.

use leptos::{ev::PointerEvent, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::Element;

use super::plane::Plane;
use crate::state::{
    canvas::{geometry::Rect, minimap::Minimap},
    layout::Point,
};

/// The small picture; pressing it looks there.
#[component]
pub(super) fn MinimapView() -> impl IntoView {
    let plane = expect_context::<Plane>();
    let map = Memo::new(move |_| {
        let seen = plane.viewport.get().seen(plane.size.get());
        Minimap::of(plane.picture.read().bounds(), seen)
    });
    let look = move |event: &PointerEvent| {
        let element = event
            .current_target()
            .and_then(|it| it.dyn_into::<Element>().ok());
        if let (Some(map), Some(element)) = (map.get_untracked(), element) {
            let frame = element.get_bounding_client_rect();
            let at = Point {
                x: f64::from(event.client_x()) - frame.left(),
                y: f64::from(event.client_y()) - frame.top(),
            };
            let size = plane.size.get_untracked();
            plane.look(|view| view.centred(map.plane(at), size));
        }
    };
    let press = move |event: PointerEvent| {
        event.stop_propagation();
        let element = event
            .current_target()
            .and_then(|it| it.dyn_into::<Element>().ok());
        if let Some(element) = element {
            let _ = element.set_pointer_capture(event.pointer_id());
        }
        look(&event);
    };
    let travel = move |event: PointerEvent| {
        if event.buttons() == 1 {
            look(&event);
        }
    };
    let is_there = Memo::new(move |_| map.with(Option::is_some));
    let nodes = move || {
        let picture = plane.picture.read();
        let nodes = picture
            .nodes
            .values()
            .map(|it| rect(Rect::from(it), "minimap-node"));
        nodes.collect_view()
    };
    let seen = move || rect(plane.viewport.get().seen(plane.size.get()), "minimap-seen");
    let frame = move || {
        map.get().map_or_else(
            || "0 0 1 1".to_owned(),
            |map| {
                let Rect {
                    x,
                    y,
                    width,
                    height,
                } = map.shown;
                format!("{x} {y} {width} {height}")
            },
        )
    };
    let size = move |of: fn(Rect) -> f64| {
        move || {
            map.get()
                .map(|map| (of(map.shown) * map.scale).round().to_string())
        }
    };
    move || {
        is_there.get().then(|| view! {
            <svg class="minimap" role="img" aria-label="The whole diagram" viewBox=frame
                width=size(|it| it.width) height=size(|it| it.height) on:pointerdown=press on:pointermove=travel>
                {nodes}
                {seen}
            </svg>
        })
    }
}

fn rect(area: Rect, class: &'static str) -> impl IntoView {
    view! { <rect class=class x=area.x.to_string() y=area.y.to_string() width=area.width.to_string() height=area.height.to_string()></rect> }
}

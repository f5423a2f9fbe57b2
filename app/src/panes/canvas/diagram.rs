//! Boxes, ports and wires on a plane that can be moved and zoomed.

use leptos::{
    ev::{KeyboardEvent, PointerEvent, WheelEvent},
    html,
    prelude::*,
};
use wasm_bindgen::JsCast;
use web_sys::Element;

use super::{Drawing, node::NodeBox, wires::Wires};
use crate::{
    playground::Playground,
    state::canvas::viewport::Viewport,
    ui::{Glyph, IconButton, move_focus, use_size},
};

/// The diagram. It is fitted into its region until the user moves or zooms it.
#[component]
pub(super) fn Diagram() -> impl IntoView {
    let playground = expect_context::<Playground>();
    let node = NodeRef::<html::Div>::new();
    let window = use_size(node);
    let moved = RwSignal::new(None::<Viewport>);
    let Drawing(drawing) = expect_context();
    let diagram = move || drawing.with(|layout| (layout.width, layout.height));
    let viewport = Memo::new(move |_| {
        moved
            .get()
            .unwrap_or_else(|| Viewport::fit(diagram(), window.get()))
    });
    let change =
        move |by: &dyn Fn(Viewport) -> Viewport| moved.set(Some(by(viewport.get_untracked())));
    let zoom = move |factor: f64| {
        let (width, height) = window.get_untracked();
        change(&|view| view.zoom_at(factor, width / 2.0, height / 2.0));
    };

    let held = StoredValue::new(None::<(i32, i32)>);
    let press = move |event: PointerEvent| {
        let Some(target) = event.target().and_then(|it| it.dyn_into::<Element>().ok()) else {
            return;
        };
        if event.button() == 0 && target.closest("button").ok().flatten().is_none() {
            let _ = target.set_pointer_capture(event.pointer_id());
            held.set_value(Some((event.client_x(), event.client_y())));
        }
    };
    let drag = move |event: PointerEvent| {
        let Some((x, y)) = held.get_value() else {
            return;
        };
        let now = (event.client_x(), event.client_y());
        held.set_value(Some(now));
        change(&|view| view.pan(f64::from(now.0 - x), f64::from(now.1 - y)));
    };
    let wheel = move |event: WheelEvent| {
        event.prevent_default();
        if event.ctrl_key() || event.meta_key() {
            let Some(frame) = node.get_untracked().map(|it| it.get_bounding_client_rect()) else {
                return;
            };
            let (x, y) = (
                f64::from(event.client_x()) - frame.left(),
                f64::from(event.client_y()) - frame.top(),
            );
            change(&|view| view.zoom_at((-event.delta_y() / 240.0).exp(), x, y));
        } else {
            change(&|view| view.pan(-event.delta_x(), -event.delta_y()));
        }
    };
    let keys = move |event: KeyboardEvent| match event.key().as_str() {
        "+" | "=" => zoom(1.25),
        "-" => zoom(0.8),
        "1" | "0" => moved.set(None),
        _ => move_focus(&event, ".node"),
    };

    let ids = Memo::new(move |_| {
        playground.graph.with(|graph| {
            graph
                .iter()
                .flat_map(|it| &it.nodes)
                .map(|it| it.id.clone())
                .collect::<Vec<_>>()
        })
    });
    let percent = move || format!("{} %", (viewport.get().zoom * 100.0).round());
    view! {
        <div class="diagram" node_ref=node on:wheel=wheel on:keydown=keys on:pointerdown=press on:pointermove=drag
            on:pointerup=move |_| held.set_value(None) on:pointercancel=move |_| held.set_value(None)>
            <div class="plane" style:transform=move || viewport.get().transform()>
                <Wires />
                <For each=move || ids.get().into_iter().enumerate() key=|(_, id)| id.clone() let((index, id))>
                    <NodeBox id first=index == 0 />
                </For>
            </div>
        </div>
        <div class="zoom" role="toolbar" aria-label="Zoom">
            <IconButton glyph=Glyph::Minus label="Zoom out" keys="−" on_press=move |_| zoom(0.8) />
            <span class="percent">{percent}</span>
            <IconButton glyph=Glyph::Add label="Zoom in" keys="+" on_press=move |_| zoom(1.25) />
            <IconButton glyph=Glyph::Fit label="Fit the diagram" keys="1" on_press=move |_| moved.set(None) />
        </div>
    }
}

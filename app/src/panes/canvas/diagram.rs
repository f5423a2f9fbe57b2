//! Boxes, ports and wires on a plane that can be moved and zoomed, and edited.

use leptos::{
    ev::{ClipboardEvent, DragEvent, KeyboardEvent, MouseEvent, PointerEvent, WheelEvent},
    prelude::*,
};
use wasm_bindgen::JsCast;
use web_sys::{Element, FocusEvent};

use super::{
    clipboard,
    dropping::Dropping,
    hand::{About, Asked, Stop},
    hits::Hit,
    keyboard,
    menu::OpenMenu,
    minimap::MinimapView,
    node::NodeBox,
    plane::Plane,
    pointer::Pointers,
    port::toggle,
    room::Room,
    toolbar::Toolbar,
    wires::Wires,
};
use crate::{
    state::canvas::{links::PortAt, picture::Side, steps::in_order},
    ui::{use_growing, use_size},
};

/// So far the wheel turns for the zoom to change by a factor of e.
const WHEEL: f64 = 240.0;

/// So many nodes are put into the diagram in one frame.
const AT_ONCE: usize = 16;

/// More nodes than this jump to where they belong: each that glides there is a layer of the
/// browser's own, and putting hundreds of these together takes longer than a frame.
const MANY: usize = 128;

/// The diagram.
#[component]
pub(super) fn Diagram(
    /// Where it is.
    room: Room,
) -> impl IntoView {
    let plane = expect_context::<Plane>();
    let pointers = Pointers::new(plane);
    let dropping = Dropping::new(plane);
    let size = use_size(plane.window);
    Effect::new(move |_| plane.size.set(size.get()));
    let keys = move |event: KeyboardEvent| {
        if keyboard::obey(plane, pointers, &event) {
            event.prevent_default();
            event.stop_propagation();
        }
    };
    let release_key = move |event: KeyboardEvent| {
        if event.key() == " " {
            pointers.space.set(false);
        }
    };
    let drop = move |event: DragEvent| dropping.drop(&event);
    let is_many = Memo::new(move |_| plane.graph.with(|it| it.nodes.len() > MANY));
    let class = move || {
        let is_linking = plane.link.with(|it| it.as_ref().map(|it| it.from.side));
        let linking = match is_linking {
            Some(Side::Export) => "is-linking from-export",
            Some(Side::Import) => "is-linking from-import",
            None => "",
        };
        let hand = if pointers.space.get() { "has-hand" } else { "" };
        let dragging = if pointers.is_dragging.get() {
            "is-dragging"
        } else {
            ""
        };
        let many = if is_many.get() { "has-many" } else { "" };
        format!("diagram {linking} {hand} {dragging} {many}")
    };
    view! {
        <div class=class node_ref=plane.window tabindex="-1" role="group" aria-label="Diagram"
            on:wheel=move |event: WheelEvent| wheel(plane, &event)
            on:keydown=keys on:keyup=release_key
            on:pointerdown=move |event: PointerEvent| pointers.press(&event)
            on:pointermove=move |event: PointerEvent| pointers.travel(&event)
            on:pointerup=move |event: PointerEvent| pointers.release(&event)
            on:pointercancel=move |event: PointerEvent| pointers.cancel(&event)
            on:contextmenu=move |event: MouseEvent| ask(plane, &event)
            on:dragover=move |event: DragEvent| dropping.over(&event) on:dragleave=move |event: DragEvent| dropping.leave(&event) on:drop=drop
            on:copy=move |event: ClipboardEvent| take(plane, &event, false) on:cut=move |event: ClipboardEvent| take(plane, &event, true)
            on:paste=move |event: ClipboardEvent| paste(plane, &event)>
            <div class="plane" style:transform=move || plane.transform()>
                <Wires room />
                <Nodes room />
                {move || plane.marquee.get().map(|area| view! {
                    <div class="marquee" style:transform=format!("translate({}px, {}px)", area.x, area.y)
                        style:width=format!("{}px", area.width) style:height=format!("{}px", area.height)></div>
                })}
            </div>
            <div class="export-slot" aria-hidden="true"><span>"Export"</span></div>
        </div>
        <MinimapView />
        <Toolbar />
        <OpenMenu />
    }
}

/// All nodes, in the order in which they are read.
#[component]
fn Nodes(
    /// Where they are.
    room: Room,
) -> impl IntoView {
    let plane = expect_context::<Plane>();
    let ids = Memo::new(move |_| {
        plane.graph.with(|graph| {
            graph
                .nodes
                .iter()
                .map(|it| it.id.clone())
                .collect::<Vec<_>>()
        })
    });
    let shown = use_growing(room.wanted(ids), AT_ONCE);
    room.leave_after(shown);
    let first = Memo::new(move |_| {
        plane
            .picture
            .with(|it| in_order(&it.nodes).into_iter().next())
    });
    let stop = Memo::new(move |_| {
        let Stop { node, .. } = plane.stop.get();
        let is_there = |id: &String| ids.with(|ids| ids.contains(id));
        node.filter(is_there).or_else(|| first.get())
    });
    // Whoever comes by the Tab key is somewhere from then on.
    let arrive = move |event: FocusEvent| {
        let stop = match Hit::of(plane, &event) {
            Hit::Node(node) => Stop {
                node: Some(node),
                port: None,
            },
            Hit::Port(PortAt { node, port, side }) => Stop {
                node: Some(node),
                port: Some((side, port)),
            },
            Hit::Fold(_) | Hit::Plane | Hit::Wire(_) => return,
        };
        if plane.stop.with_untracked(|it| *it != stop) {
            plane.stop.set(stop);
        }
    };
    view! {
        <div class="nodes" on:focusin=arrive>
            <For each=move || shown.get() key=Clone::clone let:id>
                <NodeBox id=id.clone() is_stop=Signal::derive(move || stop.with(|it| it.as_ref() == Some(&id))) />
            </For>
        </div>
    }
}

fn wheel(plane: Plane, event: &WheelEvent) {
    event.prevent_default();
    let at = plane.within(event.client_x().into(), event.client_y().into());
    if event.ctrl_key() || event.meta_key() {
        plane.look(|view| view.zoom_at((-event.delta_y() / WHEEL).exp(), at.x, at.y));
    } else if event.shift_key() && event.delta_x() == 0.0 {
        plane.look(|view| view.pan(-event.delta_y(), 0.0));
    } else {
        plane.look(|view| view.pan(-event.delta_x(), -event.delta_y()));
    }
}

/// Opens the menu of what was pressed, or of what has the focus.
fn ask(plane: Plane, event: &MouseEvent) {
    event.prevent_default();
    let (mut x, mut y) = (f64::from(event.client_x()), f64::from(event.client_y()));
    let hit = Hit::of(plane, event);
    let target = event.target().and_then(|it| it.dyn_into::<Element>().ok());
    if let (true, Some(target)) = (event.button() != 2, target) {
        // Asked by a key, it stands at what has the focus.
        let frame = target.get_bounding_client_rect();
        (x, y) = (frame.left() + 12.0, frame.top() + 12.0);
    }
    let about = match hit {
        Hit::Plane => About::Plane(plane.at(x, y)),
        Hit::Node(id) => About::Node(id),
        Hit::Fold(id) => return toggle(plane, &id),
        Hit::Port(port) => About::Port(port),
        Hit::Wire(wire) => About::Wire(wire),
    };
    plane.menu.set(Some(Asked { about, x, y }));
}

fn take(plane: Plane, event: &ClipboardEvent, is_cut: bool) {
    event.prevent_default();
    clipboard::copy(plane, is_cut);
}

fn paste(plane: Plane, event: &ClipboardEvent) {
    let text = event
        .clipboard_data()
        .and_then(|it| it.get_data("text/plain").ok());
    if let Some(text) = text {
        event.prevent_default();
        clipboard::paste(plane, text);
    }
}

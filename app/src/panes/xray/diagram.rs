//! A graph to look at.

use leptos::prelude::*;
use model::{Graph, Node, NodeKind, Port};

use crate::{
    state::{
        canvas::geometry::path,
        fold::fold,
        layout::{Metrics, Placed, layout, short_name},
    },
    ui::{hue, use_growing},
};

/// So many boxes, and as many wires, come in one frame.
const AT_ONCE: usize = 24;

/// The boxes and wires of a graph, laid out; what hosts give is folded away.
#[component]
pub(super) fn Diagram(
    /// The graph.
    graph: Graph,
) -> impl IntoView {
    let graph = fold(&graph);
    let drawn = layout(&graph, &Metrics::CANVAS);
    let (wires, boxes) = (graph.edges.len(), graph.nodes.len());
    let wires = use_growing(Memo::new(move |_| (0..wires).collect()), AT_ONCE);
    let boxes = use_growing(Memo::new(move |_| (0..boxes).collect()), AT_ONCE);
    let (width, height) = (drawn.width, drawn.height);
    let drawing = StoredValue::new((graph, drawn));
    let wire = move |at: usize| {
        drawing.with_value(|(graph, drawn)| {
            let (wire, edge) = (&drawn.wires[at], &graph.edges[at]);
            view! { <path class="hued" d=path(&wire.points) style:--hue=hue(&edge.to_port).to_string()></path> }
        })
    };
    let node = move |at: usize| {
        drawing.with_value(|(graph, drawn)| {
            let node = &graph.nodes[at];
            drawn
                .nodes
                .get(&node.id)
                .map(|placed| node_box(node, placed))
        })
    };
    view! {
        <div class="xray-diagram" role="group" aria-label="Diagram" tabindex="0">
            <div class="xray-plane" style:width=format!("{width}px") style:height=format!("{height}px")>
                <svg aria-hidden="true" width=width height=height><For each=move || wires.get() key=|at| *at children=wire /></svg>
                <For each=move || boxes.get() key=|at| *at children=node />
            </div>
        </div>
    }
}

fn node_box(node: &Node, placed: &Placed) -> impl IntoView + use<> {
    let kind = match node.kind {
        NodeKind::Instance { .. } => "instance",
        NodeKind::Import => "import",
        NodeKind::Export => "export",
    };
    let package = match &node.kind {
        NodeKind::Instance { package } => package.clone(),
        NodeKind::Import | NodeKind::Export => kind.to_owned(),
    };
    let is_instance = kind == "instance";
    let ports = |ports: &[Port], places: &[f64], side: &'static str| {
        let ports = ports.iter().zip(places).filter(|_| is_instance);
        let ports = ports.map(|(port, y)| view! {
            <span class="xray-port hued" data-side=side title=port.name.clone() style:top=format!("{y}px") style:--hue=hue(&port.name).to_string()>{short_name(&port.name).to_owned()}</span>
        });
        ports.collect_view()
    };
    view! {
        <div class="xray-node" data-kind=kind style:left=format!("{}px", placed.x) style:top=format!("{}px", placed.y)
            style:width=format!("{}px", placed.width) style:height=format!("{}px", placed.height)>
            <strong class="clip" title=node.label.clone()>{short_name(&node.label).to_owned()}</strong>
            <span class="quiet clip">{package}</span>
            {ports(&node.imports, &placed.imports, "import")}
            {ports(&node.exports, &placed.exports, "export")}
        </div>
    }
}

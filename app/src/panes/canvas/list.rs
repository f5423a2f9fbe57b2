//! The composition as a list: what a narrow screen and a screen reader get.

use leptos::prelude::*;
use model::{Edge, Graph, Node, NodeKind, Port};

use crate::{
    playground::Playground,
    state::layout::short_name,
    ui::{Glyph, Icon, hue},
};

/// Exports of the composition first, then every instance with who provides its imports.
#[component]
pub(super) fn Outline() -> impl IntoView {
    let playground = expect_context::<Playground>();
    let list = move || {
        let graph = playground.graph.get().unwrap_or_default();
        let kinds: [Group; 3] = [
            ("Exports", |kind| matches!(kind, NodeKind::Export)),
            ("Components", |kind| {
                matches!(kind, NodeKind::Instance { .. })
            }),
            ("Imports", |kind| matches!(kind, NodeKind::Import)),
        ];
        let groups = kinds.into_iter().filter_map(|(title, is_kind)| {
            let nodes: Vec<_> = graph
                .nodes
                .iter()
                .filter(|node| is_kind(&node.kind))
                .collect();
            let items = nodes
                .iter()
                .map(|node| item(playground, &graph, node))
                .collect_view();
            (!nodes.is_empty()).then(
                || view! { <h2 class="title">{title}</h2> <ul class="outline-group">{items}</ul> },
            )
        });
        groups.collect_view()
    };
    view! { <div class="outline">{list}</div> }
}

/// What a group of nodes is called, and which nodes are in it.
type Group = (&'static str, fn(&NodeKind) -> bool);

fn item(playground: Playground, graph: &Graph, node: &Node) -> AnyView {
    let NodeKind::Instance { package } = &node.kind else {
        return view! { <li class="outline-plain mono">{node.label.clone()}</li> }.into_any();
    };
    let imports = node.imports.iter().map(|port| {
        let edge = graph
            .edges
            .iter()
            .find(|edge| edge.to == node.id && edge.to_port == port.name);
        import(graph, port, edge)
    });
    let imports = imports.collect_view();
    let select = package.clone();
    view! {
        <li>
            <button type="button" class="outline-node" on:click=move |_| playground.select(Some(select.clone()))>
                <Icon glyph=Glyph::Box />
                <span class="two-lines"><strong>{node.label.clone()}</strong><span class="quiet mono">{package.clone()}</span></span>
            </button>
            <ul class="outline-imports">{imports}</ul>
        </li>
    }
    .into_any()
}

/// An import and who provides it.
fn import(graph: &Graph, port: &Port, edge: Option<&Edge>) -> impl IntoView + use<> {
    let provider = edge.and_then(|edge| graph.nodes.iter().find(|node| node.id == edge.from));
    let provider = match provider {
        Some(Node {
            kind: NodeKind::Import,
            ..
        }) => "from outside".to_owned(),
        Some(node) => format!("← {}", node.label),
        None => "nobody provides it".to_owned(),
    };
    view! {
        <li class="hued" style:--hue=hue(&port.name).to_string() class:unsatisfied=edge.is_none()>
            <span class="mono" title=port.name.clone()>{short_name(&port.name).to_owned()}</span>
            <span class="quiet">{provider}</span>
        </li>
    }
}

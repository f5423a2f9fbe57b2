//! A box of the diagram: an instance with its ports, or an import or export of the composition.

use leptos::prelude::*;
use model::{Node, NodeKind, Port, PortKind};

use super::Drawing;
use crate::{
    playground::Playground,
    state::{fold::HOST, layout::short_name},
    ui::hue,
};

/// A box. Pressing it shows its component in the inspector.
#[component]
pub(super) fn NodeBox(
    /// Id of the node.
    id: String,
    /// Whether it is the stop of the Tab key; arrows lead to the others.
    first: bool,
) -> impl IntoView {
    let playground = expect_context::<Playground>();
    let Drawing(drawing) = expect_context();
    let find = move |id: &str| {
        playground.graph.with(|graph| {
            graph
                .as_ref()?
                .nodes
                .iter()
                .find(|node| node.id == id)
                .cloned()
        })
    };
    let node = Memo::new({
        let id = id.clone();
        move |_| find(&id)
    });
    let placed = Memo::new({
        let id = id.clone();
        move |_| drawing.with(|it| it.nodes.get(&id).cloned())
    });
    let package =
        Memo::new(move |_| node.with(|node| node.as_ref().and_then(package).map(str::to_owned)));
    let is_selected = move || {
        package.with(|it| {
            it.is_some()
                && playground
                    .workspace
                    .with(|workspace| workspace.view.selection == *it)
        })
    };
    let place = move |part: fn(&crate::state::layout::Placed) -> f64| {
        move || placed.with(|it| it.as_ref().map(|it| format!("{}px", part(it))))
    };
    let press = move |_| {
        if let Some(package) = package.get_untracked() {
            playground.select(Some(package));
        }
    };
    let body = move || {
        let (Some(node), Some(placed)) = (node.get(), placed.get()) else {
            return ().into_any();
        };
        let wired = |port: &Port, is_import: bool| {
            playground.graph.with_untracked(|graph| {
                graph
                    .iter()
                    .flat_map(|it| &it.edges)
                    .any(|edge| match is_import {
                        true => edge.to == node.id && edge.to_port == port.name,
                        false => edge.from == node.id && edge.from_port == port.name,
                    })
            })
        };
        let imports = node
            .imports
            .iter()
            .zip(&placed.imports)
            .map(|(port, y)| port_mark(port, *y, true, wired(port, true)));
        let exports = node
            .exports
            .iter()
            .zip(&placed.exports)
            .map(|(port, y)| port_mark(port, *y, false, wired(port, false)));
        let (imports, exports) = (imports.collect_view(), exports.collect_view());
        view! {
            <span class="node-label">{short_name(&node.label).to_owned()}</span>" "
            <span class="node-package">{subtitle(&node)}</span>
            {imports}
            {exports}
        }
        .into_any()
    };
    let class = move || {
        node.with(|node| match node.as_ref().map(|it| &it.kind) {
            Some(NodeKind::Import) => "node import",
            Some(NodeKind::Export) => "node export",
            _ => "node instance",
        })
    };
    view! {
        <button type="button" class=class tabindex=if first { 0 } else { -1 } on:click=press
            aria-roledescription=move || node.with(|it| it.as_ref().map(role))
            aria-pressed=move || if is_selected() { "true" } else { "false" }
            style:left=place(|it| it.x) style:top=place(|it| it.y)
            style:width=place(|it| it.width) style:height=place(|it| it.height)>
            {body}
        </button>
    }
}

/// A port: its shape says its kind, its hue its interface, its filling whether a wire ends there.
fn port_mark(port: &Port, y: f64, is_import: bool, is_wired: bool) -> impl IntoView + use<> {
    let shape = match port.kind {
        PortKind::Instance => "M6 .8 11.2 6 6 11.2 .8 6z",
        PortKind::Function => "M10.5 6a4.5 4.5 0 1 1-9 0 4.5 4.5 0 0 1 9 0z",
        PortKind::Type => "M6 1.5 11 10.5H1z",
        PortKind::Component => "M1.5 1.5h9v9h-9z",
    };
    let is_host = port.name.starts_with(HOST);
    let side = match (is_import, is_wired) {
        _ if is_host => "port of-import is-host hued",
        (true, true) => "port of-import hued",
        (true, false) => "port of-import unsatisfied hued",
        (false, true) => "port of-export hued",
        (false, false) => "port of-export unused hued",
    };
    let verb = if is_import {
        ", imports "
    } else {
        ", exports "
    };
    view! {
        <span class="visually-hidden">{verb}</span>
        <span class=side style:top=format!("{y}px") style:--hue=hue(&port.name).to_string() title=port.name.clone()>
            <svg viewBox="0 0 12 12" aria-hidden="true"><path d=shape></path></svg>
            <span>{short_name(&port.name).to_owned()}</span>
        </span>
    }
}

/// The component that a node is an instance of.
fn package(node: &Node) -> Option<&str> {
    match &node.kind {
        NodeKind::Instance { package } => Some(package),
        NodeKind::Import | NodeKind::Export => None,
    }
}

fn subtitle(node: &Node) -> String {
    match &node.kind {
        NodeKind::Instance { package } => package.clone(),
        NodeKind::Import => "import".into(),
        NodeKind::Export => "export".into(),
    }
}

fn role(node: &Node) -> &'static str {
    match node.kind {
        NodeKind::Instance { .. } => "component",
        NodeKind::Import => "import",
        NodeKind::Export => "export",
    }
}

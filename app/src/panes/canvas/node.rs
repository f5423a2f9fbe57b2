//! A box of the diagram: an instance with its ports, or an import or export of the composition.

use std::collections::{HashMap, HashSet};

use leptos::{ev::MouseEvent, prelude::*};
use model::{Edge, EdgeOrigin, Node, NodeKind, Port};

use super::{
    hand::Stop,
    plane::Plane,
    port::{Filling, PortMark},
};
use crate::{
    state::{
        canvas::picture::Side,
        composing::Selection,
        fold::{HOST, left_open},
        layout::{Placed, Point, short_name},
        port_names::port_names,
    },
    ui::{Glyph, Icon, use_growing},
};

/// So many ports of a node come in one frame.
const AT_ONCE: usize = 16;

/// All that is seen of a node, wherever it stands.
#[derive(Debug, Clone, PartialEq)]
struct Shown {
    node: Node,
    size: (f64, f64),
    /// How high each port is, and what fills it.
    ports: HashMap<(Side, String), (f64, Filling)>,
}

/// A box, with its ports beside it in the tree.
#[component]
pub(super) fn NodeBox(
    /// Id of the node.
    id: String,
    /// Whether it is the stop of the Tab key; arrows lead to the others.
    #[prop(into)]
    is_stop: Signal<bool>,
) -> impl IntoView {
    let plane = expect_context::<Plane>();
    let id = StoredValue::new(id);
    let shown = Memo::new(move |_| {
        id.with_value(|id| {
            let (graph, joined) = (plane.graph.read(), plane.joined.read());
            let (node, into, out_of) = joined.node(id, &graph)?;
            Some(show(
                node,
                &into,
                &out_of,
                plane.picture.read().nodes.get(id)?,
            ))
        })
    });
    let place = Memo::new(move |_| {
        let placed = plane.picture.read();
        let placed = id.with_value(|id| placed.nodes.get(id).map(|it| (it.x, it.y)));
        placed.unwrap_or_default()
    });
    let is_lifted = Memo::new(move |_| plane.lifted.with(|it| id.with_value(|id| it.contains(id))));
    let transform = move || {
        let (x, y) = place.get();
        let by = plane.moved_by(is_lifted.get());
        let by = by.unwrap_or(Point { x: 0.0, y: 0.0 });
        format!("translate({}px, {}px)", x + by.x, y + by.y)
    };
    let is_chosen = Memo::new(move |_| {
        plane
            .selection()
            .with(|it| id.with_value(|id| it.nodes.contains(id)))
    });
    let press = move |event: MouseEvent| id.with_value(|id| choose(plane, id, &event));
    let class = move || {
        shown.with(|shown| match shown.as_ref().map(|it| &it.node.kind) {
            Some(NodeKind::Import) => "node import",
            Some(NodeKind::Export) => "node export",
            _ if shown.as_ref().is_some_and(is_one_sided) => "node instance one-sided",
            _ => "node instance",
        })
    };
    let tab_index = move || if is_stop.get() { 0 } else { -1 };
    let has_trapped = Memo::new(move |_| {
        let name = plane.playground.trapped_in();
        let is_instance =
            |it: &Shown| package(&it.node).is_some() && Some(&it.node.label) == name.as_ref();
        name.is_some() && shown.with(|it| it.as_ref().is_some_and(is_instance))
    });
    let trapped = move || {
        has_trapped.get().then(
            || view! { <span class="node-trapped"><Icon glyph=Glyph::Error />"trapped"</span> },
        )
    };
    let label = move || {
        let label = shown.with(|it| it.as_ref().map(label))?;
        let trapped = if has_trapped.get() { ", trapped" } else { "" };
        Some(format!("{label}{trapped}"))
    };
    let size = move |of: fn(&Shown) -> f64| {
        move || shown.with(|it| it.as_ref().map(|it| format!("{}px", of(it))))
    };
    view! {
        <div class=class data-node=id.get_value() class:is-chosen=is_chosen class:is-lifted=is_lifted class:has-trapped=has_trapped
            hidden=move || shown.with(Option::is_none) style:transform=transform style:width=size(|it| it.size.0) style:height=size(|it| it.size.1)>
            <button type="button" class="node-body" tabindex=tab_index on:click=press
                on:dblclick=move |_| id.with_value(|id| plane.rename(id))
                aria-roledescription=move || shown.with(|it| it.as_ref().map(|it| role(&it.node)))
                aria-label=label aria-pressed=move || if is_chosen.get() { "true" } else { "false" }>
                <span class="node-label">{move || shown.with(|it| it.as_ref().map(|it| short_name(&it.node.label).to_owned()))}</span>
                " "
                <span class="node-package">{move || shown.with(|it| it.as_ref().map(|it| subtitle(&it.node)))}</span>
            </button>
            {trapped}
            <Ports shown />
        </div>
    }
}

/// Chooses a node; with the key of commands, or Shift, in addition to others. A component that is
/// chosen is shown in the inspector.
fn choose(plane: Plane, id: &str, event: &MouseEvent) {
    let adds = event.ctrl_key() || event.meta_key() || event.shift_key();
    plane.selection().update(|selection| {
        if !adds {
            *selection = Selection::node(id);
        } else if !selection.nodes.remove(id) {
            selection.nodes.insert(id.to_owned());
            selection.wire = None;
        }
    });
    plane.stop.set(Stop {
        node: Some(id.to_owned()),
        port: None,
    });
    let package = plane.graph.with_untracked(|graph| {
        let node = graph.nodes.iter().find(|node| node.id == id)?;
        package(node).map(str::to_owned)
    });
    if package.is_some() && !adds {
        plane.playground.select(package);
    }
}

/// The ports of a node. Each stays the same element, which may have the focus, whatever becomes of
/// the wires.
#[component]
fn Ports(
    /// The node.
    shown: Memo<Option<Shown>>,
) -> impl IntoView {
    let all = Memo::new(move |_| {
        let shown = shown.read();
        let Some(Shown { node, .. }) = shown.as_ref() else {
            return Vec::new();
        };
        let of = |side: Side, ports: &[Port]| {
            let named = |(port, name): (&Port, String)| (node.id.clone(), side, port.clone(), name);
            let names = ports.iter().zip(port_names(ports));
            names.map(named).collect::<Vec<_>>()
        };
        [
            of(Side::Import, &node.imports),
            of(Side::Export, &node.exports),
        ]
        .concat()
    });
    let mark = move |(node, side, port, name): (String, Side, Port, String)| {
        let key = (side, port.name.clone());
        let state = Memo::new(move |_| {
            let shown = shown.read();
            shown.as_ref()?.ports.get(&key).copied()
        });
        view! {
            <PortMark node port side name height=Signal::derive(move || state.get().map_or(0.0, |it| it.0))
                filling=Signal::derive(move || state.get().map_or(Filling::Nothing, |it| it.1)) />
        }
    };
    let all = use_growing(all, AT_ONCE);
    view! { <For each=move || all.get() key=Clone::clone children=mark /> }
}

fn show(node: &Node, into: &[&Edge], out_of: &[&Edge], placed: &Placed) -> Shown {
    let into = into.iter().map(|edge| (&edge.to_port, edge.origin));
    let into: HashMap<_, _> = into.collect();
    let out_of: HashSet<_> = out_of.iter().map(|edge| &edge.from_port).collect();
    let folds_open = node.imports.iter().any(|it| left_open(&it.name).is_some());
    let import = |port: &Port| match into.get(&port.name) {
        _ if port.name.starts_with(HOST) => Filling::Host,
        None if port.name.starts_with("wasi:") => Filling::Host,
        None if folds_open => Filling::Open,
        None => Filling::Nothing,
        Some(EdgeOrigin::Implicit) => Filling::Open,
        Some(_) => Filling::Wired,
    };
    let export = |port: &Port| match out_of.contains(&port.name) {
        true => Filling::Wired,
        false => Filling::Nothing,
    };
    let imports = node.imports.iter().zip(&placed.imports);
    let imports = imports.map(|(port, y)| ((Side::Import, port.name.clone()), (*y, import(port))));
    let exports = node.exports.iter().zip(&placed.exports);
    let exports = exports.map(|(port, y)| ((Side::Export, port.name.clone()), (*y, export(port))));
    Shown {
        node: node.clone(),
        size: (placed.width, placed.height),
        ports: imports.chain(exports).collect(),
    }
}

fn is_one_sided(Shown { node, .. }: &Shown) -> bool {
    node.imports.is_empty() || node.exports.is_empty()
}

/// What is said of a node: `greeter, example:greeter, 1 of 5 imports missing`.
fn label(shown: &Shown) -> String {
    let name = short_name(&shown.node.label);
    let Some(package) = package(&shown.node) else {
        return format!("{name}, {}", subtitle(&shown.node));
    };
    let imports = shown.ports.iter();
    let imports = imports.filter(|((side, _), _)| *side == Side::Import);
    let filled = |how: Filling| {
        let those = imports.clone().filter(move |(_, it)| it.1 == how);
        those.map(|((_, name), _)| name)
    };
    // Of those that are folded, all are counted, whether they are shown or not.
    let folded = filled(Filling::Open).find_map(|it| left_open(it));
    let open = folded.unwrap_or_else(|| filled(Filling::Open).count());
    let missing = filled(Filling::Nothing).count();
    let count = missing + open + filled(Filling::Wired).count();
    let imports = match (count, missing, open) {
        (0, ..) => "no imports".to_owned(),
        (_, 0, 0) => "all imports provided".to_owned(),
        (_, 0, _) => format!("{open} of {count} imports left open"),
        _ => format!("{missing} of {count} imports missing"),
    };
    format!("{name}, {package}, {imports}")
}

/// The component that a node is an instance of.
pub(super) fn package(node: &Node) -> Option<&str> {
    match &node.kind {
        NodeKind::Instance { package } => Some(package),
        NodeKind::Import | NodeKind::Export => None,
    }
}

fn subtitle(node: &Node) -> String {
    match &node.kind {
        NodeKind::Instance { package } => package.clone(),
        NodeKind::Import | NodeKind::Export => {
            let version = node.label.split_once('@').map(|(_, it)| format!(" @{it}"));
            format!("{}{}", role(node), version.unwrap_or_default())
        }
    }
}

fn role(node: &Node) -> &'static str {
    match node.kind {
        NodeKind::Instance { .. } => "component",
        NodeKind::Import => "import",
        NodeKind::Export => "export",
    }
}

//! An instance: what it imports and from whom, what it exports and to whom.

use leptos::prelude::*;
use model::{GraphEdit, Node, NodeKind, Port};

use super::{Outlined, host::Host, import::Import, node_menu::NodeMenu};
use crate::{
    panes::{Screen, act::arrange},
    playground::Playground,
    state::{
        port_names::port_names,
        providers::{is_hosted, users},
    },
    ui::{Glyph, Icon, hue, unique_id, use_portions},
};

/// So many imports of an instance are shown before the user asks for more.
const FIRST: usize = 96;

/// So many of them come in one frame.
const AT_ONCE: usize = 24;

/// An instance.
#[component]
pub(super) fn Instance(
    /// Id of its node.
    id: String,
) -> impl IntoView {
    let playground = expect_context::<Playground>();
    let screen = expect_context::<Screen>();
    let outlined = expect_context::<Outlined>();
    let node = outlined.node(id.clone());
    let of_node = move |get: fn(&Node) -> String| {
        Signal::derive(move || node.with(|node| node.as_ref().map(get).unwrap_or_default()))
    };
    let label = of_node(|node| node.label.clone());
    let package = of_node(package);
    let id = StoredValue::new(id);
    let imports = Memo::new(move |_| {
        let node = node.get();
        let ports = node.map(|node| node.imports).unwrap_or_default();
        let is_hosted = |port: &Port| {
            id.with_value(|id| outlined.graph.with(|graph| is_hosted(graph, id, port)))
        };
        let (hosted, own): (Vec<_>, Vec<_>) = ports.into_iter().partition(is_hosted);
        (names(own), names(hosted))
    });
    let (own, more) = use_portions(Memo::new(move |_| imports.get().0), FIRST, AT_ONCE);
    let exports = Memo::new(move |_| {
        let node = node.get();
        names(node.map(|node| node.exports).unwrap_or_default())
    });
    let is_chosen = move || {
        let chosen = screen.composing.selection.read();
        id.with_value(|id| chosen.nodes.contains(id))
    };
    let choose = move |_| {
        id.with_value(|id| screen.composing.choose(id));
        playground.select(Some(package.get_untracked()));
    };
    let heading = unique_id("instance");
    let labelled_by = heading.clone();
    view! {
        <article class="composing-node" class:is-chosen=is_chosen aria-labelledby=labelled_by>
            <header>
                <h3 id=heading>
                    <button type="button" class="composing-name" aria-pressed=move || is_chosen().to_string() on:click=choose>
                        <Icon glyph=Glyph::Box /><span class="two-lines"><span class="clip">{label}</span><span class="quiet mono clip">{package}</span></span>
                    </button>
                </h3>
                <NodeMenu id label package=Some(package) />
            </header>
            <ul aria-label="Imports">
                <For each=move || own.get() key=Clone::clone let((port, short))>
                    <li><Import node=id.get_value() of=label port short may_be_open=true /></li>
                </For>
                {move || more().map(|more| view! { <li>{more}</li> })}
                {move || {
                    let hosted = imports.get().1;
                    (!hosted.is_empty()).then(|| view! { <li><Host node=id.get_value() of=label ports=hosted /></li> })
                }}
            </ul>
            <ul aria-label="Exports" class="composing-exports">
                <For each=move || exports.get() key=Clone::clone let((port, short))>
                    <li><Export node=id label port short /></li>
                </For>
            </ul>
        </article>
    }
}

/// An export of an instance: who takes it, and whether the composition exports it.
#[component]
fn Export(
    /// Id of the instance.
    node: StoredValue<String>,
    /// The instance's variable.
    label: Signal<String>,
    /// Name of the export.
    port: String,
    /// What it is called among the others of the instance.
    short: String,
) -> impl IntoView {
    let playground = expect_context::<Playground>();
    let Outlined { graph, .. } = expect_context();
    let hue = hue(&port);
    let title = port.clone();
    let port = StoredValue::new(port);
    let users = Memo::new(move |_| {
        let port = port.get_value();
        node.with_value(|node| graph.with(|graph| users(graph, node, &port)))
    });
    let exported = move || {
        let users = users.read();
        let mut exported = users.iter().filter(|it| it.0 == NodeKind::Export);
        exported.next().map(|it| it.1.clone())
    };
    let takers = move || {
        let users = users.read();
        let takers = users.iter().filter(|it| it.0 != NodeKind::Export);
        let takers: Vec<&str> = takers.map(|it| it.2.as_str()).collect();
        (!takers.is_empty()).then(|| format!("used by {}", takers.join(", ")))
    };
    let toggle = move |_| {
        let edit = match exported() {
            Some(export) => GraphEdit::Remove {
                nodes: vec![export],
                heal: false,
            },
            None => GraphEdit::Export {
                from: node.get_value(),
                from_port: Some(port.get_value()),
                name: None,
            },
        };
        arrange(playground, edit);
    };
    let name = {
        let short = short.clone();
        move || format!("{short} of {}: export from the composition", label.get())
    };
    view! {
        <span class="composing-port hued" style:--hue=hue.to_string()>
            <span class="mono clip" title=title>{short}</span>
            <span class="quiet clip">{takers}</span>
            <button type="button" class="button ghost small" aria-pressed=move || exported().is_some().to_string() aria-label=name on:click=toggle>
                {move || exported().is_some().then(|| view! { <Icon glyph=Glyph::Check /> })}
                <span>"Export"</span>
            </button>
        </span>
    }
}

fn package(node: &Node) -> String {
    match &node.kind {
        NodeKind::Instance { package } => package.clone(),
        NodeKind::Import | NodeKind::Export => String::new(),
    }
}

/// Full names of ports, and what they are called.
fn names(ports: Vec<Port>) -> Vec<(String, String)> {
    let short = port_names(&ports);
    let full = ports.into_iter().map(|port| port.name);
    full.zip(short).collect()
}

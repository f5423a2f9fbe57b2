//! What the composition imports.

use leptos::prelude::*;
use model::{Node, NodeKind};

use super::{Outlined, host::Given, node_menu::NodeMenu};
use crate::{
    state::providers::users,
    ui::{Glyph, Icon, hue, use_portions},
};

/// So many imports are shown before the user asks for more.
const FIRST: usize = 96;

/// So many of them come in one frame.
const AT_ONCE: usize = 24;

/// The imports of the composition and who takes each; those of WASI are folded.
#[component]
pub(super) fn Imports() -> impl IntoView {
    let outlined = expect_context::<Outlined>();
    let all = Memo::new(move |_| {
        outlined.graph.with(|graph| {
            let imports = graph.nodes.iter().filter(|it| it.kind == NodeKind::Import);
            let named = imports.map(|it| (it.id.clone(), it.label.clone()));
            let is_wasi = |it: &(String, String)| it.1.starts_with("wasi:");
            named.partition::<Vec<_>, _>(is_wasi)
        })
    });
    let wasi = move || all.get().0;
    let (own, more) = use_portions(Memo::new(move |_| all.get().1), FIRST, AT_ONCE);
    let names = move || wasi().into_iter().map(|(_, name)| name).collect::<Vec<_>>();
    let is_empty = move || all.with(|(wasi, own)| wasi.is_empty() && own.is_empty());
    let folded = move || {
        let (names, count) = (names(), names().len());
        (count > 0).then(|| view! { <summary><span class="mono">{format!("WASI · {count}")}</span><Given names /></summary> })
    };
    view! {
        <section aria-label="Imports of the composition" hidden=is_empty>
            <h2 class="title">"Imports of the composition"</h2>
            <ul class="composing-nodes">
                <For each=move || own.get() key=|(id, _)| id.clone() let((id, _))><li><Import id /></li></For>
                {move || more().map(|more| view! { <li>{more}</li> })}
                <li hidden=move || wasi().is_empty()>
                    <details class="disclosure composing-outer">
                        {folded}
                        <ul><For each=wasi key=|(id, _)| id.clone() let((id, _))><li><Import id /></li></For></ul>
                    </details>
                </li>
            </ul>
        </section>
    }
}

#[component]
fn Import(
    /// Id of its node.
    id: String,
) -> impl IntoView {
    let outlined = expect_context::<Outlined>();
    let node = outlined.node(id.clone());
    let label = outlined.label(node);
    let takers = Memo::new(move |_| node.with(|node| outlined.takers(node.as_ref()?)));
    let is_said =
        Memo::new(move |_| node.with(|node| node.as_ref().is_some_and(|it| it.span.is_some())));
    let id = StoredValue::new(id);
    let menu = move || {
        is_said
            .get()
            .then(|| view! { <NodeMenu id label package=None /> })
    };
    view! {
        <div class="composing-outer">
            <span class="composing-port hued" style:--hue=move || hue(&label.get()).to_string()>
                <span class="mono clip" title=label>{label}</span>
                <Icon glyph=Glyph::Forward />
                <span class="quiet clip">{takers}</span>
            </span>
            {menu}
        </div>
    }
}

impl Outlined {
    /// Who takes an import of the composition, in words.
    fn takers(self, node: &Node) -> Option<String> {
        let port = node.exports.first()?;
        let users = self.graph.with(|graph| users(graph, &node.id, &port.name));
        let labels: Vec<String> = users.into_iter().map(|(_, _, label)| label).collect();
        Some(labels.join(", "))
    }
}

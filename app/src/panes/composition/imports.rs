//! What the composition imports.

use leptos::prelude::*;
use model::{Node, NodeKind};

use super::{Outlined, node_menu::NodeMenu};
use crate::{
    state::providers::users,
    ui::{Glyph, Icon, hue},
};

/// The imports of the composition and who takes each; those of WASI are folded.
#[component]
pub(super) fn Imports() -> impl IntoView {
    let outlined = expect_context::<Outlined>();
    let ids = outlined.ids(|kind| *kind == NodeKind::Import);
    let of_wasi = move |is_wanted: bool| {
        let ids = ids.get().into_iter();
        ids.filter(move |id| id.contains("wasi:") == is_wanted)
    };
    let wasi = Memo::new(move |_| of_wasi(true).count());
    view! {
        <section aria-label="Imports of the composition" hidden=move || ids.with(Vec::is_empty)>
            <h2 class="title">"Imports of the composition"</h2>
            <ul class="composing-nodes">
                <For each=move || of_wasi(false) key=String::clone let:id><li><Import id /></li></For>
                <li hidden=move || wasi.get() == 0>
                    <details class="disclosure composing-outer">
                        <summary><span class="mono">{move || format!("WASI · {}", wasi.get())}</span><span class="quiet">"by the host"</span></summary>
                        <ul class="grow"><For each=move || of_wasi(true) key=String::clone let:id><li><Import id /></li></For></ul>
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
    let label = Signal::derive(move || {
        node.with(|node| node.as_ref().map(|it| it.label.clone()).unwrap_or_default())
    });
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

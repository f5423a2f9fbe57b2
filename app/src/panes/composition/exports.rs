//! What the composition exports.

use leptos::prelude::*;
use model::NodeKind;

use super::{Outlined, import::Import, node_menu::NodeMenu};
use crate::{state::layout::short_name, ui::use_growing};

/// So many exports come in one frame.
const AT_ONCE: usize = 24;

/// The exports of the composition and what provides each.
#[component]
pub(super) fn Exports() -> impl IntoView {
    let outlined = expect_context::<Outlined>();
    let ids = outlined.ids(|kind| *kind == NodeKind::Export);
    let is_empty = move || ids.with(Vec::is_empty);
    let shown = use_growing(ids, AT_ONCE);
    view! {
        <section aria-label="Exports of the composition">
            <h2 class="title">"Exports of the composition"</h2>
            {move || is_empty().then(|| view! {
                <p class="quiet none">"None: nobody could call it. Press Export beside what an instance exports."</p>
            })}
            <ul class="composing-nodes">
                <For each=move || shown.get() key=String::clone let:id><li><Export id /></li></For>
            </ul>
        </section>
    }
}

#[component]
fn Export(
    /// Id of its node.
    id: String,
) -> impl IntoView {
    let outlined = expect_context::<Outlined>();
    let node = outlined.node(id.clone());
    let label = outlined.label(node);
    let id = StoredValue::new(id);
    let port =
        Memo::new(move |_| node.with(|node| Some(node.as_ref()?.imports.first()?.name.clone())));
    let row = move || {
        port.get().map(|port| {
            let short = short_name(&port).to_owned();
            view! { <Import node=id.get_value() of="the composition" port short may_be_open=false /> }
        })
    };
    view! { <div class="composing-outer">{row}<NodeMenu id label package=None /></div> }
}

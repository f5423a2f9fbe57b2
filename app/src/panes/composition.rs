//! The composition as an outline, in which all of composing can be done with keyboard and screen
//! reader alone. It is also how a phone shows it.

mod add;
mod clause;
mod exports;
mod host;
mod import;
mod imports;
mod instance;
mod node_menu;
mod target;

use leptos::prelude::*;
use model::{Graph, Node, NodeKind};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use self::{
    add::AddInstance, exports::Exports, host::Givers, imports::Imports, instance::Instance,
    target::Target,
};
use super::{Screen, canvas::Room};
use crate::{
    playground::Playground,
    state::providers::{ByImport, by_import},
    ui::{Button, Glyph, use_growing},
};

/// Instances with their imports and exports, then what the composition exports and imports.
#[component]
pub fn CompositionOutline(
    /// Where it is.
    room: Room,
) -> impl IntoView {
    let playground = expect_context::<Playground>();
    let outlined = Outlined::of(playground);
    provide_context(outlined);
    provide_context(Givers::of(playground));
    let joining = expect_context::<Screen>().composing.joining;
    let instances = outlined.ids(|kind| matches!(kind, NodeKind::Instance { .. }));
    let is_empty = move || instances.with(Vec::is_empty);
    let shown = use_growing(room.wanted(instances), AT_ONCE);
    room.leave_after(shown);
    view! {
        <div class="composing" id=OUTLINE role="group" aria-label="Outline of the composition" tabindex="-1">
            <section aria-label="Instances">
                <div class="composing-head">
                    <h2 class="title">"Instances"</h2>
                    <AddInstance />
                    <Button label="Wire what is open…" icon=Glyph::Plug on_press=move |()| joining.set(true) />
                </div>
                {move || is_empty().then(|| view! {
                    <p class="quiet none">"None yet: add an instance of a component, then choose who provides what it imports."</p>
                })}
                <ul class="composing-nodes">
                    <For each=move || shown.get() key=String::clone let:id><li><Instance id /></li></For>
                </ul>
            </section>
            <Exports />
            <Imports />
            <Target />
        </div>
    }
}

/// So many instances are put into the outline in one frame.
const AT_ONCE: usize = 6;

/// Id of the outline, which gets the focus where what had it is gone.
const OUTLINE: &str = "composition-outline";

/// What is outlined. Provided as context.
#[derive(Clone, Copy)]
struct Outlined {
    /// The last good graph.
    graph: Memo<Graph>,
    /// What could be joined.
    offered: Memo<ByImport>,
}

impl Outlined {
    fn of(playground: Playground) -> Self {
        Self {
            graph: Memo::new(move |_| playground.whole_graph.get().unwrap_or_default()),
            offered: Memo::new(move |_| playground.prospects.with(by_import)),
        }
    }

    /// Ids of the nodes of a kind, in the order of the text.
    fn ids(self, is_kind: fn(&NodeKind) -> bool) -> Memo<Vec<String>> {
        Memo::new(move |_| {
            self.graph.with(|graph| {
                let nodes = graph.nodes.iter().filter(|node| is_kind(&node.kind));
                nodes.map(|node| node.id.clone()).collect()
            })
        })
    }

    /// What a node is called; nothing once it is gone.
    fn label(self, node: Memo<Option<Node>>) -> Signal<String> {
        let label = move |node: &Option<Node>| node.as_ref().map(|it| it.label.clone());
        Signal::derive(move || node.with(label).unwrap_or_default())
    }

    /// A node as it is now; none once it is gone.
    fn node(self, id: String) -> Memo<Option<Node>> {
        Memo::new(move |_| {
            self.graph
                .with(|graph| graph.nodes.iter().find(|node| node.id == id).cloned())
        })
    }
}

/// Gives the focus to the outline, once what had it is gone.
fn focus_outline() {
    let outline = document().get_element_by_id(OUTLINE);
    let outline = outline.and_then(|it| it.dyn_into::<HtmlElement>().ok());
    let _ = outline.map(|it| it.focus());
}

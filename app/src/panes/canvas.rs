//! The composition as a diagram or as a list.

mod acts;
mod clipboard;
mod diagram;
mod dropping;
mod hits;
mod keyboard;
mod menu;
mod minimap;
mod node;
mod plane;
mod pointer;
mod port;
mod toolbar;
mod wires;

use leptos::prelude::*;

use self::{diagram::Diagram, plane::Plane};
use super::{Screen, composition::CompositionOutline, starters::Starters, waiting::Waiting};
use crate::{
    playground::{EngineStatus, Playground},
    state::workspace::composition_path,
    ui::{Glyph, Icon, Segment, Segments},
};

/// The composition, drawn from the last good graph.
#[component]
pub fn Canvas() -> impl IntoView {
    let playground = expect_context::<Playground>();
    let screen = expect_context::<Screen>();
    let as_list = Signal::derive(move || screen.as_list.get().unwrap_or_else(Screen::is_narrow));
    provide_context(Plane::new(playground, screen, expect_context()));
    let is_waiting = Memo::new(move |_| is_waiting(playground));
    let body = move || match playground.graph.with(|graph| graph.is_some()) {
        false if is_waiting.get() => view! { <Waiting /> }.into_any(),
        _ if as_list.get() => view! { <CompositionOutline /> }.into_any(),
        false => view! { <Starters /> }.into_any(),
        true => view! { <Diagram /> }.into_any(),
    };
    let errors = move || playground.composition.with(|it| it.diagnostics.len());
    let stale = move || {
        playground.graph_is_stale.get().then(|| {
            let count = errors();
            let errors = if count == 1 {
                "an error".into()
            } else {
                format!("{count} errors")
            };
            view! {
                <p class="stale" role="status"><Icon glyph=Glyph::Warning />
                    {format!("The text has {errors}; this is its last good composition.")}</p>
            }
        })
    };
    view! {
        <section class="canvas" aria-label="Canvas" class:is-stale=playground.graph_is_stale>
            {stale}
            {body}
            <div class="canvas-view" hidden=move || playground.graph.with(Option::is_none)>
                <Segments label="Show the composition as" chosen=as_list on_choose=move |list| screen.as_list.set(Some(list))
                    segments=vec![Segment { value: false, label: "Diagram" }, Segment { value: true, label: "Outline" }] />
            </div>
        </section>
    }
}

/// Whether a composition is on its way: there is no workspace yet, or a text that the engine has
/// not looked at.
fn is_waiting(playground: Playground) -> bool {
    if matches!(playground.engine.get(), EngineStatus::Failed { .. }) {
        return false;
    }
    let is_loading = !playground.is_open.get();
    let has_text = playground
        .workspace
        .with(|workspace| composition_path(workspace).is_some());
    let is_unseen = playground
        .composition
        .with(|it| it.diagnostics.is_empty() && it.bytes.is_none());
    is_loading || (has_text && is_unseen)
}

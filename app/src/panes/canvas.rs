//! The composition as a diagram or as a list.

mod actions;
mod acts;
mod clipboard;
mod cursor;
mod diagram;
mod drags;
mod dropping;
mod focus;
mod hand;
mod hits;
mod hosts;
mod joining;
mod joins;
mod keyboard;
mod menu;
mod minimap;
mod node;
mod plane;
mod pointer;
mod port;
mod press;
mod proposals;
mod room;
mod toolbar;
mod wires;

use leptos::prelude::*;

pub use self::room::Room;
use self::{diagram::Diagram, hosts::Hosts, plane::Plane};
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
    let plane = Plane::new(playground, screen, expect_context());
    plane.follow_cursor();
    plane.mark_chosen(expect_context());
    provide_context(Hosts::follow(plane));
    provide_context(plane);
    let shown = Memo::new(move |before| shown(playground, as_list.get(), before.copied()));
    let body = move || match shown.get() {
        Shown::Waiting => view! { <Waiting /> }.into_any(),
        Shown::Starters => view! { <Starters /> }.into_any(),
        Shown::Outline | Shown::Diagram => ().into_any(),
    };
    let diagram = Room::new(Memo::new(move |_| shown.get() == Shown::Diagram));
    let outline = Room::new(Memo::new(move |_| shown.get() == Shown::Outline));
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
            {diagram.hold(|room| view! { <Diagram room /> }.into_any())}
            {outline.hold(|room| view! { <CompositionOutline room /> }.into_any())}
            <div class="canvas-view" hidden=move || !can_compose(playground)>
                <Segments label="Show the composition as" chosen=as_list on_choose=move |list| screen.as_list.set(Some(list))
                    segments=vec![Segment { value: false, label: "Diagram" }, Segment { value: true, label: "Outline" }] />
            </div>
        </section>
    }
}

/// What the canvas shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shown {
    Waiting,
    Outline,
    Starters,
    Diagram,
}

fn shown(playground: Playground, as_list: bool, before: Option<Shown>) -> Shown {
    match playground.graph.with(Option::is_some) {
        // Whoever composes in the outline keeps their place in it while the first text is read.
        false if as_list && before == Some(Shown::Outline) && is_waiting(playground) => {
            Shown::Outline
        }
        false if is_waiting(playground) => Shown::Waiting,
        true if left_out(playground).is_some() => Shown::Starters,
        _ if as_list && can_compose(playground) => Shown::Outline,
        false => Shown::Starters,
        true => Shown::Diagram,
    }
}

/// How many instances there are, where they are too many to be shown.
pub fn left_out(playground: Playground) -> Option<u32> {
    playground.whole_graph.with(|it| it.as_ref()?.left_out)
}

/// Whether there is a composition, or what one can be made of.
fn can_compose(playground: Playground) -> bool {
    let is_possible = playground
        .workspace
        .with(|it| composition_path(it).is_none() && !it.components.is_empty());
    is_possible || (playground.graph.with(Option::is_some) && left_out(playground).is_none())
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

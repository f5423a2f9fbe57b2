//! Worlds: what they pull in and why, what fits them, and what changed between two versions.

mod abi;
pub(super) mod answer;
mod compare;
mod diagram;
mod features;
mod fit;
mod item;
mod page;
mod picker;
mod why;

use leptos::prelude::*;

use self::{
    abi::AbiPage,
    answer::{Answer, use_answer},
    compare::Compared,
    diagram::Drawn,
    fit::Fitted,
    page::Page,
    picker::{Catalogue, Picker},
};
use super::{Screen, world_screen::WorldTab};
use crate::{
    playground::Playground,
    state::world::choice::Choice,
    ui::{Empty, Glyph, IconButton, Segment, Segments},
};

/// The pane.
#[component]
pub fn WorldPane() -> impl IntoView {
    let playground = expect_context::<Playground>();
    let screen = expect_context::<Screen>();
    provide_context(Catalogue::new(playground));
    let segments = vec![
        Segment {
            value: WorldTab::Page,
            label: "Read",
        },
        Segment {
            value: WorldTab::Diagram,
            label: "Diagram",
        },
        Segment {
            value: WorldTab::Abi,
            label: "ABI",
        },
        Segment {
            value: WorldTab::Fit,
            label: "Fit",
        },
        Segment {
            value: WorldTab::Compare,
            label: "Compare",
        },
    ];
    let body = move || match screen.world.tab.get() {
        WorldTab::Page | WorldTab::Diagram => view! { <OneWorld /> }.into_any(),
        WorldTab::Abi => view! { <AbiPage /> }.into_any(),
        WorldTab::Fit => view! { <Fitted /> }.into_any(),
        WorldTab::Compare => view! { <Compared /> }.into_any(),
    };
    view! {
        <section class="world" aria-label="World">
            <div class="world-tabs">
                <Segments label="What to do with worlds" segments chosen=screen.world.tab on_choose=move |tab| screen.world.tab.set(tab) />
            </div>
            {body}
        </section>
    }
}

/// The world that is shown: the one that was chosen last, or else the first.
fn chosen_world(catalogue: Catalogue, screen: Screen) -> Memo<Option<Choice>> {
    Memo::new(move |_| {
        let known = catalogue.worlds.get();
        let all = known.iter().flat_map(|group| &group.choices);
        let first = all.clone().next().map(|(choice, _)| choice.clone());
        let is_known = |choice: &_| all.clone().any(|(other, _)| other == choice);
        // What the pack holds is known later than what is chosen of it.
        let shown = screen.world.shown.get();
        shown
            .filter(|choice| is_known(choice) || !catalogue.is_complete.get())
            .or(first)
    })
}

/// One world, to be read or drawn.
#[component]
fn OneWorld() -> impl IntoView {
    let playground = expect_context::<Playground>();
    let screen = expect_context::<Screen>();
    let catalogue = expect_context::<Catalogue>();
    let shown = screen.world.shown;
    let chosen = chosen_world(catalogue, screen);
    let view = use_answer(move || {
        playground.analysis.track();
        let of = chosen.get()?;
        Some(Box::pin(playground.describe_world(of)))
    });
    let filter = RwSignal::new(String::new());
    let is_page = Memo::new(move |_| screen.world.tab.get() == WorldTab::Page);
    let copy = move |_| {
        if let Some(Ok(view)) = view.get_untracked() {
            screen.copy(playground, view.wit);
        }
    };
    let body = move |view: model::WorldView| match is_page.get() {
        true => view! { <Page view filter /> }.into_any(),
        false => view! { <Drawn view /> }.into_any(),
    };
    view! {
        <div class="world-bar">
            <Picker label="World" groups=catalogue.worlds chosen=move || chosen.get() on_choose=move |choice| shown.set(Some(choice)) />
            <input class="input world-filter" type="search" aria-label="Search in the world" placeholder="Search" spellcheck="false"
                hidden=move || !is_page.get() prop:value=filter on:input=move |event| filter.set(event_target_value(&event)) />
            <IconButton glyph=Glyph::Copy label="Copy the whole world as WIT" on_press=copy />
        </div>
        {move || match chosen.with(Option::is_some) {
            true => view! { <Answer answer=view show=body /> }.into_any(),
            false => view! {
                <Empty glyph=Glyph::Globe text="There is no world here yet: write `world` in a .wit file, or add a component." />
            }.into_any(),
        }}
    }
}

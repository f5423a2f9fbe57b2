//! Above a module: the component that is made of it, how that stands, what can be done.

use leptos::prelude::*;

use super::{
    act::{act, download_take_home},
    program::follow_program,
    script_engine::EngineSelect,
    text::Shown,
};
use crate::{
    editor::TextView,
    playground::Playground,
    state::building::{BuildProgress, Building, is_wat, made_of},
    ui::{Button, ButtonKind, Glyph, Icon, IconButton, Switch},
};

/// The line; nothing above a text that no component is made of.
#[component]
pub(super) fn BuildLine() -> impl IntoView {
    let playground = expect_context::<Playground>();
    let Shown(document) = expect_context();
    let view = expect_context::<TextView>();
    let name = Memo::new(move |_| {
        let path = document.with(|it| it.as_ref().map(|it| it.path.clone()))?;
        playground.workspace.with(|it| made_of(it, &path))
    });
    follow_program(playground, view, name);
    move || name.get().map(|name| view! { <Line name /> })
}

/// The line of one component.
#[component]
fn Line(
    /// Of the component.
    name: String,
) -> impl IntoView {
    let playground = expect_context::<Playground>();
    let standing = {
        let name = name.clone();
        Memo::new(move |_| playground.builds.with(|it| it.get(&name).cloned()))
    };
    let is_working =
        Memo::new(move |_| standing.with(|it| it.as_ref().is_some_and(Building::is_working)));
    let told = move || {
        standing.with(|it| match it {
            Some(it) => it.told(),
            None => "Not built here yet".to_owned(),
        })
    };
    let look = Memo::new(move |_| standing.with(|it| it.as_ref().map_or(NOT_BUILT, look)));
    let label = format!("Component `{name}`");
    let of = name.clone();
    let source = untrack(|| playground.source_of(&name));
    let has_engine = source.is_some_and(|path| !is_wat(&path));
    let built = name.clone();
    let press = move |()| {
        if is_working.get_untracked() {
            return playground.stop_building();
        }
        let name = built.clone();
        act(playground, async move {
            playground.build_component(&name).await
        });
    };
    let taken = StoredValue::new(of.clone());
    let take_home = move |_| download_take_home(playground, taken.get_value());
    view! {
        <div class="build-line" role="group" aria-label=label>
            <span class="mono clip of">{name}</span>
            <span class="standing" class:is-ok=move || look.get().1 == "is-ok" class:is-error=move || look.get().1 == "is-error">
                {move || view! { <Icon glyph=look.get().0 /> }}
                <span class="clip" role="status">{told}</span>
            </span>
            {has_engine.then(|| view! { <EngineSelect name=of /> })}
            {has_engine.then(|| view! {
                <IconButton glyph=Glyph::Download label="Download the project, to build it elsewhere" tiny=true on_press=take_home />
            })}
            <Switch label="Run after builds" hint="What was called last is called again after each build"
                is_on=playground.runs_built on_change=move |runs| playground.set_runs_built(runs) />
            <Button
                kind=ButtonKind::Ghost
                label=Signal::derive(move || if is_working.get() { "Stop" } else { "Build" }.to_owned())
                icon=Glyph::Box
                hint="Makes the component of the module as it is now, and again after every change"
                on_press=press
            />
        </div>
    }
}

/// How what was never built here looks.
const NOT_BUILT: (Glyph, &str) = (Glyph::Box, "");

/// How a build looks: its icon and its class.
fn look(building: &Building) -> (Glyph, &'static str) {
    match building.stage {
        BuildProgress::Fetching => (Glyph::Download, ""),
        BuildProgress::Working => (Glyph::Clock, ""),
        BuildProgress::Done { .. } => (Glyph::Check, "is-ok"),
        BuildProgress::Faulty | BuildProgress::Failed(_) => (Glyph::Error, "is-error"),
    }
}

//! Above a module: the component that is made of it, how that stands, what can be done.

use leptos::{ev::Event, prelude::*};

use super::{act::act, text::Shown};
use crate::{
    playground::Playground,
    state::building::{BuildProgress, made_of},
    ui::{Button, ButtonKind, Glyph},
};

/// The line; nothing above a text that no component is made of.
#[component]
pub(super) fn BuildLine() -> impl IntoView {
    let playground = expect_context::<Playground>();
    let Shown(document) = expect_context();
    let name = Memo::new(move |_| {
        let path = document.with(|it| it.as_ref().map(|it| it.path.clone()))?;
        playground.workspace.with(|it| made_of(it, &path))
    });
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
    let is_working = Memo::new(move |_| {
        standing.with(|it| {
            it.as_ref()
                .is_some_and(|it| it.stage == BuildProgress::Working)
        })
    });
    let told = move || {
        standing.with(|it| match it {
            Some(it) => it.told(),
            None => "Not built here yet".to_owned(),
        })
    };
    let label = format!("Component `{name}`");
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
    let change = move |event: Event| playground.set_runs_built(event_target_checked(&event));
    view! {
        <div class="build-line" role="group" aria-label=label>
            <span class="mono clip">{name}</span>
            <span class="quiet clip" role="status">{told}</span>
            <label class="switch wide" title="What was called last is called again after each build">
                <input type="checkbox" role="switch" prop:checked=move || playground.runs_built.get() on:change=change />
                "Run after builds"
            </label>
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

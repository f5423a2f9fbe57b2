//! The way from what a tab cannot do to the server.

use leptos::prelude::*;

use crate::{
    panes::Screen,
    playground::Playground,
    state::run::Place,
    ui::{Button, Glyph},
};

/// Runs the same on the server; nothing where there is none, or the run was there.
#[component]
pub fn RunThere() -> impl IntoView {
    let playground = expect_context::<Playground>();
    let screen = expect_context::<Screen>();
    let there = move |()| {
        screen.run_at.set(Place::Server);
        playground.run(Place::Server);
    };
    move || {
        let was_here = playground.run.with(|run| run.place) == Place::Browser;
        (was_here && playground.server.with(Option::is_some)).then(|| view! {
            <Button label="Run on the server" icon=Glyph::Server hint="By Wasmtime; which hosts may be asked there is up to the server" on_press=there />
        })
    }
}

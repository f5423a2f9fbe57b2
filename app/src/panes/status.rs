//! The line at the bottom: what is ready.

use leptos::prelude::*;
use model::Severity;

use super::{DockTab, Screen};
use crate::playground::{EngineStatus, Playground};

/// The line.
#[component]
pub fn Status() -> impl IntoView {
    let playground = expect_context::<Playground>();
    let screen = expect_context::<Screen>();
    let engine = move || match playground.engine.get() {
        EngineStatus::Loading => ("dot busy", "Engine loading".to_owned()),
        EngineStatus::Restarting => ("dot busy", "Engine restarting".to_owned()),
        EngineStatus::Ready => ("dot", "Engine ready".to_owned()),
        EngineStatus::Failed { message } => ("dot error", format!("Engine: {message}")),
    };
    let packs = move || playground.packs.with(Vec::len);
    let server = move || {
        playground.server.with(|it| match it {
            Some(server) => format!("Server: Wasmtime {}", server.wasmtime),
            None => "No server: all in this tab".to_owned(),
        })
    };
    let problems = move || {
        playground.problems.with(|all| {
            let errors = all
                .iter()
                .filter(|it| it.severity == Severity::Error)
                .count();
            match all.len() {
                0 => "No problems".to_owned(),
                1 => "1 problem".to_owned(),
                count if errors == count => format!("{count} problems"),
                count => format!("{count} problems, {errors} of them errors"),
            }
        })
    };
    view! {
        <footer class="status" aria-label="Status">
            <span>{move || { let (class, text) = engine(); view! { <span class=class></span>{text} } }}</span>
            <span>{move || (packs() > 0).then(|| format!("{} WASI packages", packs()))}</span>
            <span>{server}</span>
            <span class="grow"></span>
            <span>"No account · no tracking"</span>
            <button type="button" class="status-button" title="Show the problems (F8 goes to the next)" on:click=move |_| screen.show_dock(DockTab::Problems)>{problems}</button>
        </footer>
    }
}

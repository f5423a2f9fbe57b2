//! The bar at the top: whose work this is, and what can be done with it.

use leptos::{ev::Event, prelude::*};

use super::later::Tools;
use crate::playground::Playground;

/// The bar.
#[component]
pub fn Header() -> impl IntoView {
    view! {
        <header class="bar">
            <h1 class="brand"><Logo /><span>"Dovetail"</span></h1>
            <span class="divider desk"></span>
            <WorkspaceName />
            <Tools />
        </header>
    }
}

#[component]
fn Logo() -> impl IntoView {
    view! {
        <svg viewBox="0 0 20 20" aria-hidden="true">
            <path class="tail" d="M2 3h7v4l5-2v10l-5-2v4H2z"></path>
            <path class="pin" d="M10.5 3H18v14h-7.5v-2.1l5 1.7V3.4l-5 1.7z"></path>
        </svg>
    }
}

#[component]
fn WorkspaceName() -> impl IntoView {
    let playground = expect_context::<Playground>();
    let name = move || {
        playground
            .workspace
            .with(|workspace| workspace.name.clone())
    };
    Effect::new(move |_| document().set_title(&title(&name())));
    let rename = move |event: Event| playground.set_name(event_target_value(&event));
    view! {
        <input class="workspace-name" type="text" aria-label="Name of the workspace" placeholder="Untitled"
            spellcheck="false" autocomplete="off" prop:value=name on:change=rename />
    }
}

/// What the window is called.
fn title(name: &str) -> String {
    match name {
        "" => "Dovetail".to_owned(),
        name => format!("{name} · Dovetail"),
    }
}

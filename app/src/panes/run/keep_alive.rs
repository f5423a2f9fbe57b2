//! Whether calls go into one instance that is kept alive.

use leptos::{ev::Event, prelude::*};

use crate::{panes::Screen, playground::Playground, state::run::Place};

/// The switch; nothing where runs are on the server, which keeps none.
#[component]
pub(super) fn KeepAlive() -> impl IntoView {
    let playground = expect_context::<Playground>();
    let screen = expect_context::<Screen>();
    let change = move |event: Event| playground.set_keep_alive(event_target_checked(&event));
    move || {
        (screen.run_at.get() == Place::Browser).then(|| view! {
            <label class="switch" title="Each call finds what earlier ones left, and resources can be held between calls">
                <input type="checkbox" role="switch" prop:checked=move || playground.keeps_alive.get() on:change=change />
                "Keep the instance alive"
            </label>
        })
    }
}

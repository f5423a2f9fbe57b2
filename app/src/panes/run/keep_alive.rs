//! Whether calls go into one instance that is kept alive.

use leptos::prelude::*;

use crate::{panes::Screen, playground::Playground, state::run::Place, ui::Switch};

/// The switch; nothing where runs are on the server, which keeps none.
#[component]
pub(super) fn KeepAlive() -> impl IntoView {
    let playground = expect_context::<Playground>();
    let screen = expect_context::<Screen>();
    move || {
        (screen.run_at.get() == Place::Browser).then(|| view! {
            <Switch label="Keep the instance alive" hint="Each call finds what earlier ones left, and resources can be held between calls"
                is_on=playground.keeps_alive on_change=move |keeps| playground.set_keep_alive(keeps) />
        })
    }
}

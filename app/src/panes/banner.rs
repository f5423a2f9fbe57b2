//! The line that says that the workspace came with a link.

use leptos::prelude::*;

use crate::{
    playground::{Origin, Playground},
    ui::{Button, ButtonKind, Glyph, Icon},
};

/// Says that nothing has run and nothing is kept, and offers both ways on.
#[component]
pub fn Banner() -> impl IntoView {
    let playground = expect_context::<Playground>();
    let missing = move || playground.missing.with(|missing| missing.len());
    let has_run = move || playground.run.with(|run| run.number > 0);
    move || {
        (playground.origin.get() == Origin::Shared).then(|| view! {
        <div class="banner" role="region" aria-label="Shared workspace">
            <Icon glyph=Glyph::Link />
            <p class="grow"><strong>"Shared workspace"</strong>
                {move || if has_run() { " · not kept yet" } else { " · nothing has run" }}
                {move || (missing() > 0).then(|| format!(" · {} to bring", if missing() == 1 { "1 file".into() } else { format!("{} files", missing()) }))}
            </p>
            <Button label="Keep a copy" kind=ButtonKind::Primary on_press=move |()| playground.keep_copy() />
            <Button label="Back to mine" on_press=move |()| playground.back_to_own() />
        </div>
    })
    }
}

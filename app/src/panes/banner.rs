//! Lines below the bar: that the workspace came with a link, is open in another tab, or is
//! not given to the engine.

use leptos::prelude::*;

use crate::{
    playground::{Origin, Playground},
    ui::{Button, ButtonKind, Glyph, Icon},
};

/// The lines, of those that there is reason for.
#[component]
pub fn Banner() -> impl IntoView {
    view! {
        <Elsewhere />
        <Resting />
        <Shared />
    }
}

/// Says that another tab holds the workspace, and offers to take it over.
#[component]
fn Elsewhere() -> impl IntoView {
    let playground = expect_context::<Playground>();
    move || {
        playground.is_elsewhere().then(|| view! {
        <div class="banner" role="region" aria-label="Open in another tab">
            <Icon glyph=Glyph::Info />
            <p class="grow"><strong>"Open in another tab"</strong>" · it can be changed there, and only be read here"</p>
            <Button label="Take over" kind=ButtonKind::Primary on_press=move |()| playground.take_over() />
        </div>
    })
    }
}

/// Says that the engine is left in peace, and offers to ask it again.
#[component]
fn Resting() -> impl IntoView {
    let playground = expect_context::<Playground>();
    move || {
        playground.is_resting.get().then(|| view! {
        <div class="banner" role="region" aria-label="The engine rests">
            <Icon glyph=Glyph::Warning />
            <p class="grow"><strong>"The engine stopped twice as this workspace was opened"</strong>
                " · it is not asked now, so nothing is checked, composed or run, and the texts can be changed"</p>
            <Button label="Ask it again" kind=ButtonKind::Primary on_press=move |()| playground.end_rest() />
        </div>
    })
    }
}

/// Says that nothing has run and nothing is kept, and offers both ways on.
#[component]
fn Shared() -> impl IntoView {
    let playground = expect_context::<Playground>();
    let missing = move || playground.to_bring();
    let unbuilt = move || playground.to_build();
    let has_run = move || playground.run.with(|run| run.number > 0);
    move || {
        (playground.origin.get() == Origin::Shared).then(|| view! {
        <div class="banner" role="region" aria-label="Shared workspace">
            <Icon glyph=Glyph::Link />
            <p class="grow"><strong>"Shared workspace"</strong>
                {move || if has_run() { " · not kept yet" } else { " · nothing has run" }}
                {move || (unbuilt() > 0).then(|| format!(" · {} to build", if unbuilt() == 1 { "1 component".into() } else { format!("{} components", unbuilt()) }))}
                {move || (missing() > 0).then(|| format!(" · {} to bring", if missing() == 1 { "1 file".into() } else { format!("{} files", missing()) }))}
            </p>
            <Button label="Keep a copy" kind=ButtonKind::Primary on_press=move |()| playground.keep_copy() />
            <Button label="Back to mine" on_press=move |()| playground.back_to_own() />
        </div>
    })
    }
}

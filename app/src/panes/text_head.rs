//! What stands above a text: the way back, where the cursor is, what can be done.

use leptos::prelude::*;

use super::{
    Screen,
    building::BuildLine,
    outline::Outline,
    text::{LONG, Shown},
    text_menu::TextMenu,
};
use crate::{
    editor::{TextView, Verb},
    playground::{Playground, bundled_name, is_understood},
    ui::{Badge, BadgeTone, Button, ButtonKind, Glyph, IconButton, keys},
};

/// The line.
#[component]
pub fn TextHead() -> impl IntoView {
    let view = expect_context::<TextView>();
    let Shown(document) = expect_context();
    let playground = expect_context::<Playground>();
    let screen = expect_context::<Screen>();
    let is_read_only =
        Memo::new(move |_| document.with(|it| it.as_ref().is_some_and(|it| it.is_read_only)));
    let is_told = Memo::new(move |_| {
        document.with(|it| it.as_ref().is_some_and(|it| is_understood(&it.path)))
    });
    let note = Memo::new(move |_| {
        document.with(|it| match it {
            Some(it) if is_understood(&it.path) && it.text.len() > LONG => {
                Some("Large file: no outline".to_owned())
            }
            Some(it) => bundled_name(&it.path).map(|(package, _)| format!("{package} · read-only")),
            None => None,
        })
    });
    let travel = move |step| view.travel(playground, screen, step);
    view! {
        <div class="text-head" role="toolbar" aria-label="Text">
            <IconButton glyph=Glyph::Back label="Back" keys="Alt ←" tiny=true disabled=move || !screen.trail.with(|it| it.can_go_back()) on_press=move |_| travel(-1) />
            <IconButton glyph=Glyph::Forward label="Forward" keys="Alt →" tiny=true disabled=move || !screen.trail.with(|it| it.can_go_forward()) on_press=move |_| travel(1) />
            {move || is_told.get().then(|| view! { <Outline view /> })}
            <BuildLine />
            <span class="grow"></span>
            {move || note.get().map(|text| view! { <Badge text tone=BadgeTone::Plain /> })}
            {move || (is_told.get() && !is_read_only.get()).then(|| {
                let hint = format!("Lay the text out as usual ({})", keys("Shift Alt F"));
                view! { <span class="wide"><Button label="Format" kind=ButtonKind::Ghost hint on_press=move |()| view.run(Verb::Format) /></span> }
            })}
            {move || is_told.get().then(|| view! { <TextMenu view is_read_only /> })}
        </div>
    }
}

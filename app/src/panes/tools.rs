//! The right half of the bar: whether the work is kept, and what can be done with all of it.

use leptos::prelude::*;

use super::{Screen, samples::SamplesMenu, theme::ThemeButton};
use crate::{
    playground::Playground,
    state::save::SaveState,
    ui::{Button, Glyph, Icon, IconButton},
};

/// The buttons and menus.
#[component]
pub fn Tools() -> impl IntoView {
    let playground = expect_context::<Playground>();
    let screen = expect_context::<Screen>();
    view! {
        <Saved />
        <span class="grow desk"></span>
        <span class="row desk tight">
            <IconButton glyph=Glyph::Undo label="Undo" keys="Ctrl Z" disabled=move || !playground.can_undo.get() on_press=move |_| playground.undo() />
            <IconButton glyph=Glyph::Redo label="Redo" keys="Ctrl Shift Z" disabled=move || !playground.can_redo.get() on_press=move |_| playground.redo() />
        </span>
        <span class="divider desk"></span>
        <SamplesMenu />
        <ThemeButton />
        <Button label="Share" icon=Glyph::Share hint="Put the whole workspace in a link (Ctrl Shift S)" on_press=move |()| screen.sharing.set(true) />
        <RunButton />
    }
}

/// ▶ while nothing runs, ■ while something does. The same key does both.
#[component]
pub fn RunButton(
    /// What it says while nothing runs.
    #[prop(default = "Run")]
    label: &'static str,
) -> impl IntoView {
    let playground = expect_context::<Playground>();
    let screen = expect_context::<Screen>();
    let running = Memo::new(move |_| playground.run.with(|run| run.is_running()));
    let can_run = Memo::new(move |_| playground.target.with(Option::is_some));
    let press = move |_| screen.run_or_stop(playground);
    view! {
        <button type="button" class="button run-button" class:primary=move || !running.get() class:stop=running
            disabled=move || !running.get() && !can_run.get() title="Run or stop (Ctrl Enter)" on:click=press>
            {move || if running.get() {
                view! { <Icon glyph=Glyph::Stop /><span>"Stop"</span> }.into_any()
            } else {
                view! { <Icon glyph=Glyph::Play /><span>{label}</span> }.into_any()
            }}
        </button>
    }
}

/// Whether the work is kept, in a word.
#[component]
fn Saved() -> impl IntoView {
    let playground = expect_context::<Playground>();
    let words = move || match playground.saved.get() {
        SaveState::Untouched => None,
        SaveState::Pending => Some((Glyph::Clock, "Saving…".to_owned(), String::new())),
        SaveState::Saved { at } => Some((
            Glyph::Check,
            format!("Saved {}", clock(at)),
            "Kept in this browser".into(),
        )),
        SaveState::NotKept => Some((
            Glyph::Info,
            "Not kept".into(),
            "A shared workspace is kept once you keep a copy".into(),
        )),
        SaveState::Failed { message } => Some((Glyph::Error, "Not saved".into(), message)),
    };
    let is_failed = move || {
        playground
            .saved
            .with(|it| matches!(it, SaveState::Failed { .. }))
    };
    view! {
        <span class="saved desk" class:error=is_failed role="status">
            {move || words().map(|(glyph, text, title)| view! { <Icon glyph /><span title=title>{text}</span> })}
        </span>
    }
}

/// Hours and minutes of a time in milliseconds since 1970, where the user is.
fn clock(at: f64) -> String {
    let date = js_sys::Date::new(&at.into());
    format!("{:02}:{:02}", date.get_hours(), date.get_minutes())
}

//! A text of the workspace in the editor.

use leptos::prelude::*;

use super::Screen;
use crate::{
    editor::{Document, Editor},
    parts,
    playground::Playground,
};

/// The editor on the open file.
#[component]
pub fn TextPane(
    /// Path of the open file.
    open: Memo<Option<String>>,
) -> impl IntoView {
    let playground = expect_context::<Playground>();
    let screen = expect_context::<Screen>();
    let document = Memo::new(move |_| {
        let path = open.get()?;
        let own = playground.workspace.with(|it| it.files.get(&path).cloned());
        let text = own.or_else(|| playground.bundled.with(|it| it.get(&path).cloned()))?;
        Some(Document { path, text })
    });
    Effect::new(move |_| {
        if playground.is_open.get() && document.with(Option::is_none) {
            parts::first_screen_is_ready();
        }
    });
    let change = move |(path, text): (String, String)| playground.set_file(&path, text);
    view! { <Editor document opened=playground.opened findings=playground.problems place=screen.place on_change=change /> }
}

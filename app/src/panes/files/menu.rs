//! What can be done with files, and the questions that it asks.

use leptos::prelude::*;

use crate::{
    panes::{
        Screen,
        act::{act, tell},
        ask::{Ask, Question},
    },
    playground::Playground,
    state::{fault::Fault, file_edits},
    ui::{Glyph, Menu, MenuItem},
};

/// What can be done with all files.
#[component]
pub(super) fn FilesMenu() -> impl IntoView {
    let playground = expect_context::<Playground>();
    let screen = expect_context::<Screen>();
    let ask = expect_context::<Ask>();
    let export = move |with_bundled: bool| {
        move |()| {
            act(playground, async move {
                playground.export_zip(with_bundled).await
            })
        }
    };
    view! {
        <Menu label="More for files" glyph=Glyph::More icon_only=true class="ghost tiny">
            <MenuItem label="New package…" icon=Glyph::Folder detail="A folder of its own, below deps"
                on_press=move |()| create(playground, ask, "wit/deps/new/") />
            <MenuItem label="Bundled WIT…" icon=Glyph::Search detail="The wasi packages that every text can name"
                on_press=move |()| screen.browsing.set(true) />
            <hr />
            <MenuItem label="Export as zip" icon=Glyph::Download detail="Every text, at its path" on_press=export(false) />
            <MenuItem label="Export as zip with dependencies" icon=Glyph::Download detail="The bundled packages it needs below deps"
                on_press=export(true) />
        </Menu>
    }
}

/// Asks for the path of a new file.
pub(in crate::panes) fn create(playground: Playground, ask: Ask, proposal: &str) {
    let answer = move |path: String| tell(playground, playground.create_file(&path));
    let told = move |path: &str| {
        let made = playground
            .workspace
            .with_untracked(|it| file_edits::create(it, path));
        becomes(path, made.map(|(path, _)| path))
    };
    let question = Question::new(
        "New file",
        "Path; one that ends in / makes a package",
        proposal,
        answer,
    );
    ask.ask(question.told(told));
}

/// Asks for another path of a file or folder.
pub(super) fn rename(playground: Playground, ask: Ask, path: &str) {
    let (from, again) = (path.to_owned(), path.to_owned());
    let answer = move |to: String| tell(playground, playground.rename_file(&from, &to));
    let told = move |to: &str| {
        let made = playground
            .workspace
            .with_untracked(|it| file_edits::rename(it, &again, to));
        becomes(to, made.map(|(path, _)| path))
    };
    let question = Question::new("Rename or move", "Path", path, answer);
    ask.ask(question.told(told));
}

/// What a path that was typed comes to, where that is not what was typed.
fn becomes(typed: &str, made: Result<String, Fault>) -> String {
    match made {
        Ok(path) if path == typed => String::new(),
        Ok(path) => format!("Becomes {path}"),
        Err(fault) => fault.message,
    }
}

//! The texts of the workspace.

use leptos::prelude::*;

use super::{
    Screen,
    act::tell,
    ask::{Ask, Question},
    screen::PhoneView,
};
use crate::{
    playground::Playground,
    ui::{Glyph, Icon, IconButton, Menu, MenuItem},
};

/// The list of texts. Pressing one opens it.
#[component]
pub fn Files() -> impl IntoView {
    let playground = expect_context::<Playground>();
    let ask = expect_context::<Ask>();
    let paths = Memo::new(move |_| {
        playground
            .workspace
            .with(|it| it.files.keys().cloned().collect::<Vec<_>>())
    });
    let create = move |_| {
        let answer = move |path: String| tell(playground, playground.create_file(&path));
        ask.ask(Question::new(
            "New file",
            "Path, such as wit/types.wit or compose.wac",
            "wit/",
            answer,
        ));
    };
    view! {
        <section class="group" aria-label="Files">
            <h2 class="title">"Files"<span class="grow"></span>
                <IconButton glyph=Glyph::Add label="New file" tiny=true on_press=create />
            </h2>
            <ul><For each=move || paths.get() key=String::clone let:path><Item path /></For></ul>
        </section>
    }
}

#[component]
fn Item(
    /// The file.
    path: String,
) -> impl IntoView {
    let playground = expect_context::<Playground>();
    let screen = expect_context::<Screen>();
    let ask = expect_context::<Ask>();
    let stored = StoredValue::new(path.clone());
    let is_open = move || {
        playground
            .workspace
            .with(|it| stored.with_value(|path| it.view.open.as_ref() == Some(path)))
    };
    let errors = Memo::new(move |_| {
        playground
            .problems
            .with(|all| stored.with_value(|path| all.iter().filter(|it| it.path == *path).count()))
    });
    let open = move |_| {
        screen.phone.set(PhoneView::Code);
        playground.open(Some(stored.get_value()));
    };
    let rename = move |()| {
        let old = stored.get_value();
        ask.ask(Question::new("Rename file", "Path", &old, {
            let old = old.clone();
            move |new: String| tell(playground, playground.rename_file(&old, &new))
        }));
    };
    let (folder, name) = match path.rsplit_once('/') {
        Some((folder, name)) => (format!("{folder}/"), name.to_owned()),
        None => (String::new(), path.clone()),
    };
    view! {
        <li class="item" class:is-selected=is_open>
            <button type="button" class="item-main" aria-current=move || if is_open() { "true" } else { "false" } on:click=open>
                <Icon glyph=Glyph::File />
                <span class="clip"><span class="quiet">{folder}</span>{name}</span>
                {move || (errors.get() > 0).then(|| view! { <span class="count error" title="Problems">{errors.get()}</span> })}
            </button>
            <Menu label=format!("Actions for {path}") glyph=Glyph::More icon_only=true class="ghost tiny">
                <MenuItem label="Rename…" icon=Glyph::Rename on_press=rename />
                <MenuItem label="Remove" icon=Glyph::Trash danger=true on_press=move |()| playground.remove_file(&stored.get_value()) />
            </Menu>
        </li>
    }
}

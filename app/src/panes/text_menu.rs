//! What can be done with a text, for those who do not know the keys.

use leptos::prelude::*;

use super::{Screen, screen::DockTab};
use crate::{
    editor::{TextView, Verb},
    ui::{Glyph, Menu, MenuItem, keys},
};

/// The menu in the head of a text.
#[component]
pub fn TextMenu(
    /// The editor it is about.
    view: TextView,
    /// Whether its text can only be read.
    #[prop(into)]
    is_read_only: Signal<bool>,
) -> impl IntoView {
    let screen = expect_context::<Screen>();
    let item = move |label: &'static str, shortcut: &str, verb: Verb| {
        // The menu gives the focus back to its button when it closes, so the verb comes after it.
        let press = move |()| request_animation_frame(move || view.run(verb));
        view! { <MenuItem label keys=keys(shortcut) on_press=press /> }
    };
    view! {
        <Menu label="Text actions" glyph=Glyph::More icon_only=true class="ghost tiny">
            {item("Go to definition", "F12", Verb::Define)}
            {item("Find references", "Shift F12", Verb::References)}
            {item("Show documentation", "Mod I", Verb::Describe)}
            {move || (!is_read_only.get()).then(|| view! {
                {item("Rename symbol…", "F2", Verb::Rename)}
                {item("Quick fix…", "Mod .", Verb::Fix)}
                <hr />
                {item("Format", "Shift Alt F", Verb::Format)}
                {item("Comment or uncomment", "Mod /", Verb::Comment)}
            })}
            <hr />
            {item("Fold all", "Ctrl Alt [", Verb::FoldAll)}
            {item("Unfold all", "Ctrl Alt ]", Verb::UnfoldAll)}
            <hr />
            <MenuItem label="Bindings…" on_press=move |()| screen.show_dock(DockTab::Bindings) />
            <MenuItem label="Keyboard shortcuts" keys=keys("?") on_press=move |()| screen.keys.set(true) />
        </Menu>
    }
}

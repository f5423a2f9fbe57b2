//! Light or dark.

use leptos::prelude::*;

use crate::ui::{Glyph, IconButton};

/// Where `public/boot.js` reads the choice before the first paint.
const KEY: &str = "dovetail.theme";

/// Changes between light and dark. Until it is pressed, the system's wish holds.
#[component]
pub fn ThemeButton() -> impl IntoView {
    let is_dark = RwSignal::new(is_dark());
    let press = move |_| {
        let dark = !is_dark.get_untracked();
        is_dark.set(dark);
        choose(if dark { "dark" } else { "light" });
    };
    view! {
        <span class="desk">
            {move || if is_dark.get() {
                view! { <IconButton glyph=Glyph::Sun label="Light theme" on_press=press /> }
            } else {
                view! { <IconButton glyph=Glyph::Moon label="Dark theme" on_press=press /> }
            }}
        </span>
    }
}

fn is_dark() -> bool {
    let chosen = document()
        .document_element()
        .and_then(|root| root.get_attribute("data-theme"));
    let wished = || {
        window()
            .match_media("(prefers-color-scheme: dark)")
            .ok()
            .flatten()
            .is_some_and(|it| it.matches())
    };
    chosen.map_or_else(wished, |theme| theme == "dark")
}

fn choose(theme: &str) {
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute("data-theme", theme);
    }
    if let Some(storage) = window().local_storage().ok().flatten() {
        let _ = storage.set_item(KEY, theme);
    }
}

//! Light or dark.

use leptos::prelude::*;

use super::Screen;
use crate::ui::{Glyph, IconButton};

/// Where `public/boot.js` reads the choice before the first paint.
const KEY: &str = "dovetail.theme";

/// Changes between light and dark. Until it is pressed, the system's wish holds.
#[component]
pub fn ThemeButton() -> impl IntoView {
    let screen = expect_context::<Screen>();
    let press = move |_| change(screen);
    view! {
        <span class="desk">
            {move || if is_dark(screen) {
                view! { <IconButton glyph=Glyph::Sun label="Light theme" on_press=press /> }
            } else {
                view! { <IconButton glyph=Glyph::Moon label="Dark theme" on_press=press /> }
            }}
        </span>
    }
}

/// Makes a dark page light and a light one dark.
pub(super) fn change(screen: Screen) {
    let dark = !untrack(|| is_dark(screen));
    screen.is_dark.set(Some(dark));
    choose(if dark { "dark" } else { "light" });
}

/// Whether the page is dark.
pub(super) fn is_dark(screen: Screen) -> bool {
    screen.is_dark.get().unwrap_or_else(|| {
        let root = document().document_element();
        let chosen = root.and_then(|root| root.get_attribute("data-theme"));
        chosen.map_or_else(is_wished_dark, |theme| theme == "dark")
    })
}

fn is_wished_dark() -> bool {
    let wish = window().match_media("(prefers-color-scheme: dark)");
    wish.ok().flatten().is_some_and(|it| it.matches())
}

fn choose(theme: &str) {
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute("data-theme", theme);
    }
    if let Some(storage) = window().local_storage().ok().flatten() {
        let _ = storage.set_item(KEY, theme);
    }
}

//! The page: a client-side Leptos app. `state` holds plain values, `client` the edges, `playground`
//! the one seam between them and what is seen; `ui` holds primitives, `panes` what a person sees.

#![allow(
    unreachable_pub,
    reason = "the component macro makes items that are never exported"
)]

pub mod api;
pub mod client;
pub mod editor;
pub mod panes;
mod parts;
pub mod playground;
pub mod state;
pub mod ui;

use leptos::prelude::*;

/// Puts the app on the page, in place of what `index.html` paints first.
pub fn start() {
    console_error_panic_hook::set_once();
    let first_paint = document().get_element_by_id("first-paint");
    let figure = first_paint
        .as_ref()
        .and_then(|it| it.query_selector(".composition").ok().flatten());
    let drawing = figure.map(|it| it.outer_html()).unwrap_or_default();
    leptos::mount::mount_to_body(|| view! { <panes::Shell drawing /> });
    if let Some(first_paint) = first_paint {
        first_paint.remove();
    }
}

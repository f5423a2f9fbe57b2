//! A body, as what it may be looked at.

use base64::{Engine, engine::general_purpose::STANDARD};
use leptos::prelude::*;

use super::{hex::hex, json::JsonView};
use crate::{panes::components::bytes, state::http::json, ui::Segment};

/// More of a text than this is not shown, in bytes.
const MOST_TEXT: usize = 1024 * 1024;

/// How a body is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lens {
    Json,
    Page,
    Image,
    Text,
    Hex,
}

/// The lenses that fit, the best one first.
pub(super) fn lenses(media: &str, body: &[u8]) -> Vec<Segment<Lens>> {
    let text = std::str::from_utf8(body).ok();
    let is_json = text.is_some_and(|it| json::parse(it).is_some());
    let fits = [
        (is_json, Lens::Json, "JSON"),
        (text.is_some() && is_page(media), Lens::Page, "HTML"),
        (is_image(media) && !body.is_empty(), Lens::Image, "Image"),
        (text.is_some(), Lens::Text, "Text"),
        (true, Lens::Hex, "Hex"),
    ];
    let fits = fits.into_iter().filter(|(fits, ..)| *fits);
    fits.map(|(_, value, label)| Segment { value, label })
        .collect()
}

fn is_page(media: &str) -> bool {
    matches!(media, "text/html" | "application/xhtml+xml")
}

fn is_image(media: &str) -> bool {
    media.starts_with("image/")
}

/// A body through a lens.
#[component]
pub(super) fn LensView(
    /// Through which.
    lens: Lens,
    /// What the headers say that it is.
    media: String,
    /// All of it.
    body: Vec<u8>,
) -> impl IntoView {
    let text = || String::from_utf8_lossy(&body).into_owned();
    match lens {
        Lens::Json => match json::parse(&text()) {
            Some(tree) => view! { <JsonView tree /> }.into_any(),
            None => view! { <pre class="typeset">{text()}</pre> }.into_any(),
        },
        // No script runs in it, it belongs to no origin, and it takes over the page's policy, by
        // which nothing of another server is loaded.
        Lens::Page => view! { <iframe class="page-lens" title="The page, without its scripts" sandbox="" srcdoc=text()></iframe> }.into_any(),
        Lens::Image => {
            // As an image, not even SVG runs scripts or loads anything.
            let address = format!("data:{media};base64,{}", STANDARD.encode(&body));
            view! { <img class="image-lens" src=address alt="The image that the component answered with" /> }.into_any()
        }
        Lens::Text => cut(text()),
        Lens::Hex => view! { <pre class="typeset hex">{hex(&body)}</pre> }.into_any(),
    }
}

/// A text, or its beginning.
fn cut(mut text: String) -> AnyView {
    let length = text.len();
    let end = text.floor_char_boundary(MOST_TEXT);
    text.truncate(end);
    let more = (length > end).then(|| {
        let rest = bytes((length - end) as u32);
        view! { <p class="quiet small">{format!("{rest} more are not shown; save the body to have all of it.")}</p> }
    });
    view! { <pre class="typeset">{text}</pre> {more} }.into_any()
}

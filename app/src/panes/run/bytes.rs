//! Bytes as hexadecimal, text or an image, to be looked at, copied and taken home.

use leptos::prelude::*;
use web_sys::Url;

use crate::{
    client::files,
    panes::{Screen, components::bytes as size_in_words, http::hex},
    playground::Playground,
    state::value::bytes::{image_type, write_hex},
    ui::{Glyph, IconButton, Segment, Segments},
};

/// More text than this is not shown, in bytes.
const MOST: usize = 256 * 1024;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lens {
    Image,
    Text,
    Hex,
}

/// The bytes through one of the lenses that fit them, the most telling first.
#[component]
pub(super) fn BytesView(
    /// The bytes.
    bytes: Vec<u8>,
    /// Name of the file they are taken home in, without its ending.
    #[prop(into)]
    name: String,
) -> impl IntoView {
    let playground = expect_context::<Playground>();
    let screen = expect_context::<Screen>();
    let image = image_type(&bytes);
    let is_text = std::str::from_utf8(&bytes).is_ok();
    let all = [
        (image.is_some(), Lens::Image, "Image"),
        (is_text, Lens::Text, "Text"),
        (true, Lens::Hex, "Hex"),
    ];
    let lenses: Vec<_> = all
        .into_iter()
        .filter(|(fits, ..)| *fits)
        .map(|(_, value, label)| Segment { value, label })
        .collect();
    let lens = RwSignal::new(lenses[0].value);
    let size = size_in_words(bytes.len() as u32);
    let name = StoredValue::new(format!("{name}.{}", ending(image, is_text)));
    let bytes = StoredValue::new(bytes);
    let copy = move |_| {
        let text = bytes.with_value(|bytes| match lens.get_untracked() {
            Lens::Text => String::from_utf8_lossy(bytes).into_owned(),
            Lens::Hex | Lens::Image => write_hex(bytes),
        });
        screen.copy(playground, text);
    };
    let download =
        move |_| bytes.with_value(|bytes| name.with_value(|name| files::download(name, bytes)));
    let shown = move || match (lens.get(), image) {
        (Lens::Image, Some(media_type)) => {
            bytes.with_value(|bytes| view! { <Image bytes=bytes.clone() media_type /> }.into_any())
        }
        (Lens::Text, _) => {
            let text = bytes.with_value(|bytes| {
                String::from_utf8_lossy(&bytes[..bytes.len().min(MOST)]).into_owned()
            });
            view! { <pre class="typeset">{text}</pre> }.into_any()
        }
        _ => view! { <pre class="typeset hex">{bytes.with_value(|bytes| hex(bytes))}</pre> }
            .into_any(),
    };
    view! {
        <div class="row wrap value-head">
            <Segments label="Show the bytes as" segments=lenses chosen=lens on_choose=move |chosen| lens.set(chosen) />
            <span class="quiet small">{size}</span>
            <span class="grow"></span>
            <IconButton glyph=Glyph::Copy label="Copy the bytes" tiny=true on_press=copy />
            <IconButton glyph=Glyph::Download label="Download the bytes" tiny=true on_press=download />
        </div>
        <div class="bytes">{shown}</div>
    }
}

/// An image whose address lives as long as it is shown. Scripts in it never run.
#[component]
fn Image(
    /// Its bytes.
    bytes: Vec<u8>,
    /// Such as `image/png`.
    media_type: &'static str,
) -> impl IntoView {
    let url = files::address_of(&bytes, media_type);
    let kept = url.clone();
    on_cleanup(move || drop(Url::revoke_object_url(&kept)));
    view! { <img class="bytes-image" src=url alt=format!("The bytes as {media_type}") /> }
}

fn ending(image: Option<&str>, is_text: bool) -> &'static str {
    match image {
        Some("image/png") => "png",
        Some("image/gif") => "gif",
        Some("image/webp") => "webp",
        Some("image/jpeg") => "jpg",
        Some("image/bmp") => "bmp",
        Some(_) => "svg",
        None if is_text => "txt",
        None => "bin",
    }
}

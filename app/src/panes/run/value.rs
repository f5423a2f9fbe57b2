//! A value that came back: as WAVE, as a tree, as JSON, or the bytes in it.

use leptos::prelude::*;
use model::{Type, Value};

use super::{bytes::BytesView, pretty::pretty, tree::Tree};
use crate::{
    client::files,
    panes::{Screen, components::bytes},
    playground::Playground,
    state::value::{
        bytes::{BytesAt, bytes_in},
        json::json,
    },
    ui::{Glyph, IconButton, Segment, Segments, Typeset, highlight::Language},
};

/// So much of a text is shown, in bytes.
const MOST_SHOWN: usize = 32 * 1024;

/// How a value is shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Lens {
    /// As WAVE.
    #[default]
    Wave,
    /// As a tree that folds.
    Tree,
    /// As JSON.
    Json,
    /// As the bytes that are in it.
    Bytes,
}

/// The lens that the user looks through, from one result to the next.
#[derive(Clone, Copy)]
pub(super) struct ChosenLens(pub(super) RwSignal<Lens>);

/// The value with its lenses.
#[component]
pub(super) fn ValueView(
    /// The value.
    value: Value,
    /// Its type, where it is known.
    ty: Option<Type>,
    /// It in WAVE, where WAVE can write it.
    wave: Option<String>,
) -> impl IntoView {
    let playground = expect_context::<Playground>();
    let screen = expect_context::<Screen>();
    let ChosenLens(chosen) = expect_context::<ChosenLens>();
    let found = ty
        .as_ref()
        .map(|ty| bytes_in(ty, &value))
        .unwrap_or_default();
    let lenses = lenses(wave.is_some(), is_nested(&value), !found.is_empty());
    let offered: Vec<_> = lenses.iter().map(|it| it.value).collect();
    // What this value cannot be shown as stays chosen for the next.
    let lens = Memo::new(move |_| {
        let lens = chosen.get();
        let first = offered.first().copied().unwrap_or_default();
        if offered.contains(&lens) { lens } else { first }
    });
    let shown = StoredValue::new(Shown {
        value,
        ty,
        wave,
        found,
    });
    let copy = move |_| {
        screen.copy(
            playground,
            shown.with_value(|it| it.text(lens.get_untracked())),
        )
    };
    let download = move |_| {
        let lens = lens.get_untracked();
        let text = shown.with_value(|it| it.text(lens));
        let name = if lens == Lens::Json {
            "result.json"
        } else {
            "result.wave"
        };
        files::download(name, text.as_bytes());
    };
    let body = move || match lens.get() {
        Lens::Bytes => {
            let found = shown.with_value(|it| it.found.clone());
            view! { <BytesIn found /> }.into_any()
        }
        Lens::Tree => {
            let (value, ty) = shown.with_value(|it| (it.value.clone(), it.ty.clone()));
            view! { <Tree value ty /> }.into_any()
        }
        lens => {
            let text = shown.with_value(|it| it.text(lens));
            let rest = text.len().saturating_sub(MOST_SHOWN) as u32;
            let beginning = text[..text.floor_char_boundary(MOST_SHOWN)].to_owned();
            let note = (rest > 0).then(|| view! { <p class="quiet small">{format!("{} more: copy or download it to have all.", bytes(rest))}</p> });
            view! { <Typeset text=beginning language=Language::Wave /> {note} }.into_any()
        }
    };
    let is_text = move || lens.get() != Lens::Bytes;
    view! {
        <div class="row wrap value-head">
            <Segments label="Show the result as" segments=lenses chosen=lens on_choose=move |lens| chosen.set(lens) />
            <span class="grow"></span>
            {move || is_text().then(|| view! {
                <IconButton glyph=Glyph::Copy label="Copy the result" tiny=true on_press=copy />
                <IconButton glyph=Glyph::Download label="Download the result" tiny=true on_press=download />
            })}
        </div>
        <div class="value">{body}</div>
    }
}

/// What is shown, through whichever lens.
struct Shown {
    value: Value,
    ty: Option<Type>,
    wave: Option<String>,
    found: Vec<BytesAt>,
}

impl Shown {
    fn text(&self, lens: Lens) -> String {
        match (lens, &self.wave) {
            (Lens::Wave | Lens::Tree, Some(wave)) if wave.len() > MOST_SHOWN => wave.clone(),
            (Lens::Wave | Lens::Tree, Some(wave)) => pretty(wave),
            _ => json(&self.value),
        }
    }
}

fn lenses(has_wave: bool, is_nested: bool, has_bytes: bool) -> Vec<Segment<Lens>> {
    let all = [
        (has_wave, Lens::Wave, "WAVE"),
        (is_nested, Lens::Tree, "Tree"),
        (true, Lens::Json, "JSON"),
        (has_bytes, Lens::Bytes, "Bytes"),
    ];
    let offered = all.into_iter().filter(|(is_offered, ..)| *is_offered);
    offered
        .map(|(_, value, label)| Segment { value, label })
        .collect()
}

fn is_nested(value: &Value) -> bool {
    match value {
        Value::List(_) | Value::Map(_) | Value::Record(_) | Value::Tuple(_) => true,
        Value::Variant(_, inner) | Value::Option(inner) | Value::Ok(inner) | Value::Err(inner) => {
            inner.as_deref().is_some_and(is_nested)
        }
        _ => false,
    }
}

/// The bytes of one place, which is chosen where there are several.
#[component]
fn BytesIn(
    /// At least one.
    found: Vec<BytesAt>,
) -> impl IntoView {
    let index = RwSignal::new(0_usize);
    let options = (found.len() > 1).then(|| {
        let options = found.iter().enumerate().map(|(at, it)| {
            view! { <option value=at>{format!("{} · {} bytes", it.place, it.bytes.len())}</option> }
        });
        view! {
            <select class="select mono" aria-label="Which bytes"
                on:change=move |event| index.set(event_target_value(&event).parse().unwrap_or(0))>{options.collect_view()}</select>
        }
    });
    let chosen = move || {
        let bytes = found.get(index.get()).map(|it| it.bytes.clone());
        view! { <BytesView bytes=bytes.unwrap_or_default() name="result" /> }
    };
    view! { {options} {chosen} }
}

//! A value as a tree that folds.

use leptos::{ev::Event, prelude::*};
use model::{Type, Value};
use wasm_bindgen::JsCast;
use web_sys::HtmlDetailsElement;

use crate::{
    state::value::{
        bytes::{are_bytes, bytes_of},
        tree::{Child, children, summary, unwrapped},
    },
    ui::{Button, ButtonKind, Typeset, agree, highlight::Language},
};

/// Children that are shown before the user asks for more.
const FIRST: usize = 100;
/// What is as deep as this is folded at first.
const OPEN_DEPTH: usize = 2;
/// What has more children than this is folded at first, unless it is the whole value.
const OPEN_CHILDREN: usize = 12;

/// The tree.
#[component]
pub(super) fn Tree(
    /// The value.
    value: Value,
    /// Its type, where it is known.
    ty: Option<Type>,
) -> impl IntoView {
    let child = Child {
        name: String::new(),
        value,
        ty,
    };
    view! { <ul class="value-tree" aria-label="Result as a tree">{node(child, 0)}</ul> }
}

fn node(child: Child, depth: usize) -> AnyView {
    let (cases, Child { name, value, ty }) = unwrapped(child);
    let name = (!name.is_empty()).then(|| view! { <span class="tree-name">{name}</span> });
    let cases = cases.into_iter().map(|case| view! { <code>{case}</code> });
    let label = view! { {name} {cases.collect_view()} };
    if let Some(bytes) = ty
        .as_ref()
        .filter(|ty| are_bytes(ty))
        .and_then(|_| bytes_of(&value))
    {
        let text = summary(&Value::List(Vec::new()), Some(bytes.len()));
        let start: Vec<_> = bytes
            .iter()
            .take(16)
            .map(|it| format!("{it:02x}"))
            .collect();
        let more = if bytes.len() > 16 { " …" } else { "" };
        return view! { <li class="leaf">{label}<span class="quiet">{text}</span><code>{start.join(" ")}{more}</code></li> }.into_any();
    }
    let below = children(&value, ty.as_ref());
    if below.is_empty() {
        let text = summary(&value, None);
        return view! { <li class="leaf">{label}<Typeset text language=Language::Wave /></li> }
            .into_any();
    }
    let opens = depth == 0 || (depth < OPEN_DEPTH && below.len() <= OPEN_CHILDREN);
    let text = summary(&value, None);
    view! { <li><Branch label=label.into_any() text below depth opens /></li> }.into_any()
}

#[component]
fn Branch(
    /// Its name.
    label: AnyView,
    /// What it is.
    text: String,
    /// What is in it.
    below: Vec<Child>,
    /// How far from the whole value.
    depth: usize,
    /// Whether it is open at first.
    opens: bool,
) -> impl IntoView {
    let is_open = RwSignal::new(opens);
    let shown = RwSignal::new(FIRST);
    let count = below.len();
    let below = StoredValue::new(below);
    let toggled = move |event: Event| {
        let target = event.current_target();
        if let Some(details) = target.and_then(|it| it.dyn_into::<HtmlDetailsElement>().ok()) {
            agree(is_open, details.open());
        }
    };
    // Of what is folded nothing is made: a large value would be thousands of elements.
    let rows = move || {
        let is_shown = is_open.get();
        is_shown.then(|| {
            let rows = below
                .with_value(|below| below.iter().take(shown.get()).cloned().collect::<Vec<_>>());
            rows.into_iter()
                .map(|child| node(child, depth + 1))
                .collect_view()
        })
    };
    let more = move || {
        let left = count.saturating_sub(shown.get());
        (left > 0).then(|| view! {
            <li><Button label=format!("Show {} more of {left}", left.min(FIRST * 10)) kind=ButtonKind::Ghost on_press=move |()| shown.update(|it| *it += FIRST * 10) /></li>
        })
    };
    view! {
        <details class="disclosure" open=opens on:toggle=toggled>
            <summary>{label}<span class="quiet">{text}</span></summary>
            <ul>{rows}{more}</ul>
        </details>
    }
}

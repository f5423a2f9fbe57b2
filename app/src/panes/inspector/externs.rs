//! The imports or exports of a component.

use leptos::{ev::Event, prelude::*};
use model::{Extern, ExternKind};
use web_sys::HtmlDetailsElement;

use crate::ui::{Typeset, agree, highlight::Language, hue, use_portions};

/// So many are shown before the user asks for more.
const FIRST: usize = 96;

/// So many of them come in one frame.
const AT_ONCE: usize = 32;

/// A list of imports or exports; those of WASI, which every host provides, are folded into one.
#[component]
pub(super) fn Externs(
    /// What they are.
    title: &'static str,
    /// In declaration order.
    externs: Vec<Extern>,
) -> impl IntoView {
    let count = externs.len();
    let (hosted, own): (Vec<_>, Vec<_>) = externs
        .into_iter()
        .partition(|it| it.name.starts_with("wasi:"));
    let own = list(own);
    let hosted = (!hosted.is_empty()).then(|| {
        let summary = format!("WASI · {}", hosted.len());
        let items = list(hosted);
        view! { <li><details class="disclosure"><summary class="mono">{summary}</summary><ul class="externs nested">{items}</ul></details></li> }
    });
    (count > 0).then(|| {
        view! {
            <section class="part" aria-label=title>
                <h3>{title}" "<span class="quiet">{count}</span></h3>
                <ul class="externs">{own}{hosted}</ul>
            </section>
        }
    })
}

fn list(externs: Vec<Extern>) -> impl IntoView {
    let count = externs.len();
    let externs = StoredValue::new(externs);
    let (shown, more) = use_portions(Memo::new(move |_| (0..count).collect()), FIRST, AT_ONCE);
    let item = move |at: usize| {
        let it = externs.with_value(|all| all[at].clone());
        view! { <Item it /> }
    };
    view! {
        <For each=move || shown.get() key=|at| *at children=item />
        {move || more().map(|more| view! { <li>{more}</li> })}
    }
}

/// One of them, with its WIT once it is opened.
#[component]
fn Item(
    /// Which.
    it: Extern,
) -> impl IntoView {
    let Extern {
        name,
        kind,
        docs,
        wit,
        functions: _,
    } = it;
    let shape = match kind {
        ExternKind::Interface => "M6 .8 11.2 6 6 11.2 .8 6z",
        ExternKind::Function => "M10.5 6a4.5 4.5 0 1 1-9 0 4.5 4.5 0 0 1 9 0z",
        ExternKind::Type => "M6 1.5 11 10.5H1z",
        ExternKind::Component | ExternKind::Module | ExternKind::Core => "M1.5 1.5h9v9h-9z",
    };
    let is_open = RwSignal::new(false);
    let toggled =
        move |event: Event| agree(is_open, event_target::<HtmlDetailsElement>(&event).open());
    let body = move || {
        is_open.get().then(|| {
            let (docs, text) = (docs.clone(), wit.clone());
            view! {
                {docs.map(|docs| view! { <p class="docs">{docs}</p> })}
                <Typeset text language=Language::Wit />
            }
        })
    };
    view! {
        <li class="hued" style:--hue=hue(&name).to_string()>
            <details class="disclosure" on:toggle=toggled>
                <summary><svg class="mark" viewBox="0 0 12 12" aria-hidden="true"><path d=shape></path></svg><span class="mono clip" title=name.clone()>{name.clone()}</span></summary>
                {body}
            </details>
        </li>
    }
}

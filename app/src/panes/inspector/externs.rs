//! The imports or exports of a component.

use leptos::prelude::*;
use model::{Extern, ExternKind};

use crate::ui::{Typeset, highlight::Language, hue};

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
    let own = own.into_iter().map(item).collect_view();
    let hosted = (!hosted.is_empty()).then(|| {
        let summary = format!("WASI · {}", hosted.len());
        let items = hosted.into_iter().map(item).collect_view();
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

fn item(it: Extern) -> impl IntoView {
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
    view! {
        <li class="hued" style:--hue=hue(&name).to_string()>
            <details class="disclosure">
                <summary><svg class="mark" viewBox="0 0 12 12" aria-hidden="true"><path d=shape></path></svg><span class="mono clip" title=name.clone()>{name.clone()}</span></summary>
                {docs.map(|docs| view! { <p class="docs">{docs}</p> })}
                <Typeset text=wit language=Language::Wit />
            </details>
        </li>
    }
}

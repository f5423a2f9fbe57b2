//! A composed component taken apart: its graph, its parts, and a text that makes it again.

mod diagram;

use leptos::prelude::*;
use model::{CorePart, Part, Recomposed, XRay};

use self::diagram::Diagram;
use super::{
    Screen,
    act::act,
    components::bytes,
    world::answer::{Answer, use_answer},
};
use crate::{
    playground::Playground,
    state::composing::crowded,
    ui::{
        Badge, BadgeTone, Button, ButtonKind, Empty, Glyph, Icon, IconButton, Ticked, Typeset,
        highlight::Language, use_portions,
    },
};

/// The pane.
#[component]
pub fn XRayPane() -> impl IntoView {
    let playground = expect_context::<Playground>();
    let screen = expect_context::<Screen>();
    let answer = use_answer(move || {
        let name = screen.xrayed.get()?;
        Some(Box::pin(async move { playground.xray(&name).await }))
    });
    let body = move || {
        match screen.xrayed.with(Option::is_some) {
        true => view! { <Answer answer show=|it| view! { <Seen it /> }.into_any() /> }.into_any(),
        false => view! { <Empty glyph=Glyph::Search text="Choose X-ray in the menu of a component to see what it is composed of." /> }.into_any(),
    }
    };
    view! { <section class="xray" aria-label="X-ray">{body}</section> }
}

#[component]
fn Seen(
    /// What the binary tells.
    it: XRay,
) -> impl IntoView {
    let playground = expect_context::<Playground>();
    let screen = expect_context::<Screen>();
    let XRay {
        graph,
        parts,
        modules,
        text,
        likeness,
        notes,
    } = it.clone();
    let name = screen.xrayed.get_untracked().unwrap_or_default();
    let whole = StoredValue::new(it);
    let take_apart = move |()| act(playground, playground.compose_parts(whole.get_value()));
    let notes = notes
        .into_iter()
        .map(|text| view! { <li><Icon glyph=Glyph::Info /><Ticked text /></li> });
    let notes = notes.collect_view();
    let copied = text.clone().unwrap_or_default();
    let crowd = name.clone();
    view! {
        <div class="xray-head">
            <strong class="mono clip">{name}</strong>
            <Verdict likeness />
            {text.is_some().then(|| view! { <Button kind=ButtonKind::Primary label="Take apart" icon=Glyph::Diagram on_press=take_apart hint="Its parts become components, and the text the composition" /> })}
        </div>
        <ul class="xray-notes">{notes}</ul>
        <div class="xray-body">
            {graph.left_out.map(|count| view! { <p class="quiet">{crowded(&crowd, count)}</p> })}
            {(!graph.nodes.is_empty()).then(|| view! { <Diagram graph /> })}
            {text.map(|text| view! {
                <div class="xray-text">
                    <p class="row"><span class="grow">"As WAC"</span><IconButton glyph=Glyph::Copy label="Copy the WAC text" tiny=true on_press=move |_| screen.copy(playground, copied.clone()) /></p>
                    <Typeset text language=Language::Wit />
                </div>
            })}
            <Parts parts modules />
        </div>
    }
}

/// How what the text composes relates to what is looked into.
#[component]
fn Verdict(
    /// That.
    likeness: Recomposed,
) -> impl IntoView {
    match likeness {
        Recomposed::Identical => {
            view! { <Badge text="the text makes the same bytes" tone=BadgeTone::Good icon=Glyph::Check /> }.into_any()
        }
        Recomposed::Equivalent => {
            view! { <Badge text="the text makes the same world by other bytes" tone=BadgeTone::Good icon=Glyph::Check /> }.into_any()
        }
        Recomposed::Different { .. } => {
            view! { <Badge text="the text makes another world" tone=BadgeTone::Near icon=Glyph::Warning /> }.into_any()
        }
        Recomposed::Nothing => ().into_any(),
    }
}

/// So many parts are shown before the user asks for more.
const FIRST: usize = 96;

/// So many of them come in one frame.
const AT_ONCE: usize = 32;

#[component]
fn Parts(
    /// Components.
    parts: Vec<Part>,
    /// Core modules.
    modules: Vec<CorePart>,
) -> impl IntoView {
    let components = parts.into_iter().map(|part| {
        let times = match part.instances {
            _ if part.is_package => "WIT package".to_owned(),
            1 => "1 instance".to_owned(),
            count => format!("{count} instances"),
        };
        let composed = if part.is_composed {
            ", composed itself"
        } else {
            ""
        };
        Row {
            title: Some(format!("SHA-256 {}", part.digest)),
            name: part.name,
            what: format!("{times}{composed}"),
            size: part.size,
        }
    });
    let modules = modules.into_iter().map(|CorePart { name, size }| Row {
        title: None,
        name: name.unwrap_or_else(|| "core module".to_owned()),
        what: "core module".to_owned(),
        size,
    });
    let rows: Vec<Row> = components.chain(modules).collect();
    let count = rows.len();
    let rows = StoredValue::new(rows);
    let (shown, more) = use_portions(Memo::new(move |_| (0..count).collect()), FIRST, AT_ONCE);
    let row = move |at: usize| {
        let Row {
            title,
            name,
            what,
            size,
        } = rows.with_value(|rows| rows[at].clone());
        view! { <tr><th scope="row" class="mono" title=title>{name}</th><td>{what}</td><td class="number">{bytes(size)}</td></tr> }
    };
    (count > 0).then(|| view! {
        <div class="xray-parts">
            <p>"What is in it"</p>
            <table class="facts-table"><tbody><For each=move || shown.get() key=|at| *at children=row /></tbody></table>
            {more}
        </div>
    })
}

/// A part, as the table has it.
#[derive(Clone)]
struct Row {
    title: Option<String>,
    name: String,
    what: String,
    size: u32,
}

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
    ui::{
        Badge, BadgeTone, Button, ButtonKind, Empty, Glyph, Icon, IconButton, Ticked, Typeset,
        highlight::Language,
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
    view! {
        <div class="xray-head">
            <strong class="mono clip">{name}</strong>
            <Verdict likeness />
            {text.is_some().then(|| view! { <Button kind=ButtonKind::Primary label="Take apart" icon=Glyph::Diagram on_press=take_apart hint="Its parts become components, and the text the composition" /> })}
        </div>
        <ul class="xray-notes">{notes}</ul>
        <div class="xray-body">
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

#[component]
fn Parts(
    /// Components.
    parts: Vec<Part>,
    /// Core modules.
    modules: Vec<CorePart>,
) -> impl IntoView {
    let components = parts.into_iter().map(|part| {
        let Part { name, size, instances, is_composed, is_package, digest, .. } = part;
        let times = match instances {
            _ if is_package => "WIT package".to_owned(),
            1 => "1 instance".to_owned(),
            count => format!("{count} instances"),
        };
        view! { <tr><th scope="row" class="mono" title=format!("SHA-256 {digest}")>{name}</th><td>{times}{is_composed.then_some(", composed itself")}</td><td class="number">{bytes(size)}</td></tr> }
    });
    let components: Vec<_> = components.collect();
    let modules = modules.into_iter().map(|CorePart { name, size }| {
        view! { <tr><th scope="row" class="mono">{name.unwrap_or_else(|| "core module".into())}</th><td>"core module"</td><td class="number">{bytes(size)}</td></tr> }
    });
    let modules: Vec<_> = modules.collect();
    (!components.is_empty() || !modules.is_empty()).then(|| view! {
        <div class="xray-parts"><p>"What is in it"</p><table class="facts-table"><tbody>{components}{modules}</tbody></table></div>
    })
}

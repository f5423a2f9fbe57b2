//! What a wire's report says.

use leptos::prelude::*;
use model::{Likeness, Remedy, WireDifference, WireReport};

use crate::{
    panes::{Screen, act::arrange, world_screen::Goal},
    playground::Playground,
    state::{
        composing::Wire,
        wire_report::{called, component, title, word},
    },
    ui::{Badge, BadgeTone, Beside, Button, ButtonKind, Glyph, Icon, IconButton, Ticked},
};

/// The verdict, the first difference, the rest of them, and the ways out.
#[component]
pub(super) fn Body(
    /// The wire.
    wire: Wire,
    /// What is known of it.
    report: WireReport,
) -> impl IntoView {
    let playground = expect_context::<Playground>();
    let screen = expect_context::<Screen>();
    let graph = playground.whole_graph.get_untracked().unwrap_or_default();
    let title = title(&report, &wire, &graph);
    let WireReport {
        likeness,
        differences,
        wanted,
        given,
        versions,
        remedies,
    } = report;
    let (class, glyph) = match likeness {
        Likeness::Near { .. } => ("verdict-banner error", Glyph::Error),
        Likeness::Fits | Likeness::FitsByVersion => ("verdict-banner ok", Glyph::Check),
    };
    let item = differences
        .first()
        .map(|it| it.item.clone())
        .unwrap_or_default();
    let mut differences = differences.into_iter();
    let first = differences
        .next()
        .map(|it| view! { <Difference difference=it /> });
    let rest: Vec<_> = differences
        .map(|it| view! { <li><Difference difference=it /></li> })
        .collect();
    let others = (!rest.is_empty()).then(|| {
        let summary = match rest.len() {
            1 => "One more difference".to_owned(),
            count => format!("{count} more differences"),
        };
        view! { <details class="disclosure"><summary>{summary}</summary><ul>{rest}</ul></details> }
    });
    let is_alike = wanted == given;
    let in_full = view! { <Beside first_label="wanted" first=some(wanted) second_label="given" second=some(given) /> };
    let sides = [
        (&wire.to, &wire.to_port, false),
        (&wire.from, &wire.from_port, true),
    ];
    let worlds = sides.map(|(end, port, is_export)| {
        let name = called(end, &graph);
        component(end, &graph).map(|component| {
            let goal = Goal {
                of: Some(component.clone()),
                name: port.clone(),
                is_export,
                item: item.clone(),
            };
            let show = move |()| {
                screen.composing.explained.set(None);
                screen.world.read_item(screen, &component, goal.clone());
            };
            view! { <Button label=format!("Show {name} in WIT") icon=Glyph::Globe kind=ButtonKind::Ghost on_press=show /> }
        })
    });
    view! {
        <div class="report-head">
            <div class=class role="status"><Icon glyph /><p><Ticked text=title /></p></div>
            <IconButton glyph=Glyph::Close label="Close" tiny=true on_press=move |_| screen.composing.explained.set(None) />
        </div>
        {first}
        {versions.map(|text| view! { <p class="versions"><Badge text="versions" /><Ticked text /></p> })}
        {others}
        <details class="disclosure" open=is_alike>
            <summary>"Both in full"</summary>
            {in_full}
        </details>
        <Remedies remedies />
        <div class="report-foot">{worlds}</div>
    }
}

/// A difference: its cause, what is the matter, both sides.
#[component]
fn Difference(
    /// Which.
    difference: WireDifference,
) -> impl IntoView {
    let WireDifference {
        cause,
        item,
        message,
        wanted,
        given,
    } = difference;
    let has_sides = wanted.is_some() || given.is_some();
    let path = match item.len() {
        // The message names it.
        1 => String::new(),
        _ => item.join(" › "),
    };
    view! {
        <div class="difference">
            <p><Badge text=word(cause) tone=BadgeTone::Wrong /><Ticked text=message /></p>
            {(!path.is_empty()).then(|| view! { <p class="quiet mono small">{path}</p> })}
            {has_sides.then(|| view! { <Beside first_label="wanted" first=wanted second_label="given" second=given /> })}
        </div>
    }
}

/// The ways out, best first: buttons where Dovetail can do it.
#[component]
fn Remedies(
    /// They.
    remedies: Vec<Remedy>,
) -> impl IntoView {
    let playground = expect_context::<Playground>();
    let explained = expect_context::<Screen>().composing.explained;
    let best = remedies.iter().position(|it| it.edit.is_some());
    let item = |(at, Remedy { title, edit }): (usize, Remedy)| match edit {
        None => view! { <li><Ticked text=title /></li> }.into_any(),
        Some(edit) => {
            let class = match Some(at) == best {
                true => "button primary",
                false => "button",
            };
            let mend = move |_| {
                explained.set(None);
                arrange(playground, edit.clone());
            };
            view! { <li><button type="button" class=class on:click=mend><Ticked text=title /></button></li> }.into_any()
        }
    };
    let items: Vec<_> = remedies.into_iter().enumerate().map(item).collect();
    (!items.is_empty()).then(|| view! { <ul class="remedies" aria-label="Ways out">{items}</ul> })
}

fn some(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}

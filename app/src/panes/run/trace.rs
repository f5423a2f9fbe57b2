//! What crossed the wires of the composition: each call below the one that it happened in.

mod diagram;

use std::collections::BTreeSet;

use leptos::prelude::*;
use model::Target;

use self::diagram::Diagram;
use super::stages::milliseconds;
use crate::{
    panes::Screen,
    playground::Playground,
    state::{
        run::Place,
        trace::{
            Shown, Traced, lines,
            sequence::{outer, unfolded},
        },
    },
    ui::{
        Button, ButtonKind, Glyph, IconButton, Menu, MenuItem, Segment, Segments, Switch, Ticked,
        Typeset, highlight::Language,
    },
};

/// More calls than this are not listed at once.
const MOST_ROWS: usize = 400;

/// The switch that asks for a trace; nothing where there are no wires to see.
#[component]
pub(super) fn TraceSwitch() -> impl IntoView {
    let playground = expect_context::<Playground>();
    let screen = expect_context::<Screen>();
    let is_offered = Memo::new(move |_| {
        screen.run_at.get() == Place::Browser
            && playground
                .workspace
                .with(|it| it.target == Target::Composition)
    });
    move || {
        is_offered.get().then(|| view! {
            <Switch label="Trace the wires" hint="Runs the instances one by one and tells each call between them"
                is_on=playground.traces on_change=move |traces| playground.set_traces(traces) />
        })
    }
}

/// The calls of the latest run; nothing where it was not traced.
#[component]
pub(super) fn TraceView() -> impl IntoView {
    let playground = expect_context::<Playground>();
    let screen = expect_context::<Screen>();
    let shown = RwSignal::new(Shown::default());
    let not_traced = move || {
        playground.trace.with(|it| it.not_traced.clone()).map(|why| {
            view! { <p class="hint"><Ticked text=format!("This ran as one component, without a trace: {why}.") /></p> }
        })
    };
    let is_empty = Memo::new(move |_| playground.trace.with(|it| it.calls.is_empty()));
    let count = move || {
        playground.trace.with(|trace| {
            let count = trace.calls.len();
            match trace.cut {
                Some(limit) => format!("Trace · the first {limit} calls"),
                None => format!(
                    "Trace · {count} {}",
                    if count == 1 { "call" } else { "calls" }
                ),
            }
        })
    };
    let folded = RwSignal::new(BTreeSet::<u32>::new());
    let is_drawn = RwSignal::new(false);
    let fold = Callback::new(move |number: u32| {
        folded.update(|folded| {
            if !folded.remove(&number) {
                folded.insert(number);
            }
        });
    });
    let body = move || {
        playground.trace.with(|trace| {
            let shown = shown.get();
            let all = trace.shown(&shown);
            let outer = outer(&all);
            let copied = |calls: &[&Traced]| calls.iter().map(|it| (*it).clone()).collect::<Vec<_>>();
            let mut calls = folded.with(|folded| unfolded(all.clone(), folded));
            let more = calls.len().saturating_sub(MOST_ROWS);
            calls.truncate(MOST_ROWS);
            let more = (more > 0).then(|| view! { <p class="quiet small">{format!("{more} more; search or fold calls to see them")}</p> });
            let drawn = is_drawn.get().then(|| view! { <Diagram calls=copied(&calls) all=copied(&all) on_fold=fold /> });
            let rows = calls.into_iter().map(|call| {
                let is_outer = outer.contains(&call.crossing.number);
                row(call, is_outer.then_some((folded, fold)))
            });
            let rows = rows.collect_view();
            view! { {drawn} <ol class="trace-calls" aria-label="Calls">{rows}</ol> {more} }
        })
    };
    let download = move |()| {
        if let Err(fault) = playground.download_trace() {
            playground.tell_fault(&fault);
        }
    };
    let copy = move |()| {
        let text = playground
            .trace
            .with_untracked(|trace| shown.with_untracked(|shown| lines(trace, shown)));
        screen.copy(playground, text);
    };
    view! {
        {not_traced}
        {move || (!is_empty.get()).then(|| view! {
            <section class="trace" aria-label="Trace">
                <div class="row wrap">
                    <h3 aria-live="polite">{count}</h3>
                    <input class="input" type="search" aria-label="Search the trace" placeholder="Search"
                        prop:value=move || shown.with(|it| it.text.clone())
                        on:input=move |event| shown.update(|it| it.text = event_target_value(&event)) />
                    <label class="chip"><input type="checkbox" prop:checked=move || shown.with(|it| it.host)
                        on:change=move |event| shown.update(|it| it.host = event_target_checked(&event)) />"calls to the host"</label>
                    <Segments label="Show the trace as" chosen=is_drawn on_choose=move |drawn| is_drawn.set(drawn)
                        segments=vec![Segment { value: false, label: "List" }, Segment { value: true, label: "Sequence" }] />
                    <Replay />
                    <Button label="Copy" kind=ButtonKind::Ghost hint="As text, a line a call" on_press=copy />
                    <Button label="Export" kind=ButtonKind::Ghost hint="As OpenTelemetry's trace JSON" on_press=download />
                </div>
                {body}
            </section>
        })}
    }
}

/// Makes mocks of what one of the instances was answered.
#[component]
fn Replay() -> impl IntoView {
    let playground = expect_context::<Playground>();
    let callers = move || {
        let mut names: Vec<String> = playground.trace.with(|trace| {
            let inner = trace.calls.iter().filter(|it| it.crossing.to != "host");
            inner
                .map(|it| it.crossing.from.clone())
                .filter(|it| it != "you")
                .collect()
        });
        names.sort();
        names.dedup();
        names
    };
    view! {
        <Menu label="Record mocks" glyph=Glyph::Plug class="ghost">
            {callers().into_iter().map(|caller| {
                let label = format!("Of what {caller} was answered");
                view! { <MenuItem label on_press=move |()| playground.record_mocks(&caller) /> }
            }).collect_view()}
        </Menu>
    }
}

/// The calls that are folded, and what folds one or no longer does.
type Fold = (RwSignal<BTreeSet<u32>>, Callback<u32>);

/// A call: from where to where, what with, what came of it and how long it took.
fn row(call: &Traced, fold: Option<Fold>) -> impl IntoView + use<> {
    let screen = expect_context::<Screen>();
    let number = call.crossing.number;
    let wire = format!("{} → {}", call.crossing.from, call.crossing.to);
    let asked = call.asked();
    let failure = call.failure().map(str::to_owned);
    let came = call.result.clone();
    let took = call.ended.as_ref().map_or_else(
        || "goes on".to_owned(),
        |it| format!("{} ms", milliseconds(it.milliseconds)),
    );
    let depth = format!("--depth: {}", call.depth);
    let is_chosen = move || screen.crossing.get() == Some(number);
    let pressed = move || if is_chosen() { "true" } else { "false" };
    let fold = fold.map(|(folded, fold)| {
        let is_folded = folded.with(|it| it.contains(&number));
        let (glyph, label) = match is_folded {
            true => (Glyph::Add, format!("Show what happened in call {number}")),
            false => (Glyph::Minus, format!("Fold call {number}")),
        };
        view! { <IconButton glyph label tiny=true on_press=move |_| fold.run(number) /> }
    });
    view! {
        <li style=depth class:is-chosen=is_chosen>
            {fold}
            <button type="button" class="wire" aria-pressed=pressed title="Show this wire on the canvas" on:click=move |_| screen.cross(number)>{wire}</button>
            <div class="said"><Typeset text=asked language=Language::Wave /></div>
            {came.map(|text| view! { <div class="said"><span aria-label="gives">"= "</span><Typeset text language=Language::Wave /></div> })}
            {failure.map(|text| view! { <span class="fault"><Ticked text /></span> })}
            <span class="time">{took}</span>
        </li>
    }
}

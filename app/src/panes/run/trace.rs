//! What crossed the wires of the composition: each call below the one that it happened in.

use leptos::{ev::Event, prelude::*};
use model::Target;

use super::stages::milliseconds;
use crate::{
    panes::Screen,
    playground::Playground,
    state::{
        run::Place,
        trace::{Shown, Traced},
    },
    ui::{Button, ButtonKind, Glyph, Menu, MenuItem, Ticked, Typeset, highlight::Language},
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
    let change = move |event: Event| playground.set_traces(event_target_checked(&event));
    move || {
        is_offered.get().then(|| view! {
            <label class="switch" title="Runs the instances one by one and tells each call between them">
                <input type="checkbox" role="switch" prop:checked=move || playground.traces.get() on:change=change />
                "Trace the wires"
            </label>
        })
    }
}

/// The calls of the latest run; nothing where it was not traced.
#[component]
pub(super) fn TraceView() -> impl IntoView {
    let playground = expect_context::<Playground>();
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
    let rows = move || {
        playground.trace.with(|trace| {
            shown.with(|shown| {
                let calls = trace.shown(shown);
                let more = calls.len().saturating_sub(MOST_ROWS);
                let rows = calls.into_iter().take(MOST_ROWS).map(row).collect_view();
                let more = (more > 0).then(|| view! { <li class="quiet small">{format!("{more} more; search to see them")}</li> });
                view! { {rows} {more} }
            })
        })
    };
    let download = move |()| {
        if let Err(fault) = playground.download_trace() {
            playground.tell_fault(&fault);
        }
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
                    <Replay />
                    <Button label="Export" kind=ButtonKind::Ghost hint="As OpenTelemetry's trace JSON" on_press=download />
                </div>
                <ol class="trace-calls">{rows}</ol>
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

/// A call: from where to where, what with, what came of it and how long it took.
fn row(call: &Traced) -> impl IntoView + use<> {
    let wire = format!("{} → {}", call.crossing.from, call.crossing.to);
    let args = call.args.as_ref().map(|args| args.join(", "));
    let asked = format!("{}({})", call.function(), args.as_deref().unwrap_or("…"));
    let failure = call.failure().map(str::to_owned);
    let came = call.result.clone();
    let took = call.ended.as_ref().map_or_else(
        || "goes on".to_owned(),
        |it| format!("{} ms", milliseconds(it.milliseconds)),
    );
    let depth = format!("--depth: {}", call.depth);
    view! {
        <li style=depth>
            <span class="wire">{wire}</span>
            <div class="said"><Typeset text=asked language=Language::Wave /></div>
            {came.map(|text| view! { <div class="said"><span aria-label="gives">"= "</span><Typeset text language=Language::Wave /></div> })}
            {failure.map(|text| view! { <span class="fault"><Ticked text /></span> })}
            <span class="time">{took}</span>
        </li>
    }
}

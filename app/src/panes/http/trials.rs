//! The requests of this visit, to be sent again, changed and compared.

use leptos::{ev::Event, prelude::*};

use super::answered::tone;
use crate::{
    panes::{components::bytes, run::milliseconds},
    playground::{Playground, target_name},
    state::{
        http::{
            compare::{Comparison, Side, compare},
            trials::Trial,
        },
        run::Place,
    },
    ui::{Badge, BadgeTone, Button, ButtonKind, Glyph},
};

/// The list and, once two are chosen, how they differ; nothing before the first request.
#[component]
pub(super) fn TrialList() -> impl IntoView {
    let playground = expect_context::<Playground>();
    let trials = playground.http.trials;
    let count = Memo::new(move |_| trials.with(|it| it.all.len()));
    let rows = move || {
        count.get();
        trials.with_untracked(|it| {
            let newest_first = it.all.iter().rev();
            newest_first
                .map(|it| view! { <Row trial=it.clone() /> })
                .collect_view()
        })
    };
    let differences = move || {
        trials.with(|it| {
            let (before, after) = it.pair()?;
            let (numbers, found) = (
                (before.number, after.number),
                compare(&before.exchange, &after.exchange),
            );
            Some(view! { <Differences numbers found /> })
        })
    };
    move || {
        (count.get() > 0).then(|| {
            view! {
                <details class="disclosure trials" open>
                    <summary>{move || format!("Requests sent · {}", count.get())}</summary>
                    <ol class="trial-list" aria-label="Requests sent">{rows}</ol>
                    {differences}
                </details>
            }
        })
    }
}

/// A request and what came of it.
#[component]
fn Row(
    /// The request.
    trial: Trial,
) -> impl IntoView {
    let playground = expect_context::<Playground>();
    let number = trial.number;
    let is_compared = move || {
        playground
            .http
            .trials
            .with(|it| it.compared.contains(&number))
    };
    let toggle = move |_: Event| playground.compare_trial(number);
    let status = trial.exchange.head.as_ref().map(|head| head.status);
    let badge = match (&trial.fault, status) {
        (None, Some(status)) => view! { <Badge text=status.to_string() tone=tone(status) /> },
        _ => view! { <Badge text="no whole answer" tone=BadgeTone::Wrong icon=Glyph::Error /> },
    };
    let place = match trial.place {
        Place::Browser => "browser",
        Place::Server => "server",
    };
    let facts = format!(
        "{} · {place} · {} ms · {}",
        target_name(&trial.target),
        milliseconds(trial.milliseconds),
        bytes(trial.exchange.body.len() as u32)
    );
    let words = format!("{} {}", trial.request.method, trial.request.path);
    let fault = trial.fault.clone();
    let (again, edit) = (trial.clone(), trial);
    view! {
        <li>
            <label class="compare-box"><input type="checkbox" aria-label=format!("Compare request {number}") prop:checked=is_compared on:change=toggle /><span class="quiet small">{number}</span></label>
            <div class="trial-main">
                <div class="row wrap"><code class="asked clip">{words}</code>{badge}</div>
                <span class="quiet small">{facts}</span>
                {fault.map(|fault| view! { <p class="small">{fault}</p> })}
            </div>
            <span class="row tight">
                <Button label="Send again" kind=ButtonKind::Ghost on_press=move |()| { playground.edit_trial(&again); playground.run(again.place); } />
                <Button label="Edit" kind=ButtonKind::Ghost on_press=move |()| playground.edit_trial(&edit) />
            </span>
        </li>
    }
}

/// How two answers differ.
#[component]
fn Differences(
    /// The numbers of the older and the newer one.
    numbers: (u32, u32),
    /// What differs.
    found: Comparison,
) -> impl IntoView {
    let (before, after) = numbers;
    let is_same = found.is_same();
    let word = |status: Option<u16>| status.map_or("none".to_owned(), |it| it.to_string());
    let status = found.status.map(|(one, other)| view! { <p>"Status "<code>{word(one)}</code>" → "<code>{word(other)}</code></p> });
    let headers = found
        .headers
        .into_iter()
        .map(|(side, header)| line(side, format!("{}: {}", header.name, header.value)));
    let lines = found.lines.into_iter().map(|it| match it {
        Some((side, text)) => line(side, text),
        None => view! { <div class="diff-gap" aria-hidden="true">"⋯"</div> }.into_any(),
    });
    let (headers, lines) = (headers.collect_view(), lines.collect_view());
    view! {
        <section class="differences" aria-label="Differences">
            <h3>{format!("From {before} to {after}")}</h3>
            {is_same.then(|| view! { <p>"The answers are the same: status, headers and body."</p> })}
            {status}
            <div class="diff mono">{headers}{lines}</div>
            {found.bytes_differ.then(|| view! { <p>"The bodies are different, and no text that could be compared by lines."</p> })}
        </section>
    }
}

fn line(side: Side, text: String) -> AnyView {
    match side {
        Side::Before => view! { <del class="diff-line">{text}</del> }.into_any(),
        Side::After => view! { <ins class="diff-line">{text}</ins> }.into_any(),
        Side::Both => view! { <div class="diff-line">{text}</div> }.into_any(),
    }
}

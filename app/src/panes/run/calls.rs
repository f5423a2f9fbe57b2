//! The calls that were made, and what is expected of calls.

use leptos::prelude::*;
use model::{Expected, SampleCall};

use super::stages::milliseconds;
use crate::{
    playground::{Playground, target_name},
    state::{
        calls::{MadeCall, Verdict, expectation},
        run::{Place, call_in_words},
    },
    ui::{Button, ButtonKind, Glyph, Icon, Typeset, highlight::Language},
};

/// Both lists; nothing before the first call.
#[component]
pub(super) fn CallLists() -> impl IntoView {
    let playground = expect_context::<Playground>();
    let made = Memo::new(move |_| playground.calls.with(|it| it.made.len()));
    let expected = Memo::new(move |_| playground.workspace.with(|it| it.expectations.clone()));
    let rows = move || {
        expected.with(|_| ());
        playground.calls.with(|it| {
            let rows = it
                .made
                .iter()
                .rev()
                .map(|it| view! { <Made made=it.clone() /> });
            rows.collect_view()
        })
    };
    view! {
        {move || (made.get() > 1).then(|| view! {
            <details class="disclosure calls">
                <summary>{move || format!("Calls made · {}", made.get())}</summary>
                <ol class="call-list" aria-label="Calls made">{rows}</ol>
            </details>
        })}
        {move || (!expected.with(Vec::is_empty)).then(|| view! { <Expectations all=expected.get() /> })}
    }
}

/// A call that was made.
#[component]
fn Made(
    /// The call.
    made: MadeCall,
) -> impl IntoView {
    let playground = expect_context::<Playground>();
    let words = call_in_words(&made.call);
    let came = made.came.clone();
    let text = came
        .as_ref()
        .map_or_else(|| "goes on".to_owned(), |it| it.text.clone());
    let known = playground
        .workspace
        .with_untracked(|it| expectation(&it.expectations, &made.target, &made.call).cloned());
    let verdict = came
        .as_ref()
        .zip(known.as_ref())
        .map(|(came, known)| came.judge(known));
    let can_expect = came.is_some_and(|it| it.expected.is_some()) && verdict != Some(Verdict::Met);
    let time = made
        .milliseconds
        .map(|it| format!("{} ms", milliseconds(it)));
    let (again, edit, expect) = (made.clone(), made.clone(), made.clone());
    view! {
        <li>
            <code class="asked">{words}</code>
            <span class="quiet small">{target_name(&made.target).to_owned()}</span>
            <div class="said"><Typeset text language=Language::Wave /></div>
            {verdict.map(verdict_mark)}
            <span class="row wrap">
                <span class="time">{time}</span>
                <Button label="Run again" kind=ButtonKind::Ghost on_press=move |()| { playground.edit_call(again.clone()); playground.run(Place::Browser); } />
                <Button label="Edit" kind=ButtonKind::Ghost on_press=move |()| playground.edit_call(edit.clone()) />
                {can_expect.then(|| view! { <Button label="Expect this" kind=ButtonKind::Ghost hint="Keeps it in the workspace: this call gives this" on_press=move |()| playground.expect_again(expect.clone()) /> })}
            </span>
        </li>
    }
}

/// What is expected, and whether it is met.
#[component]
fn Expectations(
    /// What is expected.
    all: Vec<SampleCall>,
) -> impl IntoView {
    let playground = expect_context::<Playground>();
    let count = all.len();
    let met = move || {
        let met = playground
            .verdicts
            .with(|it| it.iter().filter(|it| **it == Some(Verdict::Met)).count());
        let is_checked = playground.verdicts.with(|it| !it.is_empty());
        if is_checked {
            format!("Expectations · {met} of {count} met")
        } else {
            format!("Expectations · {count}")
        }
    };
    let rows = all.into_iter().enumerate().map(|(index, it)| {
        let SampleCall { target, call, expected } = it;
        let verdict = move || playground.verdicts.with(|it| it.get(index).cloned().flatten()).map(verdict_mark);
        view! {
            <li>
                <code class="asked">{call_in_words(&call)}</code>
                <span class="quiet small">{target_name(&target).to_owned()}</span>
                <div class="said"><Typeset text=expected_text(expected) language=Language::Wave /></div>
                {verdict}
                <Button label="Forget" kind=ButtonKind::Ghost on_press=move |()| playground.forget_expectation(index) />
            </li>
        }
    });
    let rows = rows.collect_view();
    view! {
        <section class="expectations" aria-label="Expectations">
            <div class="row"><h3 aria-live="polite">{met}</h3><Button label="Check all" icon=Glyph::Play on_press=move |()| playground.check_expectations() /></div>
            <ol class="call-list">{rows}</ol>
        </section>
    }
}

fn verdict_mark(verdict: Verdict) -> AnyView {
    match verdict {
        Verdict::Met => view! { <span class="mark ok"><Icon glyph=Glyph::Check />"as expected"</span> }.into_any(),
        Verdict::Missed(came) => view! {
            <div class="mark error"><Icon glyph=Glyph::Error />"not as expected, but"<div class="said"><Typeset text=came language=Language::Wave /></div></div>
        }
        .into_any(),
    }
}

fn expected_text(expected: Expected) -> String {
    match expected {
        Expected::Returned { wave } if wave.is_empty() => "nothing".to_owned(),
        Expected::Returned { wave } => wave,
        Expected::Exited { code, stdout } => format!("exit {code}\n{stdout}"),
        Expected::Responded { status, body } => format!("{status}\n{body}"),
    }
}

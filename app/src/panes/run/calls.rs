//! The calls that were made, and what is expected of calls.

use leptos::prelude::*;
use model::{Expected, SampleCall};

use super::{difference::DifferenceView, pretty::pretty, stages::milliseconds};
use crate::{
    playground::{Playground, target_name},
    state::{
        calls::{Came, MadeCall, Verdict, expectation},
        excerpt::beginning,
        run::{Place, call_in_words},
    },
    ui::{Button, ButtonKind, Glyph, Icon, Typeset, highlight::Language},
};

/// So much of what came of a call is shown in a list, in bytes.
const MOST_LISTED: usize = 400;
/// A longer result is compared as it is, in bytes.
const MOST_PRETTY: usize = 64 * 1024;

/// Both lists; nothing before the first call.
#[component]
pub(super) fn CallLists() -> impl IntoView {
    let playground = expect_context::<Playground>();
    let made = Memo::new(move |_| playground.calls.with(|it| it.made.len()));
    let expected = Memo::new(move |_| playground.workspace.with(|it| it.expectations.clone()));
    let compared = RwSignal::new(Vec::<MadeCall>::new());
    let rows = move || {
        expected.with(|_| ());
        playground.calls.with(|it| {
            let rows = it
                .made
                .iter()
                .rev()
                .map(|it| view! { <Made made=it.clone() compared /> });
            rows.collect_view()
        })
    };
    let forget = move |()| {
        compared.set(Vec::new());
        playground.forget_calls();
    };
    view! {
        {move || (made.get() > 0).then(|| view! {
            <details class="disclosure calls">
                <summary>{move || format!("Calls made · {}", made.get())}</summary>
                <Comparison compared />
                <ol class="call-list" aria-label="Calls made">{rows}</ol>
                <Button label="Forget all calls" kind=ButtonKind::Ghost on_press=forget />
            </details>
        })}
        {move || (!expected.with(Vec::is_empty)).then(|| view! { <Expectations all=expected.get() /> })}
    }
}

/// The two calls that were chosen, side by side.
#[component]
fn Comparison(
    /// At most two.
    compared: RwSignal<Vec<MadeCall>>,
) -> impl IntoView {
    let titled = |it: &MadeCall| {
        let text = it.came.as_ref().map(|it| pretty_end(&it.text));
        (call_in_words(&it.call), text.unwrap_or_default())
    };
    move || {
        compared.with(|compared| match &compared[..] {
            [] => None,
            [_] => Some(view! { <p class="quiet small" role="status">"Choose another call to compare it with."</p> }.into_any()),
            [left, right, ..] => Some(view! {
                <section class="comparison" aria-label="Comparison">
                    <DifferenceView left=titled(left) right=titled(right) />
                </section>
            }
            .into_any()),
        })
    }
}

/// A call that was made.
#[component]
fn Made(
    /// The call.
    made: MadeCall,
    /// The calls that are compared.
    compared: RwSignal<Vec<MadeCall>>,
) -> impl IntoView {
    let playground = expect_context::<Playground>();
    let words = call_in_words(&made.call);
    let came = made.came.clone();
    let text = came.as_ref().map_or_else(
        || "goes on".to_owned(),
        |it| beginning(&it.text, MOST_LISTED),
    );
    let known = playground
        .workspace
        .with_untracked(|it| expectation(&it.expectations, &made.target, &made.call).cloned());
    let verdict = came
        .as_ref()
        .zip(known)
        .map(|(came, known)| (came.judge(&known), known));
    let can_compare = came.is_some();
    let is_met = matches!(verdict, Some((Verdict::Met, _)));
    let verdict = verdict.map(|(verdict, known)| verdict_view(verdict, known));
    let can_expect = came.is_some_and(|it| it.expected.is_some()) && !is_met;
    let time = made
        .milliseconds
        .map(|it| format!("{} ms", milliseconds(it)));
    let stored = StoredValue::new(made);
    let made = move || stored.get_value();
    let again = move |()| {
        playground.edit_call(made());
        playground.run(Place::Browser);
    };
    let is_compared =
        Memo::new(move |_| stored.with_value(|made| compared.with(|all| all.contains(made))));
    let compare = move |_| {
        let is_compared = is_compared.get_untracked();
        compared.update(|all| match is_compared {
            true => all.retain(|it| *it != made()),
            false => {
                all.truncate(1);
                all.push(made());
            }
        });
    };
    view! {
        <li>
            <code class="asked">{words}</code>
            <span class="quiet small">{stored.with_value(|it| target_name(&it.target).to_owned())}</span>
            <div class="said"><Typeset text language=Language::Wave /></div>
            {verdict}
            <span class="row wrap">
                <span class="time">{time}</span>
                <Button label="Run again" kind=ButtonKind::Ghost on_press=again />
                <Button label="Edit" kind=ButtonKind::Ghost on_press=move |()| playground.edit_call(made()) />
                {can_compare.then(|| view! {
                    <button type="button" class="button ghost" aria-pressed=move || is_compared.get().to_string() on:click=compare>"Compare"</button>
                })}
                {can_expect.then(|| view! { <Button label="Expect this" kind=ButtonKind::Ghost hint="Keeps it in the workspace: this call gives this" on_press=move |()| playground.expect_again(made()) /> })}
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
    let checked = move || playground.verdicts.with(|it| it.iter().flatten().count());
    let summary = move || {
        let met = |it: &&Option<Verdict>| **it == Some(Verdict::Met);
        let met = playground.verdicts.with(|it| it.iter().filter(met).count());
        match (playground.verdicts.with(Vec::len), checked()) {
            (0, _) => format!("Expectations · {count}"),
            (all, checked) if checked < all => {
                format!("Expectations · checking {} of {count}", checked + 1)
            }
            _ => format!("Expectations · {met} of {count} met"),
        }
    };
    let is_checking = Signal::derive(move || {
        let all = playground.verdicts.with(Vec::len);
        all > 0 && checked() < all
    });
    let rows = all.into_iter().enumerate().map(|(index, it)| {
        let SampleCall {
            target,
            call,
            expected,
        } = it;
        let known = expected.clone();
        let verdict = move || {
            let verdict = playground.verdicts.with(|it| it.get(index).cloned().flatten());
            verdict.map(|verdict| verdict_view(verdict, known.clone()))
        };
        let made = MadeCall {
            number: 0,
            target: target.clone(),
            call: call.clone(),
            came: None,
            milliseconds: None,
        };
        let text = beginning(&Came::from(expected).text, MOST_LISTED);
        view! {
            <li>
                <code class="asked">{call_in_words(&call)}</code>
                <span class="quiet small">{target_name(&target).to_owned()}</span>
                <div class="said"><Typeset text language=Language::Wave /></div>
                {verdict}
                <span class="row wrap">
                    <Button label="Edit" kind=ButtonKind::Ghost hint="Puts the call into the form" on_press=move |()| playground.edit_call(made.clone()) />
                    <Button label="Forget" kind=ButtonKind::Ghost on_press=move |()| playground.forget_expectation(index) />
                </span>
            </li>
        }
    });
    let rows = rows.collect_view();
    view! {
        <section class="expectations" aria-label="Expectations">
            <div class="row">
                <h3 aria-live="polite">{summary}</h3>
                <Button label="Check all" icon=Glyph::Play disabled=is_checking on_press=move |()| playground.check_expectations() />
            </div>
            <ol class="call-list">{rows}</ol>
        </section>
    }
}

/// Whether what is `known` of a call came true.
fn verdict_view(verdict: Verdict, known: Expected) -> AnyView {
    match verdict {
        Verdict::Met => {
            view! { <span class="mark ok"><Icon glyph=Glyph::Check />"as expected"</span> }
                .into_any()
        }
        Verdict::Missed(came) => {
            let left = ("expected".to_owned(), pretty_end(&Came::from(known).text));
            let right = ("came".to_owned(), pretty_end(&came));
            view! {
                <div class="missed">
                    <span class="mark error"><Icon glyph=Glyph::Error />"not as expected"</span>
                    <DifferenceView left right />
                </div>
            }
            .into_any()
        }
    }
}

/// What came of a call, a part a line.
fn pretty_end(text: &str) -> String {
    match text.contains('\n') || text.len() > MOST_PRETTY {
        true => text.to_owned(),
        false => pretty(text),
    }
}

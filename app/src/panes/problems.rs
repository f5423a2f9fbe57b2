//! All findings, each a step away from its place.

use leptos::prelude::*;
use model::{Diagnostic, Severity, Span};

use super::{
    Screen,
    screen::{PhoneView, Place},
};
use crate::{
    playground::Playground,
    state::position::Positions,
    ui::{Empty, Glyph, Icon, Ticked},
};

/// The list of findings.
#[component]
pub fn Problems() -> impl IntoView {
    let playground = expect_context::<Playground>();
    let list = move || {
        let problems = playground.problems.get();
        if problems.is_empty() {
            return view! { <Empty glyph=Glyph::Check text="No problems: every text is understood." /> }.into_any();
        }
        let items = problems
            .into_iter()
            .map(|problem| view! { <Problem problem /> });
        view! { <ul class="problems">{items.collect_view()}</ul> }.into_any()
    };
    view! { <section class="fill" aria-label="Problems">{list}</section> }
}

#[component]
fn Problem(
    /// The finding.
    problem: Diagnostic,
) -> impl IntoView {
    let playground = expect_context::<Playground>();
    let screen = expect_context::<Screen>();
    let Diagnostic {
        severity,
        path,
        span,
        message,
        hint,
        related,
        ..
    } = problem;
    let (glyph, tone, word) = match severity {
        Severity::Error => (Glyph::Error, "severity error", "error"),
        Severity::Warning => (Glyph::Warning, "severity near", "warning"),
        Severity::Info => (Glyph::Info, "severity", "note"),
    };
    let place = line_column(playground, &path, span);
    let target = Place {
        path: path.clone(),
        span,
    };
    let related = related.into_iter().map(|it| {
        let text = format!("{} {}", line_column(playground, &it.path, it.span), it.message);
        let target = Place { path: it.path, span: it.span };
        view! { <button type="button" class="related" on:click=move |_| go_to(playground, screen, target.clone())>{text}</button> }
    });
    let related = related.collect_view();
    view! {
        <li>
            <button type="button" class="problem" on:click=move |_| go_to(playground, screen, target.clone())>
                <span class=tone><Icon glyph /><span class="visually-hidden">{word}</span></span>
                <span class="problem-text"><Ticked text=message />{hint.map(|hint| view! { <span class="quiet hint">{hint}</span> })}</span>
                <span class="quiet mono place">{place}</span>
            </button>
            {related}
        </li>
    }
}

/// Opens the text of a place and selects it there.
pub fn go_to(playground: Playground, screen: Screen, place: Place) {
    if place.path.is_empty() {
        return;
    }
    playground.open(Some(place.path.clone()));
    screen.phone.set(PhoneView::Code);
    screen.place.set(Some(place));
}

/// Goes to the finding after the one it went to last, and round.
pub fn go_to_next(playground: Playground, screen: Screen) {
    let problems = playground.problems.get_untracked();
    let placed: Vec<_> = problems
        .into_iter()
        .filter(|it| !it.path.is_empty())
        .collect();
    let last = screen.last_problem.get_untracked();
    let Some(problem) = placed.get(last % placed.len().max(1)) else {
        return;
    };
    screen.last_problem.set(last % placed.len() + 1);
    go_to(
        playground,
        screen,
        Place {
            path: problem.path.clone(),
            span: problem.span,
        },
    );
}

/// `path:line:column`.
fn line_column(playground: Playground, path: &str, span: Span) -> String {
    playground
        .workspace
        .with_untracked(|workspace| match workspace.files.get(path) {
            Some(text) => {
                let place = Positions::new(text).line_column(span.start);
                format!("{path}:{}:{}", place.line, place.column)
            }
            None => path.to_owned(),
        })
}

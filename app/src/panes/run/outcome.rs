//! How a run ended, in words, with what to do next.

use leptos::prelude::*;
use model::{Outcome, Type, Value};

use super::{pretty::pretty, there::RunThere, value::ValueView};
use crate::{
    panes::http::Answered,
    playground::Playground,
    ui::{Button, Glyph, Icon, Ticked, Typeset, highlight::Language},
};

/// The end of a run.
#[component]
pub(super) fn OutcomeView(
    /// How it ended.
    outcome: Outcome,
    /// What the function that was called returns, where that is known.
    returns: Option<Type>,
) -> impl IntoView {
    match outcome {
        Outcome::Returned { value, wave } => returned(value, returns, wave),
        Outcome::Exited { code: 0 } => verdict(
            "ok",
            Glyph::Check,
            "Exited with 0",
            "The program says that it succeeded.",
        ),
        Outcome::Exited { code } => verdict(
            "near",
            Glyph::Warning,
            &format!("Exited with {code}"),
            "The program says that it failed; what it wrote may tell why.",
        ),
        Outcome::Responded { response } => view! { <Answered response /> }.into_any(),
        Outcome::Trapped { message, backtrace } => trapped(message, backtrace),
        Outcome::MissingImports { imports } => missing(imports),
        Outcome::Refused { message, code } => {
            let said = verdict("error", Glyph::Error, "It cannot run here", &message);
            let there = (code == "no-jspi").then(|| view! { <RunThere /> });
            view! { {said}{there} }.into_any()
        }
        Outcome::Stopped => verdict(
            "near",
            Glyph::Stop,
            "Stopped",
            "You ended the run. The next one starts from a fresh instance.",
        ),
        Outcome::TimedOut { milliseconds } => verdict(
            "near",
            Glyph::Clock,
            &format!("Ended after {} s", f64::from(milliseconds) / 1000.0),
            "It went over its time limit. Give it more time beside the function, or look for a loop that never ends.",
        ),
    }
}

fn returned(value: Option<Value>, ty: Option<Type>, wave: Option<String>) -> AnyView {
    let is_error = matches!(value, Some(Value::Err(_)));
    let (class, glyph, title) = match (&value, is_error) {
        (_, true) => ("verdict near", Glyph::Warning, "Returned an error"),
        (None, _) => ("verdict ok", Glyph::Check, "Returned nothing"),
        _ => ("verdict ok", Glyph::Check, "Returned"),
    };
    // The server tells a value in WAVE only.
    let shown = match (value, wave) {
        (Some(value), wave) => Some(view! { <ValueView value ty wave /> }.into_any()),
        (None, Some(wave)) => {
            let text = pretty(&wave);
            Some(
                view! { <div class="value"><Typeset text language=Language::Wave /></div> }
                    .into_any(),
            )
        }
        (None, None) => None,
    };
    view! {
        <div class=class>
            <h2><Icon glyph />{title}</h2>
            {shown}
        </div>
    }
    .into_any()
}

fn trapped(message: String, backtrace: Vec<String>) -> AnyView {
    let frames = (!backtrace.is_empty()).then(|| {
        let count = backtrace.len();
        let frames = backtrace.into_iter().map(|frame| view! { <li>{frame}</li> }).collect_view();
        view! { <details class="disclosure"><summary>{format!("Backtrace · {count}")}</summary><ol class="frames mono">{frames}</ol></details> }
    });
    let instance = expect_context::<Playground>().trapped_in();
    let place = instance.map(
        |name| view! { <p>"It was in "<code>{name}</code>", which is marked on the canvas."</p> },
    );
    view! {
        <div class="verdict error">
            <h2><Icon glyph=Glyph::Error />"Trapped"</h2>
            <p><Ticked text=message /></p>
            {place}
            <p class="quiet">"The component stopped itself. The next run starts from a fresh instance."</p>
            {frames}
        </div>
    }
    .into_any()
}

fn missing(imports: Vec<String>) -> AnyView {
    let playground = expect_context::<Playground>();
    let names_again = imports.clone();
    let names = imports
        .into_iter()
        .map(|name| view! { <li class="mono">{name}</li> })
        .collect_view();
    view! {
        <div class="verdict error">
            <h2><Icon glyph=Glyph::Plug />"Nobody provides its imports"</h2>
            <ul class="frames">{names}</ul>
            <p>"Nothing ran. Add a component that exports this and plug it in, or run the composition instead."</p>
            <Button label="Answer with mocks" icon=Glyph::Add hint="Makes an answer for each, to be changed" on_press=move |()| playground.mock_missing(names_again.clone()) />
        </div>
    }
    .into_any()
}

fn verdict(tone: &str, glyph: Glyph, title: &str, text: &str) -> AnyView {
    let (title, text) = (title.to_owned(), text.to_owned());
    view! { <div class=format!("verdict {tone}")><h2><Icon glyph />{title}</h2><p><Ticked text /></p></div> }
        .into_any()
}

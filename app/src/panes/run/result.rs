//! What came of the latest run.

use leptos::prelude::*;
use model::Stage;

use super::{
    going::GoingOn,
    left::LeftBehind,
    limits::LongRun,
    outcome::OutcomeView,
    output::{OutputView, StdinLine},
    stages::Stages,
    trace::TraceView,
    value::ChosenLens,
};
use crate::{
    playground::Playground,
    state::run::{Phase, Place, call_in_words},
    ui::{Badge, Empty, Glyph, Icon, Ticked},
};

/// Where it ran, how long each stage took, what it wrote and what came of it.
#[component]
pub fn RunResult(
    /// What stands below it.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let playground = expect_context::<Playground>();
    provide_context(ChosenLens(RwSignal::default()));
    let phase = Memo::new(move |_| playground.run.with(|run| run.phase.clone()));
    let has_run = Memo::new(move |_| playground.run.with(|run| run.number > 0));
    let place = Memo::new(move |_| playground.run.with(|run| run.place));
    let answer = move || {
        match phase.get() {
        Phase::Idle => ().into_any(),
        Phase::Running { stage } => view! { <p class="working"><span class="spinner" aria-hidden="true"></span>{doing(stage)}"…"</p> }.into_any(),
        Phase::Failed(fault) => view! {
            <div class="verdict error"><h2><Icon glyph=Glyph::Error />"It could not be run"</h2><p><Ticked text=fault.message /></p></div>
        }
        .into_any(),
        Phase::Finished(outcome) => {
            let returns = playground.run.with_untracked(|run| run.returns.clone());
            view! { <OutcomeView outcome returns /> }.into_any()
        }
    }
    };
    let asked = move || {
        playground
            .run
            .with(|run| run.call.as_ref().map(call_in_words))
    };
    let badge = move || match place.get() {
        Place::Browser => view! { <Badge text="in your browser" icon=Glyph::Globe /> },
        Place::Server => view! { <Badge text="on the server" icon=Glyph::Server /> },
    };
    view! {
        <section class="answer" aria-label="Result" aria-busy=move || if matches!(phase.get(), Phase::Running { .. }) { "true" } else { "false" }>
            {move || if has_run.get() {
                view! {
                    <div class="answer-head">{badge}<code class="asked clip" title="What was called">{asked}</code></div>
                    <Stages />
                    <div aria-live="polite">{answer}</div>
                    <GoingOn />
                    <LongRun />
                    <OutputView />
                    <StdinLine />
                    <LeftBehind />
                    <TraceView />
                }.into_any()
            } else {
                view! { <Empty glyph=Glyph::Play text="Nothing has run yet. The result, what was printed and how long each stage took appear here." /> }.into_any()
            }}
            {children.map(|children| children())}
        </section>
    }
}

/// A stage as something that goes on.
fn doing(stage: Stage) -> &'static str {
    match stage {
        Stage::Fetch => "Getting the component",
        Stage::Transpile => "Transpiling",
        Stage::Compile => "Compiling",
        Stage::Instantiate => "Instantiating",
        Stage::Call => "Running",
    }
}

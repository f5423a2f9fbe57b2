//! How long each stage of a run took.

use leptos::prelude::*;
use model::Stage;

use crate::playground::Playground;

/// Every stage of a run, in order, and what it is called.
const STAGES: [(Stage, &str); 5] = [
    (Stage::Fetch, "fetch"),
    (Stage::Transpile, "transpile"),
    (Stage::Compile, "compile"),
    (Stage::Instantiate, "instantiate"),
    (Stage::Call, "call"),
];

/// The stages that have ended, each with its time.
#[component]
pub fn Stages() -> impl IntoView {
    let playground = expect_context::<Playground>();
    let stage = move |(stage, name): (Stage, &'static str)| {
        let time = Memo::new(move |_| playground.run.with(|run| run.milliseconds(stage)));
        view! {
            <li class:is-done=move || time.with(Option::is_some)>
                <span>{name}</span>
                <span class="time">{move || time.get().map_or_else(|| "–".to_owned(), milliseconds)}</span>
            </li>
        }
    };
    let total = move || playground.run.with(|run| run.total).map(milliseconds);
    view! {
        <ol class="stages" aria-label="Time by stage, in milliseconds">{STAGES.map(stage).collect_view()}
            {move || total().map(|total| view! { <li class="total"><span>"total"</span><span class="time">{total}" ms"</span></li> })}
        </ol>
    }
}

/// A time with as many digits as matter.
pub fn milliseconds(time: f64) -> String {
    match time {
        time if time < 10.0 => format!("{time:.1}"),
        time => format!("{time:.0}"),
    }
}

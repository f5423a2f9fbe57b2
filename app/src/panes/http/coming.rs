//! An answer that is not whole: because it still comes, or because it broke off.

use leptos::prelude::*;
use model::Outcome;

use super::answered::AnswerView;
use crate::{playground::Playground, state::run::Phase};

/// What came of it; nothing where there is a whole answer or none at all.
#[component]
pub(super) fn Coming() -> impl IntoView {
    let playground = expect_context::<Playground>();
    let is_partial = Memo::new(move |_| {
        let has_begun = playground.http.exchange.with(|it| it.head.is_some());
        has_begun
            && playground.run.with(|run| match &run.phase {
                Phase::Idle | Phase::Finished(Outcome::Responded { .. }) => false,
                Phase::Running { .. } | Phase::Finished(_) | Phase::Failed(_) => true,
            })
    });
    let says = move || match playground.run.with(|run| run.is_running()) {
        true => "It is coming.",
        false => "This came before it broke off.",
    };
    move || {
        is_partial.get().then(|| {
            view! {
                <section class="coming" aria-label="Answer so far">
                    <p class="quiet small">{says}</p>
                    {move || view! { <AnswerView exchange=playground.http.exchange.get() /> }}
                </section>
            }
        })
    }
}

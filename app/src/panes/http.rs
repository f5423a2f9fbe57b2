//! Sends a request to a component that handles HTTP.

mod answered;
mod asked;
mod body;
mod coming;
mod curl;
mod frame;
mod headers;
mod hex;
mod json;
mod lens;
mod sent;
mod trials;

use leptos::prelude::*;

use self::{asked::Request, coming::Coming, frame::Frame, sent::SentRequests, trials::TrialList};
use super::run::{ChoosePlace, ChooseTarget, RunResult};
use crate::{
    playground::Playground,
    ui::{Empty, Glyph, Switch},
};

pub use answered::Answered;
pub(in crate::panes) use hex::hex;

/// The pane: on the left the request, on the right the answer.
#[component]
pub fn HttpPane() -> impl IntoView {
    let playground = expect_context::<Playground>();
    let is_http = Memo::new(move |_| {
        playground
            .target
            .with(|it| it.as_ref().is_some_and(|it| it.is_http))
    });
    let has_frame = Memo::new(move |_| playground.http.frame.with(|it| it.root.is_some()));
    let request = move || {
        match is_http.get() {
        true => view! { <Request /> }.into_any(),
        false => view! {
            <Empty glyph=Glyph::Globe text="The target exports neither wasi:http/incoming-handler nor wasi:http/handler. Choose one that does, or open the sample “HTTP text”." />
        }
        .into_any(),
    }
    };
    view! {
        <div class="run">
            <section class="ask" aria-label="Request">
                <div class="choices"><ChooseTarget /><ChoosePlace /><Network /></div>
                {request}
            </section>
            {move || match has_frame.get() {
                true => view! { <Frame /> }.into_any(),
                false => view! { <RunResult><Coming /><SentRequests /><TrialList /></RunResult> }.into_any(),
            }}
        </div>
    }
}

/// Whether the component's own requests may leave the tab.
#[component]
pub(super) fn Network() -> impl IntoView {
    let playground = expect_context::<Playground>();
    view! {
        <Switch label="Let its requests out"
            hint="In the browser, requests that the component sends go out only while this is on. It is off again when another workspace is opened."
            is_on=playground.http.network on_change=move |is_on| playground.set_network(is_on) />
    }
}

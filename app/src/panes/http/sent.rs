//! The requests that the component sent, and what came of each.

use leptos::prelude::*;
use model::RequestFate;

use super::answered::tone;
use crate::{
    panes::run::{RunThere, milliseconds},
    playground::Playground,
    state::{http::exchange::Sent, run::Place},
    ui::{Badge, BadgeTone, Button, Glyph, Ticked},
};

/// The list; nothing where none was sent.
#[component]
pub(super) fn SentRequests() -> impl IntoView {
    let playground = expect_context::<Playground>();
    let sent = Memo::new(move |_| playground.http.exchange.with(|it| it.sent.clone()));
    move || {
        let sent = sent.get();
        (!sent.is_empty()).then(|| {
            let title = format!("Requests it sent · {}", sent.len());
            let rows = sent.into_iter().map(|sent| view! { <Row sent /> }).collect_view();
            view! { <section class="sent" aria-label="Requests that the component sent"><h3>{title}</h3><ol class="sent-list">{rows}</ol></section> }
        })
    }
}

/// A request: what it was, what came of it, and what to do where that is nothing.
#[component]
fn Row(
    /// The request.
    sent: Sent,
) -> impl IntoView {
    let Sent { request, took, .. } = sent;
    let (badge, more) = match request.fate {
        RequestFate::Sent => (
            view! { <Badge text="on its way" icon=Glyph::Clock /> },
            None,
        ),
        RequestFate::Answered { status } => (
            view! { <Badge text=status.to_string() tone=tone(status) /> },
            None,
        ),
        RequestFate::Failed { code, message } => (
            view! { <Badge text=word(&code) tone=BadgeTone::Wrong icon=Glyph::Error /> },
            Some(view! { <p class="small"><Ticked text=message /></p> <Remedy code /> }),
        ),
    };
    view! {
        <li>
            <div class="row wrap">
                <code class="asked">{request.method}" "{request.url}</code>
                {badge}
                {took.map(|it| view! { <span class="time small quiet">{milliseconds(it)}" ms"</span> })}
            </div>
            {more}
        </li>
    }
}

/// A failure in a word or two.
fn word(code: &str) -> &'static str {
    match code {
        "network-off" => "network is off",
        "cors" => "refused by CORS",
        "unreachable" => "no answer",
        "timeout" => "too late",
        "forbidden" => "not for browsers",
        _ => "not sent",
    }
}

/// What may help.
#[component]
fn Remedy(
    /// [`RequestFate::Failed`]
    code: String,
) -> impl IntoView {
    let playground = expect_context::<Playground>();
    let again_with_network = move |()| {
        playground.set_network(true);
        playground.run(Place::Browser);
    };
    match code.as_str() {
        "network-off" => view! { <Button label="Let its requests out and send again" icon=Glyph::Globe on_press=again_with_network /> }.into_any(),
        "cors" | "forbidden" | "unreachable" => view! { <RunThere /> }.into_any(),
        _ => ().into_any(),
    }
}

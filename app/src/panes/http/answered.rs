//! An answer.

use leptos::prelude::*;
use model::{Header, HttpResponse};

use super::lens::{LensView, lenses};
use crate::{
    client::files,
    panes::{components::bytes, run::milliseconds},
    playground::Playground,
    state::http::exchange::{Exchange, Head},
    ui::{Badge, BadgeTone, Button, ButtonKind, Glyph, Segments},
};

/// A response that came whole.
#[component]
pub fn Answered(
    /// The response.
    response: HttpResponse,
) -> impl IntoView {
    let playground = expect_context::<Playground>();
    let mut exchange = playground.http.exchange.get_untracked();
    let HttpResponse {
        status,
        headers,
        body,
    } = response;
    exchange.complete(status, headers, body.into_vec());
    view! { <AnswerView exchange total=playground.run.with_untracked(|run| run.total).unwrap_or_default() /> }
}

/// Status, times, size, headers, body and trailers.
#[component]
pub(super) fn AnswerView(
    /// The answer, as far as it came.
    exchange: Exchange,
    /// From ▶ to its end, in milliseconds; none where it has not ended.
    #[prop(optional)]
    total: Option<f64>,
) -> impl IntoView {
    let Exchange {
        head,
        body,
        trailers,
        ..
    } = exchange;
    let Head {
        status,
        headers,
        at,
    } = head.unwrap_or(Head {
        status: 0,
        headers: Vec::new(),
        at: None,
    });
    let media = media_type(&headers);
    let segments = lenses(&media, &body);
    let lens = RwSignal::new(segments[0].value);
    let size = bytes(body.len() as u32);
    let body = StoredValue::new(body);
    let download = move |()| {
        body.with_value(|body| files::download("response", body));
    };
    let times = [("headers", at), ("whole", total)];
    let times = times.into_iter().filter_map(|(what, time)| {
        let time = time?;
        Some(view! { <span class="quiet small">{what}" "<span class="time">{milliseconds(time)}" ms"</span></span> })
    });
    let shown = move || {
        body.with_value(
            |body| view! { <LensView lens=lens.get() media=media.clone() body=body.clone() /> },
        )
    };
    view! {
        <div class="response">
            <div class="row wrap">
                <Badge text=format!("{status} {}", reason(status)).trim_end() tone=tone(status) />
                <span class="quiet small">{size}</span>
                {times.collect_view()}
                <span class="grow"></span>
                <Segments label="Show the body as" segments chosen=lens on_choose=move |chosen| lens.set(chosen) />
                <Button label="Save" kind=ButtonKind::Ghost icon=Glyph::Download hint="Keep the body as a file" on_press=download />
            </div>
            <HeaderTable title="Headers" headers />
            <div class="value" role="group" aria-label="Body">{shown}</div>
            {(!trailers.is_empty()).then(|| view! { <HeaderTable title="Trailers" headers=trailers /> })}
        </div>
    }
}

/// Headers or trailers, in their order.
#[component]
fn HeaderTable(
    /// What they are.
    title: &'static str,
    /// Names and values.
    headers: Vec<Header>,
) -> impl IntoView {
    let count = headers.len();
    let rows = headers.into_iter().map(|Header { name, value }| view! { <tr><th scope="row" class="mono">{name}</th><td class="mono">{value}</td></tr> });
    let rows = rows.collect_view();
    view! { <details class="disclosure"><summary>{format!("{title} · {count}")}</summary><table class="facts-table" aria-label=title><tbody>{rows}</tbody></table></details> }
}

/// `text/html` of what the headers say, in lower case.
fn media_type(headers: &[Header]) -> String {
    let is_it = |it: &&Header| it.name.eq_ignore_ascii_case("content-type");
    let value = headers.iter().find(is_it).map(|it| it.value.as_str());
    let media = value.unwrap_or_default().split(';').next();
    media.unwrap_or_default().trim().to_ascii_lowercase()
}

pub(super) fn tone(status: u16) -> BadgeTone {
    match status {
        200..=299 => BadgeTone::Good,
        100..=199 | 300..=399 => BadgeTone::Plain,
        400..=499 => BadgeTone::Near,
        _ => BadgeTone::Wrong,
    }
}

/// What the most common status codes are called.
fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        201 => "Created",
        202 => "Accepted",
        204 => "No Content",
        206 => "Partial Content",
        301 => "Moved Permanently",
        302 => "Found",
        303 => "See Other",
        304 => "Not Modified",
        307 => "Temporary Redirect",
        308 => "Permanent Redirect",
        400 => "Bad Request",
        401 => "Unauthorized",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        409 => "Conflict",
        415 => "Unsupported Media Type",
        418 => "I’m a Teapot",
        422 => "Unprocessable Content",
        429 => "Too Many Requests",
        500 => "Internal Server Error",
        501 => "Not Implemented",
        502 => "Bad Gateway",
        503 => "Service Unavailable",
        504 => "Gateway Timeout",
        _ => "",
    }
}

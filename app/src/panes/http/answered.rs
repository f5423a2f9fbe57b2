//! An HTTP response.

use leptos::prelude::*;
use model::{Header, HttpResponse};

use super::hex::hex;
use crate::{
    panes::components::bytes,
    ui::{Badge, BadgeTone, Segment, Segments, Typeset, highlight::Language},
};

/// How a body is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lens {
    Json,
    Text,
    Hex,
}

/// Status, size, headers and body.
#[component]
pub fn Answered(
    /// The response.
    response: HttpResponse,
) -> impl IntoView {
    let HttpResponse {
        status,
        headers,
        body,
    } = response;
    let tone = match status {
        200..=299 => BadgeTone::Good,
        300..=399 => BadgeTone::Plain,
        400..=499 => BadgeTone::Near,
        _ => BadgeTone::Wrong,
    };
    let size = bytes(body.len() as u32);
    let count = headers.len();
    let rows = headers.into_iter().map(|Header { name, value }| view! { <tr><th scope="row" class="mono">{name}</th><td class="mono">{value}</td></tr> });
    let rows = rows.collect_view();
    let text = std::str::from_utf8(&body).ok().map(str::to_owned);
    let json = text
        .as_deref()
        .and_then(|it| serde_json::from_str::<serde_json::Value>(it).ok());
    let json = json.and_then(|it| serde_json::to_string_pretty(&it).ok());
    let mut lenses = vec![Segment {
        value: Lens::Hex,
        label: "Hex",
    }];
    if text.is_some() {
        lenses.insert(
            0,
            Segment {
                value: Lens::Text,
                label: "Text",
            },
        );
    }
    if json.is_some() {
        lenses.insert(
            0,
            Segment {
                value: Lens::Json,
                label: "JSON",
            },
        );
    }
    let lens = RwSignal::new(lenses[0].value);
    let shown = move || match lens.get() {
        Lens::Json => {
            view! { <Typeset text=json.clone().unwrap_or_default() language=Language::Wave /> }
                .into_any()
        }
        Lens::Text => {
            view! { <pre class="typeset">{text.clone().unwrap_or_default()}</pre> }.into_any()
        }
        Lens::Hex => view! { <pre class="typeset hex">{hex(&body)}</pre> }.into_any(),
    };
    view! {
        <div class="response">
            <div class="row wrap">
                <Badge text=format!("{status} {}", reason(status)) tone />
                <span class="quiet small">{size}</span>
                <span class="grow"></span>
                <Segments label="Show the body as" segments=lenses chosen=lens on_choose=move |chosen| lens.set(chosen) />
            </div>
            <details class="disclosure"><summary>{format!("Headers · {count}")}</summary><table class="facts-table"><tbody>{rows}</tbody></table></details>
            <div class="value" role="group" aria-label="Body">{shown}</div>
        </div>
    }
}

/// What the most common status codes are called.
fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        201 => "Created",
        202 => "Accepted",
        204 => "No Content",
        301 => "Moved Permanently",
        302 => "Found",
        304 => "Not Modified",
        400 => "Bad Request",
        401 => "Unauthorized",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        415 => "Unsupported Media Type",
        422 => "Unprocessable Content",
        429 => "Too Many Requests",
        500 => "Internal Server Error",
        502 => "Bad Gateway",
        503 => "Service Unavailable",
        504 => "Gateway Timeout",
        _ => "",
    }
}

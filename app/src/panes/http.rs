//! Sends a request to a component that handles HTTP.

mod answered;
mod hex;

use leptos::{ev::Event, prelude::*};
use model::{Call, Header, HttpRequest};

use super::{
    Screen,
    act::act,
    run::{ChoosePlace, ChooseTarget, RunResult},
    tools::RunButton,
};
use crate::{
    playground::Playground,
    ui::{Button, Empty, Field, Glyph},
};

pub use answered::Answered;

const METHODS: [&str; 7] = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"];

/// The pane: on the left the request, on the right the answer.
#[component]
pub fn HttpPane() -> impl IntoView {
    let playground = expect_context::<Playground>();
    let is_http = Memo::new(move |_| {
        playground
            .target
            .with(|it| it.as_ref().is_some_and(|it| it.is_http))
    });
    let request = move || {
        match is_http.get() {
        true => view! { <Request /> }.into_any(),
        false => view! {
            <Empty glyph=Glyph::Globe text="The target does not export wasi:http/incoming-handler. Choose one that does, or open the sample “HTTP text”." />
        }
        .into_any(),
    }
    };
    view! {
        <div class="run">
            <section class="ask" aria-label="Request">
                <div class="choices"><ChooseTarget /><ChoosePlace /></div>
                {request}
            </section>
            <RunResult />
        </div>
    }
}

/// Method, path, headers and body.
#[component]
fn Request() -> impl IntoView {
    let playground = expect_context::<Playground>();
    let request = Memo::new(move |_| {
        playground.workspace.with(|it| match &it.call {
            Some(Call::Http(request)) => request.clone(),
            _ => HttpRequest {
                method: "GET".into(),
                path: "/".into(),
                headers: Vec::new(),
                body: String::new(),
            },
        })
    });
    let change = move |change: &dyn Fn(&mut HttpRequest)| {
        let mut request = request.get_untracked();
        change(&mut request);
        playground.set_call(Call::Http(request));
    };
    // A workspace whose call is of another kind gets this request as its call, so that ▶ sends it.
    let adopt = move |_| change(&|_| {});
    let options = METHODS.map(|method| view! { <option value=method selected=move || request.with(|it| it.method == method)>{method}</option> });
    let set_method = move |event: Event| {
        let method = event_target_value(&event);
        change(&|it| it.method.clone_from(&method))
    };
    let set_path = move |event: Event| {
        let path = event_target_value(&event);
        let path = if path.starts_with('/') {
            path
        } else {
            format!("/{path}")
        };
        change(&|it| it.path.clone_from(&path));
    };
    let set_headers = move |event: Event| {
        let headers = to_headers(&event_target_value(&event));
        change(&|it| it.headers.clone_from(&headers))
    };
    let set_body = move |event: Event| {
        let body = event_target_value(&event);
        change(&|it| it.body.clone_from(&body))
    };
    view! {
        <div class="form request" on:focusin=adopt>
            <div class="request-line">
                <select class="select mono method" aria-label="Method" on:change=set_method>{options.collect_view()}</select>
                <input class="input mono" type="text" aria-label="Path" spellcheck="false" autocomplete="off" prop:value=move || request.with(|it| it.path.clone()) on:input=set_path />
                <RunButton label="Send" />
            </div>
            <Field label="Headers, Name: value a line" id="http-headers">
                <textarea id="http-headers" class="input mono" rows="2" spellcheck="false" prop:value=move || request.with(|it| from_headers(&it.headers)) on:change=set_headers></textarea>
            </Field>
            <Field label="Body" id="http-body">
                <textarea id="http-body" class="input mono" rows="3" spellcheck="false" prop:value=move || request.with(|it| it.body.clone()) on:input=set_body></textarea>
            </Field>
            <ServerAddress request />
        </div>
    }
}

/// Where `curl` reaches the component, once the server has it.
#[component]
fn ServerAddress(
    /// The request.
    request: Memo<HttpRequest>,
) -> impl IntoView {
    let playground = expect_context::<Playground>();
    let screen = expect_context::<Screen>();
    let address = move || {
        let digest = playground
            .target
            .with(|it| it.as_ref().map(|it| it.digest.clone()))?;
        request.with(|request| served_at(&digest, &request.path))
    };
    let served = move |()| {
        act(playground, async move {
            let digest = playground.serve_target().await?.digest;
            let request = request.get_untracked();
            let address = served_at(&digest, &request.path).unwrap_or_default();
            screen.copy(playground, curl(&request, &address));
            Ok(())
        })
    };
    move || {
        playground.server.with(Option::is_some).then(|| view! {
        <div class="address">
            <p class="label">"On the server"</p>
            <p class="mono clip" title=address>{address}</p>
            <Button label="Store and copy curl" icon=Glyph::Copy hint="Puts the component on the server, so that this address answers" on_press=served />
        </div>
    })
    }
}

/// The address of a stored component's path.
fn served_at(digest: &str, path: &str) -> Option<String> {
    let origin = window().location().origin().ok()?;
    Some(format!("{origin}/http/{digest}{path}"))
}

/// The command that sends a request.
fn curl(request: &HttpRequest, address: &str) -> String {
    let quoted = |text: &str| format!("'{}'", text.replace('\'', r"'\''"));
    let mut command = format!("curl -i -X {} {}", request.method, quoted(address));
    for Header { name, value } in &request.headers {
        command += &format!(" -H {}", quoted(&format!("{name}: {value}")));
    }
    if !request.body.is_empty() {
        command += &format!(" --data-binary {}", quoted(&request.body));
    }
    command
}

fn to_headers(text: &str) -> Vec<Header> {
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    lines
        .map(|line| {
            let (name, value) = line.split_once(':').unwrap_or((line, ""));
            Header {
                name: name.trim().to_owned(),
                value: value.trim().to_owned(),
            }
        })
        .collect()
}

fn from_headers(headers: &[Header]) -> String {
    headers
        .iter()
        .map(|it| format!("{}: {}", it.name, it.value))
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn a_request_as_curl_survives_quotes() {
    let request = HttpRequest {
        method: "POST".into(),
        path: "/".into(),
        headers: to_headers("content-type: text/plain\n\nx:y"),
        body: "it's".into(),
    };
    assert_eq!(
        curl(&request, "http://h/"),
        r"curl -i -X POST 'http://h/' -H 'content-type: text/plain' -H 'x: y' --data-binary 'it'\''s'"
    );
}

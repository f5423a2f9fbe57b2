//! The request: its line, headers and body.

use leptos::{ev::Event, prelude::*};
use model::{Call, HttpRequest};

use super::{body::Body, curl::Curl, frame::OpenFrame, headers::Headers};
use crate::{
    panes::tools::RunButton, playground::Playground, state::http::body::plain_get, ui::Fault,
};

const METHODS: [&str; 9] = [
    "GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "QUERY", "PROPFIND",
];

/// The request that is written. Provided as context.
#[derive(Clone, Copy)]
pub(super) struct Asked {
    playground: Playground,
    /// As it is now.
    pub(super) request: Memo<HttpRequest>,
}

impl Asked {
    fn new(playground: Playground) -> Self {
        let request = Memo::new(move |_| {
            playground.workspace.with(|it| match &it.call {
                Some(Call::Http(request)) => request.clone(),
                _ => plain_get(),
            })
        });
        Self {
            playground,
            request,
        }
    }

    /// Changes it. A workspace whose call is of another kind gets this request as its call.
    pub(super) fn update(self, change: impl FnOnce(&mut HttpRequest)) {
        let mut request = self.request.get_untracked();
        change(&mut request);
        self.playground.set_call(Call::Http(request));
    }
}

/// All of it.
#[component]
pub(super) fn Request() -> impl IntoView {
    let asked = Asked::new(expect_context::<Playground>());
    provide_context(asked);
    let request = asked.request;
    let options = METHODS.map(|method| view! { <option value=method></option> });
    let set_method = move |event: Event| {
        let method = event_target_value(&event);
        asked.update(|it| it.method = method.trim().to_owned());
    };
    let set_path = move |event: Event| {
        let path = event_target_value(&event);
        asked.update(|it| it.path = rooted(path));
    };
    let bad_method = Memo::new(move |_| {
        request.with(|it| {
            (!is_token(&it.method)).then(|| "A method is one word, such as GET.".to_owned())
        })
    });
    view! {
        <div class="form request" on:focusin=move |_| asked.update(|_| {})>
            <div class="request-line">
                <input class="input mono method" list="http-methods" aria-label="Method" spellcheck="false" autocomplete="off" autocapitalize="characters"
                    aria-invalid=move || bad_method.with(Option::is_some).to_string() prop:value=move || request.with(|it| it.method.clone()) on:input=set_method />
                <datalist id="http-methods">{options.collect_view()}</datalist>
                <input class="input mono" type="text" aria-label="Path" spellcheck="false" autocomplete="off" prop:value=move || request.with(|it| it.path.clone()) on:input=set_path />
                <RunButton label="Send" />
            </div>
            <Fault text=bad_method />
            <Headers />
            <Body />
            <Curl />
            <OpenFrame />
        </div>
    }
}

/// A path as a component gets it; of a whole address, what comes after the host.
fn rooted(path: String) -> String {
    let path = path.trim();
    let after_host = path.split_once("://").map(|(_, rest)| {
        let at = rest.find(['/', '?']).unwrap_or(rest.len());
        &rest[at..]
    });
    let path = after_host.unwrap_or(path);
    match path.starts_with('/') || path == "*" {
        true => path.to_owned(),
        false => format!("/{path}"),
    }
}

/// RFC 9110, "Tokens".
pub(super) fn is_token(text: &str) -> bool {
    let is_part = |it: u8| it.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&it);
    !text.is_empty() && text.bytes().all(is_part)
}

#[test]
fn a_path_is_taken_out_of_an_address() {
    let cases = [
        ("a", "/a"),
        ("/a?b", "/a?b"),
        ("https://h.test", "/"),
        ("http://h.test:1/a", "/a"),
        ("*", "*"),
    ];
    for (typed, path) in cases {
        assert_eq!(rooted(typed.to_owned()), path);
    }
}

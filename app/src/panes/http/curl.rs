//! The request as a curl command, both ways.

use leptos::{ev::Event, prelude::*};

use super::asked::Asked;
use crate::{
    panes::{Screen, act::act},
    playground::Playground,
    state::{http::curl::to_curl, notice::Tone},
    ui::{Button, ButtonKind, Dialog, Fault, Glyph},
};

/// Where a component listens that Wasmtime serves on this machine, as the CLI pane says.
const WASMTIME: &str = "http://127.0.0.1:8080";

/// What can be done with curl.
#[component]
pub(super) fn Curl() -> impl IntoView {
    let playground = expect_context::<Playground>();
    let screen = expect_context::<Screen>();
    let Asked { request, .. } = expect_context::<Asked>();
    let pasting = RwSignal::new(false);
    let copy = move |address: &str| {
        let file = playground.http.file.get_untracked();
        let command = request
            .with_untracked(|it| to_curl(it, address, file.as_ref().map(|it| it.path.as_str())));
        screen.copy(playground, command);
    };
    let store = move |()| {
        act(playground, async move {
            let digest = playground.serve_target().await?.digest;
            copy(&served_at(&digest).unwrap_or_default());
            Ok(())
        })
    };
    let has_server = move || playground.server.with(Option::is_some);
    view! {
        <div class="row wrap" role="group" aria-label="curl">
            <Button label="Paste curl" icon=Glyph::Terminal hint="Take the request out of a curl command" on_press=move |()| pasting.set(true) />
            <Button label="Copy as curl" icon=Glyph::Copy hint="For a component that wasmtime serve answers for, as in the CLI pane" on_press=move |()| copy(WASMTIME) />
            {move || has_server().then(|| view! { <Button label="Store and copy curl" icon=Glyph::Server hint="Puts the component on the server, and copies the command that asks it there" on_press=store /> })}
        </div>
        <Dialog title="Paste a curl command" open=pasting><Paste pasting /></Dialog>
    }
}

/// A field for a command, and what of it cannot be understood.
#[component]
fn Paste(
    /// Whether the dialog is open.
    pasting: RwSignal<bool>,
) -> impl IntoView {
    let playground = expect_context::<Playground>();
    let command = RwSignal::new(String::new());
    let fault = RwSignal::new(None);
    let take = move |()| match playground.paste_curl(&command.get_untracked()) {
        Ok(ignored) => {
            pasting.set(false);
            if !ignored.is_empty() {
                let text = format!("{} mean nothing to a component here.", ignored.join(", "));
                playground.tell(Tone::Done, text, None);
            }
        }
        Err(why) => fault.set(Some(format!("This was not taken: {why}."))),
    };
    let change = move |event: Event| {
        fault.set(None);
        command.set(event_target_value(&event));
    };
    view! {
        <div class="body">
            <textarea class="input mono" aria-label="curl command" rows="6" spellcheck="false" autofocus placeholder="curl 'https://example.com/' -H 'accept: text/html'" on:input=change></textarea>
            <Fault text=fault />
        </div>
        <footer><Button label="Use this request" kind=ButtonKind::Primary on_press=take /></footer>
    }
}

/// The address of a stored component, without a path.
fn served_at(digest: &str) -> Option<String> {
    let origin = window().location().origin().ok()?;
    Some(format!("{origin}/http/{digest}"))
}

//! Pages of the component, shown in a frame as a browser would.

use leptos::{
    ev::{Event, KeyboardEvent},
    html,
    prelude::*,
};

use super::{answered::tone, asked::Asked, sent::SentRequests};
use crate::{
    client::frame::address_of,
    panes::{act::act, components::bytes, run::milliseconds},
    playground::Playground,
    state::http::frame::FrameRequest,
    ui::{Badge, BadgeTone, Button, Glyph, IconButton, Ticked},
};

/// Opens the frame at the path of the request.
#[component]
pub(super) fn OpenFrame() -> impl IntoView {
    let playground = expect_context::<Playground>();
    let asked = expect_context::<Asked>();
    let open = move |()| {
        let path = asked.request.with_untracked(|it| it.path.clone());
        act(playground, playground.open_frame(path));
    };
    view! {
        <div class="row"><Button label="Open in a frame" icon=Glyph::Globe on_press=open
            hint="Shows the page at this path; its links, forms and requests are answered by the component in this tab" /></div>
    }
}

/// The frame, with a bar to go by and the requests that came out of it.
#[component]
pub(super) fn Frame() -> impl IntoView {
    let playground = expect_context::<Playground>();
    let frame = playground.http.frame;
    let at = Memo::new(move |_| frame.with(|it| it.at.clone()));
    let typed = RwSignal::new(at.get_untracked());
    Effect::new(move |_| typed.set(at.get()));
    let node = NodeRef::<html::Iframe>::new();
    let sent_to = Memo::new(move |_| frame.with(|it| (it.root.clone(), it.sent_to.clone())));
    Effect::new(move |_| {
        let (root, (_, path)) = sent_to.get();
        if let (Some(iframe), Some(root)) = (node.get(), root) {
            iframe.set_src(&address_of(&root, &path));
        }
    });
    let go = move |path: String| {
        let path = if path.starts_with('/') {
            path
        } else {
            format!("/{path}")
        };
        act(playground, playground.open_frame(path));
    };
    let key = move |event: KeyboardEvent| {
        if event.key() == "Enter" {
            go(typed.get_untracked());
        }
    };
    view! {
        <section class="frame" aria-label="Frame">
            <div class="frame-bar">
                <input class="input mono" type="text" aria-label="Path of the page" spellcheck="false" autocomplete="off" autocapitalize="off"
                    prop:value=typed on:input=move |event: Event| typed.set(event_target_value(&event)) on:keydown=key />
                <IconButton glyph=Glyph::Redo label="Load the page again" on_press=move |_| go(at.get_untracked()) />
                <IconButton glyph=Glyph::Trash label="Start from a fresh instance" on_press=move |_| { playground.restart_frame(); go(at.get_untracked()) } />
                <IconButton glyph=Glyph::Close label="Close the frame" on_press=move |_| playground.close_frame() />
            </div>
            <iframe title="Page of the component" node_ref=node allow="camera 'none'; geolocation 'none'; microphone 'none'" referrerpolicy="no-referrer"></iframe>
            <Log />
            <SentRequests />
        </section>
    }
}

/// What the frame asked for, the latest first.
#[component]
fn Log() -> impl IntoView {
    let playground = expect_context::<Playground>();
    let count = move || playground.http.frame.with(|it| it.log.len());
    let rows = move || {
        playground.http.frame.with(|it| {
            let latest_first = it.log.iter().rev();
            latest_first
                .map(|it| view! { <Row request=it.clone() /> })
                .collect_view()
        })
    };
    view! {
        <details class="disclosure" open>
            <summary>{move || format!("Requests of the frame · {}", count())}</summary>
            <ol class="frame-log" aria-label="Requests of the frame">{rows}</ol>
        </details>
    }
}

/// A request and what came of it.
#[component]
fn Row(
    /// The request.
    request: FrameRequest,
) -> impl IntoView {
    let FrameRequest {
        method,
        path,
        status,
        size,
        fault,
        took,
        ..
    } = request;
    let badge = match (&fault, status) {
        (Some(_), _) => view! { <Badge text="failed" tone=BadgeTone::Wrong icon=Glyph::Error /> },
        (None, Some(status)) => view! { <Badge text=status.to_string() tone=tone(status) /> },
        (None, None) => view! { <Badge text="on its way" icon=Glyph::Clock /> },
    };
    let facts = took.map(|took| format!("{} ms · {}", milliseconds(took), bytes(size as u32)));
    view! {
        <li>
            <code class="clip">{method}" "{path}</code>
            {badge}
            <span class="quiet">{facts}</span>
            {fault.map(|fault| view! { <Ticked text=fault /> })}
        </li>
    }
}

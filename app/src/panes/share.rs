//! What a link holds, and the link.

use leptos::{ev::FocusEvent, prelude::*};
use web_sys::HtmlInputElement;

use super::{Screen, act::act};
use crate::{
    playground::{Playground, ShareLink},
    ui::{Button, ButtonKind, Dialog, Glyph, Icon},
};

/// Lengths at which some places cut links, in characters.
const PLACES: [(&str, usize); 2] = [("Discord", 2_000), ("Chrome’s address bar", 32_000)];

/// The dialog.
#[component]
pub fn Share() -> impl IntoView {
    let screen = expect_context::<Screen>();
    view! { <Dialog title="Share this workspace" open=screen.sharing><Contents /></Dialog> }
}

/// What the dialog says, and what can be done with the link.
#[component]
fn Contents() -> impl IntoView {
    let playground = expect_context::<Playground>();
    let link = RwSignal::new(playground.share_link());
    let stored = RwSignal::new(false);
    let store = move |()| {
        act(playground, async move {
            link.set(playground.store_on_server().await?);
            stored.set(true);
            Ok(())
        })
    };
    let has_call = playground.workspace.with_untracked(|it| it.call.is_some());
    let inside = move || link.with(|link| contents(link, has_call));
    let whereabouts = move || match stored.get() {
        false => "All of it is in the link itself and on no server.",
        true => "The workspace is stored on this server; anyone with the link can read it.",
    };
    let local = move || {
        link.with(|link| (!stored.get() && !link.local.is_empty()).then(|| link.local.clone()))
    };
    let can_store = move || playground.server.with(Option::is_some) && !stored.get();
    view! {
        <div class="body">
            <p><strong>{inside}</strong>" "<span class="quiet">{whereabouts}</span></p>
            <LinkField link />
            <Length link />
            {move || local().map(|names| view! { <Missing names /> })}
        </div>
        <footer>
            {move || can_store().then(|| view! {
                <Button label="Store on server" icon=Glyph::Server hint="A short link; components that only this browser has go along" on_press=store />
            })}
            <Button label="Copy link" icon=Glyph::Copy kind=ButtonKind::Primary on_press=move |()| {
                expect_context::<Screen>().copy(playground, link.with_untracked(|it| it.url.clone()));
            } />
        </footer>
    }
}

#[component]
fn LinkField(
    /// The link.
    link: RwSignal<ShareLink>,
) -> impl IntoView {
    let select = |event: FocusEvent| event_target::<HtmlInputElement>(&event).select();
    view! { <input class="input mono" type="text" readonly aria-label="Link" prop:value=move || link.with(|it| it.url.clone()) on:focus=select /> }
}

/// How long the link is, beside what is too long for whom.
#[component]
fn Length(
    /// The link.
    link: RwSignal<ShareLink>,
) -> impl IntoView {
    let count = move || link.with(|it| it.characters);
    let width = move || format!("{:.1}%", (count() as f64 / 4_000.0 * 100.0).min(100.0));
    let verdict = move || {
        PLACES.iter().rev().find(|(_, limit)| count() > *limit).map(|(place, limit)| {
        view! { <span class="too-long"><Icon glyph=Glyph::Warning />{format!("too long for {place} ({limit})")}</span> }
    })
    };
    view! {
        <div class="length">
            <div class="length-bar" aria-hidden="true"><span style:width=width></span><i></i></div>
            <p class="row small quiet"><span>{move || format!("{} characters", count())}</span>{verdict}</p>
        </div>
    }
}

/// The components that the link only names.
#[component]
fn Missing(
    /// Their names.
    names: Vec<String>,
) -> impl IntoView {
    let items = names
        .into_iter()
        .map(|name| view! { <li class="mono">{name}</li> })
        .collect_view();
    view! {
        <div class="note">
            <Icon glyph=Glyph::Warning />
            <div>
                <p>"Only this browser has these components. Whoever opens the link is asked to bring their files, unless you store them on the server:"</p>
                <ul>{items}</ul>
            </div>
        </div>
    }
}

/// What is in a link, in words.
fn contents(link: &ShareLink, has_call: bool) -> String {
    let count = |count: usize, one: &str, many: &str| {
        format!("{count} {}", if count == 1 { one } else { many })
    };
    let mut parts = vec![
        count(link.texts, "text", "texts"),
        count(link.components, "component", "components"),
    ];
    if has_call {
        parts.push("1 call".into());
    }
    format!("{}.", parts.join(", "))
}

#[test]
fn what_is_in_a_link_is_told() {
    let link = ShareLink {
        url: String::new(),
        characters: 0,
        texts: 1,
        components: 2,
        local: Vec::new(),
    };
    assert_eq!(contents(&link, true), "1 text, 2 components, 1 call.");
    assert_eq!(contents(&link, false), "1 text, 2 components.");
}

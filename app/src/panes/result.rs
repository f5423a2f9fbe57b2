//! What comes of the composition: the component, in the form that is wanted, and who can run it.

mod hosts;

use leptos::{ev::Event, prelude::*};
use model::{EncodeForm, EncodedComposition, Target};

use self::hosts::Hosts;
use super::{
    Screen,
    act::{act, download_package},
    components::bytes,
    world::answer::{Answer, use_answer},
};
use crate::{
    playground::Playground,
    ui::{
        Badge, BadgeTone, Button, ButtonKind, Empty, Glyph, Icon, IconButton, Typeset,
        highlight::Language,
    },
};

/// The pane.
#[component]
pub fn ResultPane() -> impl IntoView {
    let playground = expect_context::<Playground>();
    let is_there = Memo::new(move |_| playground.composition.with(|it| it.inspection.is_some()));
    let body = move || match is_there.get() {
        true => view! { <Made /> }.into_any(),
        false => {
            let text = playground.why_not_composed();
            view! { <Empty glyph=Glyph::Box text /> }.into_any()
        }
    };
    view! { <section class="result" aria-label="Composed component">{body}</section> }
}

#[component]
fn Made() -> impl IntoView {
    let playground = expect_context::<Playground>();
    let form = expect_context::<Screen>().form;
    let digest = composed_digest(playground);
    let answer = use_answer(move || {
        digest.get()?;
        Some(Box::pin(playground.composition_as(form.get())))
    });
    view! {
        <div class="result-form">
            <Options />
            <Answer answer show=|it| view! { <Facts it /> }.into_any() />
        </div>
        <Hosts />
    }
}

/// SHA-256 of the composition, which changes when anything of it does.
pub(super) fn composed_digest(playground: Playground) -> Memo<Option<String>> {
    Memo::new(move |_| {
        let composition = playground.composition.read();
        composition.inspection.as_ref().map(|it| it.digest.clone())
    })
}

/// What can be chosen about the form.
#[component]
pub(super) fn Options() -> impl IntoView {
    let form = expect_context::<Screen>().form;
    type Part = fn(&mut EncodeForm) -> &mut bool;
    let option = move |label: &'static str, hint: &'static str, part: Part| {
        let value = move || form.with(|form| *part(&mut form.clone()));
        let change =
            move |event: Event| form.update(|form| *part(form) = event_target_checked(&event));
        view! { <label class="chip" title=hint><input type="checkbox" prop:checked=value on:change=change /><span>{label}</span></label> }
    };
    view! {
        <div class="row wrap" role="group" aria-label="Form of the result">
            {option("Leave components as imports", "`wac compose --import-dependencies`: whoever runs it must bring the components", |it| &mut it.imports_components)}
            {option("Strip names", "Smaller, and harder to debug: no names of functions, locals and instances", |it| &mut it.strips_names)}
        </div>
    }
}

/// A component in the form that was asked for.
#[component]
fn Facts(
    /// The component.
    it: EncodedComposition,
) -> impl IntoView {
    let playground = expect_context::<Playground>();
    let screen = expect_context::<Screen>();
    let inspection = it.inspection;
    let digest = StoredValue::new(inspection.digest.clone());
    let copy = move |_| screen.copy(playground, digest.get_value());
    let download = move |()| {
        let form = screen.form.get_untracked();
        act(playground, playground.download_composition_as(form));
    };
    let package = move |()| {
        download_package(playground, Target::Composition, screen.form.get_untracked());
    };
    let is_default = screen.form.get_untracked() == EncodeForm::default();
    let imports_components = screen.form.get_untracked().imports_components;
    view! {
        <div class="row wrap">
            <Badge text="valid" tone=BadgeTone::Good icon=Glyph::Check />
            <Badge text=bytes(inspection.size) />
            {is_default.then(|| view! { <Badge text="same bytes as wac compose" /> })}
        </div>
        <div class="result-digest">
            <span class="quiet">"SHA-256"</span>
            <IconButton glyph=Glyph::Copy label="Copy the SHA-256" tiny=true on_press=copy />
            <code class="mono">{inspection.digest.clone()}</code>
        </div>
        {imports_components.then(|| view! {
            <p class="result-note"><Icon glyph=Glyph::Warning />"wasm-tools 1.262 does not know the names that wac 0.12 gives imported components, and no host has such imports: it is for tools that fill them in."</p>
        })}
        <div class="row wrap">
            <Button kind=ButtonKind::Primary label="Download .wasm" icon=Glyph::Download on_press=download />
            {(!imports_components).then(|| view! {
                <Button label="Download for Node.js" icon=Glyph::Download on_press=package hint="A JavaScript package with types, and a script that starts a program or a service" />
            })}
        </div>
        <details class="disclosure"><summary>"World"</summary><Typeset text=inspection.wit language=Language::Wit /></details>
    }
}

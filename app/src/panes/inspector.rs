//! What the selected component is, seen from outside.

mod binary;
mod composed;
mod externs;

use leptos::prelude::*;
use model::{Artifact, ComponentRef, Inspection, Validation};

use self::{binary::Binary, composed::Composed, externs::Externs};
use super::{Screen, act::download_component, components::bytes, later::MakeComponent};
use crate::{
    playground::Playground,
    state::{workspace::component, world::choice::Choice},
    ui::{
        Badge, BadgeTone, Button, Empty, Glyph, IconButton, Splitter, SplitterSide, Typeset,
        highlight::Language,
    },
};

/// The region on the right; a sheet from below on a phone.
#[component]
pub fn Inspector() -> impl IntoView {
    let playground = expect_context::<Playground>();
    let selected = selected(playground);
    let name = move || {
        selected.with(|it| {
            it.as_ref()
                .map_or("Composition".to_owned(), |it| it.name.clone())
        })
    };
    let is_open = move || selected.with(|it| it.is_some().then_some(""));
    let screen = expect_context::<Screen>();
    view! {
        <Splitter label="Width of the inspector" class="of-inspector" side=SplitterSide::Right size=screen.inspector range=(200.0, 560.0) />
        <section class="region inspector" aria-label="Inspector" tabindex="-1" data-region="inspector" data-open=is_open>
            <div class="head">
                <h2 class="title clip grow">{name}</h2>
                {move || is_open().map(|_| view! {
                    <IconButton glyph=Glyph::Close label="Close the inspector" tiny=true on_press=move |_| playground.select(None) />
                })}
            </div>
            <div class="scroll"><Selected /></div>
        </section>
    }
}

/// The component that is selected, if one is.
fn selected(playground: Playground) -> Memo<Option<ComponentRef>> {
    Memo::new(move |_| {
        playground
            .workspace
            .with(|workspace| component(workspace, workspace.view.selection.as_deref()?).cloned())
    })
}

/// What the selected component is, or what is composed.
#[component]
fn Selected() -> impl IntoView {
    let playground = expect_context::<Playground>();
    let selected = selected(playground);
    let inspection = Memo::new(move |_| {
        let digest = selected.get()?.digest;
        playground.inspections.with(|all| all.get(&digest).cloned())
    });
    move || {
        match (selected.get(), inspection.get()) {
        (None, _) => view! { <Composed /> }.into_any(),
        (Some(component), None) => view! { <Unknown component /> }.into_any(),
        (Some(component), Some(inspection)) => view! {
            <Known inspection name=component.name.clone() on_download=move |()| download_component(playground, component.name.clone()) />
        }
        .into_any(),
    }
    }
}

/// A component whose bytes are not here, or not read yet.
#[component]
fn Unknown(
    /// Which.
    component: ComponentRef,
) -> impl IntoView {
    let playground = expect_context::<Playground>();
    let ComponentRef {
        name, digest, size, ..
    } = component;
    let is_missing = {
        let digest = digest.clone();
        move || playground.missing.with(|missing| missing.contains(&digest))
    };
    let file = name.rsplit(':').next().unwrap_or(&name).to_owned();
    move || {
        if !is_missing() {
            return view! { <Empty glyph=Glyph::Clock text="Reading the component…" /> }.into_any();
        }
        let text = match playground.source_of(&name) {
            Some(entry) => format!("{name} is built from source here, {entry}: press Build."),
            None => format!(
                "{file}.wasm is not in the link. Bring your own: {}, SHA-256 {}…",
                bytes(size),
                &digest[..digest.len().min(12)]
            ),
        };
        let name = name.clone();
        view! {
            <Empty glyph=Glyph::Warning text>
                <super::bring::Bring name />
            </Empty>
        }
        .into_any()
    }
}

/// A binary that has been read.
#[component]
fn Known(
    /// What it is.
    inspection: Inspection,
    /// Its name, if it is a component of the workspace.
    #[prop(optional, into)]
    name: Option<String>,
    /// Hands it to the user as a file.
    #[prop(into)]
    on_download: Callback<()>,
) -> impl IntoView {
    let Inspection {
        artifact,
        digest,
        size,
        validation,
        wit,
        imports,
        exports,
        is_command,
        is_http,
        ..
    } = inspection.clone();
    let kind = match artifact {
        Artifact::Component => "component",
        Artifact::CoreModule => "core module",
        Artifact::WitPackage => "WIT package",
    };
    let fault = match &validation {
        Validation::Valid => None,
        Validation::Invalid { diagnostic } => Some(format!(
            "{} (at byte {})",
            diagnostic.message, diagnostic.span.start
        )),
    };
    let is_module =
        artifact == Artifact::CoreModule && validation == Validation::Valid && name.is_some();
    let has_world = artifact == Artifact::Component && validation == Validation::Valid;
    let badge = match validation {
        Validation::Valid => {
            view! { <Badge text="valid" tone=BadgeTone::Good icon=Glyph::Check /> }
        }
        Validation::Invalid { .. } => {
            view! { <Badge text="not valid" tone=BadgeTone::Wrong icon=Glyph::Error /> }
        }
    };
    view! {
        <div class="facts">
            <div class="row wrap">
                {badge}
                <Badge text=kind />
                <Badge text=bytes(size) />
                {is_command.then(|| view! { <Badge text="command" icon=Glyph::Terminal tone=BadgeTone::Accent /> })}
                {is_http.then(|| view! { <Badge text="HTTP handler" icon=Glyph::Globe tone=BadgeTone::Accent /> })}
            </div>
            {fault.map(|fault| view! { <p class="fault"><crate::ui::Icon glyph=Glyph::Error /><span>{fault}</span></p> })}
            <p class="digest mono quiet" title=format!("SHA-256 {digest}")>{format!("sha256 {}…", &digest[..digest.len().min(16)])}</p>
            <div class="row wrap">
                <Button label="Download .wasm" icon=Glyph::Download on_press=on_download />
                {has_world.then(|| name.clone().map(|name| view! { <WorldButtons name /> }))}
            </div>
        </div>
        {is_module.then(|| view! { <MakeComponent /> })}
        <Externs title="Exports" externs=exports />
        <Externs title="Imports" externs=imports />
        {(!wit.is_empty()).then(|| view! {
            <details class="disclosure part" open><summary><h3>"World"</h3></summary><Typeset text=wit language=Language::Wit /></details>
        })}
        <Binary name inspection />
    }
}

/// What can be asked about the world of a component.
#[component]
fn WorldButtons(
    /// The component's name.
    name: String,
) -> impl IntoView {
    let playground = expect_context::<Playground>();
    let screen = expect_context::<Screen>();
    let choice = StoredValue::new(Choice::component(&name));
    let read = move |()| screen.world.read(screen, choice.get_value());
    let fit = move |()| screen.world.fit(screen, choice.get_value());
    let xray = move |()| screen.xray(playground, name.clone());
    view! {
        <Button label="Read its world" icon=Glyph::Globe on_press=read />
        <Button label="Does it fit…?" icon=Glyph::Plug on_press=fit />
        <Button label="X-ray" icon=Glyph::Diagram on_press=xray hint="What it is composed of" />
    }
}

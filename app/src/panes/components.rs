//! The components of the workspace.

use leptos::{ev::DragEvent, prelude::*};
use model::{Artifact, ComponentRef, ComponentSource};

use super::{Screen, component_menu::ComponentMenu};
use crate::{
    playground::Playground,
    ui::{Glyph, Icon},
};

/// The list of components. Pressing one shows it in the inspector.
#[component]
pub fn Components() -> impl IntoView {
    let playground = expect_context::<Playground>();
    let components = Memo::new(move |_| {
        playground
            .workspace
            .with(|workspace| workspace.components.clone())
    });
    view! {
        <section class="group" aria-label="Components">
            <h2 class="title">"Components"<span class="quiet">{move || components.with(Vec::len)}</span></h2>
            <ul>
                <For each=move || components.get() key=|it| (it.name.clone(), it.digest.clone(), is_stored(it)) let:component>
                    <Item component />
                </For>
            </ul>
            {move || components.with(Vec::is_empty).then(|| view! {
                <p class="quiet none">"None yet: drop a .wasm here, or open a sample."</p>
            })}
        </section>
    }
}

#[component]
fn Item(
    /// The component.
    component: ComponentRef,
) -> impl IntoView {
    let playground = expect_context::<Playground>();
    let StoredComponent { name, digest } = StoredComponent::new(&component);
    let is_selected = move || {
        playground.workspace.with(|workspace| {
            name.with_value(|name| workspace.view.selection.as_ref() == Some(name))
        })
    };
    let is_missing = move || {
        digest.with_value(|digest| playground.missing.with(|missing| missing.contains(digest)))
    };
    let detail = move || {
        let source = name.with_value(|name| playground.source_of(name));
        match (is_missing(), source) {
            (true, Some(_)) => return "not built here yet".to_owned(),
            (true, None) => return "file is missing".to_owned(),
            (false, Some(entry)) => return format!("{entry} · {}", bytes(component.size)),
            (false, None) => {}
        }
        let kind = digest.with_value(|digest| {
            playground
                .inspections
                .with(|all| all.get(digest).map(|it| it.artifact))
        });
        match kind {
            Some(Artifact::CoreModule) => format!("core module · {}", bytes(component.size)),
            Some(Artifact::WitPackage) => format!("WIT package · {}", bytes(component.size)),
            Some(Artifact::Component) | None => bytes(component.size),
        }
    };
    let glyph = move || {
        if is_missing() {
            Glyph::Warning
        } else {
            Glyph::Box
        }
    };
    // The canvas makes an instance where it is dropped, a text its name.
    let dragged = expect_context::<Screen>().composing.dragged;
    let lift = move |event: DragEvent| {
        dragged.set(Some(name.get_value()));
        if let Some(transfer) = event.data_transfer() {
            let _ = transfer.set_data("text/plain", &name.get_value());
        }
    };
    view! {
        <li class="item" draggable="true" on:dragstart=lift on:dragend=move |_| dragged.set(None) class:is-selected=is_selected class:is-missing=is_missing>
            <button type="button" class="item-main" aria-current=move || if is_selected() { "true" } else { "false" }
                on:click=move |_| playground.select(Some(name.get_value()))>
                {move || view! { <Icon glyph=glyph() /> }}
                <span class="two-lines">
                    <span class="clip">{short(&component.name)}</span>
                    <span class="quiet clip">{detail}</span>
                </span>
            </button>
            <ComponentMenu name=component.name.clone() />
        </li>
    }
}

/// What the closures of an item need, so that they can be copied.
struct StoredComponent {
    name: StoredValue<String>,
    digest: StoredValue<String>,
}

impl StoredComponent {
    fn new(component: &ComponentRef) -> Self {
        Self {
            name: StoredValue::new(component.name.clone()),
            digest: StoredValue::new(component.digest.clone()),
        }
    }
}

fn is_stored(component: &ComponentRef) -> bool {
    component.source == ComponentSource::Server
}

/// A package name with its namespace set apart.
fn short(name: &str) -> AnyView {
    match name.split_once(':') {
        Some((namespace, name)) => {
            view! { <span class="quiet">{format!("{namespace}:")}</span>{name.to_owned()} }
                .into_any()
        }
        None => name.to_owned().into_any(),
    }
}

/// A size in bytes for people.
pub fn bytes(size: u32) -> String {
    match size {
        0..=1023 => format!("{size} B"),
        1024..=1_048_575 => format!("{:.1} KB", f64::from(size) / 1024.0),
        _ => format!("{:.1} MB", f64::from(size) / 1_048_576.0),
    }
}

//! The few tools of the diagram; its menus hold the others.

use leptos::prelude::*;
use model::PortKind;

use super::{plane::Plane, port::shape};
use crate::ui::{Glyph, IconButton, Menu, MenuItem, Popover};

/// Zoom, what adds, what tidies, and what the signs mean.
#[component]
pub(super) fn Toolbar() -> impl IntoView {
    let plane = expect_context::<Plane>();
    let percent = move || format!("{} %", (plane.viewport.get().zoom * 100.0).round());
    view! {
        <div class="zoom" role="toolbar" aria-label="Diagram">
            <IconButton glyph=Glyph::Minus label="Zoom out" keys="−" on_press=move |_| plane.zoom(0.8) />
            <span class="percent desk">{percent}</span>
            <IconButton glyph=Glyph::Add label="Zoom in" keys="+" on_press=move |_| plane.zoom(1.25) />
            <IconButton glyph=Glyph::Fit label="Fit the diagram" keys="1" on_press=move |_| plane.fit() />
            <IconButton glyph=Glyph::Diagram label="Tidy" keys="Shift Alt T" on_press=move |_| plane.tidy() />
            <AddMenu />
            <Popover label="What the signs mean" glyph=Glyph::Info icon_only=true class="ghost"><Legend /></Popover>
        </div>
    }
}

/// A component to be instantiated in the middle of what is seen.
#[component]
fn AddMenu() -> impl IntoView {
    let plane = expect_context::<Plane>();
    let items = move || {
        let components = plane.playground.workspace.with(|it| it.components.clone());
        let items = components.into_iter().map(|component| {
            let name = component.name;
            let label = name.clone();
            view! { <MenuItem label icon=Glyph::Box on_press=move |()| plane.instantiate(name.clone(), plane.middle()) /> }
        });
        items.collect_view()
    };
    view! { <Menu label="Add an instance" glyph=Glyph::Box icon_only=true>{items}</Menu> }
}

/// What shapes, lines and colours say.
#[component]
fn Legend() -> impl IntoView {
    let kinds = [
        (PortKind::Instance, "interface"),
        (PortKind::Function, "function"),
        (PortKind::Type, "type or resource"),
        (PortKind::Component, "component or module"),
    ];
    let kinds = kinds.map(|(kind, name)| {
        view! { <li><svg viewBox="0 0 12 12" aria-hidden="true"><path d=shape(kind)></path></svg>{name}</li> }
    });
    view! {
        <div class="legend">
            <ul>{kinds.into_iter().collect_view()}</ul>
            <ul>
                <li><svg class="is-missing" viewBox="0 0 12 12" aria-hidden="true"><path d=shape(PortKind::Instance)></path></svg>"missing: nothing provides it"</li>
                <li><svg class="is-hollow" viewBox="0 0 12 12" aria-hidden="true"><path d=shape(PortKind::Instance)></path></svg>"unused, or left open"</li>
                <li><span class="legend-near" aria-hidden="true">"≈"</span>"nearly fits: drop there to see why not"</li>
            </ul>
            <p class="quiet">"An interface has the same colour everywhere. Imports are on the left, exports on the right."</p>
        </div>
    }
}

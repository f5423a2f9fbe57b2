//! Menus that propose what a wire could lead to, or what could go into it.

use leptos::prelude::*;
use model::{Connection, End, GraphEdit, Likeness};

use super::{
    hand::{About, Asked, Link},
    menu::{item, note},
    plane::Plane,
};
use crate::{
    state::{
        canvas::{picture::Side, splice::wires_for},
        composing::ends,
        layout::{Point, short_name},
    },
    ui::{Glyph, MenuItem},
};

pub(super) fn choices(plane: Plane, wires: Vec<Connection>) -> AnyView {
    let all = wires.into_iter().map(|wire| {
        let label = format!(
            "{} of {}",
            short_name(&wire.to_port),
            plane.name_of(&wire.to)
        );
        item(label, Glyph::Plug, move || {
            plane.change(GraphEdit::Connect(wire.clone()))
        })
    });
    all.collect_view().into_any()
}

/// Components that could be at the other end of a wire.
pub(super) fn partners(plane: Plane, link: &Link, at: Point) -> AnyView {
    let from = link.from.clone();
    let packages = plane
        .graph
        .with_untracked(|graph| link.partners.library(graph));
    let all: Vec<_> = packages
        .into_iter()
        .map(|(name, port, likeness)| {
            let (from, package) = (from.clone(), name.clone());
            match likeness {
                Likeness::Near { reason } => view! {
                    <MenuItem label=format!("≈ {name}") icon=Glyph::Info detail=reason.replace('`', "")
                        on_press=move |()| plane.explain_partner(&from, &package, &port) />
                }
                .into_any(),
                _ => item(format!("Add {name}"), Glyph::Box, move || {
                    plane.add_partner(from.clone(), package.clone(), port.clone(), at);
                }),
            }
        })
        .collect();
    let is_none = all.is_empty();
    let is_export = from.side == Side::Export;
    let none = if is_export {
        "No component here imports this."
    } else {
        "No component here exports this."
    };
    view! {
        {all}
        {is_none.then(|| note(none))}
        {is_export.then(|| item("Export from the composition", Glyph::Share, move || plane.export(&from)))}
    }
    .into_any()
}

/// Components that fit into a wire.
pub(super) fn middles(plane: Plane, wire: Connection) -> AnyView {
    let components = plane
        .playground
        .workspace
        .with_untracked(|it| it.components.clone());
    let graph = plane.graph.get_untracked();
    let index = graph.edges.iter().position(|edge| ends(edge) == wire);
    let fitting = components.into_iter().filter(|component| {
        let middle = End::Package {
            name: component.name.clone(),
        };
        let wires = plane
            .playground
            .prospects
            .with_untracked(|it| wires_for(&middle, &graph, it));
        index.is_some_and(|index| wires.contains(&index))
    });
    let all: Vec<_> = fitting
        .map(|component| {
            let (name, wire) = (component.name, wire.clone());
            item(format!("Insert {name}"), Glyph::Box, move || {
                plane.insert(End::Package { name: name.clone() }, wire.clone(), None);
            })
        })
        .collect();
    let is_none = all.is_empty();
    view! {
        {all}
        {is_none.then(|| note("No component here both imports and exports this."))}
    }
    .into_any()
}

/// Opens another menu once this one is closed.
pub(super) fn reopen(plane: Plane, about: About, at: Point) {
    let frame = plane.frame(at);
    request_animation_frame(move || {
        plane.menu.set(Some(Asked {
            about,
            x: frame.left,
            y: frame.bottom,
        }));
    });
}

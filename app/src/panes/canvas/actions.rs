//! Menus with all that can be done with the plane, a node, a port or a wire.

use leptos::prelude::*;
use model::{Connection, GraphEdit, Likeness, NodeKind};

use super::{
    clipboard,
    hand::{About, By, Link},
    menu::{item, keyed, note},
    node::package,
    plane::Plane,
    port::toggle,
    proposals::reopen,
};
use crate::{
    state::{
        canvas::{
            links::{Partners, PortAt, connection},
            picture::Side,
        },
        composing::{Selection, between, ends},
        fold::stands_for_several,
        layout::{Point, short_name},
    },
    ui::{Glyph, MenuItem},
};

pub(super) fn of_plane(plane: Plane, at: Point) -> AnyView {
    let components = plane
        .playground
        .workspace
        .with_untracked(|it| it.components.clone());
    let add: Vec<_> = components
        .into_iter()
        .map(|component| {
            let name = component.name;
            item(format!("Add {name}"), Glyph::Add, move || {
                plane.instantiate(name.clone(), at)
            })
        })
        .collect();
    let is_none = add.is_empty();
    let has_copied = plane.copied.with_value(Option::is_some);
    view! {
        {add}
        {is_none.then(|| note("Drop a .wasm here to have components to add."))}
        <hr />
        {keyed("Paste", Glyph::Copy, "Mod V", move || clipboard::paste_from_menu(plane))}
        {has_copied.then(|| keyed("Paste with its wires", Glyph::Plug, "Mod Shift V", move || clipboard::paste_with_wires(plane)))}
        {keyed("Tidy", Glyph::Diagram, "Shift Alt T", move || plane.tidy())}
        {keyed("Fit the diagram", Glyph::Fit, "1", move || plane.fit())}
    }
    .into_any()
}

pub(super) fn of_node(plane: Plane, id: String) -> AnyView {
    let node = plane
        .graph
        .with_untracked(|it| it.nodes.iter().find(|it| it.id == id).cloned());
    let Some(node) = node else {
        return ().into_any();
    };
    if plane
        .selection()
        .with_untracked(|it| !it.nodes.contains(&id))
    {
        plane.selection().set(Selection::node(&id));
    }
    let many = plane.selection().with_untracked(|it| it.nodes.len() > 1);
    let is_instance = matches!(node.kind, NodeKind::Instance { .. });
    let mut imports = node.imports.iter();
    let has_fold = imports.any(|port| stands_for_several(&port.name));
    let is_open = plane.opened.with_untracked(|it| it.contains(&id));
    let span = node.span;
    let inspected = package(&node).map(str::to_owned);
    let fold = if is_open {
        "Fold imports"
    } else {
        "Show all imports"
    };
    let (renamed, folded, all) = (id.clone(), id.clone(), id);
    view! {
        {keyed("Rename…", Glyph::Rename, "F2", move || plane.rename(&renamed))}
        {span.map(|_| item("Show in text", Glyph::Code, move || plane.show_in_text(span)))}
        {inspected.map(|name| item("Inspect", Glyph::Search, move || plane.playground.select(Some(name.clone()))))}
        {has_fold.then(|| item(fold, Glyph::List, move || toggle(plane, &folded)))}
        {is_instance.then(|| item("Export all of it", Glyph::Share, move || plane.change(GraphEdit::Export {
            from: all.clone(),
            from_port: None,
            name: None,
        })))}
        {many.then(|| keyed("Tidy these", Glyph::Diagram, "Shift Alt T", move || plane.tidy()))}
        <hr />
        {keyed("Copy as WAC", Glyph::Copy, "Mod C", move || clipboard::copy(plane, false))}
        {keyed("Cut", Glyph::Copy, "Mod X", move || clipboard::copy(plane, true))}
        <hr />
        {keyed("Delete and heal", Glyph::Plug, "Mod Delete", move || plane.remove_chosen(true))}
        {keyed("Delete", Glyph::Trash, "Delete", move || plane.remove_chosen(false))}
    }
    .into_any()
}

pub(super) fn of_port(plane: Plane, port: PortAt) -> AnyView {
    let partners = plane
        .playground
        .prospects
        .with_untracked(|it| Partners::of(&port, it));
    let link = Link {
        from: port.clone(),
        partners: partners.clone(),
        replaces: None,
        by: By::Tap,
    };
    let wire = plane.wire_into(&port);
    let ways = partners.ports.iter().filter_map(|(other, likeness)| {
        let made = connection(&port, other)?;
        let is_there = wire.as_ref() == Some(&made);
        (!is_there).then(|| way(plane, &link, other.clone(), likeness))
    });
    let ways: Vec<_> = ways.collect();
    let exported = port.clone();
    let at = plane.port(&port);
    let open = wire.clone();
    view! {
        <p class="title">{if port.side == Side::Import { "Provided by" } else { "Provides" }}</p>
        {ways}
        {at.map(|at| {
            let at = if port.side == Side::Import { Point { x: at.x - 240.0, ..at } } else { Point { x: at.x + 140.0, ..at } };
            item("Add a component…", Glyph::Add, move || reopen(plane, About::Partner(Box::new(link.clone()), at), at))
        })}
        <hr />
        {(port.side == Side::Export).then(|| keyed("Export from the composition", Glyph::Share, "E", move || plane.export(&exported)))}
        {wire.map(|wire| explain(plane, wire))}
        {open.map(|wire| keyed("Leave open", Glyph::Close, "Delete", move || plane.change(plane.cut(wire.clone()))))}
    }
    .into_any()
}

/// A port that could be joined, or why it could not.
fn way(plane: Plane, link: &Link, other: PortAt, likeness: &Likeness) -> AnyView {
    let name = format!(
        "{} of {}",
        short_name(&other.port),
        plane.name_of(&other.node)
    );
    let link = link.clone();
    let (label, glyph, detail) = match likeness {
        Likeness::Fits => (name, Glyph::Plug, None),
        Likeness::FitsByVersion => (
            name,
            Glyph::Plug,
            Some("another version, which is compatible".to_owned()),
        ),
        Likeness::Near { reason } => (
            format!("≈ {name}"),
            Glyph::Info,
            Some(reason.replace('`', "")),
        ),
    };
    let press = move |()| plane.finish(&link, &other);
    match detail {
        Some(detail) => view! { <MenuItem label icon=glyph detail on_press=press /> }.into_any(),
        None => view! { <MenuItem label icon=glyph on_press=press /> }.into_any(),
    }
}

pub(super) fn of_wire(plane: Plane, wire: Connection) -> AnyView {
    plane.selection().set(Selection::wire(wire.clone()));
    let edge = plane
        .graph
        .with_untracked(|it| it.edges.iter().find(|edge| ends(edge) == wire).cloned());
    let span = edge.and_then(|edge| edge.span);
    let (inserted, cut) = (wire.clone(), wire.clone());
    let at = plane.port(&PortAt {
        node: wire.to.clone(),
        port: wire.to_port.clone(),
        side: Side::Import,
    });
    view! {
        {explain(plane, wire)}
        {span.map(|_| item("Show in text", Glyph::Code, move || plane.show_in_text(span)))}
        {at.map(|at| item("Insert a component…", Glyph::Add, move || reopen(plane, About::Middle(inserted.clone()), at)))}
        <hr />
        {keyed("Delete", Glyph::Trash, "Delete", move || plane.change(plane.cut(cut.clone())))}
    }
    .into_any()
}

fn explain(plane: Plane, wire: Connection) -> AnyView {
    item("Explain this wire", Glyph::Info, move || {
        let at = plane.port(&PortAt {
            node: wire.to.clone(),
            port: wire.to_port.clone(),
            side: Side::Import,
        });
        let beside = at.map(|at| plane.frame(at));
        plane.screen.composing.explain(between(&wire), beside);
    })
}

//! The menus of the diagram: each action, for those who do not drag.

use leptos::{ev, ev::KeyboardEvent, html, prelude::*};
use model::{Connection, End, GraphEdit, Likeness, NodeKind};
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, Node};

use super::{
    clipboard,
    node::package,
    plane::{About, Asked, By, Link, Plane},
    port::toggle,
};
use crate::{
    state::{
        canvas::{
            links::{Partners, PortAt, connection},
            picture::Side,
            splice::wires_for,
        },
        composing::{Selection, Wire, ends},
        fold::HOST,
        layout::{Point, short_name},
    },
    ui::{Glyph, MenuItem, move_focus},
};

/// Space kept to the edges of the window, in pixels.
const GAP: f64 = 6.0;

/// The menu that is open, if one is.
#[component]
pub(super) fn OpenMenu() -> impl IntoView {
    let plane = expect_context::<Plane>();
    move || plane.menu.get().map(|asked| view! { <MenuAt asked /> })
}

#[component]
fn MenuAt(
    /// What it asks, and where it stands.
    asked: Asked,
) -> impl IntoView {
    let plane = expect_context::<Plane>();
    let node = NodeRef::<html::Div>::new();
    let before = StoredValue::new_local(document().active_element());
    // What was chosen may have moved the focus already.
    let close = move || {
        let active = document().active_element();
        let is_inside = node
            .get_untracked()
            .is_some_and(|it| it.contains(active.as_deref()));
        plane.menu.set(None);
        let before = before.try_get_value().flatten().filter(|_| is_inside);
        if let Some(before) = before.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
            let _ = before.focus();
        }
    };
    let (x, y) = (asked.x, asked.y);
    Effect::new(move |_| {
        if let Some(node) = node.get() {
            open(&node, x, y);
        }
    });
    let press = window_event_listener(ev::pointerdown, move |event| {
        let target = event.target().and_then(|it| it.dyn_into::<Node>().ok());
        let is_inside = node
            .get_untracked()
            .is_some_and(|it| it.contains(target.as_ref()));
        if !is_inside {
            let _ = plane.menu.try_set(None);
        }
    });
    on_cleanup(move || press.remove());
    let keys = move |event: KeyboardEvent| {
        event.stop_propagation();
        match event.key().as_str() {
            "Escape" | "Tab" => {
                event.prevent_default();
                close();
            }
            _ => move_focus(&event, "[role^=menuitem]"),
        }
    };
    let label = title(plane, &asked.about);
    view! {
        <div popover="manual" node_ref=node class="menu" role="menu" tabindex="-1" aria-label=label
            on:click=move |_| close() on:keydown=keys on:contextmenu=|event| event.prevent_default()>
            {items(plane, asked.about)}
        </div>
    }
}

/// Opens it at a point, moved as far as it takes to be seen whole.
fn open(node: &HtmlElement, x: f64, y: f64) {
    let _ = node.show_popover();
    let size = node.get_bounding_client_rect();
    let room =
        |it: Result<wasm_bindgen::JsValue, _>| it.ok().and_then(|it| it.as_f64()).unwrap_or(0.0);
    let (width, height) = (room(window().inner_width()), room(window().inner_height()));
    let left = x.min(width - size.width() - GAP).max(GAP);
    let top = y.min(height - size.height() - GAP).max(GAP);
    let style = node.style();
    let _ = style.set_property("left", &format!("{left}px"));
    let _ = style.set_property("top", &format!("{top}px"));
    let first = node.query_selector("[role^=menuitem]").ok().flatten();
    match first.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
        Some(first) => drop(first.focus()),
        None => drop(node.focus()),
    }
}

fn title(plane: Plane, about: &About) -> String {
    match about {
        About::Plane(_) => "Diagram".into(),
        About::Node(id) => plane.name_of(id),
        About::Port(port) => short_name(&port.port).to_owned(),
        About::Wire(_) => "Wire".into(),
        About::Choice(_) => "Connect to".into(),
        About::Partner(..) => "Add a component".into(),
        About::Middle(_) => "Insert".into(),
    }
}

fn items(plane: Plane, about: About) -> AnyView {
    match about {
        About::Plane(at) => of_plane(plane, at),
        About::Node(id) => of_node(plane, id),
        About::Port(port) => of_port(plane, port),
        About::Wire(wire) => of_wire(plane, wire),
        About::Choice(wires) => choices(plane, wires),
        About::Partner(link, at) => partners(plane, &link, at),
        About::Middle(wire) => middles(plane, wire),
    }
}

fn item(
    label: impl Into<String>,
    glyph: Glyph,
    press: impl Fn() + Send + Sync + 'static,
) -> AnyView {
    let label: String = label.into();
    view! { <MenuItem label icon=glyph on_press=move |()| press() /> }.into_any()
}

fn keyed(
    label: &str,
    glyph: Glyph,
    keys: &str,
    press: impl Fn() + Send + Sync + 'static,
) -> AnyView {
    let (label, keys) = (label.to_owned(), crate::ui::keys(keys));
    view! { <MenuItem label icon=glyph keys on_press=move |()| press() /> }.into_any()
}

fn note(text: &'static str) -> AnyView {
    view! { <p class="quiet menu-note">{text}</p> }.into_any()
}

fn of_plane(plane: Plane, at: Point) -> AnyView {
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
    view! {
        {add}
        {is_none.then(|| note("Drop a .wasm here to have components to add."))}
        <hr />
        {keyed("Paste", Glyph::Copy, "Mod V", move || clipboard::paste_from_menu(plane))}
        {keyed("Tidy", Glyph::Diagram, "Shift Alt T", move || plane.tidy())}
        {keyed("Fit the diagram", Glyph::Fit, "1", move || plane.fit())}
    }
    .into_any()
}

fn of_node(plane: Plane, id: String) -> AnyView {
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
    let has_host = node.imports.iter().any(|port| port.name.starts_with(HOST));
    let is_open = plane.opened.with_untracked(|it| it.contains(&id));
    let span = node.span;
    let inspected = package(&node).map(str::to_owned);
    let fold = if is_open {
        "Fold WASI"
    } else {
        "Show what WASI provides"
    };
    let (renamed, folded, all) = (id.clone(), id.clone(), id);
    view! {
        {keyed("Rename…", Glyph::Rename, "F2", move || plane.rename(&renamed))}
        {span.map(|_| item("Show in text", Glyph::Code, move || plane.show_in_text(span)))}
        {inspected.map(|name| item("Inspect", Glyph::Search, move || plane.playground.select(Some(name.clone()))))}
        {has_host.then(|| item(fold, Glyph::List, move || toggle(plane, &folded)))}
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

fn of_port(plane: Plane, port: PortAt) -> AnyView {
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

fn of_wire(plane: Plane, wire: Connection) -> AnyView {
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
        plane.screen.composing.explain(Wire::from(&wire), beside);
    })
}

fn choices(plane: Plane, wires: Vec<Connection>) -> AnyView {
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
fn partners(plane: Plane, link: &Link, at: Point) -> AnyView {
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
fn middles(plane: Plane, wire: Connection) -> AnyView {
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
fn reopen(plane: Plane, about: About, at: Point) {
    let frame = plane.frame(at);
    request_animation_frame(move || {
        plane.menu.set(Some(Asked {
            about,
            x: frame.left,
            y: frame.bottom,
        }));
    });
}

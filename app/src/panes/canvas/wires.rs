//! The wires of the diagram.

use leptos::{ev::MouseEvent, prelude::*};
use model::{Connection, Crossing, Outcome};

use super::{hand::By, plane::Plane, room::Room};
use crate::{
    panes::Screen,
    state::{
        canvas::{
            geometry::{middle, path},
            picture::Side,
        },
        composing::{Selection, ends},
        layout::Point,
        run::Phase,
    },
    ui::{hue, use_growing},
};

/// So many wires are put into the diagram in one frame.
const AT_ONCE: usize = 24;

/// All wires, the one that is being drawn, and after a run that went well a pulse along each, from
/// the one that calls to the one that is called.
#[component]
pub(super) fn Wires(
    /// Where they are.
    room: Room,
) -> impl IntoView {
    let plane = expect_context::<Plane>();
    let wires = Memo::new(move |_| {
        plane
            .graph
            .with(|graph| graph.edges.iter().map(ends).enumerate().collect::<Vec<_>>())
    });
    let shown = use_growing(room.wanted(wires), AT_ONCE);
    let went_well = Memo::new(move |_| {
        plane.playground.run.with(|run| {
            let went_well = matches!(
                &run.phase,
                Phase::Finished(
                    Outcome::Returned { .. }
                        | Outcome::Exited { code: 0 }
                        | Outcome::Responded { .. }
                )
            );
            went_well.then_some(run.number)
        })
    });
    let pulses = move || {
        went_well.get()?;
        let picture = plane.picture.get();
        let pulses = picture.wires.into_iter().map(|wire| {
            let hue = hue(&wire.edge.to_port).to_string();
            view! { <path class="pulse hued" d=path(&wire.points) pathLength="100" style:--hue=hue></path> }
        });
        Some(pulses.collect_view())
    };
    view! {
        <svg class="wires" aria-hidden="true" width="1" height="1">
            <For each=move || shown.get() key=Clone::clone let((index, wire))><WireLine index wire /></For>
            {pulses}
            <Drawing />
        </svg>
        <Splice />
    }
}

/// A wire, and round it what can be pressed.
#[component]
fn WireLine(
    /// Index of its edge.
    index: usize,
    /// What it joins.
    wire: Connection,
) -> impl IntoView {
    let plane = expect_context::<Plane>();
    let hue = hue(&wire.to_port).to_string();
    let wire = StoredValue::new(wire);
    let lifted = Memo::new(move |_| {
        plane
            .lifted
            .with(|it| wire.with_value(|wire| (it.contains(&wire.from), it.contains(&wire.to))))
    });
    let moved = move || {
        let (from, to) = lifted.get();
        (plane.moved_by(from), plane.moved_by(to))
    };
    let curve = Memo::new(move |_| {
        let points = plane.picture.with(|it| {
            let drawn = it.wires.get(index)?;
            // One that is about to go may have another in its place already.
            let is_it = wire.with_value(|wire| ends(&drawn.edge) == *wire);
            is_it.then(|| drawn.points.clone())
        });
        let points = points.unwrap_or_default();
        match lifted.get() {
            (from, to) if from == to => path(&points),
            _ => path(&carried(&points, moved())),
        }
    });
    // A wire that is carried whole keeps its shape: moving it is cheaper than drawing it anew.
    let shift = move || match moved() {
        (Some(by), Some(_)) => Some(format!("translate({} {})", by.x, by.y)),
        _ => None,
    };
    let is_chosen = move || {
        plane
            .selection()
            .with(|it| wire.with_value(|wire| it.wire.as_ref() == Some(wire)))
    };
    let is_taken = move || {
        let is_it = |wire: &Connection| {
            plane.link.with(|link| {
                link.as_ref()
                    .is_some_and(|it| it.replaces.as_ref() == Some(wire))
            })
        };
        wire.with_value(is_it)
    };
    let screen = expect_context::<Screen>();
    let is_lit = Memo::new(move |_| {
        let chosen = screen.crossing.get();
        plane.playground.trace.with(|trace| {
            let lit = trace.lit(chosen);
            wire.with_value(|wire| lit.iter().any(|call| crosses(call, wire)))
        })
    });
    let is_open = Memo::new(move |_| {
        plane.graph.with(|it| {
            it.edges
                .get(index)
                .is_some_and(|it| it.origin == model::EdgeOrigin::Implicit)
        })
    });
    let choose = move |_: MouseEvent| plane.selection().set(Selection::wire(wire.get_value()));
    view! {
        <g class="hued" class:is-chosen=is_chosen class:is-taken=is_taken class:is-open=is_open class:is-lit=is_lit
            class:is-spliced=move || plane.splice.get() == Some(index) style:--hue=hue transform=shift>
            <path class="wire" d=curve></path>
            <path class="wire-hit" d=curve data-wire=index.to_string() on:click=choose></path>
        </g>
    }
}

/// Whether a call went along a wire. Names of nodes tell instances from what is outside of them.
fn crosses(call: &Crossing, wire: &Connection) -> bool {
    let name = call.function.split('#').next();
    let is_callee = match call.to.as_str() {
        "host" => wire.from.starts_with("import:"),
        name => wire.from.strip_prefix("instance:") == Some(name),
    };
    let is_caller = match call.from.as_str() {
        "you" => wire.to.starts_with("export:"),
        name => wire.to.strip_prefix("instance:") == Some(name),
    };
    is_callee && is_caller && name == Some(&wire.from_port)
}

/// A wire's points while the node at one of its ends is moved. Bends are for wires that stand still.
fn carried(points: &[Point], (from, to): (Option<Point>, Option<Point>)) -> Vec<Point> {
    let shifted = |at: &Point, by: Option<Point>| match by {
        Some(by) => Point {
            x: at.x + by.x,
            y: at.y + by.y,
        },
        None => *at,
    };
    match points {
        [start, .., end] => vec![shifted(start, from), shifted(end, to)],
        points => points.to_vec(),
    }
}

/// The wire that is being drawn, from its fixed end to the pointer or the port it would end at.
#[component]
fn Drawing() -> impl IntoView {
    let plane = expect_context::<Plane>();
    let drawn = move || {
        let link = plane.link.get()?;
        let target = match &link.by {
            By::Keys { choices, chosen } => choices.get(*chosen).cloned(),
            By::Drag | By::Tap => plane.target.get(),
        };
        let end = match &target {
            Some(port) => plane.port(port),
            None => plane.tip.get(),
        }?;
        let start = plane.port(&link.from)?;
        let (from, to) = match link.from.side {
            Side::Export => (start, end),
            Side::Import => (end, start),
        };
        let fits = target.is_none_or(|port| link.partners.fits(&port));
        let class = if fits {
            "wire is-drawn hued"
        } else {
            "wire is-drawn is-refused hued"
        };
        Some(
            view! { <path class=class d=path(&[from, to]) style:--hue=hue(&link.from.port).to_string()></path> },
        )
    };
    move || drawn()
}

/// Where what is held would go into a wire.
#[component]
fn Splice() -> impl IntoView {
    let plane = expect_context::<Plane>();
    move || {
        let index = plane.splice.get()?;
        let at = plane
            .picture
            .with(|it| middle(&it.wires.get(index)?.points))?;
        Some(view! {
            <span class="splice" style:transform=format!("translate({}px, {}px)", at.x, at.y)>
                <span aria-hidden="true">"⊕"</span>
            </span>
        })
    }
}

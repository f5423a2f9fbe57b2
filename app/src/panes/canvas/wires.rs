//! The wires of the diagram.

use std::fmt::Write;

use leptos::prelude::*;
use model::Outcome;

use super::Drawing;
use crate::{
    playground::Playground,
    state::{layout::Wire, run::Phase},
    ui::hue,
};

/// All wires, and after a run that went well a pulse along each, from the one that calls to the
/// one that is called.
#[component]
pub(super) fn Wires() -> impl IntoView {
    let playground = expect_context::<Playground>();
    let Drawing(drawing) = expect_context();
    let wires = move || {
        let wires = drawing.with(|layout| layout.wires.clone());
        let ports = playground.graph.with(|graph| {
            graph
                .iter()
                .flat_map(|it| &it.edges)
                .map(|edge| edge.to_port.clone())
                .collect::<Vec<_>>()
        });
        wires
            .into_iter()
            .zip(ports)
            .map(|(wire, port)| (curve(&wire), hue(&port).to_string()))
            .collect::<Vec<_>>()
    };
    let went_well = Memo::new(move |_| {
        playground.run.with(|run| {
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
    let lines = move || {
        wires()
            .into_iter()
            .map(|(curve, hue)| view! { <path class="wire hued" d=curve style:--hue=hue></path> })
            .collect_view()
    };
    let pulses = move || {
        went_well.get()?;
        Some(wires().into_iter().map(|(curve, hue)| view! { <path class="pulse hued" d=curve pathLength="100" style:--hue=hue></path> }).collect_view())
    };
    let size = move |side: fn(&crate::state::layout::Layout) -> f64| move || drawing.with(side);
    view! {
        <svg class="wires" aria-hidden="true" width=size(|it| it.width) height=size(|it| it.height)>
            {lines}
            {pulses}
        </svg>
    }
}

/// A smooth curve through a wire's points, level at both ends.
fn curve(wire: &Wire) -> String {
    let mut path = String::new();
    for (at, points) in wire.points.windows(2).enumerate() {
        let (from, to) = (points[0], points[1]);
        if at == 0 {
            let _ = write!(path, "M{} {}", from.x, from.y);
        }
        let bend = ((to.x - from.x).abs() / 2.0).max(24.0);
        let _ = write!(
            path,
            "C{} {} {} {} {} {}",
            from.x + bend,
            from.y,
            to.x - bend,
            to.y,
            to.x,
            to.y
        );
    }
    path
}

//! A port of a node: its shape says its kind, its hue its interface, its filling whether a wire
//! ends there.

use leptos::prelude::*;
use model::{Port, PortKind};

use super::{
    hand::{By, Link, Stop},
    hosts::{Hosts, note},
    plane::Plane,
};
use crate::{
    state::{
        canvas::{links::PortAt, picture::Side},
        fold::{HOST, left_open, stands_for_several},
    },
    ui::hue,
};

/// What fills a port.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Filling {
    /// Nothing: an import that is missing, an export that nobody uses.
    Nothing,
    /// Whoever runs the composition.
    Open,
    /// Another node.
    Wired,
    /// WASI, which is folded away.
    Host,
}

/// A port. Wires are dragged from and to it, or it is pressed once for each end.
#[component]
pub(super) fn PortMark(
    /// Id of its node.
    node: String,
    /// The port.
    port: Port,
    /// Which side it is on.
    side: Side,
    /// What it is called among the others of its node.
    name: String,
    /// How far its middle is below the top of the node, in pixels.
    #[prop(into)]
    height: Signal<f64>,
    /// What fills it.
    #[prop(into)]
    filling: Signal<Filling>,
) -> impl IntoView {
    let plane = expect_context::<Plane>();
    let is_fold = stands_for_several(&port.name);
    let at = StoredValue::new(PortAt {
        node,
        port: port.name.clone(),
        side,
    });
    let class = move || {
        let fitness = plane
            .link
            .with(|link| link.as_ref().map(|it| at.with_value(|at| fitness(it, at))));
        let is_target = plane
            .target
            .with(|it| at.with_value(|at| it.as_ref() == Some(at)));
        let base = base_class(side, filling.get());
        format!(
            "{base} {}{}",
            fitness.unwrap_or_default(),
            if is_target { " is-target" } else { "" }
        )
    };
    let why_not = move || {
        plane.link.with(|link| {
            let why = at.with_value(|at| link.as_ref()?.partners.why_not(at).map(str::to_owned));
            why.map(|why| view! { <span class="why-not">"≈ "{why.replace('`', "")}</span> })
        })
    };
    let hosts = expect_context::<Hosts>();
    let giver = Memo::new(move |_| {
        let is_hosted = filling.get() == Filling::Host;
        at.with_value(|at| is_hosted.then(|| hosts.giver(plane, at)).flatten())
    });
    let host_note =
        move || note(giver.get()).map(|(words, class)| view! { <span class=class>{words}</span> });
    let press = move |_| match is_fold {
        true => at.with_value(|at| toggle(plane, &at.node)),
        false => at.with_value(|at| tap(plane, at)),
    };
    let (imports, exports) = match side {
        Side::Import => (Some(port.name.clone()), None),
        Side::Export => (None, Some(port.name.clone())),
    };
    let is_open = move || {
        is_fold.then(|| {
            plane.opened.with(|it| {
                at.with_value(|at| {
                    if it.contains(&at.node) {
                        "true"
                    } else {
                        "false"
                    }
                })
            })
        })
    };
    let shape = shape(port.kind);
    let title = match port.name.starts_with(HOST) {
        true => "What every host provides: press to see".to_owned(),
        false if is_fold => "What the composition imports: press to see".to_owned(),
        false => port.name.clone(),
    };
    let hue = hue(&port.name).to_string();
    let full_name = port.name.clone();
    let label = move || {
        let label = match left_open(&full_name) {
            Some(count) => format!("{count} imports, left open"),
            None => label(&full_name, side, filling.get()),
        };
        note(giver.get()).map_or(label.clone(), |(words, _)| format!("{label}, {words}"))
    };
    view! {
        <button type="button" class=class tabindex="-1" data-import=imports data-export=exports title=title
            aria-label=label aria-expanded=is_open on:click=press
            style:top=move || format!("{}px", height.get()) style:--hue=hue>
            <svg viewBox="0 0 12 12" aria-hidden="true"><path d=shape></path></svg>
            <span class="port-name">{name}</span>
            {host_note}
            {why_not}
        </button>
    }
}

/// The drawing of a kind of port, in a box of 12 by 12.
pub(super) fn shape(kind: PortKind) -> &'static str {
    match kind {
        PortKind::Instance => "M6 .8 11.2 6 6 11.2 .8 6z",
        PortKind::Function => "M10.5 6a4.5 4.5 0 1 1-9 0 4.5 4.5 0 0 1 9 0z",
        PortKind::Type => "M6 1.5 11 10.5H1z",
        PortKind::Component => "M1.5 1.5h9v9h-9z",
    }
}

/// Shows or hides what is folded away of an instance.
pub(super) fn toggle(plane: Plane, node: &str) {
    plane.hold();
    plane.opened.update(|opened| {
        if !opened.remove(node) {
            opened.insert(node.to_owned());
        }
    });
}

/// Ends the wire that is drawn, or begins one. What is pressed at the end of a drag was not meant.
fn tap(plane: Plane, at: &PortAt) {
    plane.stop.set(Stop {
        node: Some(at.node.clone()),
        port: Some((at.side, at.port.clone())),
    });
    match plane.link.get_untracked() {
        Some(link) if link.from == *at => plane.let_go(),
        Some(link) if link.from.side != at.side => {
            plane.let_go();
            plane.finish(&link, at);
        }
        _ => {
            if plane.link(at.clone(), None, By::Tap) {
                plane
                    .playground
                    .say("Now press the port at the other end, or Escape");
            }
        }
    }
}

/// How a port looks while a wire is drawn.
fn fitness(link: &Link, at: &PortAt) -> &'static str {
    if link.from == *at {
        return "is-source";
    }
    if let By::Keys { choices, chosen } = &link.by
        && choices.get(*chosen) == Some(at)
    {
        return "fits is-target";
    }
    match (link.partners.fits(at), link.partners.why_not(at)) {
        (true, _) => "fits",
        (false, Some(_)) => "nearly",
        (false, None) => "dim",
    }
}

fn base_class(side: Side, filling: Filling) -> &'static str {
    match (side, filling) {
        (Side::Import, Filling::Host) => "port of-import is-host hued",
        (Side::Import, Filling::Wired) => "port of-import hued",
        (Side::Import, Filling::Open) => "port of-import is-open hued",
        (Side::Import, Filling::Nothing) => "port of-import unsatisfied hued",
        (Side::Export, Filling::Wired) => "port of-export hued",
        (Side::Export, _) => "port of-export unused hued",
    }
}

fn label(name: &str, side: Side, filling: Filling) -> String {
    match (side, filling) {
        (Side::Import, Filling::Host) => format!("imports {name}, from the host"),
        (Side::Import, Filling::Wired) => format!("imports {name}, provided"),
        (Side::Import, Filling::Open) => format!("imports {name}, left open"),
        (Side::Import, Filling::Nothing) => format!("imports {name}, missing"),
        (Side::Export, Filling::Wired) => format!("exports {name}"),
        (Side::Export, _) => format!("exports {name}, unused"),
    }
}

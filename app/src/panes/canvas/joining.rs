//! Wires by keyboard: a port, then the arrows through those that fit it, then Enter.

use leptos::{prelude::*, task::spawn_local};
use model::Prospects;

use super::{
    hand::{About, Asked, By, Link},
    plane::Plane,
};
use crate::state::{
    canvas::{
        geometry::Rect,
        links::{Partners, PortAt, connection, fits},
        picture::Side,
    },
    composing::ends,
    layout::short_name,
};

/// While a wire is drawn: arrows choose among the ends that fit, Enter takes one.
pub(super) fn choose_end(plane: Plane, link: Link, key: &str) -> bool {
    if key == "Escape" {
        plane.let_go();
        plane.playground.say("Nothing was connected");
        return true;
    }
    let By::Keys { choices, chosen } = &link.by else {
        return false;
    };
    let next = match key {
        "ArrowDown" | "ArrowRight" => (chosen + 1) % choices.len(),
        "ArrowUp" | "ArrowLeft" => (chosen + choices.len() - 1) % choices.len(),
        "Enter" | " " => {
            plane.let_go();
            plane.finish(&link, &choices[*chosen]);
            return true;
        }
        _ => return key.len() == 1,
    };
    let choices = choices.clone();
    announce(plane, &choices, next);
    plane.link.set(Some(Link {
        by: By::Keys {
            choices,
            chosen: next,
        },
        ..link
    }));
    true
}

/// Goes through what fits a port of a node; which port, unless it is given, the prospects tell.
/// They may be on their way after a change, so they are asked for once more before giving up.
pub(super) fn join(plane: Plane, node: String, port: Option<(Side, String)>) {
    if !plane.can_change() {
        return;
    }
    let begin_with = move |prospects: &Prospects| {
        let from = match port.clone() {
            Some((side, port)) => Some(PortAt {
                node: node.clone(),
                port,
                side,
            }),
            None => port_to_join(plane, &node, prospects),
        };
        from.is_some_and(|from| begin(plane, from, prospects))
    };
    if plane.playground.prospects.with_untracked(&begin_with) {
        return;
    }
    spawn_local(async move {
        let prospects = plane.playground.prospects_now().await;
        if !prospects.is_ok_and(|it| begin_with(&it)) {
            plane.playground.say("Nothing fits here");
        }
    });
}

/// Goes through what fits a port; else proposes components that would. False when there are none.
fn begin(plane: Plane, from: PortAt, prospects: &Prospects) -> bool {
    let partners = Partners::of(&from, prospects);
    let choices = plane.graph.with_untracked(|graph| {
        let picture = plane.picture.read_untracked();
        let is_new = |port: &PortAt| {
            let wire = connection(&from, port);
            !graph.edges.iter().any(|edge| Some(ends(edge)) == wire)
        };
        let mut choices = partners.fitting(graph, &picture);
        choices.retain(is_new);
        choices
    });
    let is_none = choices.is_empty();
    if is_none && partners.packages.is_empty() {
        return false;
    }
    announce(plane, &choices, 0);
    let link = Link {
        from,
        partners,
        replaces: None,
        by: By::Keys { choices, chosen: 0 },
    };
    if is_none {
        let Some(at) = plane.port(&link.from) else {
            return false;
        };
        let frame = plane.frame(at);
        let about = About::Partner(Box::new(link), at);
        let (x, y) = (frame.left, frame.bottom);
        plane.menu.set(Some(Asked { about, x, y }));
    } else {
        plane.link.set(Some(link));
    }
    true
}

fn announce(plane: Plane, choices: &[PortAt], chosen: usize) {
    let Some(port) = choices.get(chosen) else {
        return;
    };
    let (name, node) = (short_name(&port.port), plane.name_of(&port.node));
    if let Some(at) = plane.port(port) {
        let around = Rect::between(at, at).grown(40.0);
        let size = plane.size.get_untracked();
        plane.look(|view| view.reveal(around, size));
    }
    let text = format!(
        "{name} of {node}, {} of {}: Enter connects, Escape cancels",
        chosen + 1,
        choices.len()
    );
    plane.playground.say(&text);
}

/// The port of a node that a wire is most likely wanted for: an import that nothing fills, another
/// import, an export; each only where something fits.
fn port_to_join(plane: Plane, id: &str, prospects: &Prospects) -> Option<PortAt> {
    let graph = plane.graph.read_untracked();
    let node = graph.nodes.iter().find(|node| node.id == id)?;
    let at = |side: Side, port: &str| PortAt {
        node: id.to_owned(),
        port: port.to_owned(),
        side,
    };
    let imports = node.imports.iter().map(|it| at(Side::Import, &it.name));
    let exports = node.exports.iter().map(|it| at(Side::Export, &it.name));
    let has_partner = |port: &PortAt| {
        let partners = Partners::of(port, prospects);
        partners.ports.values().any(fits) || partners.packages.iter().any(|(_, _, it)| fits(it))
    };
    let mut joinable: Vec<_> = imports.chain(exports).filter(has_partner).collect();
    joinable.sort_by_key(|port| (port.side, plane.wire_into(port).is_some()));
    joinable.into_iter().next()
}

//! What comes of a wire that was drawn.

use leptos::prelude::*;
use model::{Arranged, Connection, EdgeOrigin, End, GraphEdit, NodeKind};

use super::{
    acts::held,
    hand::{About, Asked, By, Link},
    plane::Plane,
};
use crate::state::{
    canvas::{
        links::{Partners, PortAt, connection},
        picture::Side,
    },
    composing::{Wire, between, ends},
    layout::Point,
};

impl Plane {
    /// Makes the wire that is drawn end at a port, or opens the report on why it cannot.
    pub(super) fn finish(self, link: &Link, port: &PortAt) {
        let Some(wire) = connection(&link.from, port) else {
            return;
        };
        if link.replaces.as_ref() == Some(&wire) {
            return;
        }
        if !link.partners.fits(port) {
            let beside = self.port(port).map(|at| self.frame(at));
            return self.screen.composing.explain(between(&wire), beside);
        }
        // A wire whose other end was in the hand leaves where it ended.
        let left = link.replaces.clone().filter(|old| !ends_alike(old, &wire));
        let edits: Vec<_> = left
            .map(|it| self.cut(it))
            .into_iter()
            .chain([GraphEdit::Connect(wire)])
            .collect();
        self.arrange(move |made| edits.get(made.len()).cloned(), None);
    }

    /// Makes the wire that is drawn end at a node: at the first of its ports that fits and is
    /// free, or at the one the user chooses.
    pub(super) fn finish_on(self, link: &Link, node: &str, x: f64, y: f64) {
        let free = self
            .graph
            .with_untracked(|graph| link.partners.free_of(node, graph));
        match free.as_slice() {
            [] => {
                let near = link.partners.ports.keys().find(|port| port.node == node);
                match near {
                    Some(port) if !link.partners.fits(port) => self.finish(link, port),
                    Some(_) => self.tell("What fits here is provided already: drop on the port itself to replace it."),
                    None => self.tell("Nothing here fits this wire."),
                }
            }
            [port] => self.finish(link, port),
            ports => {
                let wires = ports.iter().filter_map(|port| connection(&link.from, port));
                let about = About::Choice(wires.collect());
                self.menu.set(Some(Asked { about, x, y }));
            }
        }
    }

    /// Lets the wire that is drawn end in the open: one that was there is taken away, a new one
    /// asks for a component.
    pub(super) fn finish_open(self, link: Link, x: f64, y: f64) {
        match link.replaces {
            Some(wire) => self.change(self.cut(wire)),
            None => {
                let about = About::Partner(Box::new(link), self.at(x, y));
                self.menu.set(Some(Asked { about, x, y }));
            }
        }
    }

    /// Instantiates a component at the end of a wire, and joins it.
    pub(super) fn add_partner(self, from: PortAt, package: String, port: String, at: Point) {
        let next = move |made: &[Arranged]| match made {
            [] => Some(GraphEdit::Instantiate {
                package: package.clone(),
            }),
            [first] => {
                let partner = PortAt {
                    node: first.made.first()?.clone(),
                    port: port.clone(),
                    side: from.side.other(),
                };
                connection(&from, &partner).map(GraphEdit::Connect)
            }
            _ => None,
        };
        self.arrange(next, Some(held(at)));
    }

    /// Opens the report on why a component that has no instance does not fit a port.
    pub(super) fn explain_partner(self, from: &PortAt, package: &str, port: &str) {
        let mine = End::Node {
            id: from.node.clone(),
        };
        let other = End::Package {
            name: package.to_owned(),
        };
        let wire = match from.side {
            Side::Export => Wire {
                from: mine,
                from_port: from.port.clone(),
                to: other,
                to_port: port.to_owned(),
            },
            Side::Import => Wire {
                from: other,
                from_port: port.to_owned(),
                to: mine,
                to_port: from.port.clone(),
            },
        };
        let beside = self.port(from).map(|at| self.frame(at));
        self.screen.composing.explain(wire, beside);
    }

    /// Begins a wire at a port, unless it stands for what the host provides.
    pub(super) fn link(self, from: PortAt, replaces: Option<Connection>, by: By) -> bool {
        if !self.can_change() {
            return false;
        }
        let partners = self
            .playground
            .prospects
            .with_untracked(|it| Partners::of(&from, it));
        self.link.set(Some(Link {
            from,
            partners,
            replaces,
            by,
        }));
        true
    }

    /// The wire that ends at an import, unless it only leads to whoever runs the composition.
    pub(super) fn wire_into(self, port: &PortAt) -> Option<Connection> {
        self.graph.with_untracked(|graph| {
            let mut edges = graph.edges.iter();
            let edge = edges.find(|it| {
                port.side == Side::Import && it.to == port.node && it.to_port == port.port
            })?;
            (edge.origin != EdgeOrigin::Implicit).then(|| ends(edge))
        })
    }

    /// Leaves open what a wire provided for. An export of the composition goes with its wire.
    pub(super) fn cut(self, wire: Connection) -> GraphEdit {
        let Connection { to, to_port, .. } = wire;
        let is_export = self.graph.with_untracked(|graph| {
            let mut nodes = graph.nodes.iter();
            nodes.any(|node| node.id == to && node.kind == NodeKind::Export)
        });
        match is_export {
            true => GraphEdit::Remove {
                nodes: vec![to],
                heal: false,
            },
            false => GraphEdit::Disconnect { to, to_port },
        }
    }
}

/// Whether two wires provide for the same import, so that one takes the other's place.
fn ends_alike(a: &Connection, b: &Connection) -> bool {
    (&a.to, &a.to_port) == (&b.to, &b.to_port)
}

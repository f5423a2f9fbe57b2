//! Wires that are being drawn: from a port to the ports, nodes and components that it could be
//! joined with.

use std::collections::BTreeMap;

use model::{Connection, End, Graph, Likeness, Node, NodeKind, Prospect, Prospects};

use super::geometry::distance;
use super::picture::{Picture, Side};
use crate::state::layout::Point;

/// A port of a node.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PortAt {
    /// Id of the node.
    pub node: String,
    /// Full name of the port.
    pub port: String,
    /// Whether it takes or gives.
    pub side: Side,
}

/// What could be at the other end of a wire.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Partners {
    /// Ports of the graph.
    pub ports: BTreeMap<PortAt, Likeness>,
    /// Components that could be instantiated for it, with the port that would be joined, the
    /// fitting ones first.
    pub packages: Vec<(String, String, Likeness)>,
}

impl Partners {
    /// What a port could be joined with.
    pub fn of(from: &PortAt, prospects: &Prospects) -> Self {
        let mut partners = Self::default();
        for prospect in &prospects.wires {
            let (here, here_port, there, there_port) = ends(prospect, from.side);
            let is_mine = matches!(here, End::Node { id } if *id == from.node);
            if !is_mine || *here_port != from.port {
                continue;
            }
            match there {
                End::Node { id } => {
                    let port = PortAt {
                        node: id.clone(),
                        port: there_port.clone(),
                        side: from.side.other(),
                    };
                    partners.ports.insert(port, prospect.likeness.clone());
                }
                End::Package { name } => {
                    let package = (name.clone(), there_port.clone(), prospect.likeness.clone());
                    partners.packages.push(package);
                }
            }
        }
        partners
            .packages
            .sort_by_key(|(_, _, likeness)| !fits(likeness));
        partners
    }

    /// Whether a port fits.
    pub fn fits(&self, port: &PortAt) -> bool {
        self.ports.get(port).is_some_and(fits)
    }

    /// Why a port that looks as if it should fit does not.
    pub fn why_not(&self, port: &PortAt) -> Option<&str> {
        match self.ports.get(port)? {
            Likeness::Near { reason } => Some(reason),
            Likeness::Fits | Likeness::FitsByVersion => None,
        }
    }

    /// The ports that fit, in the order they are seen.
    pub fn fitting(&self, graph: &Graph, picture: &Picture) -> Vec<PortAt> {
        let place = |port: &PortAt| {
            let node = graph.nodes.iter().find(|it| it.id == port.node)?;
            picture.port(node, &port.port, port.side)
        };
        let fitting = self.ports.iter().filter(|(_, likeness)| fits(likeness));
        let mut fitting: Vec<_> = fitting
            .filter_map(|(port, _)| Some((place(port)?, port)))
            .collect();
        fitting.sort_by(|(a, _), (b, _)| a.x.total_cmp(&b.x).then(a.y.total_cmp(&b.y)));
        fitting.into_iter().map(|(_, port)| port.clone()).collect()
    }

    /// Components that could be instantiated: name, port, and how it fits, the fitting ones first.
    /// One that has an instance may get another.
    pub fn library(&self, graph: &Graph) -> Vec<(String, String, Likeness)> {
        let package = |id: &str| {
            let node = graph.nodes.iter().find(|node| node.id == id)?;
            match &node.kind {
                NodeKind::Instance { package } => Some(package.clone()),
                NodeKind::Import | NodeKind::Export => None,
            }
        };
        let mut all = self.packages.clone();
        for (port, likeness) in &self.ports {
            let Some(package) = package(&port.node) else {
                continue;
            };
            let is_known = all
                .iter()
                .any(|(name, other, _)| *name == package && *other == port.port);
            if !is_known {
                all.push((package, port.port.clone(), likeness.clone()));
            }
        }
        all.sort_by_key(|(_, _, likeness)| !fits(likeness));
        all
    }

    /// The ports of a node that fit and that nothing of the composition fills yet.
    pub fn free_of(&self, node: &str, graph: &Graph) -> Vec<PortAt> {
        let fitting = self
            .ports
            .keys()
            .filter(|port| port.node == node && self.fits(port));
        let is_free = |port: &&PortAt| port.side == Side::Export || !is_filled(graph, port);
        fitting.filter(is_free).cloned().collect()
    }
}

/// Whether an export does for an import.
pub fn fits(likeness: &Likeness) -> bool {
    !matches!(likeness, Likeness::Near { .. })
}

/// Whether an instance provides for an import; one that is handed to whoever runs the composition
/// is still free.
pub fn is_filled(graph: &Graph, import: &PortAt) -> bool {
    let mut edges = graph.edges.iter();
    let edge = edges.find(|edge| edge.to == import.node && edge.to_port == import.port);
    edge.is_some_and(|edge| {
        let from = graph.nodes.iter().find(|node| node.id == edge.from);
        from.is_some_and(|node| node.kind != NodeKind::Import)
    })
}

/// The wire between two ports, from the one that gives to the one that takes.
pub fn connection(a: &PortAt, b: &PortAt) -> Option<Connection> {
    let (from, to) = match (a.side, b.side) {
        (Side::Export, Side::Import) => (a, b),
        (Side::Import, Side::Export) => (b, a),
        _ => return None,
    };
    Some(Connection {
        from: from.node.clone(),
        from_port: from.port.clone(),
        to: to.node.clone(),
        to_port: to.port.clone(),
    })
}

/// The port on one side of any node that is nearest to a point, no further than `radius`; those
/// that fit are preferred to others.
pub fn nearest(
    graph: &Graph,
    picture: &Picture,
    at: Point,
    radius: f64,
    side: Side,
    partners: &Partners,
) -> Option<PortAt> {
    let ports = graph.nodes.iter().flat_map(|node| ports_of(node, side));
    let near = ports.filter_map(|(node, port)| {
        let away = distance(picture.port(node, &port.port, side)?, at);
        (away <= radius).then(|| (!partners.fits(&port), away, port))
    });
    let nearest = near.min_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
    nearest.map(|(_, _, port)| port)
}

fn ports_of(node: &Node, side: Side) -> impl Iterator<Item = (&Node, PortAt)> {
    let ports = match side {
        Side::Import => &node.imports,
        Side::Export => &node.exports,
    };
    ports.iter().map(move |port| {
        let (node_id, port) = (node.id.clone(), port.name.clone());
        (
            node,
            PortAt {
                node: node_id,
                port,
                side,
            },
        )
    })
}

/// The ends of a wire that could be, that on `side` first.
fn ends(prospect: &Prospect, side: Side) -> (&End, &String, &End, &String) {
    let gives = (&prospect.from, &prospect.from_port);
    let takes = (&prospect.to, &prospect.to_port);
    let (here, there) = match side {
        Side::Export => (gives, takes),
        Side::Import => (takes, gives),
    };
    (here.0, here.1, there.0, there.1)
}

#[cfg(test)]
mod tests;

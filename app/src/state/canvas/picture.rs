//! Where the nodes and wires of a composition stand. What stands somewhere stays there, whatever
//! becomes of the rest; only what is new looks for a place.

use std::collections::BTreeMap;

use model::{CanvasPoint, Edge, Graph, Node, NodeKind};

use super::geometry::{Rect, bounds, snapped};
use crate::state::layout::{Layout, Metrics, Placed, Point, layout};

/// Space that a node which looks for a place keeps to others, in pixels.
const APART: f64 = 24.0;

/// How often a place is looked for before any will do.
const TRIES: i32 = 400;

/// A drawn composition.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Picture {
    /// By node id.
    pub nodes: BTreeMap<String, Placed>,
    /// One for each edge of the graph, in the same order.
    pub wires: Vec<Drawn>,
    /// What is known of each node again when it is called otherwise.
    kin: Vec<(String, Kin)>,
}

/// A drawn wire.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawn {
    /// What it joins.
    pub edge: Edge,
    /// From the export port to the import port; empty when an end does not exist.
    pub points: Vec<Point>,
}

/// What stays the same of a node that gets another name.
#[derive(Debug, Clone, PartialEq)]
struct Kin {
    kind: NodeKind,
    /// What an import or export of the composition is joined with: a node and its port.
    joined: Option<(String, String)>,
}

impl Picture {
    /// The picture of a graph: at the given places, else where things stood before, else where
    /// the layout puts them.
    pub fn next<'a>(
        before: Option<&'a Picture>,
        graph: &Graph,
        positions: &BTreeMap<String, CanvasPoint>,
    ) -> Self {
        let by_itself = layout(graph, &Metrics::CANVAS);
        let kin: Vec<_> = graph
            .nodes
            .iter()
            .map(|it| (it.id.clone(), Kin::of(it, graph)))
            .collect();
        let heirs = before.map(|before| heirs(&before.kin, &kin));
        let heirs = heirs.unwrap_or_default();
        let stood = |before: &'a Picture, id: &str| {
            let places = &before.nodes;
            places.get(id).or_else(|| places.get(heirs.get(id)?))
        };
        // Another composition altogether is laid out, as the first one is.
        let is_known = |before: &'a Picture, id: &str| {
            positions.contains_key(id) || stood(before, id).is_some()
        };
        let before = before.filter(|before| {
            let ids = graph.nodes.iter().map(|it| &it.id);
            let known = ids.clone().filter(|id| is_known(before, id)).count();
            2 * known >= graph.nodes.len() || ids.clone().any(|id| positions.contains_key(id))
        });
        let mut nodes = BTreeMap::new();
        let mut homeless = Vec::new();
        for node in &graph.nodes {
            let placed = by_itself.nodes[&node.id].clone();
            let place = match positions.get(&node.id) {
                Some(at) => Some((f64::from(at.x), f64::from(at.y))),
                None => before
                    .and_then(|before| stood(before, &node.id))
                    .map(|it| (it.x, it.y)),
            };
            match place {
                Some((x, y)) => nodes.insert(node.id.clone(), Placed { x, y, ..placed }),
                None if before.is_none() => nodes.insert(node.id.clone(), placed),
                None => {
                    homeless.push((node.id.as_str(), placed));
                    None
                }
            };
        }
        for (id, placed) in homeless {
            let place = free_place(id, &placed, graph, &nodes);
            let Point { x, y } = place;
            nodes.insert(id.to_owned(), Placed { x, y, ..placed });
        }
        let wires = wires(graph, &nodes, &by_itself);
        Self { nodes, wires, kin }
    }

    /// The rectangle round all nodes.
    pub fn bounds(&self) -> Rect {
        bounds(self.nodes.values().map(Rect::from)).unwrap_or_default()
    }

    /// Where every node stands, as it is kept.
    pub fn positions(&self) -> BTreeMap<String, CanvasPoint> {
        let places = self.nodes.iter();
        places
            .map(|(id, it)| (id.clone(), whole(it.x, it.y)))
            .collect()
    }

    /// Where a port is.
    pub fn port(&self, node: &Node, name: &str, side: Side) -> Option<Point> {
        let placed = self.nodes.get(&node.id)?;
        let (ports, heights, x) = match side {
            Side::Import => (&node.imports, &placed.imports, placed.x),
            Side::Export => (&node.exports, &placed.exports, placed.x + placed.width),
        };
        let index = ports.iter().position(|port| port.name == name)?;
        let y = placed.y + heights.get(index)?;
        Some(Point { x, y })
    }
}

/// On which side of a node a port is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// It is provided for, on the left.
    Import,
    /// It provides, on the right.
    Export,
}

impl Side {
    /// The one that a wire from here leads to.
    pub fn other(self) -> Self {
        match self {
            Self::Import => Self::Export,
            Self::Export => Self::Import,
        }
    }
}

/// A place in whole pixels.
pub fn whole(x: f64, y: f64) -> CanvasPoint {
    CanvasPoint {
        x: x.round() as i32,
        y: y.round() as i32,
    }
}

/// The positions that say something: those of nodes that do not stand where the layout puts them.
pub fn told(
    positions: &BTreeMap<String, CanvasPoint>,
    graph: &Graph,
) -> BTreeMap<String, CanvasPoint> {
    let by_itself = layout(graph, &Metrics::CANVAS);
    let says_something = |(id, at): &(&String, &CanvasPoint)| {
        by_itself
            .nodes
            .get(*id)
            .is_some_and(|it| whole(it.x, it.y) != **at)
    };
    let told = positions.iter().filter(says_something);
    told.map(|(id, at)| (id.clone(), *at)).collect()
}

impl Kin {
    fn of(node: &Node, graph: &Graph) -> Self {
        let mut edges = graph.edges.iter();
        let joined = match node.kind {
            NodeKind::Instance { .. } => None,
            NodeKind::Import => edges
                .find(|edge| edge.from == node.id)
                .map(|edge| (edge.to.clone(), edge.to_port.clone())),
            NodeKind::Export => edges
                .find(|edge| edge.to == node.id)
                .map(|edge| (edge.from.clone(), edge.from_port.clone())),
        };
        Self {
            kind: node.kind.clone(),
            joined,
        }
    }
}

/// Which node that is gone each new one stands in for.
fn heirs(before: &[(String, Kin)], now: &[(String, Kin)]) -> BTreeMap<String, String> {
    let is_in = |all: &[(String, Kin)], id: &str| all.iter().any(|(other, _)| other == id);
    let mut gone: Vec<_> = before.iter().filter(|(id, _)| !is_in(now, id)).collect();
    let mut heirs = BTreeMap::new();
    for (id, kin) in now.iter().filter(|(id, _)| !is_in(before, id)) {
        if let Some(at) = gone.iter().position(|(_, other)| other == kin) {
            heirs.insert(id.clone(), gone.remove(at).0.clone());
        }
    }
    heirs
}

fn wires(graph: &Graph, nodes: &BTreeMap<String, Placed>, by_itself: &Layout) -> Vec<Drawn> {
    let is_home = |id: &str| {
        let (now, then) = (&nodes[id], &by_itself.nodes[id]);
        (now.x, now.y) == (then.x, then.y)
    };
    let wires = graph
        .edges
        .iter()
        .zip(&by_itself.wires)
        .map(|(edge, wire)| {
            let points = match wire.points.as_slice() {
                [start, .., end] if !(is_home(&edge.from) && is_home(&edge.to)) => {
                    let shift = |point: &Point, id: &str| {
                        let (now, then) = (&nodes[id], &by_itself.nodes[id]);
                        Point {
                            x: point.x + now.x - then.x,
                            y: point.y + now.y - then.y,
                        }
                    };
                    vec![shift(start, &edge.from), shift(end, &edge.to)]
                }
                points => points.to_vec(),
            };
            Drawn {
                edge: edge.clone(),
                points,
            }
        });
    wires.collect()
}

/// A place beside what a node is joined with, or below everything, that no other node has.
fn free_place(
    id: &str,
    placed: &Placed,
    graph: &Graph,
    others: &BTreeMap<String, Placed>,
) -> Point {
    let gap = Metrics::CANVAS.column_gap;
    let beside = graph.edges.iter().find_map(|edge| {
        if edge.from == id {
            let other = others.get(&edge.to)?;
            Some((other.x - gap - placed.width, other.y))
        } else if edge.to == id {
            let other = others.get(&edge.from)?;
            Some((other.x + other.width + gap, other.y))
        } else {
            None
        }
    });
    let (x, y) = beside.unwrap_or_else(|| {
        let all = bounds(others.values().map(Rect::from)).unwrap_or_default();
        (all.x, all.y + all.height + APART)
    });
    free_near(Point { x, y }, placed, others)
}

/// The nearest place above or below that no other node has.
pub fn free_near(wanted: Point, placed: &Placed, others: &BTreeMap<String, Placed>) -> Point {
    let (x, y) = (snapped(wanted.x), snapped(wanted.y));
    let is_free = |at: &Point| {
        let mine = Rect {
            x: at.x,
            y: at.y,
            ..Rect::from(placed)
        };
        let mine = mine.grown(APART / 2.0);
        !others.values().any(|it| mine.meets(Rect::from(it)))
    };
    let places = (0..TRIES).map(|number| {
        let step = f64::from((number + 1) / 2) * 2.0 * super::geometry::GRID;
        let y = if number % 2 == 1 { y + step } else { y - step };
        Point { x, y }
    });
    let mut places = places;
    places.find(is_free).unwrap_or(Point { x, y })
}

#[cfg(test)]
mod tests;

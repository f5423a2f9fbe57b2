//! Dropping a node on a wire: it goes in between, as middleware does.

use std::collections::BTreeSet;

use model::{Edge, End, Graph, NodeKind, Prospect, Prospects};

use super::geometry::{Rect, distance_to, samples};
use super::links::fits;
use super::picture::Picture;
use crate::state::layout::Point;

/// Indices of the wires that an end can be put into: it gives what the wire's end takes, and takes
/// what the wire carries. A node that has wires already goes into none.
pub fn wires_for(middle: &End, graph: &Graph, prospects: &Prospects) -> BTreeSet<usize> {
    let same: Vec<End> = match middle {
        End::Node { id } if is_wired(graph, id) => Vec::new(),
        End::Node { .. } => vec![middle.clone()],
        End::Package { name } => std::iter::once(middle.clone())
            .chain(instances(graph, name))
            .collect(),
    };
    let fitting: Vec<_> = prospects
        .wires
        .iter()
        .filter(|it| fits(&it.likeness))
        .collect();
    let gives = |edge: &Edge| {
        let is_it =
            |it: &&Prospect| same.contains(&it.from) && ends_at(it, &edge.to, &edge.to_port);
        fitting.iter().copied().find(is_it).is_some()
    };
    let takes = |edge: &Edge| {
        let is_it = |it: &&Prospect| {
            same.contains(&it.to) && is_node(&it.from, &edge.from) && it.from_port == edge.from_port
        };
        fitting.iter().copied().find(is_it).is_some()
    };
    let wires = graph.edges.iter().enumerate();
    wires
        .filter(|(_, edge)| gives(edge) && takes(edge))
        .map(|(index, _)| index)
        .collect()
}

/// The wire, out of these, that passes under a box.
pub fn under_box(picture: &Picture, wires: &BTreeSet<usize>, area: Rect) -> Option<usize> {
    let passes = |index: &&usize| {
        let wire = picture.wires.get(**index);
        wire.is_some_and(|wire| samples(&wire.points).any(|at| area.holds(at)))
    };
    wires.iter().find(passes).copied()
}

/// The wire, out of these, that is nearest to a point, no further than `radius`.
pub fn under_point(
    picture: &Picture,
    wires: &BTreeSet<usize>,
    at: Point,
    radius: f64,
) -> Option<usize> {
    let away = |index: &usize| Some((distance_to(&picture.wires.get(*index)?.points, at), *index));
    let near = wires
        .iter()
        .filter_map(away)
        .filter(|(away, _)| *away <= radius);
    near.min_by(|(a, _), (b, _)| a.total_cmp(b))
        .map(|(_, index)| index)
}

/// Whether a wire from or to another node of the workspace ends at a node.
fn is_wired(graph: &Graph, id: &str) -> bool {
    let is_open = |edge: &Edge| {
        let mut nodes = graph.nodes.iter();
        nodes.any(|node| node.id == edge.from && node.kind == NodeKind::Import)
    };
    let mut edges = graph.edges.iter();
    edges.any(|edge| edge.from == id || edge.to == id && !is_open(edge))
}

fn instances<'a>(graph: &'a Graph, name: &'a str) -> impl Iterator<Item = End> + 'a {
    let nodes = graph.nodes.iter();
    let made_of = nodes.filter(
        move |node| matches!(&node.kind, NodeKind::Instance { package } if package == name),
    );
    made_of.map(|node| End::Node {
        id: node.id.clone(),
    })
}

fn ends_at(prospect: &Prospect, to: &str, to_port: &str) -> bool {
    is_node(&prospect.to, to) && prospect.to_port == to_port
}

fn is_node(end: &End, node: &str) -> bool {
    matches!(end, End::Node { id } if id == node)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use model::{Likeness, Node, Port, PortKind};

    use super::*;

    fn node(id: &str, imports: &[&str], exports: &[&str]) -> Node {
        let ports = |names: &[&str]| -> Vec<_> {
            let port = |name: &&str| Port {
                name: (*name).to_owned(),
                kind: PortKind::Instance,
            };
            names.iter().map(port).collect()
        };
        Node {
            id: id.into(),
            label: id.into(),
            kind: NodeKind::Instance {
                package: format!("x:{id}"),
            },
            imports: ports(imports),
            exports: ports(exports),
            span: None,
        }
    }

    fn graph() -> Graph {
        Graph {
            nodes: vec![
                node("app", &[], &["handler"]),
                node("front", &["handler"], &[]),
                node("auth", &["handler"], &["handler"]),
            ],
            edges: vec![Edge {
                from: "app".into(),
                from_port: "handler".into(),
                to: "front".into(),
                to_port: "handler".into(),
                ..Edge::default()
            }],
            ..Graph::default()
        }
    }

    fn prospects(middle: &End, likeness: Likeness) -> Prospects {
        let end = |id: &str| End::Node { id: id.into() };
        let wire = |from: End, to: End, likeness| Prospect {
            from,
            from_port: "handler".into(),
            to,
            to_port: "handler".into(),
            likeness,
        };
        Prospects {
            wires: vec![
                wire(end("app"), middle.clone(), Likeness::Fits),
                wire(middle.clone(), end("front"), likeness),
            ],
        }
    }

    #[test]
    fn only_what_fits_at_both_ends_goes_between() {
        let near = Likeness::Near {
            reason: "no".into(),
        };
        for middle in [
            End::Node { id: "auth".into() },
            End::Package {
                name: "x:spare".into(),
            },
        ] {
            let wires = |likeness| wires_for(&middle, &graph(), &prospects(&middle, likeness));
            assert_eq!(wires(Likeness::Fits), BTreeSet::from([0]));
            assert_eq!(wires(near.clone()), BTreeSet::new());
        }
    }

    #[test]
    fn a_component_fits_where_its_instance_would_and_a_wired_one_nowhere() {
        let auth = End::Node { id: "auth".into() };
        let prospects = prospects(&auth, Likeness::Fits);
        let package = End::Package {
            name: "x:auth".into(),
        };
        let mut graph = graph();
        assert_eq!(wires_for(&package, &graph, &prospects).len(), 1);
        graph.edges.push(Edge {
            from: "app".into(),
            from_port: "handler".into(),
            to: "auth".into(),
            to_port: "handler".into(),
            ..Edge::default()
        });
        assert!(wires_for(&auth, &graph, &prospects).is_empty());
    }

    #[test]
    fn a_wire_is_found_under_what_is_held() {
        let picture = Picture::next(None, &graph(), &BTreeMap::new());
        let points = &picture.wires[0].points;
        let (start, end) = (points[0], points[points.len() - 1]);
        let all = BTreeSet::from([0]);
        let middle = Point {
            x: (start.x + end.x) / 2.0,
            y: (start.y + end.y) / 2.0,
        };
        assert_eq!(under_point(&picture, &all, middle, 12.0), Some(0));
        assert_eq!(
            under_box(&picture, &all, Rect::between(middle, middle).grown(20.0)),
            Some(0)
        );
        let away = Point {
            y: middle.y + 400.0,
            ..middle
        };
        assert_eq!(under_point(&picture, &all, away, 12.0), None);
        assert_eq!(
            under_box(&picture, &all, Rect::between(away, away).grown(20.0)),
            None
        );
        assert_eq!(under_point(&picture, &BTreeSet::new(), middle, 12.0), None);
    }
}

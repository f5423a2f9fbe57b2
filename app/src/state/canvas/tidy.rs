//! Auto-layout on request: of everything, or of what is chosen, round the place it was at.

use std::collections::{BTreeMap, BTreeSet};

use model::{CanvasPoint, Graph};

use super::geometry::{Rect, bounds, snapped};
use super::picture::{Picture, whole};
use crate::state::layout::{Metrics, layout};

/// Where everything stands once the chosen nodes, or all when fewer than two are chosen, are laid
/// out again. Their top left corner stays, and what stood above or on the left tends to stay so.
pub fn tidied(
    graph: &Graph,
    picture: &Picture,
    chosen: &BTreeSet<String>,
) -> BTreeMap<String, CanvasPoint> {
    let is_part = |id: &str| chosen.len() < 2 || chosen.contains(id);
    let mut nodes: Vec<_> = graph
        .nodes
        .iter()
        .filter(|it| is_part(&it.id))
        .cloned()
        .collect();
    let place = |id: &str| picture.nodes.get(id).map_or((0.0, 0.0), |it| (it.y, it.x));
    nodes.sort_by(|a, b| {
        let (a, b) = (place(&a.id), place(&b.id));
        a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1))
    });
    let edges = graph.edges.iter();
    let edges = edges.filter(|edge| is_part(&edge.from) && is_part(&edge.to));
    let part = Graph {
        edges: edges.cloned().collect(),
        nodes,
        ..Graph::default()
    };
    let laid_out = layout(&part, &Metrics::CANVAS);
    let stood = picture.nodes.iter().filter(|(id, _)| is_part(id));
    let anchor = bounds(stood.map(|(_, it)| Rect::from(it))).unwrap_or_default();
    let mut positions = picture.positions();
    for (id, placed) in &laid_out.nodes {
        let (x, y) = (snapped(anchor.x) + placed.x, snapped(anchor.y) + placed.y);
        positions.insert(id.clone(), whole(x, y));
    }
    positions
}

#[cfg(test)]
mod tests {
    use model::{Edge, Node, NodeKind, Port, PortKind};

    use super::*;

    fn graph() -> Graph {
        let port = |name: &str| Port {
            name: name.into(),
            kind: PortKind::Instance,
        };
        let node = |id: &str| Node {
            id: id.into(),
            label: id.into(),
            kind: NodeKind::Import,
            imports: vec![port("i")],
            exports: vec![port("e")],
            span: None,
        };
        let edge = |from: &str, to: &str| Edge {
            from: from.into(),
            from_port: "e".into(),
            to: to.into(),
            to_port: "i".into(),
            ..Edge::default()
        };
        Graph {
            nodes: ["a", "b", "c"].map(node).into(),
            edges: vec![edge("a", "b"), edge("b", "c")],
            ..Graph::default()
        }
    }

    fn scattered() -> BTreeMap<String, CanvasPoint> {
        let at = |x, y| CanvasPoint { x, y };
        let places = [("a", at(400, 300)), ("b", at(80, 16)), ("c", at(90, 30))];
        places.map(|(id, at)| (id.to_owned(), at)).into()
    }

    #[test]
    fn tidying_keeps_the_corner_and_straightens_the_rest() {
        let picture = Picture::next(None, &graph(), &scattered());
        let tidy = tidied(&graph(), &picture, &BTreeSet::new());
        assert_eq!(tidy["a"], CanvasPoint { x: 80, y: 16 });
        assert!(tidy["a"].x < tidy["b"].x && tidy["b"].x < tidy["c"].x);
        let again = tidied(
            &graph(),
            &Picture::next(None, &graph(), &tidy),
            &BTreeSet::new(),
        );
        assert_eq!(again, tidy);
    }

    #[test]
    fn only_what_is_chosen_is_moved() {
        let picture = Picture::next(None, &graph(), &scattered());
        let chosen = ["b".to_owned(), "c".to_owned()].into();
        let tidy = tidied(&graph(), &picture, &chosen);
        assert_eq!(tidy["a"], scattered()["a"]);
        assert!(tidy["c"].x > tidy["b"].x + 100);
    }
}

use model::{Port, PortKind};

use super::*;

fn node(id: &str, imports: &[&str], exports: &[&str]) -> Node {
    let kind = PortKind::Instance;
    let ports = |names: &[&str]| -> Vec<_> {
        let names = names.iter().map(|&name| name.to_owned());
        names.map(|name| Port { name, kind }).collect()
    };
    Node {
        id: id.into(),
        label: id.into(),
        kind: NodeKind::Instance {
            package: "a:b".into(),
        },
        imports: ports(imports),
        exports: ports(exports),
        span: None,
    }
}

fn edge(from: &str, to: &str) -> Edge {
    Edge {
        from: from.into(),
        from_port: "e".into(),
        to: to.into(),
        to_port: "i".into(),
        ..Edge::default()
    }
}

fn pair() -> Graph {
    Graph {
        nodes: vec![node("a", &[], &["e"]), node("b", &["i"], &[])],
        edges: vec![edge("a", "b")],
        ..Graph::default()
    }
}

fn first(graph: &Graph) -> Picture {
    Picture::next(None, graph, &BTreeMap::new())
}

fn place(picture: &Picture, id: &str) -> (f64, f64) {
    (picture.nodes[id].x, picture.nodes[id].y)
}

#[test]
fn what_stands_somewhere_stays_when_the_graph_changes() {
    let before = first(&pair());
    let mut graph = pair();
    graph.nodes.insert(0, node("c", &["i"], &["e"]));
    graph.edges.insert(0, edge("c", "b"));
    let after = Picture::next(Some(&before), &graph, &BTreeMap::new());
    assert_eq!(place(&after, "a"), place(&before, "a"));
    assert_eq!(place(&after, "b"), place(&before, "b"));
    let boxes: Vec<_> = after.nodes.values().map(Rect::from).collect();
    assert!(!boxes[2].meets(boxes[0]) && !boxes[2].meets(boxes[1]));
    assert!(
        after.nodes["c"].x < after.nodes["b"].x,
        "a provider stands on the left"
    );
}

#[test]
fn a_node_with_another_name_keeps_its_place() {
    let mut graph = pair();
    let moved = [("a".to_owned(), CanvasPoint { x: 400, y: -80 })].into();
    let before = Picture::next(None, &graph, &moved);
    graph.nodes[0].id = "renamed".into();
    graph.edges[0].from = "renamed".into();
    let after = Picture::next(Some(&before), &graph, &moved);
    assert_eq!(place(&after, "renamed"), (400.0, -80.0));
}

#[test]
fn another_composition_is_laid_out_anew() {
    let before = first(&pair());
    let mut other = pair();
    other.nodes[0].id = "x".into();
    other.nodes[1].id = "y".into();
    for node in &mut other.nodes {
        let package = "x:y".into();
        node.kind = NodeKind::Instance { package };
    }
    other.edges.clear();
    let after = Picture::next(Some(&before), &other, &BTreeMap::new());
    assert_eq!(after, first(&other));
}

#[test]
fn wires_follow_what_was_moved() {
    let graph = pair();
    let still = first(&graph);
    let moved = [("b".to_owned(), CanvasPoint { x: 1000, y: 500 })].into();
    let picture = Picture::next(Some(&still), &graph, &moved);
    let end = picture.port(&graph.nodes[1], "i", Side::Import);
    assert_eq!(picture.wires[0].points.last().copied(), end);
    assert_eq!(end.map(|it| it.x), Some(1000.0));
    assert_eq!(picture.wires[0].points[0], still.wires[0].points[0]);
}

#[test]
fn only_places_that_say_something_are_told() {
    let graph = pair();
    let mut positions = first(&graph).positions();
    assert!(told(&positions, &graph).is_empty());
    positions.insert("b".into(), CanvasPoint { x: 8, y: 8 });
    positions.insert("gone".into(), CanvasPoint { x: 8, y: 8 });
    let told = told(&positions, &graph);
    assert_eq!(told.keys().collect::<Vec<_>>(), ["b"]);
    assert_eq!(
        Picture::next(None, &graph, &told),
        Picture::next(None, &graph, &positions)
    );
}

#[test]
fn a_full_plane_still_has_a_place() {
    let graph = pair();
    let picture = first(&graph);
    let placed = picture.nodes["a"].clone();
    let near = free_near(
        Point {
            x: placed.x,
            y: placed.y,
        },
        &placed,
        &picture.nodes,
    );
    assert_ne!((near.x, near.y), (placed.x, placed.y));
    let everywhere = Placed {
        x: -1e6,
        y: -1e6,
        width: 2e6,
        height: 2e6,
        ..placed.clone()
    };
    let all = [("wall".to_owned(), everywhere)].into();
    assert_eq!(
        free_near(Point { x: 3.0, y: 5.0 }, &placed, &all),
        Point { x: 0.0, y: 8.0 }
    );
}

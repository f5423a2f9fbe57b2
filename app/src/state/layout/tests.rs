use model::{Edge, Port, PortKind};

use super::*;

/// Numbers that look random and are the same every time.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end as u64) as usize
    }

    /// A composition of so many nodes, each provided for by nodes before it.
    fn graph(&mut self, count: usize) -> Graph {
        let mut graph = Graph::default();
        for number in 0..count {
            let id = format!("n{number}");
            let imports = if number == 0 { 0 } else { self.below(4) };
            for import in 0..imports {
                let from = self.below(number);
                graph.edges.push(Edge {
                    from: format!("n{from}"),
                    from_port: format!("a:b/e{}", self.below(2)),
                    to: id.clone(),
                    to_port: format!("a:b/i{import}"),
                    ..Edge::default()
                });
            }
            graph.nodes.push(node(&id, imports, 2));
        }
        graph
    }
}

fn port(name: String) -> Port {
    let kind = PortKind::Instance;
    Port { name, kind }
}

fn node(id: &str, imports: usize, exports: usize) -> Node {
    let package = "example:node".into();
    Node {
        id: id.into(),
        label: id.into(),
        kind: NodeKind::Instance { package },
        imports: (0..imports).map(|it| port(format!("a:b/i{it}"))).collect(),
        exports: (0..exports).map(|it| port(format!("a:b/e{it}"))).collect(),
        span: None,
    }
}

fn edge(from: &str, from_port: &str, to: &str, to_port: &str) -> Edge {
    Edge {
        from: from.into(),
        from_port: from_port.into(),
        to: to.into(),
        to_port: to_port.into(),
        ..Edge::default()
    }
}

fn overlap(a: &Placed, b: &Placed) -> bool {
    a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
}

#[test]
fn boxes_never_overlap_and_wires_never_go_back() {
    let mut numbers = Numbers(0x9e37_79b9_7f4a_7c15);
    for count in 1..=100 {
        let graph = numbers.graph(count);
        let layout = layout(&graph, &Metrics::CANVAS);
        let boxes: Vec<_> = layout.nodes.values().collect();
        for (at, a) in boxes.iter().enumerate() {
            assert!(a.x >= 0.0 && a.y >= 0.0, "{count} nodes: {a:?}");
            assert!(a.x + a.width <= layout.width && a.y + a.height <= layout.height);
            let clash = boxes[at + 1..].iter().find(|b| overlap(a, b));
            assert_eq!(clash, None, "{count} nodes: {a:?}");
        }
        for wire in &layout.wires {
            assert!(wire.points.len() >= 2);
            let goes_on = wire.points.windows(2).all(|pair| pair[0].x <= pair[1].x);
            assert!(goes_on, "{count} nodes: {wire:?}");
        }
    }
}

#[test]
fn the_same_graph_gives_the_same_picture() {
    let graph = Numbers(5).graph(60);
    assert_eq!(
        layout(&graph, &Metrics::CANVAS),
        layout(&graph, &Metrics::CANVAS)
    );
}

#[test]
fn a_hundred_nodes_take_less_than_a_frame() {
    let graph = Numbers(11).graph(100);
    let fastest = (0..5).map(|_| {
        let begun = std::time::Instant::now();
        std::hint::black_box(layout(&graph, &Metrics::CANVAS));
        begun.elapsed()
    });
    // Unoptimized code is many times slower than what ships.
    let limit = if cfg!(debug_assertions) { 160 } else { 16 };
    assert!(fastest.min().unwrap().as_millis() < limit);
}

#[test]
fn wires_end_at_their_ports() {
    let graph = Graph {
        nodes: vec![node("b", 1, 0), node("a", 0, 2)],
        edges: vec![edge("a", "a:b/e1", "b", "a:b/i0")],
        ..Graph::default()
    };
    let layout = layout(&graph, &Metrics::CANVAS);
    let (a, b) = (&layout.nodes["a"], &layout.nodes["b"]);
    let start = Point {
        x: a.x + a.width,
        y: a.y + a.exports[1],
    };
    let end = Point {
        x: b.x,
        y: b.y + b.imports[0],
    };
    assert_eq!(layout.wires[0].points, [start, end]);
    assert!(end.x > start.x);
    assert_eq!(
        start.y, end.y,
        "two boxes can stand so that their wire is level"
    );
}

#[test]
fn crossed_wires_are_untangled() {
    // Two providers, two takers, joined crosswise in the graph's order.
    let graph = Graph {
        nodes: vec![
            node("a", 0, 1),
            node("b", 0, 1),
            node("c", 1, 0),
            node("d", 1, 0),
            node("e", 2, 0),
        ],
        edges: vec![
            edge("a", "a:b/e0", "d", "a:b/i0"),
            edge("b", "a:b/e0", "c", "a:b/i0"),
            edge("a", "a:b/e0", "e", "a:b/i0"),
            edge("b", "a:b/e0", "e", "a:b/i1"),
        ],
        ..Graph::default()
    };
    let layout = layout(&graph, &Metrics::CANVAS);
    let above = |upper: &str, lower: &str| layout.nodes[upper].y < layout.nodes[lower].y;
    assert_eq!(above("a", "b"), above("d", "c"));
}

#[test]
fn a_long_wire_passes_clear_of_the_boxes_between() {
    let graph = Graph {
        nodes: vec![node("a", 0, 2), node("b", 1, 2), node("c", 2, 0)],
        edges: vec![
            edge("a", "a:b/e0", "b", "a:b/i0"),
            edge("b", "a:b/e0", "c", "a:b/i0"),
            edge("a", "a:b/e1", "c", "a:b/i1"),
        ],
        ..Graph::default()
    };
    let layout = layout(&graph, &Metrics::CANVAS);
    let b = &layout.nodes["b"];
    let points = &layout.wires[2].points;
    assert_eq!(points.len(), 4);
    assert!(points[1].y < b.y || points[1].y > b.y + b.height);
}

#[test]
fn a_long_wire_passes_on_the_side_of_its_port() {
    let graph = Graph {
        nodes: vec![node("a", 0, 1), node("b", 1, 1), node("c", 2, 0)],
        edges: vec![
            edge("a", "a:b/e0", "b", "a:b/i0"),
            edge("a", "a:b/e0", "c", "a:b/i0"),
            edge("b", "a:b/e0", "c", "a:b/i1"),
        ],
        ..Graph::default()
    };
    let layout = layout(&graph, &Metrics::CANVAS);
    assert!(layout.wires[1].points[1].y < layout.nodes["b"].y);
}

#[test]
fn groups_stand_below_each_other() {
    let graph = Graph {
        nodes: vec![node("a", 0, 1), node("b", 1, 0), node("alone", 0, 1)],
        edges: vec![edge("a", "a:b/e0", "b", "a:b/i0")],
        ..Graph::default()
    };
    let layout = layout(&graph, &Metrics::CANVAS);
    let alone = &layout.nodes["alone"];
    assert!(alone.y > layout.nodes["a"].y + layout.nodes["a"].height);
    assert_eq!(alone.x, 0.0);
}

#[test]
fn odd_graphs_do_no_harm() {
    assert_eq!(
        layout(&Graph::default(), &Metrics::CANVAS),
        Layout::default()
    );
    let cycle = Graph {
        nodes: vec![node("a", 1, 1), node("b", 1, 1)],
        edges: vec![
            edge("a", "a:b/e0", "b", "a:b/i0"),
            edge("b", "a:b/e0", "a", "a:b/i0"),
            edge("a", "a:b/e0", "a", "a:b/i0"),
            edge("a", "a:b/e0", "nobody", "a:b/i0"),
        ],
        ..Graph::default()
    };
    let layout = layout(&cycle, &Metrics::CANVAS);
    assert!(!overlap(&layout.nodes["a"], &layout.nodes["b"]));
    assert!(layout.wires[2].points.is_empty() && layout.wires[3].points.is_empty());
}

#[test]
fn names_are_shortened_to_their_last_part() {
    assert_eq!(short_name("example:text/process@0.1.0"), "process");
    assert_eq!(short_name("example:text"), "text");
    assert_eq!(short_name("greet"), "greet");
}

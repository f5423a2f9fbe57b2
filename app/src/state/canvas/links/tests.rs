use model::{Edge, Port, PortKind};

use super::*;

fn node(id: &str, kind: NodeKind, imports: &[&str], exports: &[&str]) -> Node {
    let kind_of_port = PortKind::Instance;
    let ports = |names: &[&str]| -> Vec<_> {
        let names = names.iter().map(|&name| name.to_owned());
        names
            .map(|name| Port {
                name,
                kind: kind_of_port,
            })
            .collect()
    };
    Node {
        id: id.into(),
        label: id.into(),
        kind,
        imports: ports(imports),
        exports: ports(exports),
        span: None,
    }
}

/// `app` takes `in` and `log`; `log` is left open; `maker` gives `out`.
fn graph() -> Graph {
    let instance = || NodeKind::Instance {
        package: "a:b".into(),
    };
    Graph {
        nodes: vec![
            node("log", NodeKind::Import, &[], &["log"]),
            node("maker", instance(), &[], &["out"]),
            node("app", instance(), &["in", "log"], &[]),
        ],
        edges: vec![Edge {
            from: "log".into(),
            from_port: "log".into(),
            to: "app".into(),
            to_port: "log".into(),
            ..Edge::default()
        }],
        ..Graph::default()
    }
}

fn prospects() -> Prospects {
    let wire = |from: End, to_port: &str, likeness| Prospect {
        from,
        from_port: "out".into(),
        to: End::Node { id: "app".into() },
        to_port: to_port.into(),
        likeness,
    };
    let maker = || End::Node { id: "maker".into() };
    let spare = || End::Package {
        name: "x:spare".into(),
    };
    let near = Likeness::Near {
        reason: "a result differs".into(),
    };
    Prospects {
        wires: vec![
            wire(maker(), "in", Likeness::Fits),
            wire(maker(), "log", near.clone()),
            wire(spare(), "in", near),
            wire(spare(), "in", Likeness::FitsByVersion),
        ],
    }
}

fn port(node: &str, port: &str, side: Side) -> PortAt {
    let (node, port) = (node.into(), port.into());
    PortAt { node, port, side }
}

#[test]
fn a_port_lights_what_fits_and_says_why_the_rest_does_not() {
    let from = port("maker", "out", Side::Export);
    let partners = Partners::of(&from, &prospects());
    assert!(partners.fits(&port("app", "in", Side::Import)));
    let log = port("app", "log", Side::Import);
    assert_eq!(
        (partners.fits(&log), partners.why_not(&log)),
        (false, Some("a result differs"))
    );
    assert!(partners.packages.is_empty());
    let back = Partners::of(&port("app", "in", Side::Import), &prospects());
    assert!(back.fits(&from));
    assert_eq!(
        back.packages[0].2,
        Likeness::FitsByVersion,
        "what fits comes first"
    );
}

#[test]
fn a_drop_on_a_node_finds_what_nothing_fills() {
    let partners = Partners::of(&port("maker", "out", Side::Export), &prospects());
    let free = partners.free_of("app", &graph());
    assert_eq!(free, [port("app", "in", Side::Import)]);
    let mut filled = graph();
    filled.edges.push(Edge {
        from: "maker".into(),
        from_port: "out".into(),
        to: "app".into(),
        to_port: "in".into(),
        ..Edge::default()
    });
    assert_eq!(partners.free_of("app", &filled), []);
    assert!(
        !is_filled(&filled, &port("app", "log", Side::Import)),
        "an open import is free"
    );
}

#[test]
fn a_wire_snaps_to_the_port_that_fits_among_those_near() {
    let graph = graph();
    let picture = Picture::next(None, &graph, &BTreeMap::new());
    let partners = Partners::of(&port("maker", "out", Side::Export), &prospects());
    let log = picture.port(&graph.nodes[2], "log", Side::Import).unwrap();
    let nearest = |radius| nearest(&graph, &picture, log, radius, Side::Import, &partners);
    assert_eq!(nearest(5.0), Some(port("app", "log", Side::Import)));
    assert_eq!(nearest(32.0), Some(port("app", "in", Side::Import)));
    let fitting = partners.fitting(&graph, &picture);
    assert_eq!(fitting, [port("app", "in", Side::Import)]);
}

#[test]
fn a_wire_goes_from_what_gives_to_what_takes() {
    let (a, b) = (
        port("maker", "out", Side::Export),
        port("app", "in", Side::Import),
    );
    let wire = connection(&b, &a).unwrap();
    assert_eq!((wire.from.as_str(), wire.to_port.as_str()), ("maker", "in"));
    assert_eq!(connection(&a, &b), Some(wire));
    assert_eq!(connection(&a, &a), None);
}

//! Who provides what in a composition, and who could.

use std::collections::BTreeMap;

use model::{
    Connection, EdgeOrigin, End, Graph, Likeness, Node, NodeKind, Port, Prospect, Prospects,
};

use crate::state::composing::{Wire, between, ends, possible};
use crate::state::layout::short_name;

/// What fills an import, or an export of the composition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Provided {
    /// Something that the text joins to it.
    By {
        /// The wire.
        wire: Connection,
        /// What provides, in a word or two.
        label: String,
    },
    /// Whoever uses the composition, which imports it.
    Open,
    /// Nothing.
    Nobody,
}

/// What could fill an import, or nearly.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Offers {
    /// What is there and fits; what fills it now is among them.
    pub fitting: Vec<Offer>,
    /// Components of which an instance would fit.
    pub anew: Vec<Offer>,
    /// What looks as if it should fit and does not.
    pub near: Vec<Offer>,
}

/// One thing that could fill an import.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// The wire that would be.
    pub wire: Wire,
    /// What would provide, in a word or two.
    pub label: String,
    /// What is to be known about it: a version, or why it does not fit.
    pub detail: Option<String>,
    /// Whether it is so.
    pub is_current: bool,
}

/// What could be joined, by what would be provided for: id of the node and name of its import.
pub type ByImport = BTreeMap<(String, String), Vec<Prospect>>;

/// Sorts what could be joined by what would be provided for.
pub fn by_import(prospects: &Prospects) -> ByImport {
    let mut sorted = ByImport::new();
    for prospect in &prospects.wires {
        if let End::Node { id } = &prospect.to {
            let key = (id.clone(), prospect.to_port.clone());
            sorted.entry(key).or_default().push(prospect.clone());
        }
    }
    sorted
}

/// What fills an import now.
pub fn provided(graph: &Graph, node: &str, port: &str) -> Provided {
    let mut edges = graph.edges.iter();
    let edge = edges.find(|edge| edge.to == node && edge.to_port == port);
    match edge {
        None => Provided::Nobody,
        Some(edge) if edge.origin == EdgeOrigin::Implicit => Provided::Open,
        Some(edge) => Provided::By {
            label: named(graph, &edge.from, &edge.from_port, port),
            wire: ends(edge),
        },
    }
}

/// What could fill an import, of the wires that could lead to it.
pub fn offers(graph: &Graph, now: &Provided, prospects: &[Prospect]) -> Offers {
    let mut offers = Offers::default();
    if let Provided::By { wire, label } = now {
        offers.fitting.push(Offer {
            wire: between(wire),
            label: label.clone(),
            detail: None,
            is_current: true,
        });
    }
    for prospect in prospects {
        let wire = possible(prospect);
        let is_known = offers.fitting.iter().any(|offer| offer.wire == wire);
        if is_known || is_left_open(graph, &prospect.from) {
            continue;
        }
        let detail = match &prospect.likeness {
            Likeness::Fits => None,
            Likeness::FitsByVersion => {
                Some(format!("as `{}`, which is compatible", prospect.from_port))
            }
            Likeness::Near { reason } => Some(reason.clone()),
        };
        let (label, is_new) = match &prospect.from {
            End::Node { id } => (
                named(graph, id, &prospect.from_port, &prospect.to_port),
                false,
            ),
            End::Package { name } => (name.clone(), true),
        };
        let group = match (&prospect.likeness, is_new) {
            (Likeness::Near { .. }, _) => &mut offers.near,
            (_, false) => &mut offers.fitting,
            (_, true) => &mut offers.anew,
        };
        group.push(Offer {
            wire,
            label,
            detail,
            is_current: false,
        });
    }
    offers
}

/// Whether an import is one of WASI's that comes from outside, where a host provides it.
pub fn is_hosted(graph: &Graph, node: &str, port: &Port) -> bool {
    let is_import = |id: &str| {
        let node = graph.nodes.iter().find(|node| node.id == id);
        node.is_some_and(|node| node.kind == NodeKind::Import)
    };
    let mut edges = graph.edges.iter();
    let edge = edges.find(|edge| edge.to == node && edge.to_port == port.name);
    port.name.starts_with("wasi:") && edge.is_none_or(|edge| is_import(&edge.from))
}

/// Labels of those that an export provides: instances, and names under which the composition
/// exports it.
pub fn users(graph: &Graph, node: &str, port: &str) -> Vec<(NodeKind, String, String)> {
    let edges = graph.edges.iter();
    let taken = edges.filter(|edge| edge.from == node && edge.from_port == port);
    let user = |id: &str| graph.nodes.iter().find(|node| node.id == id);
    taken
        .filter_map(|edge| user(&edge.to))
        .map(|user| (user.kind.clone(), user.id.clone(), user.label.clone()))
        .collect()
}

/// Whether something is an import of the composition that the text does not make itself: taking
/// from it is leaving open.
fn is_left_open(graph: &Graph, end: &End) -> bool {
    let End::Node { id } = end else { return false };
    let node = graph.nodes.iter().find(|node| node.id == *id);
    node.is_some_and(|node| node.kind == NodeKind::Import && node.span.is_none())
}

/// What provides, in a word or two: an instance by its variable, with the export where that is
/// called otherwise than what it fills.
fn named(graph: &Graph, id: &str, from_port: &str, to_port: &str) -> String {
    let node = graph.nodes.iter().find(|node| node.id == id);
    let label = node.map_or(id, |node| node.label.as_str());
    let is_import = matches!(
        node,
        Some(Node {
            kind: NodeKind::Import,
            ..
        })
    );
    match (is_import, short_name(from_port), short_name(to_port)) {
        (true, ..) => format!("import {}", short_name(label)),
        (false, from, to) if from != to => format!("{label} · {from}"),
        _ => label.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use model::{Edge, PortKind, Span};

    use super::*;

    fn node(id: &str, kind: NodeKind) -> Node {
        let port = |name: &str| Port {
            name: name.into(),
            kind: PortKind::Instance,
        };
        Node {
            id: id.into(),
            label: id.into(),
            kind,
            imports: vec![port("a:b/name")],
            exports: vec![port("a:b/name")],
            span: Some(Span { start: 0, end: 1 }),
        }
    }

    fn graph(origin: EdgeOrigin) -> Graph {
        let instance = || NodeKind::Instance {
            package: "a:b".into(),
        };
        Graph {
            nodes: vec![
                node("one", instance()),
                node("two", instance()),
                node("a:b/name", NodeKind::Import),
            ],
            edges: vec![Edge {
                from: "one".into(),
                from_port: "a:b/name".into(),
                to: "two".into(),
                to_port: "a:b/name".into(),
                origin,
                ..Edge::default()
            }],
            ..Graph::default()
        }
    }

    fn prospect(from: End, from_port: &str, likeness: Likeness) -> Prospect {
        Prospect {
            from,
            from_port: from_port.into(),
            to: End::Node { id: "two".into() },
            to_port: "a:b/name".into(),
            likeness,
        }
    }

    #[test]
    fn an_import_is_provided_left_open_or_neither() {
        let now = |origin| provided(&graph(origin), "two", "a:b/name");
        let by = now(EdgeOrigin::Named);
        assert!(matches!(by, Provided::By { label, .. } if label == "one"));
        assert_eq!(now(EdgeOrigin::Implicit), Provided::Open);
        assert_eq!(
            provided(&graph(EdgeOrigin::Named), "one", "a:b/name"),
            Provided::Nobody
        );
    }

    #[test]
    fn what_could_provide_is_sorted_by_how_well_it_fits() {
        let mut graph = graph(EdgeOrigin::Named);
        graph.nodes.push(Node {
            span: None,
            ..node("left-open", NodeKind::Import)
        });
        let id = |id: &str| End::Node { id: id.into() };
        let package = End::Package {
            name: "a:other".into(),
        };
        let reason = "the result differs".to_owned();
        let prospects = [
            prospect(id("one"), "a:b/name", Likeness::Fits),
            prospect(id("one"), "a:b/name@0.2.0", Likeness::FitsByVersion),
            prospect(id("a:b/name"), "a:b/name", Likeness::Fits),
            prospect(id("left-open"), "a:b/name", Likeness::Fits),
            prospect(package, "a:b/title", Likeness::Fits),
            prospect(id("one"), "a:b/counter", Likeness::Near { reason }),
        ];
        let now = provided(&graph, "two", "a:b/name");
        let found = offers(&graph, &now, &prospects);
        let told = |offers: &[Offer]| {
            let told = offers.iter().map(|it| match &it.detail {
                Some(detail) => format!("{} ({detail})", it.label),
                None => it.label.clone(),
            });
            told.collect::<Vec<_>>()
        };
        assert_eq!(
            told(&found.fitting),
            [
                "one",
                "one (as `a:b/name@0.2.0`, which is compatible)",
                "import name"
            ]
        );
        assert!(found.fitting[0].is_current && !found.fitting[1].is_current);
        assert_eq!(told(&found.anew), ["a:other"]);
        assert_eq!(told(&found.near), ["one · counter (the result differs)"]);
    }

    #[test]
    fn what_is_joined_is_found_by_its_import() {
        let likeness = Likeness::Fits;
        let wires = vec![prospect(End::Node { id: "one".into() }, "x", likeness)];
        let sorted = by_import(&Prospects { wires });
        assert_eq!(sorted[&("two".into(), "a:b/name".into())].len(), 1);
        let users = users(&graph(EdgeOrigin::Named), "one", "a:b/name");
        assert_eq!(users.len(), 1);
        assert_eq!(users[0].2, "two");
    }
}

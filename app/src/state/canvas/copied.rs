//! Nodes that were copied, and the wires that led into them.

use model::{Connection, Edge, EdgeOrigin, Graph, NodeKind};

use crate::state::composing::ends;

/// What was copied last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copied {
    /// As WAC.
    pub text: String,
    /// Ids of the nodes.
    pub nodes: Vec<String>,
}

/// The wires from other nodes into those that were copied, as they would lead into the copies.
/// Instances among `made` are these, in the order of the text; nothing when some are not.
pub fn incoming(graph: &Graph, copied: &[String], made: &[String]) -> Vec<Connection> {
    let is_copied = |id: &String| copied.contains(id);
    let originals = graph
        .nodes
        .iter()
        .filter(|node| matches!(node.kind, NodeKind::Instance { .. }) && is_copied(&node.id));
    let originals: Vec<_> = originals.map(|node| &node.id).collect();
    let copies: Vec<_> = made
        .iter()
        .filter(|id| id.starts_with("instance:"))
        .collect();
    if copies.len() != originals.len() {
        return Vec::new();
    }
    let into_copy = |edge: &Edge| {
        let is_said = edge.origin != EdgeOrigin::Implicit && edge.item.is_empty();
        let index = originals.iter().position(|id| **id == edge.to)?;
        (is_said && !is_copied(&edge.from)).then(|| Connection {
            to: copies[index].clone(),
            ..ends(edge)
        })
    };
    graph.edges.iter().filter_map(into_copy).collect()
}

#[cfg(test)]
mod tests {
    use model::Node;

    use super::*;

    #[test]
    fn only_wires_from_outside_lead_into_the_copies() {
        let node = |id: &str| Node {
            id: format!("instance:{id}"),
            label: id.into(),
            kind: NodeKind::Instance {
                package: "x:y".into(),
            },
            imports: Vec::new(),
            exports: Vec::new(),
            span: None,
        };
        let edge = |from: &str, to: &str| Edge {
            from: format!("instance:{from}"),
            to: format!("instance:{to}"),
            ..Edge::default()
        };
        let graph = Graph {
            nodes: ["a", "b", "c"].map(node).into(),
            edges: vec![edge("a", "b"), edge("b", "c")],
            ..Graph::default()
        };
        let ids = |names: &[&str]| {
            names
                .iter()
                .map(|it| format!("instance:{it}"))
                .collect::<Vec<_>>()
        };
        let told = |made: &[&str]| {
            let wires = incoming(&graph, &ids(&["b", "c"]), &ids(made));
            wires
                .into_iter()
                .map(|it| (it.from, it.to))
                .collect::<Vec<_>>()
        };
        let a_to_copy = ("instance:a".to_owned(), "instance:b2".to_owned());
        assert_eq!(told(&["b2", "c2"]), [a_to_copy]);
        assert_eq!(told(&["b2"]), []);
    }
}

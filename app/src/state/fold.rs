//! The graph with what every host provides folded away, so that the wires people made stand out.

use std::collections::BTreeSet;

use model::{Graph, Node, NodeKind, Port, PortKind};

/// How the name of a port begins that stands for all of WASI; its number follows.
pub const HOST: &str = "WASI · ";

/// Folds as [`fold`] does, but shows what hides behind the ports of the `opened` instances, below
/// the port that stands for it.
pub fn fold_but(graph: &Graph, opened: &BTreeSet<String>) -> Graph {
    let mut folded = fold(graph);
    for node in folded
        .nodes
        .iter_mut()
        .filter(|node| opened.contains(&node.id))
    {
        let Some(before) = graph.nodes.iter().find(|before| before.id == node.id) else {
            continue;
        };
        let is_hidden = |port: &&Port| !node.imports.contains(port);
        let hidden: Vec<_> = before.imports.iter().filter(is_hidden).cloned().collect();
        node.imports.extend(hidden);
    }
    folded
}

/// Folds the `wasi:*` imports of each instance that come from outside into one port without a
/// wire, and leaves out the imports of the composition that only they used.
pub fn fold(graph: &Graph) -> Graph {
    let imports: Vec<&str> = graph
        .nodes
        .iter()
        .filter(|node| node.kind == NodeKind::Import)
        .map(|node| node.id.as_str())
        .collect();
    let is_from_outside = |node: &Node, port: &Port| {
        let mut edges = graph.edges.iter();
        let edge = edges.find(|edge| edge.to == node.id && edge.to_port == port.name);
        edge.is_none_or(|edge| imports.contains(&edge.from.as_str()))
    };
    let mut folded = graph.clone();
    for (node, before) in folded.nodes.iter_mut().zip(&graph.nodes) {
        if !matches!(node.kind, NodeKind::Instance { .. }) {
            continue;
        }
        let is_hosted =
            |port: &Port| port.name.starts_with("wasi:") && is_from_outside(before, port);
        node.imports.retain(|port| !is_hosted(port));
        let count = before.imports.len() - node.imports.len();
        folded.edges.retain(|edge| {
            edge.to != node.id || node.imports.iter().any(|port| port.name == edge.to_port)
        });
        if count > 0 {
            let (name, kind) = (format!("{HOST}{count}"), PortKind::Instance);
            node.imports.push(Port { name, kind });
        }
    }
    let edges = &folded.edges;
    folded.nodes.retain(|node| {
        let is_hosted = node.kind == NodeKind::Import && node.label.starts_with("wasi:");
        !is_hosted || edges.iter().any(|edge| edge.from == node.id)
    });
    folded
}

#[cfg(test)]
mod tests {
    use model::Edge;

    use super::*;

    fn port(name: &str) -> Port {
        let (name, kind) = (name.into(), PortKind::Instance);
        Port { name, kind }
    }

    fn node(id: &str, kind: NodeKind, imports: &[&str], exports: &[&str]) -> Node {
        let ports = |names: &[&str]| names.iter().map(|name| port(name)).collect();
        let (imports, exports) = (ports(imports), ports(exports));
        Node {
            id: id.into(),
            label: id.into(),
            kind,
            imports,
            exports,
            span: None,
        }
    }

    fn edge(from: &str, to: &str, port: &str) -> Edge {
        let (from, to, port) = (from.into(), to.into(), String::from(port));
        Edge {
            from,
            from_port: port.clone(),
            to,
            to_port: port,
            ..Edge::default()
        }
    }

    #[test]
    fn what_the_host_provides_becomes_one_port() {
        let instance = || NodeKind::Instance {
            package: "a:b".into(),
        };
        let graph = Graph {
            nodes: vec![
                node(
                    "wasi:io/streams",
                    NodeKind::Import,
                    &[],
                    &["wasi:io/streams"],
                ),
                node("logging", instance(), &[], &["wasi:logging/logging"]),
                node(
                    "app",
                    instance(),
                    &[
                        "a:b/c",
                        "wasi:io/streams",
                        "wasi:cli/exit",
                        "wasi:logging/logging",
                    ],
                    &[],
                ),
            ],
            edges: vec![
                edge("wasi:io/streams", "app", "wasi:io/streams"),
                edge("logging", "app", "wasi:logging/logging"),
            ],
        };
        let folded = fold(&graph);
        let names: Vec<_> = folded.nodes.iter().map(|node| node.id.as_str()).collect();
        assert_eq!(names, ["logging", "app"]);
        let ports: Vec<_> = folded.nodes[1]
            .imports
            .iter()
            .map(|port| port.name.as_str())
            .collect();
        assert_eq!(ports, ["a:b/c", "wasi:logging/logging", "WASI · 2"]);
        assert_eq!(
            folded.edges,
            [edge("logging", "app", "wasi:logging/logging")]
        );
        let opened = fold_but(&graph, &["app".to_owned()].into());
        let ports = opened.nodes[1].imports[3..].iter();
        let ports: Vec<_> = ports.map(|port| port.name.as_str()).collect();
        assert_eq!(ports, ["wasi:io/streams", "wasi:cli/exit"]);
    }
}

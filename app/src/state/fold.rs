//! The graph with what hides the wires that people made folded away: what every host provides, and
//! what an instance leaves open in large numbers.

use std::collections::{BTreeSet, HashMap, HashSet};

use model::{Edge, EdgeOrigin, Graph, Node, NodeKind, Port, PortKind};

/// How the name of a port begins that stands for all of WASI; their number follows.
pub const HOST: &str = "WASI · ";

/// How the name of a port begins that stands for all that an instance leaves open; their number
/// follows.
pub const OPEN: &str = "left open · ";

/// An instance that leaves open more imports than this shows them as one.
const MANY: usize = 24;

/// Whether a port of this name stands for several.
pub fn stands_for_several(name: &str) -> bool {
    name.starts_with(HOST) || name.starts_with(OPEN)
}

/// How many imports that are left open a port stands for.
pub fn left_open(name: &str) -> Option<usize> {
    name.strip_prefix(OPEN)?.parse().ok()
}

/// Folds as [`fold`] does, but shows what hides behind the ports of the `opened` instances, below
/// the ports that stand for it.
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
        let shown: HashSet<&str> = node.imports.iter().map(|port| port.name.as_str()).collect();
        let is_hidden = |port: &&Port| !shown.contains(port.name.as_str());
        let hidden: Vec<_> = before.imports.iter().filter(is_hidden).cloned().collect();
        node.imports.extend(hidden);
    }
    folded
}

/// Folds the `wasi:*` imports of each instance that come from outside into one port without a
/// wire, and those that it leaves open into another where they are many. Leaves out the imports of
/// the composition that only they used.
pub fn fold(graph: &Graph) -> Graph {
    let outside = Outside::of(graph);
    let mut folded = graph.clone();
    let mut hidden = HashSet::new();
    for (node, before) in folded.nodes.iter_mut().zip(&graph.nodes) {
        if !matches!(node.kind, NodeKind::Instance { .. }) {
            continue;
        }
        let is_hosted = |port: &Port| outside.hosts(before, port);
        let is_open = |port: &Port| outside.leaves_open(before, port);
        let has_many = before.imports.iter().filter(|port| is_open(port)).count() > MANY;
        for (prefix, is_folded) in [
            (HOST, &is_hosted as &dyn Fn(&Port) -> bool),
            (OPEN, &|port: &Port| has_many && is_open(port)),
        ] {
            let count = node.imports.len();
            node.imports.retain(|port| !is_folded(port));
            let count = count - node.imports.len();
            if count > 0 {
                let (name, kind) = (format!("{prefix}{count}"), PortKind::Instance);
                node.imports.push(Port { name, kind });
            }
        }
        let shown: HashSet<&str> = node.imports.iter().map(|port| port.name.as_str()).collect();
        let all = before.imports.iter().map(|port| port.name.as_str());
        hidden.extend(
            all.filter(|name| !shown.contains(name))
                .map(|name| (before.id.as_str(), name)),
        );
    }
    folded
        .edges
        .retain(|edge| !hidden.contains(&(edge.to.as_str(), edge.to_port.as_str())));
    let used = |edges: &[Edge]| {
        edges
            .iter()
            .map(|edge| edge.from.clone())
            .collect::<HashSet<_>>()
    };
    let (before, now) = (used(&graph.edges), used(&folded.edges));
    folded.nodes.retain(|node| {
        let is_hosted = node.label.starts_with("wasi:") || before.contains(&node.id);
        node.kind != NodeKind::Import || !is_hosted || now.contains(&node.id)
    });
    folded
}

/// What comes to the instances of a graph from outside of it.
struct Outside<'a> {
    imports: HashSet<&'a str>,
    /// The wire into each port of each node.
    into: HashMap<(&'a str, &'a str), &'a Edge>,
}

impl<'a> Outside<'a> {
    fn of(graph: &'a Graph) -> Self {
        let imports = graph.nodes.iter().filter(|it| it.kind == NodeKind::Import);
        let into = graph.edges.iter();
        Self {
            imports: imports.map(|node| node.id.as_str()).collect(),
            into: into
                .map(|it| ((it.to.as_str(), it.to_port.as_str()), it))
                .collect(),
        }
    }

    fn wire(&self, node: &'a Node, port: &'a Port) -> Option<&'a Edge> {
        self.into
            .get(&(node.id.as_str(), port.name.as_str()))
            .copied()
    }

    fn hosts(&self, node: &'a Node, port: &'a Port) -> bool {
        let wire = self.wire(node, port);
        port.name.starts_with("wasi:")
            && wire.is_none_or(|it| self.imports.contains(it.from.as_str()))
    }

    fn leaves_open(&self, node: &'a Node, port: &'a Port) -> bool {
        let wire = self.wire(node, port);
        wire.is_some_and(|it| it.origin == EdgeOrigin::Implicit) && !self.hosts(node, port)
    }
}

#[cfg(test)]
mod tests {
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
            ..Graph::default()
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

    #[test]
    fn many_imports_that_are_left_open_become_one_port() {
        let names: Vec<_> = (0..=MANY).map(|at| format!("a:b/c{at}")).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let kind = || NodeKind::Instance {
            package: "a:b".into(),
        };
        let open = |name: &&str| Edge {
            origin: EdgeOrigin::Implicit,
            ..edge(name, "app", name)
        };
        let imports = names
            .iter()
            .map(|it| node(it, NodeKind::Import, &[], &[it]));
        let mut graph = Graph {
            nodes: imports.chain([node("app", kind(), &names, &[])]).collect(),
            edges: names.iter().map(open).collect(),
            ..Graph::default()
        };
        let folded = fold(&graph);
        assert_eq!((folded.nodes.len(), folded.edges.len()), (1, 0));
        let [port] = &folded.nodes[0].imports[..] else {
            panic!("one port stands for all");
        };
        assert_eq!(left_open(&port.name), Some(MANY + 1));
        let opened = fold_but(&graph, &["app".to_owned()].into());
        assert_eq!(opened.nodes[0].imports.len(), MANY + 2);
        graph.edges[0].origin = EdgeOrigin::Named;
        assert_eq!(fold(&graph), graph);
    }
}

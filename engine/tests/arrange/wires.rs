//! What edits do to wires, told without any text.

use std::collections::BTreeSet;

use model::{Connection, Edge, EdgeOrigin, Graph, GraphEdit, Node, NodeKind};

/// The wires of a graph that a text says, and its nodes but for open imports. Instances without a
/// variable go by their package: their ids depend on the names around.
pub(crate) fn said(graph: &Graph) -> Vec<String> {
    let name = |id: &str| {
        let node = graph.nodes.iter().find(|node| node.id == id).unwrap();
        called(node)
    };
    let nodes = graph.nodes.iter().filter(|node| !is_open(node));
    let nodes = nodes.map(called);
    let wires = graph.edges.iter();
    let wires = wires.filter(|edge| edge.origin != EdgeOrigin::Implicit);
    let wires = wires.map(|edge| {
        let (from, to) = (name(&edge.from), name(&edge.to));
        let from_port = if from.starts_with("import:") {
            ""
        } else {
            &edge.from_port
        };
        let to_port = if to.starts_with("export:") {
            ""
        } else {
            &edge.to_port
        };
        format!("{from} {from_port} -> {to} {to_port}")
    });
    let mut said: Vec<String> = nodes.chain(wires).collect();
    said.sort();
    said
}

fn called(node: &Node) -> String {
    match &node.kind {
        NodeKind::Instance { package } if is_inside(node) => format!("new {package}"),
        _ => node.id.clone(),
    }
}

pub(crate) fn is_open(node: &Node) -> bool {
    node.kind == NodeKind::Import && node.span.is_none()
}

/// Whether an instance has no variable: its span is that of its `new`.
pub(crate) fn is_inside(node: &Node) -> bool {
    let span = node.span.unwrap();
    (span.end - span.start) as usize > node.label.len() + 1
}

/// What the graph is to be after an edit; None where that takes more than a model of wires.
pub(crate) fn expected(graph: &Graph, edit: &GraphEdit) -> Option<Vec<String>> {
    let mut graph = graph.clone();
    let connect = |graph: &mut Graph, wire: &Connection| {
        graph
            .edges
            .retain(|it| it.to != wire.to || it.to_port != wire.to_port);
        if graph
            .nodes
            .iter()
            .any(|it| it.id == wire.from && is_open(it))
        {
            return;
        }
        graph.edges.push(Edge {
            from: wire.from.clone(),
            from_port: wire.from_port.clone(),
            to: wire.to.clone(),
            to_port: wire.to_port.clone(),
            ..Edge::default()
        });
    };
    // One that was inside another may get a variable: those are not predicted.
    if graph
        .nodes
        .iter()
        .any(|node| matches!(node.kind, NodeKind::Instance { .. }) && is_inside(node))
    {
        return None;
    }
    match edit {
        GraphEdit::Connect(wire) => connect(&mut graph, wire),
        GraphEdit::ConnectAll { connections } => {
            connections
                .iter()
                .for_each(|wire| connect(&mut graph, wire));
        }
        GraphEdit::Disconnect { to, to_port } => disconnect(&mut graph, to, to_port),
        GraphEdit::Remove { nodes, heal: false } => {
            let mut gone: BTreeSet<String> = nodes.iter().cloned().collect();
            for edge in &graph.edges {
                if gone.contains(&edge.from) && edge.to.starts_with("export:") {
                    gone.insert(edge.to.clone());
                }
            }
            graph.nodes.retain(|node| !gone.contains(&node.id));
            graph.edges.retain(|edge| !gone.contains(&edge.to));
            for edge in graph.edges.clone() {
                if gone.contains(&edge.from) {
                    disconnect(&mut graph, &edge.to, &edge.to_port);
                }
            }
        }
        GraphEdit::Rename { node, name } => {
            let (kind, _) = node.split_once(':')?;
            let id = format!("{kind}:{name}");
            // An instance that is handed on whole goes by its own name.
            let label = graph.nodes.iter().find(|it| it.id == *node)?.label.clone();
            let whole = graph.edges.iter_mut();
            let whole = whole.filter(|it| it.from == *node && it.from_port == label);
            whole.for_each(|it| it.from_port.clone_from(name));
            let ids = graph
                .edges
                .iter_mut()
                .flat_map(|edge| [&mut edge.from, &mut edge.to]);
            let ids = ids.chain(graph.nodes.iter_mut().map(|node| &mut node.id));
            ids.filter(|it| *it == node)
                .for_each(|it| it.clone_from(&id));
        }
        _ => return None,
    }
    Some(said(&graph))
}

/// Takes away what fills an import, which is imported then: by the statement that does so, if any.
fn disconnect(graph: &mut Graph, to: &str, to_port: &str) {
    graph
        .edges
        .retain(|edge| edge.to != to || edge.to_port != to_port);
    let mut nodes = graph.nodes.iter();
    let is_import = |it: &&Node| it.kind == NodeKind::Import && !is_open(it);
    if let Some(import) = nodes.find(|it| is_import(it) && it.label == to_port) {
        graph.edges.push(Edge {
            from: import.id.clone(),
            from_port: to_port.to_owned(),
            to: to.to_owned(),
            to_port: to_port.to_owned(),
            ..Edge::default()
        });
    }
}

/// Whether there is a reason to refuse an edit: a circle, or an import that the text makes itself.
pub(crate) fn may_be_refused(graph: &Graph, edit: &GraphEdit) -> bool {
    let wires: &[Connection] = match edit {
        GraphEdit::Connect(wire) => std::slice::from_ref(wire),
        GraphEdit::ConnectAll { connections } => connections,
        GraphEdit::Disconnect { to_port, .. } => {
            return graph
                .nodes
                .iter()
                .any(|it| it.id == format!("import:{to_port}"));
        }
        // The name of a type that the text declares.
        GraphEdit::Rename { node, .. } => return node == "export:line",
        GraphEdit::Instantiate { .. } => return false,
        _ => return true,
    };
    wires
        .iter()
        .any(|wire| reaches(graph, &wire.to, &wire.from) || wire.from.starts_with("import:"))
        || wires.len() > 1
}

fn reaches(graph: &Graph, from: &str, to: &str) -> bool {
    let mut seen = BTreeSet::from([from]);
    let mut rest = vec![from];
    while let Some(next) = rest.pop() {
        for edge in graph.edges.iter().filter(|edge| edge.from == next) {
            if seen.insert(&edge.to) {
                rest.push(&edge.to);
            }
        }
    }
    seen.contains(to)
}

/// Whether comments may go with what they are about.
pub(crate) fn takes_away(edit: &GraphEdit) -> bool {
    // Taking from an open import is leaving it open.
    let opens = |wire: &Connection| wire.from.starts_with("import:");
    match edit {
        GraphEdit::Disconnect { .. } | GraphEdit::Remove { .. } => true,
        GraphEdit::Connect(wire) => opens(wire),
        GraphEdit::ConnectAll { connections } => connections.iter().any(opens),
        _ => false,
    }
}

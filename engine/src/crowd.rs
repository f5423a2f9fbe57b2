//! Graphs that are too large to be looked at.

use model::{Graph, Node, NodeKind};

/// A graph of more instances, or of more edges, is not told.
const MAX_INSTANCES: usize = 300;
const MAX_EDGES: usize = 3000;

/// A graph as it is told: nobody reads one that is too large, and handing it over takes its time.
pub(crate) fn told(graph: Graph) -> Graph {
    let is_instance = |node: &&Node| matches!(node.kind, NodeKind::Instance { .. });
    let instances = graph.nodes.iter().filter(is_instance).count();
    if instances <= MAX_INSTANCES && graph.edges.len() <= MAX_EDGES {
        return graph;
    }
    Graph {
        left_out: Some(instances as u32),
        ..Graph::default()
    }
}

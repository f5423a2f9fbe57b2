//! What is joined with each node of a graph, found once for all of them.

use std::collections::HashMap;

use model::{Edge, Graph, Node};

/// Nodes and wires of a graph by the node's id.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Joined(HashMap<String, Ends>);

/// Indices of a node, and of the wires that lead into it and out of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Ends {
    node: usize,
    into: Vec<usize>,
    out_of: Vec<usize>,
}

impl Joined {
    /// What is joined in a graph.
    pub fn of(graph: &Graph) -> Self {
        let nodes = graph.nodes.iter().enumerate().map(|(node, it)| {
            let ends = Ends {
                node,
                ..Ends::default()
            };
            (it.id.clone(), ends)
        });
        let mut all: HashMap<_, _> = nodes.collect();
        for (index, edge) in graph.edges.iter().enumerate() {
            if let Some(ends) = all.get_mut(&edge.from) {
                ends.out_of.push(index);
            }
            if let Some(ends) = all.get_mut(&edge.to) {
                ends.into.push(index);
            }
        }
        Self(all)
    }

    /// A node of the graph that this is of, with the wires into it and out of it.
    pub fn node<'a>(
        &self,
        id: &str,
        graph: &'a Graph,
    ) -> Option<(&'a Node, Vec<&'a Edge>, Vec<&'a Edge>)> {
        let ends = self.0.get(id)?;
        let edges = |all: &[usize]| all.iter().filter_map(|at| graph.edges.get(*at)).collect();
        let node = graph.nodes.get(ends.node)?;
        Some((node, edges(&ends.into), edges(&ends.out_of)))
    }
}

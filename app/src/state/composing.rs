//! What is chosen in a composition, whichever view of it is looked at.

use std::collections::BTreeSet;

pub use model::Wire;
use model::{Connection, Edge, End, Prospect};

/// What the next command is about.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selection {
    /// Ids of the nodes that are chosen.
    pub nodes: BTreeSet<String>,
    /// The wire that is chosen, which no node is beside.
    pub wire: Option<Connection>,
}

impl Selection {
    /// One node and nothing else.
    pub fn node(id: &str) -> Self {
        Self {
            nodes: [id.to_owned()].into(),
            wire: None,
        }
    }

    /// One wire and nothing else.
    pub fn wire(wire: Connection) -> Self {
        Self {
            nodes: BTreeSet::new(),
            wire: Some(wire),
        }
    }
}

/// A wire between two nodes.
pub fn between(connection: &Connection) -> Wire {
    let Connection {
        from,
        from_port,
        to,
        to_port,
    } = connection.clone();
    Wire {
        from: End::Node { id: from },
        from_port,
        to: End::Node { id: to },
        to_port,
    }
}

/// A wire that could be.
pub fn possible(prospect: &Prospect) -> Wire {
    let Prospect {
        from,
        from_port,
        to,
        to_port,
        likeness: _,
    } = prospect.clone();
    Wire {
        from,
        from_port,
        to,
        to_port,
    }
}

/// The two ends of a wire that is there.
pub fn ends(edge: &Edge) -> Connection {
    let Edge {
        from,
        from_port,
        to,
        to_port,
        ..
    } = edge.clone();
    Connection {
        from,
        from_port,
        to,
        to_port,
    }
}
/// Why the graph of what makes so many instances is not shown.
pub fn crowded(what: &str, instances: u32) -> String {
    format!(
        "{what} makes {instances} instances: too many of them, or of their wires, to be drawn or \
         listed. Some of them composed into a component of their own first make it readable."
    )
}

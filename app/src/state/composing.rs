//! What is chosen in a composition, whichever view of it is looked at.

use std::collections::BTreeSet;

use model::{Connection, Edge, End, Prospect};
use serde::Deserialize;

/// What the next command is about.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selection {
    /// Ids of the nodes that are chosen.
    pub nodes: BTreeSet<String>,
    /// The wire that is chosen, which no node is beside.
    pub wire: Option<Connection>,
}

/// A wire that is or could be.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Wire {
    /// What provides.
    pub from: End,
    /// Its export.
    pub from_port: String,
    /// What is provided for.
    pub to: End,
    /// Its import.
    pub to_port: String,
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

impl From<&Connection> for Wire {
    fn from(connection: &Connection) -> Self {
        let Connection {
            from,
            from_port,
            to,
            to_port,
        } = connection.clone();
        Self {
            from: End::Node { id: from },
            from_port,
            to: End::Node { id: to },
            to_port,
        }
    }
}

impl From<&Prospect> for Wire {
    fn from(prospect: &Prospect) -> Self {
        let Prospect {
            from,
            from_port,
            to,
            to_port,
            likeness: _,
        } = prospect.clone();
        Self {
            from,
            from_port,
            to,
            to_port,
        }
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

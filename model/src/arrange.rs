//! Edits of a composition as the canvas and the outline make them, each an edit of the WAC text.

use serde::{Deserialize, Serialize};

use crate::{Diagnostic, KnownComponent, TextEdit};

/// Which edits of the text make this change to the composition?
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArrangeRequest {
    /// Of the WAC file; the edits are of this file.
    pub path: String,
    /// The WAC file; empty when there is none yet.
    pub text: String,
    /// The workspace's components.
    pub components: Vec<KnownComponent>,
    /// The change.
    pub edit: GraphEdit,
}

/// A change of a composition. Nodes are given by their ids in the [`Graph`](crate::Graph) of the
/// text as it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum GraphEdit {
    /// Makes an instance of a component; what it imports is left open.
    Instantiate {
        /// WAC package name of the component.
        package: String,
    },
    /// Fills an import, or an export of the composition, in place of what filled it before.
    Connect(Connection),
    /// Takes away what fills an import, which is left open; where the text has an import of that
    /// name, it is filled by that.
    Disconnect {
        /// Id of the instance.
        to: String,
        /// Its import.
        to_port: String,
    },
    /// Takes instances, imports and exports of the composition away, with their wires.
    Remove {
        /// Their ids.
        nodes: Vec<String>,
        /// Whether who took from an instance now takes what the instance itself was given, where
        /// that fits.
        heal: bool,
    },
    /// Puts an instance into a wire: it gets what the wire carried, and gives its own instead.
    Insert {
        /// An instance that no wire ends at, or a component of which one is made.
        middle: End,
        /// Id of the node that the wire leads to.
        to: String,
        /// The port it leads to.
        to_port: String,
    },
    /// Makes an export of an instance an export of the composition.
    Export {
        /// Id of the instance or import.
        from: String,
        /// Which; none for all of them (`export instance...;`).
        from_port: Option<String>,
        /// What the composition calls it; none for its own name.
        name: Option<String>,
    },
    /// Gives an instance another variable, or an import or export of the composition another name.
    Rename {
        /// Its id.
        node: String,
        /// What it is to be called.
        name: String,
    },
    /// Adds statements that were copied, with new variables where theirs are taken.
    Paste {
        /// WAC statements, without a package declaration.
        text: String,
    },
    /// Makes instances of components and fills imports of one with the exports of the others, the
    /// first that fits first.
    Plug {
        /// The one whose imports are filled: an instance, or a component of which one is made.
        socket: End,
        /// Names of the components that are plugged in.
        plugs: Vec<String>,
    },
    /// Makes several connections at once.
    ConnectAll {
        /// All of them.
        connections: Vec<Connection>,
    },
}

/// A wire that is to be.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Connection {
    /// Id of the node that provides.
    pub from: String,
    /// Its export; for an import of the composition, its name.
    pub from_port: String,
    /// Id of the node that is provided for.
    pub to: String,
    /// Its import; for an export of the composition, its name.
    pub to_port: String,
}

/// An instance, or a component that may become one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "kebab-case", try_from = "EndFields")]
pub enum End {
    /// A node of the graph.
    Node {
        /// Its id.
        id: String,
    },
    /// A component of the workspace.
    Package {
        /// Its WAC package name.
        name: String,
    },
}

/// An [`End`] as it is read: what reads a record is a tenth of what serde makes to read an enum with
/// its kind among its fields.
#[derive(Deserialize)]
struct EndFields {
    kind: String,
    id: Option<String>,
    name: Option<String>,
}

impl TryFrom<EndFields> for End {
    type Error = &'static str;

    fn try_from(EndFields { kind, id, name }: EndFields) -> Result<Self, Self::Error> {
        match (kind.as_str(), id, name) {
            ("node", Some(id), _) => Ok(Self::Node { id }),
            ("package", _, Some(name)) => Ok(Self::Package { name }),
            _ => Err("an end is a `node` with an `id`, or a `package` with a `name`"),
        }
    }
}

/// The edits that make a change.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Arranged {
    /// As few and as small as can be, in text order, none overlapping; none when it was refused.
    pub edits: Vec<TextEdit>,
    /// Ids, in the graph of the text after, of the nodes that were made or have another name now.
    pub made: Vec<String>,
    /// What was done, in the terms of the composition: ``"`name` of `greeter` is now provided by
    /// `name-service`"``. Names in backticks, no full stop.
    pub done: String,
    /// Why it was refused (an error), or what was not done and why (warnings).
    pub diagnostics: Vec<Diagnostic>,
}

/// These nodes as WAC statements, for the clipboard.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CopyNodesRequest {
    /// The WAC file.
    pub text: String,
    /// The workspace's components.
    pub components: Vec<KnownComponent>,
    /// Ids of the nodes. Wires between them are kept, others left open.
    pub nodes: Vec<String>,
}

//! A WAC text seen as a graph, and what it encodes to.

use serde::{Deserialize, Serialize};
use serde_bytes::ByteBuf;

use crate::{Diagnostic, Inspection, Span};

/// What became of a WAC text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Composition {
    /// The graph, when the text resolves.
    pub graph: Option<Graph>,
    /// Findings, in text order.
    pub diagnostics: Vec<Diagnostic>,
    /// The composed component, when it validates.
    #[cfg_attr(test, ts(type = "Uint8Array | null"))]
    pub bytes: Option<ByteBuf>,
    /// The composed component seen from outside.
    pub inspection: Option<Inspection>,
}

/// Instances and the wires between them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Graph {
    /// Imports, instances and exports of the composition.
    pub nodes: Vec<Node>,
    /// From an export port to an import port.
    pub edges: Vec<Edge>,
    /// How many instances there are, where they or their wires are too many to be shown; then no
    /// nodes and edges are told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub left_out: Option<u32>,
}

/// A box on the canvas.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Node {
    /// Unique in the graph and stable while the text keeps the name.
    pub id: String,
    /// What to call it: the variable of an instance, the name of an import or export.
    pub label: String,
    /// What it is.
    pub kind: NodeKind,
    /// What it takes, in declaration order; one for an export of the composition.
    pub imports: Vec<Port>,
    /// What it gives, in declaration order; one for an import of the composition.
    pub exports: Vec<Port>,
    /// Where the WAC text makes it: the variable of an instance or import, a `new` without one, the
    /// statement of an export. None for an import that `...` leaves open.
    pub span: Option<Span>,
}

/// What a node is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum NodeKind {
    /// An instance of a component.
    Instance {
        /// The WAC package it is made from.
        package: String,
    },
    /// An import of the composition.
    Import,
    /// An export of the composition.
    Export,
}

/// A place where a wire can end.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Port {
    /// Full name, such as `example:text/process@0.1.0`.
    pub name: String,
    /// What goes through it.
    pub kind: PortKind,
}

/// What goes through a port.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum PortKind {
    /// An interface.
    Instance,
    /// A bare function.
    Function,
    /// A type or resource.
    Type,
    /// A component or module.
    Component,
}

/// A wire.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Edge {
    /// Id of the node that provides.
    pub from: String,
    /// Name of its export port.
    pub from_port: String,
    /// Id of the node that is provided for.
    pub to: String,
    /// Name of its import port.
    pub to_port: String,
    /// What is taken out of the export, from the outside inwards, such as a function of an
    /// interface; mostly nothing.
    pub item: Vec<String>,
    /// How the WAC text says it.
    pub origin: EdgeOrigin,
    /// The argument or the export statement that says it; none for an implicit one.
    pub span: Option<Span>,
}

/// How a WAC text joins an export to an import.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum EdgeOrigin {
    /// By an argument with a name, or an export with `as`.
    #[default]
    Named,
    /// By an argument or export that has its name from what it stands for.
    Inferred,
    /// By `...` before an argument, or behind what is exported: with all that fits.
    Spread,
    /// By the `...` that leaves imports open, to be imported by the composition.
    Implicit,
}

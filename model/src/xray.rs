//! A composed component taken apart: the graph that its binary holds.

use serde::{Deserialize, Serialize};
use serde_bytes::ByteBuf;

use crate::{Graph, KnownComponent};

/// What is this component composed of?
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct XRayRequest {
    /// What the workspace calls it.
    pub name: String,
    /// The binary.
    pub bytes: ByteBuf,
    /// The workspace's components: parts that are among them keep their names.
    pub known: Vec<KnownComponent>,
}

/// What the binary of a component tells about its making.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct XRay {
    /// Its imports, instances and exports, and the wires between them.
    pub graph: Graph,
    /// The components that are defined in it, each once, and then the WIT packages that the text
    /// names.
    pub parts: Vec<Part>,
    /// The core modules at its outermost level.
    pub modules: Vec<CorePart>,
    /// A WAC text that composes an equivalent component of the parts, where there is one.
    pub text: Option<String>,
    /// What that text makes.
    pub likeness: Recomposed,
    /// What the binary does not tell or the text cannot say: lower case, no full stop, names in
    /// backticks.
    pub notes: Vec<String>,
}

/// A component that is defined in another one, or a WIT package.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// The WAC package name that the text has for it.
    pub name: String,
    /// SHA-256, in lower-case hexadecimal.
    pub digest: String,
    /// In bytes.
    pub size: u32,
    /// How many instances of it there are.
    pub instances: u32,
    /// The binary.
    pub bytes: ByteBuf,
    /// Whether it is composed of components itself.
    pub is_composed: bool,
    /// Whether it is a WIT package in binary form.
    pub is_package: bool,
}

/// A core module that is defined in a component.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CorePart {
    /// Its name, where the binary keeps one.
    pub name: Option<String>,
    /// In bytes.
    pub size: u32,
}

/// How what a recovered text composes relates to the component that it was recovered from.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Recomposed {
    /// The same bytes.
    Identical,
    /// Other bytes of the same world.
    Equivalent,
    /// Another world, which is told.
    Different {
        /// What it makes, as WIT.
        wit: String,
    },
    /// Nothing.
    #[default]
    Nothing,
}

//! Core modules made into components: what a module says of itself, and what keeps it from being a
//! component of a world.

use serde::{Deserialize, Serialize};
use serde_bytes::ByteBuf;

use crate::EncodedWorld;

/// A component of this core module, please.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ComponentizeRequest {
    /// The core module.
    pub module: ByteBuf,
    /// The world that it is for; a world that the module itself says comes before it.
    pub world: Option<EncodedWorld>,
    /// The adapter for its calls of WASI preview 1; the one that fits, unless it is named.
    pub adapter: Option<Adapter>,
}

/// What turns calls of WASI preview 1 into calls of WASI 0.2.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Adapter {
    /// For programs: runs `_start` as `wasi:cli/run`.
    Command,
    /// For libraries.
    Reactor,
    /// For HTTP handlers: imports no more than `wasi:http/proxy` does, so without files.
    Proxy,
}

/// What came of a core module.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Componentized {
    /// The world that it was held to.
    pub world: ModuleWorld,
    /// The adapter it needs, if it calls WASI preview 1 or is a command.
    pub adapter: Option<Adapter>,
    /// The component, unless something is asked or does not fit.
    pub component: Option<ByteBuf>,
    /// What does not fit, in the order of the world, then of the module.
    pub misfits: Vec<Misfit>,
}

/// How the world of a core module is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "name", rename_all = "kebab-case")]
pub enum ModuleWorld {
    /// It stands in the module, in custom sections; its name.
    Embedded(String),
    /// It is that of a command: the module begins with `_start` and needs no other.
    Command,
    /// It was named with the request.
    Given(String),
    /// Nothing says it: name one.
    Unknown,
}

/// Something about a core module that does not fit its world.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Misfit {
    /// In what way.
    pub kind: MisfitKind,
    /// The name in the core module, an import's with its module before it; or what the encoder says.
    pub name: String,
    /// The core type that the world asks for, as WAT.
    pub wanted: Option<String>,
    /// The core type that is there, as WAT.
    pub found: Option<String>,
    /// What to do, in one sentence.
    pub hint: Option<String>,
}

/// In what way something does not fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MisfitKind {
    /// The world exports something that the module does not.
    MissingExport,
    /// An export has another type.
    OtherExport,
    /// The module imports something that the world does not.
    UnknownImport,
    /// An import has another type.
    OtherImport,
    /// Something else, in the encoder's words.
    Refused,
}

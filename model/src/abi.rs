//! The canonical ABI of a function: how it is called in core WebAssembly, what its parameters and
//! its result become, and how their types lie in memory.

use serde::{Deserialize, Serialize};

use crate::EncodedWorld;

/// What is the canonical ABI of this function, please?
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AbiRequest {
    /// The world.
    pub of: EncodedWorld,
    /// One of its functions; the first export, or else the first import, unless it is named.
    pub function: Option<AbiName>,
}

/// A function of a world.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct AbiName {
    /// Whether the world exports it; imports it otherwise.
    pub is_export: bool,
    /// [`crate::Function::id`]
    pub id: String,
}

/// The functions of a world, and the ABI of one of them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Abi {
    /// Exports first.
    pub functions: Vec<AbiName>,
    /// The one that was asked about; none where the world has no functions.
    pub shown: Option<FunctionAbi>,
}

/// How a function is called in core WebAssembly.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FunctionAbi {
    /// Which.
    pub name: AbiName,
    /// Its signature as WIT.
    pub wit: String,
    /// What becomes of each parameter.
    pub params: Vec<Flattened>,
    /// What becomes of the result.
    pub result: Option<Flattened>,
    /// What happens and why, a sentence each.
    pub notes: Vec<String>,
    /// The ways to call it, the usual one first.
    pub signatures: Vec<CoreSignature>,
    /// What else a core module imports or exports for it.
    pub others: Vec<CoreFunction>,
    /// The types that it uses, whoever contains others first.
    pub layouts: Vec<Layout>,
}

/// A value as core values.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flattened {
    /// The parameter.
    pub name: String,
    /// Its type as WIT.
    #[serde(rename = "type")]
    pub ty: String,
    /// In order.
    pub values: Vec<FlatValue>,
}

/// A core value.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FlatValue {
    /// Its type, such as `i32`.
    pub core: String,
    /// What it stands for.
    pub what: String,
}

/// A way to call a function.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CoreSignature {
    /// Which.
    pub kind: CoreKind,
    /// The function itself, then what comes with it.
    pub functions: Vec<CoreFunction>,
}

/// How a function is lifted or lowered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum CoreKind {
    /// It is done when it returns.
    Sync,
    /// It returns what it waits for, and is called back.
    AsyncCallback,
    /// It waits wherever it is, on a stack of its own.
    AsyncStackful,
    /// The caller goes on while it is under way.
    AsyncLowered,
}

/// A function of a core module.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CoreFunction {
    /// What it is for.
    pub role: String,
    /// The module that it is imported from; none for an export.
    pub module: Option<String>,
    /// Its name there.
    pub name: String,
    /// Its type as WAT.
    #[serde(rename = "type")]
    pub ty: String,
}

/// How values of a type lie in memory.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Layout {
    /// The type as WIT.
    #[serde(rename = "type")]
    pub ty: String,
    /// Its kind, such as `record`.
    pub kind: String,
    /// In bytes.
    pub size: u32,
    /// In bytes.
    pub align: u32,
    /// From the first byte to the last, with the gaps.
    pub parts: Vec<LayoutPart>,
    /// Of a variant or of flags.
    pub cases: Vec<LayoutCase>,
    /// What the parts do not say.
    pub note: Option<String>,
}

/// A stretch of bytes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LayoutPart {
    /// A field; empty for a gap.
    pub name: String,
    /// Its type as WIT; empty for a gap.
    #[serde(rename = "type")]
    pub ty: String,
    /// From the first byte of the type.
    pub offset: u32,
    /// In bytes.
    pub size: u32,
}

/// A case, or a flag.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LayoutCase {
    /// The number that stands for it: the discriminant, or the bit.
    pub number: u32,
    /// WIT name.
    pub name: String,
    /// Type of the payload as WIT, and how many bytes it takes.
    pub payload: Option<(String, u32)>,
}

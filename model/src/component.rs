//! What a binary is, seen from outside.

use serde::{Deserialize, Serialize};

use crate::{Diagnostic, Param, Type};

/// What kind of file some bytes are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Artifact {
    /// A WebAssembly component.
    Component,
    /// A core WebAssembly module.
    CoreModule,
    /// A WIT package in binary form.
    WitPackage,
}

/// All that is known of a binary without running it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Inspection {
    /// What it is.
    pub artifact: Artifact,
    /// SHA-256 of the bytes, in lower-case hexadecimal.
    pub digest: String,
    /// In bytes.
    pub size: u32,
    /// Whether it is valid WebAssembly.
    pub validation: Validation,
    /// Its world, or for a package its packages, as WIT with docs; empty for a core module.
    pub wit: String,
    /// In declaration order.
    pub imports: Vec<Extern>,
    /// In declaration order.
    pub exports: Vec<Extern>,
    /// The functions that can be called from outside, in declaration order.
    pub functions: Vec<Function>,
    /// Whether it exports a version of `wasi:cli/run`.
    pub is_command: bool,
    /// Whether it exports a version of `wasi:http/incoming-handler` or `wasi:http/handler`.
    pub is_http: bool,
    /// Sizes by section, outermost level only, in file order.
    pub sections: Vec<Section>,
    /// What made it, from the `producers` section: field, name, version.
    pub producers: Vec<(String, String, String)>,
    /// Custom sections.
    pub customs: Vec<Custom>,
}

/// The validator's verdict.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Validation {
    /// Valid with the features that browsers and Wasmtime have on.
    Valid,
    /// Not valid; the diagnostic's span is the byte offset.
    Invalid {
        /// What is wrong and at which byte.
        diagnostic: Diagnostic,
    },
}

/// An import or export of a component's world.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Extern {
    /// Full name, such as `wasi:cli/run@0.2.3` or `greet`.
    pub name: String,
    /// What is imported or exported.
    pub kind: ExternKind,
    /// Doc comment.
    pub docs: Option<String>,
    /// Its WIT: the interface's items, the signature or the type. For a core module, WAT.
    pub wit: String,
    /// WIT names of the functions that come with it: those of an interface, or itself.
    pub functions: Vec<String>,
}

/// What an import or export is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum ExternKind {
    /// An interface, that is an instance.
    Interface,
    /// A bare function of the world.
    Function,
    /// A bare type or resource of the world.
    Type,
    /// A nested component.
    Component,
    /// A core module.
    Module,
    /// A memory, table, global or tag of a core module; the text tells which.
    Core,
}

/// A function that can be called from outside.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Function {
    /// Unique in its component: `interface#name`, or `name` for a function of the world.
    pub id: String,
    /// The interface's full name, if it is in one.
    pub interface: Option<String>,
    /// WIT name as in the binary, such as `greet` or `[method]bucket.get`.
    pub name: String,
    /// What sort of function.
    pub kind: FunctionKind,
    /// Whether its WIT type is `async func`.
    pub is_async: bool,
    /// In order; a method's first is `self`.
    pub params: Vec<Param>,
    /// What it returns, if anything.
    pub result: Option<Type>,
    /// Doc comment.
    pub docs: Option<String>,
    /// Its signature as WIT.
    pub wit: String,
}

/// What sort of function, and of which resource.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum FunctionKind {
    /// A function of an interface or a world.
    Freestanding,
    /// Makes a resource.
    Constructor {
        /// WIT name of the resource.
        resource: String,
    },
    /// Takes a borrowed resource first.
    Method {
        /// WIT name of the resource.
        resource: String,
    },
    /// Belongs to a resource, takes none.
    Static {
        /// WIT name of the resource.
        resource: String,
    },
}

/// A section of a binary.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Section {
    /// What it holds, such as `core module` or `imports`.
    pub name: String,
    /// In bytes.
    pub size: u32,
}

/// A custom section.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Custom {
    /// As written in the binary; any text at all.
    pub name: String,
    /// In bytes.
    pub size: u32,
}

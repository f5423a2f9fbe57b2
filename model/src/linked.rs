//! A composition taken apart again: its instances, for a run worker that joins them itself and sees
//! every call that crosses a wire.

use serde::{Deserialize, Serialize};

use crate::{Function, KnownComponent, Transpiled};

/// The instances of a composition, each transpiled by itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkRequest {
    /// Of the WAC file, for diagnostics.
    pub path: String,
    /// The WAC file.
    pub text: String,
    /// The workspace's components.
    pub components: Vec<KnownComponent>,
}

/// A composition as instances and the wires between them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Linked {
    /// Each after those that it imports from.
    pub instances: Vec<LinkedInstance>,
    /// What the composition exports.
    pub exports: Vec<LinkedExport>,
}

/// An instance of a composition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct LinkedInstance {
    /// [`crate::Node::label`]
    pub name: String,
    /// Its component.
    pub transpiled: Transpiled,
    /// What it imports from other instances; the host provides the rest.
    pub wires: Vec<LinkedWire>,
    /// The functions that it imports, with their types.
    pub imports: Vec<Function>,
    /// The functions that it exports, with their types.
    pub exports: Vec<Function>,
}

/// An import that another instance provides.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct LinkedWire {
    /// Full name of the import.
    pub import: String,
    /// Index of the instance that provides it.
    pub from: u32,
    /// Full name of its export.
    pub export: String,
}

/// An export of a composition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct LinkedExport {
    /// Full name.
    pub name: String,
    /// Index of the instance whose export it is.
    pub from: u32,
    /// Full name there.
    pub export: String,
}

//! What hosts give a component for its imports.

use serde::{Deserialize, Serialize};

use crate::ImportNeed;

/// What would a run in this tab give for these imports? Posted to a run worker in place of a
/// `RunStart`; the answer is one list of `HostOffer`s, one for each need.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct HostQuestion {
    /// Imports of a component.
    pub needs: Vec<ImportNeed>,
}

/// What the host of a run gives for an import.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct HostOffer {
    /// Whether a component that imports it can start.
    pub is_given: bool,
    /// How what is given differs from the real thing, or why nothing is: lower case, no full stop,
    /// names in backticks; empty where there is nothing to say.
    pub note: String,
}

/// Packages of WASI that the server's Wasmtime gives a component, each with the versions of one
/// track, as `server/src/run/runtime.rs` links them.
pub const SERVER_PACKAGES: [&str; 13] = [
    "wasi:cli@0.2",
    "wasi:cli@0.3",
    "wasi:clocks@0.2",
    "wasi:clocks@0.3",
    "wasi:filesystem@0.2",
    "wasi:filesystem@0.3",
    "wasi:http@0.2",
    "wasi:http@0.3",
    "wasi:io@0.2",
    "wasi:random@0.2",
    "wasi:random@0.3",
    "wasi:sockets@0.2",
    "wasi:sockets@0.3",
];

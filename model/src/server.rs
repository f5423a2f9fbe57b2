//! The HTTP API. Every path is below `/api`.

use serde::{Deserialize, Serialize};

use crate::Call;

/// `GET /api/capabilities`: what this server is and allows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Capabilities {
    /// Version of the HTTP API; this text describes 1.
    pub api: u32,
    /// Version of Dovetail.
    pub dovetail: String,
    /// Version of Wasmtime.
    pub wasmtime: String,
    /// Largest component that `PUT /api/components` takes, in bytes.
    pub component_bytes: u32,
    /// Largest workspace that `POST /api/shares` takes, in bytes.
    pub share_bytes: u32,
    /// Longest run, in milliseconds.
    pub run_milliseconds: u32,
    /// Hosts that components may send requests to.
    pub egress: Vec<String>,
}

/// `POST /api/runs`: run a stored component. The answer is one JSON [`crate::RunEvent`] a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ServerRun {
    /// SHA-256 of the component, in lower-case hexadecimal.
    pub digest: String,
    /// What to do.
    pub call: Call,
}

/// `POST /api/shares`: the body is a share link's fragment, the answer its id.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ShareCreated {
    /// Content hash; `GET /api/shares/{id}` answers the fragment.
    pub id: String,
}

/// The body of every answer of the API that is not a success.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ApiError {
    /// A short stable word for programs.
    pub code: String,
    /// What happened and what to do, in words for the user.
    pub message: String,
}

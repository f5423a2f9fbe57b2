//! What a user asks a component to do: kept in the workspace, the link and the samples.

use serde::{Deserialize, Serialize};

/// Which component is meant.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Target {
    /// What the WAC text composes.
    #[default]
    Composition,
    /// A component of the workspace.
    Component {
        /// Its name in the workspace.
        name: String,
    },
}

/// Something to run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Call {
    /// Call an exported function.
    Function(CallRequest),
    /// Run `wasi:cli/run`.
    Command(CommandRequest),
    /// Send a request to `wasi:http/incoming-handler`.
    Http(HttpRequest),
}

/// A call of an exported function.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct CallRequest {
    /// [`crate::Function::id`]
    pub function: String,
    /// The arguments in WAVE, parted by commas, without the parentheses.
    pub args: String,
}

/// A run of `wasi:cli/run`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(default)]
pub struct CommandRequest {
    /// What the program sees as its arguments, the program's name first.
    pub args: Vec<String>,
    /// Name and value.
    pub env: Vec<(String, String)>,
    /// All of standard input.
    pub stdin: String,
    /// Path below `/` and text of each file the program may read.
    pub files: Vec<(String, String)>,
}

/// An HTTP request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct HttpRequest {
    /// Such as `GET`.
    pub method: String,
    /// With the query, beginning with `/`.
    pub path: String,
    /// In order; repeated names are kept.
    pub headers: Vec<Header>,
    /// UTF-8 text.
    pub body: String,
}

/// A header field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Header {
    /// As written.
    pub name: String,
    /// As written; bytes that are no UTF-8 are replaced.
    pub value: String,
}

//! Configurations of `wasm-tools compose`, which are YAML, as WAC.

use serde::{Deserialize, Serialize};

use crate::{Diagnostic, NamedComponent};

/// What does this configuration compose?
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadConfigRequest {
    /// Of the configuration, for diagnostics.
    pub path: String,
    /// The configuration.
    pub text: String,
    /// The workspace's components.
    pub components: Vec<NamedComponent>,
}

/// A configuration as WAC.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadConfig {
    /// The WAC text; none when the configuration cannot be read. What could not be said in WAC is
    /// in its comments.
    pub text: Option<String>,
    /// Names that the text has for components that the workspace lacks, each with the file that
    /// the configuration has for it.
    pub missing: Vec<(String, String)>,
    /// What is wrong with the configuration, and what became of what could not be said.
    pub diagnostics: Vec<Diagnostic>,
}

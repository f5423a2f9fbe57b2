//! A component that is made of modules, as a project that makes it elsewhere.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{EncodedWorld, ScriptEngine};

/// These modules as a project for the tools of their engine, please; the answer is a
/// [`Project`](crate::Project).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakeHomeRequest {
    /// What the user calls the component; any text.
    pub name: String,
    /// The world that it is made for.
    pub of: EncodedWorld,
    /// Path to text of every module of the workspace; those that the entry needs are taken.
    pub files: BTreeMap<String, String>,
    /// Path of the module that is evaluated.
    pub entry: String,
    /// What runs it within the component.
    pub engine: ScriptEngine,
    /// Modules that make what the engine lacks of the web platform, by their names.
    pub platform: BTreeMap<String, String>,
    /// What the world provides and asks for, declared for TypeScript.
    pub types: String,
}

//! The worker that takes the types out of modules, loaded when a component is first made of one.

use std::collections::BTreeMap;

use model::EngineError;
use serde::{Deserialize, Serialize};

use crate::client::tool::{Reply, Tool};
use crate::state::building::is_typed;
use crate::state::fault::Fault;

/// The worker, wherever it runs.
#[derive(Clone, Default)]
pub struct Stripper(Tool<StripReply>);

/// Modules by their paths.
#[derive(Serialize)]
struct StripRequest<'a> {
    files: BTreeMap<&'a str, &'a str>,
}

/// What the worker says.
#[derive(PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum StripReply {
    Ready,
    Stripped(Stripped),
}

/// What came of modules; what is no TypeScript is not among the files.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub struct Stripped {
    /// Path to what is evaluated, in which everything stands where it was written.
    pub files: BTreeMap<String, String>,
    /// Path to what is wrong with a file.
    pub faults: BTreeMap<String, StripFault>,
}

/// Why a module is no TypeScript.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct StripFault {
    /// In words.
    pub message: String,
    /// The UTF-16 code unit that it is at.
    pub at: u32,
}

impl Reply for StripReply {
    const SCRIPT: &'static str = "./strip.js";
    const NAME: &'static str = "strip";

    fn is_ready(&self) -> bool {
        *self == Self::Ready
    }

    fn settled(self) -> Result<Self, EngineError> {
        Ok(self)
    }
}

impl Stripper {
    /// The modules without types. What this is for says the user when it fails.
    pub async fn strip(
        &self,
        purpose: &str,
        files: &BTreeMap<String, String>,
    ) -> Result<Stripped, Fault> {
        let files = files.iter().map(|(path, text)| (&**path, &**text));
        let files = files.filter(|(path, _)| is_typed(path)).collect();
        let reply = self.0.ask(purpose, StripRequest { files }).await?;
        let stripped = match reply {
            StripReply::Stripped(it) => Some(it),
            StripReply::Ready => None,
        };
        Tool::<StripReply>::expect(purpose, stripped)
    }
}

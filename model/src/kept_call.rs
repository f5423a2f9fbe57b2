//! A call that was made, as it is kept with the workspace.

use serde::{Deserialize, Serialize};

use crate::{Call, Expected, Target};

/// A call and what came of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct KeptCall {
    /// Of which component.
    pub target: Target,
    /// What was asked.
    pub call: Call,
    /// What came of it.
    pub came: KeptEnd,
    /// From ▶ to the end, in whole milliseconds.
    pub milliseconds: u32,
}

/// What came of a call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum KeptEnd {
    /// What can be expected of it again.
    Gave {
        /// All of it.
        what: Expected,
    },
    /// Anything else, such as a trap, or a result too long to be kept.
    Other {
        /// In words.
        text: String,
    },
}

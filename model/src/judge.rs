//! wit-component's own verdict on two versions of some WIT.

use serde::{Deserialize, Serialize};
use serde_bytes::ByteBuf;

/// Is the second of these a compatible upgrade of the first, by wit-component's `semver_check`?
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct JudgeRequest {
    /// The older one: a WIT package in binary form, or a component.
    pub before: ByteBuf,
    /// The newer one, of the same kind.
    pub after: ByteBuf,
}

/// What wit-component says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Judgement {
    /// What was built against the older one goes on working.
    Compatible {
        /// How many worlds and interfaces were held against each other.
        checked: u32,
    },
    /// It does not.
    Breaking {
        /// Names of the worlds and interfaces that are not compatible, and why: lower case, no
        /// full stop, names in backticks.
        reasons: Vec<String>,
    },
    /// It cannot tell of these two.
    Unasked {
        /// Why: lower case, no full stop, names in backticks.
        reason: String,
    },
}

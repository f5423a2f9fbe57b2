//! What crosses the wires of a composition while it runs.

use serde::{Deserialize, Serialize};

use crate::Value;

/// What a traced run tells besides what every run tells.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "what", rename_all = "kebab-case")]
pub enum TraceEvent {
    /// A call crosses a wire.
    Began(Crossing),
    /// A call that crossed a wire ended.
    Ended(Crossed),
    /// There were too many; no more of them follow.
    Cut {
        /// How many were told.
        limit: u32,
    },
}

/// A call from one instance to another, as it begins.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Crossing {
    /// Counts the crossings of the run, from 1.
    pub number: u32,
    /// The crossing during which the caller made it: the latest into the caller that goes on.
    pub parent: Option<u32>,
    /// Name of the instance that calls; `you` for whoever runs it.
    pub from: String,
    /// Name of the instance that is called; `host` for what the runner provides.
    pub to: String,
    /// [`crate::Function::id`] as the callee has it; `interface#[resource-drop]name` when a
    /// resource is dropped.
    pub function: String,
    /// One for each parameter; none for what is too large to be kept.
    pub args: Vec<Option<Value>>,
    /// From the beginning of the run, in milliseconds.
    pub start: f64,
}

impl Eq for Crossing {}

/// How a call from one instance to another ended.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Crossed {
    /// [`Crossing::number`]
    pub number: u32,
    /// How long it took, with all that it called in turn.
    pub milliseconds: f64,
    /// What came of it.
    pub outcome: CrossingOutcome,
}

impl Eq for Crossed {}

/// What came of a call from one instance to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum CrossingOutcome {
    /// It returned; an error result is a value too.
    Returned {
        /// The result; none where there is none, and for what is too large to be kept.
        value: Option<Value>,
    },
    /// It trapped, exited or was refused.
    Failed {
        /// Why.
        message: String,
    },
}

//! Mocks: imports that nobody provides, answered by data.

use serde::{Deserialize, Serialize};

use crate::{Function, Value};

/// A function that a component imports, and what it answers.
///
/// A resource that it answers with is [`Value::Handle`] with any number; the same number is the
/// same resource, and methods are mocked like any function. A constructor needs no answer: it
/// makes a new one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Mock {
    /// Which, as the component imports it.
    pub function: Function,
    /// How the answers are taken.
    pub order: MockOrder,
    /// The answers.
    pub answers: Vec<MockAnswer>,
    /// How long each takes, in milliseconds.
    pub delay: u32,
}

/// A mock as it is kept in the workspace: the values in WAVE.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct KeptMock {
    /// [`Function::id`], as the component imports it.
    pub function: String,
    /// How the answers are taken.
    #[serde(default)]
    pub order: MockOrder,
    /// The answers.
    pub answers: Vec<KeptAnswer>,
    /// How long each takes, in milliseconds.
    #[serde(default)]
    pub delay: u32,
}

/// An answer of a mock as it is kept.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct KeptAnswer {
    /// The arguments that it is for in WAVE, parted by commas, `self` left out; none for any.
    #[serde(default)]
    pub args: Option<String>,
    /// The result in WAVE; empty where the function has none.
    pub result: String,
}

/// How the answers of a mock are taken.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum MockOrder {
    /// The first that is for these arguments.
    #[default]
    Fitting,
    /// One after the other; the last for ever.
    InTurn,
}

/// An answer of a mock.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct MockAnswer {
    /// The arguments that it is for, `self` left out; none for any.
    pub args: Option<Vec<Value>>,
    /// What comes.
    pub outcome: MockOutcome,
}

/// What comes of a call of a mock.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum MockOutcome {
    /// It returns this; `err` is a value too.
    Returns {
        /// The result, if the function has one.
        value: Option<Value>,
    },
    /// It ends the run.
    Traps {
        /// Why.
        message: String,
    },
}

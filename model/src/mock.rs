//! Mocks: imports that nobody provides, answered by data.

use serde::{Deserialize, Serialize};
use serde_bytes::ByteBuf;

use crate::{EncodedWorld, Function, Severity, Value};

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

/// A component that answers as these mocks say, please.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MockRequest {
    /// The world that the functions are of.
    pub of: EncodedWorld,
    /// On which side of it they are.
    pub side: MockedSide,
    /// Those of other functions are passed over.
    pub mocks: Vec<KeptMock>,
}

/// Which functions of a world are mocked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum MockedSide {
    /// Those that it imports: the component is put where they are asked for. It exports the
    /// interfaces that a mock is of, and no others.
    Imports,
    /// Those that it exports: the component is one of this world.
    Exports,
}

/// A component that answers as mocks say. Functions without a mock trap.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mocked {
    /// The component, unless a fault is an error.
    pub component: Option<ByteBuf>,
    /// What of the mocks it cannot do.
    pub faults: Vec<MockFault>,
}

/// Something about a mock that a component cannot do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MockFault {
    /// A warning where the component does the rest.
    pub severity: Severity,
    /// [`Function::id`]
    pub function: String,
    /// Which of its answers, from 1; none for all of them.
    pub answer: Option<u32>,
    /// What and why, as a sentence.
    pub message: String,
}

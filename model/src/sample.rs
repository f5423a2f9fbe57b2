//! `wit-samples/<name>/sample.json`: what the gallery shows and the tests run.

use serde::{Deserialize, Serialize};

use crate::{Call, Made, Target};

/// A sample.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Sample {
    /// The folder's name.
    pub name: String,
    /// What to call it.
    pub title: String,
    /// One sentence: what it shows.
    pub summary: String,
    /// Texts that become workspace files, by path below the folder.
    pub files: Vec<String>,
    /// Its components.
    pub components: Vec<SampleComponent>,
    /// What to run and what must come of it; the first is what ▶ does.
    pub calls: Vec<SampleCall>,
}

/// A component of a sample.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct SampleComponent {
    /// Name in the workspace and in the WAC text, such as `example:greeter`.
    pub name: String,
    /// Path of the binary below the folder.
    pub file: String,
    /// What it was written in.
    pub language: String,
    /// What a component that does the same is made of in the tab, if the user asks; it is called as
    /// this one, with `-twin` behind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub twin: Option<Made>,
    /// What it is itself made of, if its source is among the files: it is made anew in the tab once
    /// the user asks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub made: Option<Made>,
}

/// A call of a sample and what must come of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct SampleCall {
    /// Which component.
    pub target: Target,
    /// What to do.
    pub call: Call,
    /// What must come of it.
    pub expected: Expected,
}

/// What must come of a sample's call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Expected {
    /// The function's result.
    Returned {
        /// In WAVE; empty for none.
        wave: String,
    },
    /// The program's end.
    Exited {
        /// Exit code.
        code: u32,
        /// All of standard output.
        stdout: String,
    },
    /// The handler's answer.
    Responded {
        /// Status code.
        status: u16,
        /// All of the body.
        body: String,
    },
}

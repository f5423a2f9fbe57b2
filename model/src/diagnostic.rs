//! What is wrong, where, and what to do about it.

use serde::{Deserialize, Serialize};

use crate::{Fix, Wire};

/// A half-open range of UTF-8 byte offsets into one text.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte; equals `start` for a point.
    pub end: u32,
}

/// One finding about a text or a binary.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// The workspace file it is in; empty when it belongs to no file.
    pub path: String,
    /// Where in that file, in UTF-8 bytes; for a binary, the byte offset of the fault.
    pub span: Span,
    /// What is wrong: lower case, no full stop, names in backticks.
    pub message: String,
    /// What to do about it, when that is known.
    pub hint: Option<String>,
    /// Other places that explain it.
    pub related: Vec<Related>,
    /// Ways to mend it, best first.
    #[serde(default)]
    pub fixes: Vec<Fix>,
    /// The wire of the composition that it is about, which can explain itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub wire: Option<Box<Wire>>,
}

/// A further place that explains a diagnostic.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Related {
    /// The workspace file.
    pub path: String,
    /// Where in it.
    pub span: Span,
    /// What is there.
    pub message: String,
}

/// How bad a diagnostic is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Nothing can be made of the input until it is mended.
    Error,
    /// Usable, but probably not meant.
    Warning,
    /// Worth knowing.
    Info,
}

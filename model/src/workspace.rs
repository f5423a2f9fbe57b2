//! The document: texts, references to binaries, calls and the view.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::{Call, KeptCall, KeptMock, Made, SampleCall, Target};

/// Version of [`StoredWorkspace`] that this build writes.
pub const STORE_VERSION: u32 = 1;

/// Everything a user works on, except the bytes of binaries.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Workspace {
    /// What the user calls it.
    pub name: String,
    /// Path and text of every WIT, WAC and note file. Files of one folder are one WIT package.
    pub files: BTreeMap<String, String>,
    /// In the order they were added.
    pub components: Vec<ComponentRef>,
    /// What ▶ does.
    pub call: Option<Call>,
    /// Which component it does it to.
    pub target: Target,
    /// What is open.
    pub view: View,
    /// Where nodes of the composition's graph are drawn, by id; the others find a place themselves.
    #[serde(default)]
    pub positions: BTreeMap<String, CanvasPoint>,
    /// What calls are expected to give.
    #[serde(default)]
    pub expectations: Vec<SampleCall>,
    /// What is answered by data where nobody provides an import, by function.
    #[serde(default)]
    pub mocks: Vec<KeptMock>,
    /// What components are made of in the tab, by name; the component itself is there once it
    /// was built.
    #[serde(default)]
    pub made: BTreeMap<String, Made>,
    /// The calls that were made, oldest first, as far as they are kept.
    #[serde(default)]
    pub calls: Vec<KeptCall>,
    /// Features of WIT that are switched on: what `@unstable` keeps behind them is there.
    #[serde(default)]
    pub features: BTreeSet<String>,
}

/// A point of the canvas, in whole CSS pixels.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct CanvasPoint {
    /// To the right.
    pub x: i32,
    /// Down.
    pub y: i32,
}

/// A binary by name; its bytes live in a store keyed by the digest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ComponentRef {
    /// Unique in the workspace, and the WAC package name, such as `example:greeter`.
    pub name: String,
    /// SHA-256, in lower-case hexadecimal.
    pub digest: String,
    /// In bytes.
    pub size: u32,
    /// Where its bytes can be had.
    pub source: ComponentSource,
}

/// Where the bytes of a component can be had, besides the browser's own store.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum ComponentSource {
    /// It ships with Dovetail.
    Sample {
        /// Path below `samples/`, such as `greeter/greeter.wasm`.
        path: String,
    },
    /// Only the user has it.
    Local,
    /// The server keeps it, because the user said so.
    Server,
}

/// What is open.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct View {
    /// Path of the open file, or none for the canvas.
    pub open: Option<String>,
    /// Paths of the files that have a tab, in order; none while nobody has chosen them.
    #[serde(default)]
    pub tabs: Option<Vec<String>>,
    /// Name of the component that the inspector shows.
    pub selection: Option<String>,
}

/// A workspace as the browser keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct StoredWorkspace {
    /// [`STORE_VERSION`] of the build that wrote it.
    pub version: u32,
    /// The document.
    pub workspace: Workspace,
}

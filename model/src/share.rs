//! The share link's frame. The link is `#` + version digit + base64url(deflate-raw(JSON of it)).
//! Every version that was ever written stays readable.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::{Call, KeptMock, Made, SampleCall, Target};

/// The version digit that this build writes.
pub const SHARE_VERSION: u8 = 1;

/// Version 1 of the frame. Names are short because they are in every link.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShareV1 {
    /// Name of the workspace.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub n: String,
    /// Path to text.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub f: BTreeMap<String, String>,
    /// Components.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub g: Vec<ShareComponent>,
    /// What ▶ does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub c: Option<ShareCall>,
    /// What is open.
    #[serde(default)]
    pub v: ShareView,
    /// Where nodes of the graph are drawn that do not stand where they would by themselves: from
    /// the left, from the top.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub p: BTreeMap<String, (i32, i32)>,
    /// What calls are expected to give.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub e: Vec<SampleCall>,
    /// What is answered by data.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub m: Vec<KeptMock>,
    /// What components are made of.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub b: BTreeMap<String, Made>,
    /// Features of WIT that are switched on.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub u: BTreeSet<String>,
}

/// A component of a shared workspace: name, reference, size.
///
/// The reference is `ex:<path>@<sha-256>` for one that ships with Dovetail, `sv:<sha-256>` for one
/// that the server keeps, `me:<sha-256>` for one that whoever opens the link must bring.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShareComponent(pub String, pub String, pub u32);

/// What ▶ does in a shared workspace.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShareCall {
    /// Which component.
    #[serde(default)]
    pub t: Target,
    /// What to do.
    pub c: Call,
}

/// What is open in a shared workspace.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShareView {
    /// Open file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub o: Option<String>,
    /// Selected component.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub s: Option<String>,
    /// Files that have a tab.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub t: Option<Vec<String>>,
}

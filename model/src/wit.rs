//! WIT texts, understood.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::Diagnostic;

/// What the WIT files of a workspace mean.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Analysis {
    /// The workspace's own packages, in file order.
    pub packages: Vec<PackageOutline>,
    /// The package that each folder of WIT declares, also one that has errors, by the folder; a
    /// file right in a folder `deps` stands for itself.
    #[serde(default)]
    pub folders: BTreeMap<String, String>,
    /// Findings over all files.
    pub diagnostics: Vec<Diagnostic>,
}

/// What a package declares.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct PackageOutline {
    /// Such as `example:text@0.1.0`.
    pub name: String,
    /// Names of its interfaces.
    pub interfaces: Vec<String>,
    /// Names of its worlds.
    pub worlds: Vec<String>,
    /// Names of the packages it needs that came from the bundled pack.
    pub bundled: Vec<String>,
}

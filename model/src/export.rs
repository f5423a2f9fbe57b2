//! The texts of a workspace as files to take home, and the WIT of binaries as texts.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_bytes::ByteBuf;

/// These texts as one file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExportRequest {
    /// Path to text of every file.
    pub files: BTreeMap<String, String>,
    /// What becomes of them.
    pub form: ExportForm,
}

/// What becomes of exported texts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ExportForm {
    /// A zip of all of them, at their paths.
    Zip {
        /// Whether the bundled packages that they need are put below `deps`.
        with_bundled: bool,
    },
    /// One WIT text: a package, and every package that it needs nested below it.
    Text {
        /// Its name with the version.
        package: String,
    },
    /// A package in binary form, with every package that it needs.
    Binary {
        /// Its name with the version.
        package: String,
    },
}

/// Which WIT is in this component or WIT package? Answered with texts by path: its own at `wit`,
/// packages that it names below `wit/deps`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadWitRequest {
    /// What the workspace calls it.
    pub name: String,
    /// The binary.
    pub bytes: ByteBuf,
    /// Packages, with their versions, that are there already and are left out; those of the
    /// bundled pack are left out anyhow.
    pub known: BTreeSet<String>,
}

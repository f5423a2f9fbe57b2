//! Two versions of some WIT beside each other.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{KnownComponent, Location, WitSource};

/// What changed from one package, or component, to another?
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CompareWitRequest {
    /// Every `.wit` file of the workspace: path to text.
    pub files: BTreeMap<String, String>,
    /// The older one.
    pub before: WitSource,
    /// The newer one.
    pub after: WitSource,
    /// The workspace's components, to tell which are affected.
    pub components: Vec<KnownComponent>,
}

/// What changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WitComparison {
    /// The older one by its full name.
    pub before: String,
    /// The newer one by its full name.
    pub after: String,
    /// What it means for whoever relies on the older one.
    pub verdict: CompareVerdict,
    /// The verdict in a sentence: lower case, no full stop, names in backticks.
    pub summary: String,
    /// In the order of the older one, what is new last in its interface.
    pub changes: Vec<WitChange>,
    /// Components of the workspace that import or export what changed.
    pub affected: Vec<Affected>,
}

/// What a comparison means for whoever relies on the older one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CompareVerdict {
    /// Nothing but docs, if anything, is different.
    Same,
    /// What was built against the older one goes on working.
    Compatible,
    /// It does not.
    Breaking,
}

/// An item that is not as it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WitChange {
    /// The interface or world it belongs to, without a version; empty for one itself.
    pub scope: String,
    /// Its name in there.
    pub name: String,
    /// What it is, such as `interface`, `record` or `function`.
    pub kind: String,
    /// What happened to it.
    pub change: ChangeKind,
    /// Whether what was built against the older one can stop working by it.
    pub is_breaking: bool,
    /// What is different, in words: lower case, no full stop, names in backticks.
    pub details: Vec<String>,
    /// As it was, as WIT.
    pub before: Option<String>,
    /// As it is, as WIT.
    pub after: Option<String>,
    /// Where it was declared.
    pub before_at: Option<Location>,
    /// Where it is declared.
    pub after_at: Option<Location>,
}

/// What happened to an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ChangeKind {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It is different.
    Changed,
}

/// A component that imports or exports what changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Affected {
    /// The component's name in the workspace.
    pub component: String,
    /// The interface, with the version it is imported or exported in.
    pub interface: String,
    /// Whether it is exported.
    pub is_export: bool,
    /// Names of the changed items of the interface that the component knows.
    pub items: Vec<String>,
    /// Whether one of these changes is breaking.
    pub is_breaking: bool,
}

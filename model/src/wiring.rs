//! What could be joined with what in a composition, and why not.

use serde::{Deserialize, Serialize};

use crate::{End, GraphEdit, KnownComponent};

/// What could fill the imports of a composition, and what its exports could fill?
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProspectsRequest {
    /// The WAC file.
    pub text: String,
    /// The workspace's components: those that have no instance count as well.
    pub components: Vec<KnownComponent>,
}

/// Every wire that there could be. Pairs that have nothing in common are left out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Prospects {
    /// Sorted by what is provided for, the fitting ones first.
    pub wires: Vec<Prospect>,
}

/// [`Prospects`] on their way to the page: of tens of thousands of wires, few are of another sort.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProspectsBySort {
    /// All that could be joined, sorted.
    pub ends: Vec<End>,
    /// Wires of the same ports that fit alike.
    pub sorts: Vec<ProspectSort>,
}

/// Wires that differ in their ends only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProspectSort {
    /// The export.
    pub from_port: String,
    /// The import.
    pub to_port: String,
    /// Whether they can be.
    pub likeness: Likeness,
    /// Positions of the ends: what provides and what is provided for, by turns.
    pub pairs: Vec<u32>,
}

/// A wire that could be, or nearly.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Prospect {
    /// What provides.
    pub from: End,
    /// Its export.
    pub from_port: String,
    /// What is provided for.
    pub to: End,
    /// Its import.
    pub to_port: String,
    /// Whether it can be.
    pub likeness: Likeness,
}

/// How well an export fits an import.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Likeness {
    /// It fits, by name and by type.
    Fits,
    /// It fits in another version that is compatible.
    FitsByVersion,
    /// It looks as if it should fit, and does not.
    Near {
        /// Why not, in a few words: lower case, no full stop, names in backticks.
        reason: String,
    },
}

/// A wire that is or could be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Wire {
    /// What provides.
    pub from: End,
    /// Its export.
    pub from_port: String,
    /// What is provided for.
    pub to: End,
    /// Its import.
    pub to_port: String,
}

/// Why does this wire fit or not?
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExplainWireRequest {
    /// The WAC file.
    pub text: String,
    /// The workspace's components.
    pub components: Vec<KnownComponent>,
    /// What provides.
    pub from: End,
    /// Its export.
    pub from_port: String,
    /// What is provided for.
    pub to: End,
    /// Its import.
    pub to_port: String,
}

/// A wire that explains itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WireReport {
    /// Whether it can be.
    pub likeness: Likeness,
    /// What differs, the first difference first.
    pub differences: Vec<WireDifference>,
    /// What is imported, as WIT.
    pub wanted: String,
    /// What is exported, as WIT.
    pub given: String,
    /// What the versions say, in words, where both names have one.
    pub versions: Option<String>,
    /// Ways out, best first.
    pub remedies: Vec<Remedy>,
}

/// One thing in which an export differs from what an import asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WireDifference {
    /// Why that matters.
    pub cause: WireCause,
    /// The item: names from the interface inwards, such as `process`, `clean`, `result`.
    pub item: Vec<String>,
    /// What is the matter, in words: lower case, no full stop, names in backticks.
    pub message: String,
    /// The item as it is imported, as WIT.
    pub wanted: Option<String>,
    /// The item as it is exported, as WIT.
    pub given: Option<String>,
}

/// What makes a wire impossible.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WireCause {
    /// The interface is another one.
    Name,
    /// The versions are not compatible.
    Version,
    /// A function or type is not there.
    Missing,
    /// A parameter differs.
    Parameter,
    /// A result differs.
    Result,
    /// A record's fields differ.
    Field,
    /// A variant's, enum's or flags' cases differ.
    Case,
    /// A type is of another kind.
    Type,
    /// A resource is defined in one place here and in another there.
    Resource,
    /// One is async and the other is not.
    Async,
    /// One is an interface and the other a bare function.
    Shape,
    /// A type alias counts as an import, which `...` leaves open.
    TypeImport,
    /// A WIT package or core module, which has no code to be joined.
    NoComponent,
    /// It would make a circle.
    Cycle,
}

/// A way out of a misfit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remedy {
    /// What to do, as an order.
    pub title: String,
    /// The edit that does it, where one does.
    pub edit: Option<GraphEdit>,
}

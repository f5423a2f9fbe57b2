//! Whether a component can stand where a world is asked for.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::WorldChoice;

/// Does one world, or component, fit another world: does it import no more than that offers, and
/// export all that it asks for?
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckFitRequest {
    /// Every `.wit` file of the workspace: path to text.
    pub files: BTreeMap<String, String>,
    /// What is to fit.
    pub subject: WorldChoice,
    /// What it is to fit.
    pub target: WorldChoice,
}

/// Whether it fits, and why not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fit {
    /// What is to fit, by its full name.
    pub subject: String,
    /// What it is to fit, by its full name.
    pub target: String,
    /// The answer.
    pub verdict: FitVerdict,
    /// Why it does not fit, or what is to be known though it does.
    pub findings: Vec<FitFinding>,
    /// How many imports and exports were compared.
    pub checked: u32,
}

/// Whether it fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FitVerdict {
    /// Name by name and type by type.
    Fits,
    /// With versions that differ but are compatible, which the host must know to join.
    FitsByVersion,
    /// It does not.
    Misfit,
}

/// One import or export that does not fit as it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FitFinding {
    /// What is the matter with it.
    pub kind: FitKind,
    /// Full name of the import or export.
    pub name: String,
    /// Whether it is an export of what is to fit.
    pub is_export: bool,
    /// What is the matter, in words: lower case, no full stop, names in backticks.
    pub message: String,
    /// What to do about it, when that is known.
    pub hint: Option<String>,
    /// What is asked for, as WIT.
    pub wanted: Option<String>,
    /// What there is instead, as WIT.
    pub given: Option<String>,
}

/// What is the matter with an import or export.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FitKind {
    /// It is imported and nobody offers it.
    NotOffered,
    /// It is asked for and not exported.
    NotExported,
    /// It is there with another type.
    Differs,
    /// It is there in another version that is compatible; no fault.
    Version,
}

//! A world as its readers want to know it: what it imports and exports, and why.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{ExternKind, KnownComponent, Location};

/// Something that WIT can be read from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum WitSource {
    /// A package of the workspace's texts.
    Own {
        /// With its version, such as `example:text@0.1.0`.
        package: String,
    },
    /// A package of the bundled pack.
    Bundled {
        /// With its version, such as `wasi:http@0.2.3`.
        package: String,
    },
    /// A component, or a WIT package in binary form.
    Component(KnownComponent),
}

/// A world of a source; without a name a component's own world, or else the only one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorldChoice {
    /// Where it is.
    pub source: WitSource,
    /// Its name in its package.
    pub world: Option<String>,
}

/// Which packages does the pack hold? Answered with a [`crate::PackageOutline`] each.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListBundledRequest {}

/// What is this world, with everything that it pulls in?
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DescribeWorldRequest {
    /// Every `.wit` file of the workspace: path to text.
    pub files: BTreeMap<String, String>,
    /// The world.
    pub of: WorldChoice,
}

/// A world with everything that it pulls in.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorldView {
    /// Such as `wasi:http/proxy@0.2.3`; for a component what it is called in the workspace.
    pub name: String,
    /// The package that declares it, unless it is a component's.
    pub package: Option<String>,
    /// What its author wrote about it, as Markdown.
    pub docs: Option<String>,
    /// What is promised about it.
    pub gate: Gate,
    /// Where it is declared.
    pub at: Option<Location>,
    /// The worlds that it includes.
    pub includes: Vec<Inclusion>,
    /// In the order that they depend on each other.
    pub imports: Vec<WorldExtern>,
    /// In the order that they depend on each other.
    pub exports: Vec<WorldExtern>,
    /// All of it as one world in WIT, nothing left out.
    pub wit: String,
    /// Features that keep something of the texts behind them that it is read from, sorted.
    pub features: Vec<String>,
}

/// What the attributes of an item promise about it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gate {
    /// The version that it is in since: `@since`.
    pub since: Option<String>,
    /// The feature that it belongs to while it is not settled: `@unstable`.
    pub unstable: Option<String>,
    /// The version that one should no longer use it from: `@deprecated`.
    pub deprecated: Option<String>,
}

/// An `include` of a world.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inclusion {
    /// The included world's full name.
    pub world: String,
    /// What is called otherwise here: its name there and here.
    pub renames: Vec<(String, String)>,
    /// Where it says so.
    pub at: Option<Location>,
}

/// An import or export of a world.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorldExtern {
    /// Full name, such as `wasi:io/streams@0.2.3` or `greet`.
    pub name: String,
    /// What it is.
    pub kind: ExternKind,
    /// The package that declares the interface; none for what the world itself declares.
    pub package: Option<String>,
    /// What its author wrote about it, as Markdown.
    pub docs: Option<String>,
    /// What is promised about it.
    pub gate: Gate,
    /// Where it is declared.
    pub at: Option<Location>,
    /// All of it as WIT.
    pub wit: String,
    /// What it takes from other interfaces.
    pub uses: Vec<Use>,
    /// The types it declares; for a bare type, that one.
    pub types: Vec<WorldType>,
    /// Its functions that belong to no resource; for a bare function, that one.
    pub functions: Vec<WorldFunction>,
    /// The way from the world to it, one step after another; each begins where the one before
    /// ended. A single step is a statement of the world itself.
    pub why: Vec<Step>,
}

/// Types that an interface takes from another one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Use {
    /// The other interface's full name.
    pub interface: String,
    /// Their names there.
    pub names: Vec<String>,
}

/// A type of an interface or world.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorldType {
    /// Its name.
    pub name: String,
    /// The keyword that declares it, such as `record`.
    pub kind: String,
    /// What its author wrote about it, as Markdown.
    pub docs: Option<String>,
    /// What is promised about it.
    pub gate: Gate,
    /// Its declaration, without those docs.
    pub wit: String,
    /// Where it is declared.
    pub at: Option<Location>,
    /// A resource's constructor, methods and static functions.
    pub functions: Vec<WorldFunction>,
}

/// A function of an interface, a resource or a world.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorldFunction {
    /// Its name, that of the resource left out; `constructor` for one.
    pub name: String,
    /// What its author wrote about it, as Markdown.
    pub docs: Option<String>,
    /// What is promised about it.
    pub gate: Gate,
    /// Its signature.
    pub wit: String,
    /// Where it is declared.
    pub at: Option<Location>,
}

/// One step on the way from a world to what it imports or exports.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// Full name of the world or interface that says so.
    pub from: String,
    /// What it does.
    pub verb: StepVerb,
    /// Full name of what it does it to.
    pub to: String,
    /// The types that are used.
    pub names: Vec<String>,
    /// Where it says so.
    pub at: Option<Location>,
}

/// What a world or an interface does to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StepVerb {
    /// `import …;`
    Imports,
    /// `export …;`
    Exports,
    /// `include …;`
    Includes,
    /// `use ….{…};`
    Uses,
}

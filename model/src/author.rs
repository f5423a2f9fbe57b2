//! Components made of sources in the tab: what a workspace says of them, and what the author's
//! worker is asked. One struct a request, tied to its answer by [`AuthorCall`].

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_bytes::ByteBuf;

use crate::messages::{Answer, Question, messages};
use crate::{Diagnostic, EncodedWorld};

/// A question to the author.
pub type AuthorQuestion = Question<AuthorRequest>;

/// The author's answer.
pub type AuthorAnswer = Answer<AuthorReply>;

messages! {
    /// What the page asks of the author's worker.
    enum AuthorRequest;
    /// What came of a request to the author.
    enum AuthorReply;
    /// A request to the author: how it is wrapped, and how its answer is taken out.
    trait AuthorCall;
    LoadRuntime(LoadRuntimeRequest) -> ();
    LoadStarling(LoadStarlingRequest) -> ();
    PrepareWorld(PrepareWorldRequest) -> ();
    Build(BuildRequest) -> Built;
    WriteSkeleton(SkeletonRequest) -> String;
    WriteTypes(TypesRequest) -> String;
}

/// What a component of the workspace is made of. The binary that came of it last is an ordinary
/// component of that name; nothing is built unless the user asks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Made {
    /// An ES module, and what it imports by relative paths.
    Script {
        /// Path of the module in the workspace, such as `greeter.js` or `greeter.ts`.
        entry: String,
        /// The world that it implements.
        world: MadeWorld,
        /// What runs it within the component.
        #[serde(default, skip_serializing_if = "ScriptEngine::is_default")]
        engine: ScriptEngine,
    },
    /// A WAT text.
    Wat {
        /// Path of the text in the workspace, such as `adder.wat`.
        entry: String,
        /// The world that a core module is made a component of; none for a component, for what says
        /// its world itself, and for a module that stays one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        world: Option<MadeWorld>,
    },
}

impl Made {
    /// Path of the text that it is made of, before all that this one imports.
    pub fn entry(&self) -> &str {
        let (Self::Script { entry, .. } | Self::Wat { entry, .. }) = self;
        entry
    }

    /// The same, made of a text at another path.
    pub fn set_entry(&mut self, path: &str) {
        let (Self::Script { entry, .. } | Self::Wat { entry, .. }) = self;
        path.clone_into(entry);
    }
}

/// An engine that runs JavaScript within components.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum ScriptEngine {
    /// Small: plain ECMAScript.
    #[default]
    Quickjs,
    /// Large: the web platform, such as `URL`, `fetch`, streams and `crypto`.
    Starlingmonkey,
}

impl ScriptEngine {
    /// Whether it is the one that is taken where none is named.
    pub fn is_default(&self) -> bool {
        *self == Self::default()
    }
}

/// A world by name, as sources say which they are for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct MadeWorld {
    /// Its package with the version, such as `example:text@0.1.0`: one of the workspace's texts, or
    /// else of the bundled ones.
    pub package: String,
    /// Its name in the package.
    pub world: String,
}

/// Hands over the engine that runs JavaScript within components. The author keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LoadRuntimeRequest {
    /// A core module, as its crate has it.
    pub bytes: ByteBuf,
    /// Whether it is the one for worlds with async functions, streams or futures.
    pub concurrent: bool,
}

/// Hands over StarlingMonkey, as componentize-js has it. The author keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LoadStarlingRequest {
    /// The engine, a core module.
    pub engine: ByteBuf,
    /// What gives it the functions of a world, a core module too.
    pub splicer: ByteBuf,
}

/// Make everything of a component that depends on its world alone, so that what follows is quick.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrepareWorldRequest {
    /// The world.
    pub world: EncodedWorld,
}

/// Make a component of these sources, please. Evaluates the module, within the component.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BuildRequest {
    /// The world.
    pub world: EncodedWorld,
    /// Path to text of every file that may be imported.
    pub files: BTreeMap<String, String>,
    /// What the user wrote of those that are not evaluated as they were written: path to text, in
    /// which everything stands at the same line and column.
    pub written: BTreeMap<String, String>,
    /// Which of them is evaluated.
    pub entry: String,
    /// What runs it.
    pub engine: ScriptEngine,
    /// Modules that make what the engine lacks of the web platform, by their names. They are
    /// evaluated before, in the order of their names.
    pub platform: BTreeMap<String, String>,
}

/// What came of sources. The same sources give the same bytes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Built {
    /// The component, unless a diagnostic is an error.
    pub component: Option<ByteBuf>,
    /// What is wrong with the sources, or probably not meant.
    pub diagnostics: Vec<Diagnostic>,
    /// How long each stage took, in order. A stage that was not needed again is not there.
    pub stages: Vec<BuildTime>,
}

/// How long a stage of a build took.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct BuildTime {
    /// Which.
    pub stage: BuildStage,
    /// How long.
    pub milliseconds: f64,
}

impl Eq for BuildTime {}

/// A stage of a build, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum BuildStage {
    /// Joining the engine with what the world needs.
    Link,
    /// Core modules to machine code.
    Compile,
    /// Evaluating the module.
    Evaluate,
    /// Writing what came of that into a component.
    Snapshot,
}

/// A module that implements this world, with a body to fill in for each export.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SkeletonRequest {
    /// The world.
    pub world: EncodedWorld,
    /// What it is written in.
    pub language: ScriptLanguage,
}

/// What a module is written in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum ScriptLanguage {
    /// As engines evaluate it.
    #[default]
    JavaScript,
    /// With types, which are taken out before.
    TypeScript,
}

/// What a world provides and asks for, declared for TypeScript, of the values that the engine gives
/// and takes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TypesRequest {
    /// The world.
    pub world: EncodedWorld,
}

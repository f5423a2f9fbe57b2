//! The engine's verbs as messages: one struct a request, tied to its answer by [`EngineCall`].

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_bytes::ByteBuf;

use crate::messages::{Answer, Question, messages};
use crate::{
    Analysis, ArrangeRequest, Arranged, CheckFitRequest, CompareWitRequest, CompleteRequest,
    Completions, Composition, CopyNodesRequest, DefineRequest, DescribeWorldRequest, Diagnostic,
    EncodeWorldRequest, EncodedWorld, ExplainWireRequest, ExportRequest, Fit, FormatRequest,
    Formatted, Function, Hover, HoverRequest, Inspection, LinkRequest, Linked, ListBundledRequest,
    Location, PackageOutline, Param, ProspectsBySort, ProspectsRequest, ReadBundledRequest,
    ReadWitRequest, ReferencesRequest, RenameRequest, Renamed, Structure, StructureRequest,
    Transpiled, Value, WireReport, WitComparison, WorldView,
};

/// A question to the engine.
pub type EngineQuestion = Question<EngineRequest>;

/// The engine's answer.
pub type EngineAnswer = Answer<EngineReply>;

messages! {
    /// What the page asks of the engine's worker.
    enum EngineRequest;
    /// What came of a request to the engine.
    enum EngineReply;
    /// A request to the engine: how it is wrapped, and how its answer is taken out.
    trait EngineCall;
    LoadPack(LoadPackRequest) -> PackLoaded;
    Analyze(AnalyzeRequest) -> Analysis;
    Open(OpenRequest) -> Opened;
    Inspect(InspectRequest) -> Inspection;
    Compose(ComposeRequest) -> Composition;
    Transpile(TranspileRequest) -> Transpiled;
    Link(LinkRequest) -> Linked;
    ListImports(ListImportsRequest) -> Vec<Function>;
    ParseWave(ParseWaveRequest) -> ParsedWave;
    PrintWave(PrintWaveRequest) -> String;
    Hover(HoverRequest) -> Option<Hover>;
    Define(DefineRequest) -> Option<Location>;
    References(ReferencesRequest) -> Vec<Location>;
    Rename(RenameRequest) -> Renamed;
    Complete(CompleteRequest) -> Completions;
    ReadBundled(ReadBundledRequest) -> Option<String>;
    Structure(StructureRequest) -> Structure;
    Format(FormatRequest) -> Formatted;
    ReadWit(ReadWitRequest) -> BTreeMap<String, String>;
    Export(ExportRequest) -> ByteBuf;
    ListBundled(ListBundledRequest) -> Vec<PackageOutline>;
    DescribeWorld(DescribeWorldRequest) -> WorldView;
    CheckFit(CheckFitRequest) -> Fit;
    CompareWit(CompareWitRequest) -> WitComparison;
    EncodeWorld(EncodeWorldRequest) -> EncodedWorld;
    LoadComponent(LoadComponentRequest) -> ();
    LoadTexts(LoadTextsRequest) -> ();
    TurnOn(TurnOnRequest) -> ();
    Arrange(ArrangeRequest) -> Arranged;
    CopyNodes(CopyNodesRequest) -> String;
    Prospects(ProspectsRequest) -> ProspectsBySort;
    ExplainWire(ExplainWireRequest) -> WireReport;
}

/// A question that could not be answered at all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct EngineError {
    /// A short stable word for programs, such as `not-wasm` or `engine-died`.
    pub code: String,
    /// What happened and what to do, in words for the user.
    pub message: String,
    /// Byte offset in the input, when the fault is at one.
    pub offset: Option<u32>,
}

/// Hands the bundled WIT packages to the engine, which keeps them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LoadPackRequest {
    /// Every package of the pack.
    pub packages: Vec<Package>,
}

/// A WIT package of the bundled pack.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Package {
    /// With its version, such as `wasi:http@0.2.3`.
    pub name: String,
    /// The published crate or npm package it was taken from, with its version.
    pub origin: String,
    /// File name to text.
    pub files: BTreeMap<String, String>,
}

/// The pack that the engine now holds.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackLoaded {
    /// Name of each package, sorted.
    pub names: Vec<String>,
    /// What each of them is, in the same order.
    pub packages: Vec<Bundled>,
}

/// A bundled package without its texts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bundled {
    /// With its version, such as `wasi:http@0.2.3`.
    pub name: String,
    /// The published crate or npm package it was taken from, with its version.
    pub origin: String,
    /// Names of its files.
    pub files: Vec<String>,
}

/// What do these WIT texts mean?
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnalyzeRequest {
    /// Every `.wit` file of the workspace: path to text. Files of one folder are one package.
    pub files: BTreeMap<String, String>,
}

/// What are these files, that a user dropped or picked?
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenRequest {
    /// One file, or all files of a folder.
    pub files: Vec<NamedFile>,
}

/// A file as it came.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamedFile {
    /// Path as it came; trusted for nothing but a name.
    pub path: String,
    /// All of it.
    pub bytes: ByteBuf,
}

/// What dropped files are, by their content.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opened {
    /// Components and core modules.
    pub components: Vec<NamedComponent>,
    /// What each of them is, in the same order.
    pub inspections: Vec<Inspection>,
    /// WIT and WAC texts: clean relative path to text.
    pub texts: BTreeMap<String, String>,
    /// The package that the texts of each folder declare, by the folder; a file right in a folder
    /// `deps` stands for itself.
    pub packages: BTreeMap<String, String>,
    /// WAT texts, which are to be encoded and opened again.
    pub wat: Vec<NamedFile>,
    /// Files that were refused, and why; the path is the file's.
    pub refused: Vec<Diagnostic>,
}

/// A component and its name in the workspace.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamedComponent {
    /// The WAC package name, such as `example:greeter`.
    pub name: String,
    /// The binary.
    pub bytes: ByteBuf,
}

/// A component whose bytes the engine was given before.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct KnownComponent {
    /// The WAC package name, such as `example:greeter`.
    pub name: String,
    /// SHA-256 of its bytes, in lower-case hexadecimal.
    pub digest: String,
}

/// Hands a component to the engine, which keeps it for requests that name it by its digest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LoadComponentRequest {
    /// SHA-256 of the bytes, in lower-case hexadecimal; taken on trust.
    pub digest: String,
    /// The binary.
    pub bytes: ByteBuf,
}

/// Hands over the workspace's WIT, for requests about a composition that names its packages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LoadTextsRequest {
    /// Every `.wit` file of the workspace: path to text. It takes the place of what was handed
    /// over before.
    pub files: BTreeMap<String, String>,
}

/// Turns features of WIT on, and all others off, for requests that follow.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TurnOnRequest {
    /// Names of the features, as `@unstable` has them.
    pub features: BTreeSet<String>,
}

/// What is this binary?
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InspectRequest {
    /// The binary.
    pub bytes: ByteBuf,
}

/// What does this WAC text compose?
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ComposeRequest {
    /// Of the WAC file, for diagnostics.
    pub path: String,
    /// The WAC file.
    pub text: String,
    /// The workspace's components.
    pub components: Vec<KnownComponent>,
}

/// This component as JS that a run worker can load.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TranspileRequest {
    /// The component.
    pub bytes: ByteBuf,
}

/// Which functions does this component import?
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListImportsRequest {
    /// The component.
    pub bytes: ByteBuf,
}

/// These arguments, written in WAVE, as values.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ParseWaveRequest {
    /// What is expected, in order.
    pub params: Vec<Param>,
    /// Values parted by commas, without parentheses.
    pub text: String,
}

/// What a WAVE text says.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ParsedWave {
    /// One for each parameter, when the text is right.
    pub values: Option<Vec<Value>>,
    /// What is wrong with it, at spans of the text.
    pub diagnostics: Vec<Diagnostic>,
}

/// These values as WAVE text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrintWaveRequest {
    /// Of each value.
    pub params: Vec<Param>,
    /// One for each parameter.
    pub values: Vec<Value>,
}

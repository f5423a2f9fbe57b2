//! The engine's verbs as messages: one struct a request, tied to its answer by [`EngineCall`].

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_bytes::ByteBuf;

use crate::{
    Analysis, CheckFitRequest, CompareWitRequest, CompleteRequest, Completions, Composition,
    DefineRequest, DescribeWorldRequest, Diagnostic, EncodeWorldRequest, EncodedWorld,
    ExportRequest, Fit, FormatRequest, Formatted, Hover, HoverRequest, Inspection,
    ListBundledRequest, Location, PackageOutline, Param, ReadBundledRequest, ReadWitRequest,
    ReferencesRequest, RenameRequest, Renamed, Structure, StructureRequest, Transpiled, Value,
    WitComparison, WorldView,
};

/// A request together with the number that its answer will carry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EngineQuestion {
    /// Unique in the life of a worker, from 1.
    pub id: u32,
    /// What is asked.
    pub request: EngineRequest,
}

/// What the page asks of the engine's worker.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "each variant is documented on its struct")]
pub enum EngineRequest {
    LoadPack(LoadPackRequest),
    Analyze(AnalyzeRequest),
    Open(OpenRequest),
    Inspect(InspectRequest),
    Compose(ComposeRequest),
    Plug(PlugRequest),
    Transpile(TranspileRequest),
    ParseWave(ParseWaveRequest),
    PrintWave(PrintWaveRequest),
    Hover(HoverRequest),
    Define(DefineRequest),
    References(ReferencesRequest),
    Rename(RenameRequest),
    Complete(CompleteRequest),
    ReadBundled(ReadBundledRequest),
    Structure(StructureRequest),
    Format(FormatRequest),
    ReadWit(ReadWitRequest),
    Export(ExportRequest),
    ListBundled(ListBundledRequest),
    DescribeWorld(DescribeWorldRequest),
    CheckFit(CheckFitRequest),
    CompareWit(CompareWitRequest),
    EncodeWorld(EncodeWorldRequest),
}

/// An answer together with the number of its question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EngineAnswer {
    /// Of the request; 0 announces that the worker is ready.
    pub id: u32,
    /// What came of it.
    pub reply: EngineReply,
}

/// What came of a request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "each variant is documented on its struct")]
pub enum EngineReply {
    Ready,
    LoadPack(PackLoaded),
    Analyze(Analysis),
    Open(Opened),
    Inspect(Inspection),
    Compose(Composition),
    Plug(Plugged),
    Transpile(Transpiled),
    ParseWave(ParsedWave),
    PrintWave(String),
    Hover(Option<Hover>),
    Define(Option<Location>),
    References(Vec<Location>),
    Rename(Renamed),
    Complete(Completions),
    ReadBundled(Option<String>),
    Structure(Structure),
    Format(Formatted),
    ReadWit(BTreeMap<String, String>),
    Export(ByteBuf),
    ListBundled(Vec<PackageOutline>),
    DescribeWorld(WorldView),
    CheckFit(Fit),
    CompareWit(WitComparison),
    EncodeWorld(EncodedWorld),
    Failed(EngineError),
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

/// A request struct: how it is wrapped, and how its answer is taken out.
pub trait EngineCall: Serialize + Sized {
    /// The variant's name in [`EngineRequest`] and [`EngineReply`]: who asks for one thing need
    /// not know how all the others are read and written.
    const KIND: &'static str;
    /// What it is answered with.
    type Answer: DeserializeOwned;
    /// Wraps the request.
    fn into_request(self) -> EngineRequest;
    /// Takes the answer out of a reply, unless the reply is of another kind.
    fn answer(reply: EngineReply) -> Option<Self::Answer>;
}

macro_rules! engine_call {
    ($request:ident, $kind:ident, $answer:ty) => {
        impl EngineCall for $request {
            const KIND: &'static str = stringify!($kind);
            type Answer = $answer;
            fn into_request(self) -> EngineRequest {
                EngineRequest::$kind(self)
            }
            fn answer(reply: EngineReply) -> Option<$answer> {
                match reply {
                    EngineReply::$kind(it) => Some(it),
                    _ => None,
                }
            }
        }
    };
}

engine_call!(LoadPackRequest, LoadPack, PackLoaded);
engine_call!(AnalyzeRequest, Analyze, Analysis);
engine_call!(OpenRequest, Open, Opened);
engine_call!(InspectRequest, Inspect, Inspection);
engine_call!(ComposeRequest, Compose, Composition);
engine_call!(PlugRequest, Plug, Plugged);
engine_call!(TranspileRequest, Transpile, Transpiled);
engine_call!(ParseWaveRequest, ParseWave, ParsedWave);
engine_call!(PrintWaveRequest, PrintWave, String);
engine_call!(HoverRequest, Hover, Option<Hover>);
engine_call!(DefineRequest, Define, Option<Location>);
engine_call!(ReferencesRequest, References, Vec<Location>);
engine_call!(RenameRequest, Rename, Renamed);
engine_call!(CompleteRequest, Complete, Completions);
engine_call!(ReadBundledRequest, ReadBundled, Option<String>);
engine_call!(StructureRequest, Structure, Structure);
engine_call!(FormatRequest, Format, Formatted);
engine_call!(ReadWitRequest, ReadWit, BTreeMap<String, String>);
engine_call!(ExportRequest, Export, ByteBuf);
engine_call!(ListBundledRequest, ListBundled, Vec<PackageOutline>);
engine_call!(DescribeWorldRequest, DescribeWorld, WorldView);
engine_call!(CheckFitRequest, CheckFit, Fit);
engine_call!(CompareWitRequest, CompareWit, WitComparison);
engine_call!(EncodeWorldRequest, EncodeWorld, EncodedWorld);

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
    pub components: Vec<NamedComponent>,
}

/// The WAC text that plugs some components' exports into another's imports.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlugRequest {
    /// Name of the one whose imports are filled.
    pub socket: String,
    /// Names of those whose exports fill them.
    pub plugs: Vec<String>,
    /// The workspace's components.
    pub components: Vec<NamedComponent>,
}

/// The WAC text that a plug makes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plugged {
    /// The text, when at least one import is filled.
    pub text: Option<String>,
    /// Names of the interfaces that were joined.
    pub joined: Vec<String>,
    /// Why nothing, or not everything, was joined.
    pub diagnostics: Vec<Diagnostic>,
}

/// This component as JS that a run worker can load.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TranspileRequest {
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

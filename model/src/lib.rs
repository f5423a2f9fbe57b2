//! The nouns of Dovetail: plain data that the page, the engine's worker, the run worker and the
//! server exchange. No logic and no I/O lives here. The TypeScript side reads the same nouns from
//! `web/model.ts`, which a test of this crate writes (see `typescript.rs`).

mod abi;
mod arrange;
mod author;
mod call;
mod compare;
mod component;
mod componentize;
mod compose_config;
mod composed;
mod composition;
mod diagnostic;
mod engine;
mod export;
mod fit;
mod host;
mod judge;
mod kept_call;
mod language;
mod linked;
mod maker;
mod messages;
mod mock;
mod offer;
mod package;
mod run;
mod sample;
mod serve;
mod server;
mod session;
mod share;
mod take_home;
mod trace;
mod types;
#[cfg(test)]
mod typescript;
mod wiring;
mod wit;
mod workspace;
mod world;
mod xray;

pub use abi::{
    Abi, AbiName, AbiRequest, CoreFunction, CoreKind, CoreSignature, FlatValue, Flattened,
    FunctionAbi, Layout, LayoutCase, LayoutPart,
};
pub use arrange::{ArrangeRequest, Arranged, Connection, CopyNodesRequest, End, GraphEdit};
pub use author::{
    AuthorAnswer, AuthorCall, AuthorQuestion, AuthorReply, AuthorRequest, BuildRequest, BuildStage,
    BuildTime, Built, LoadRuntimeRequest, LoadStarlingRequest, Made, MadeWorld,
    PrepareWorldRequest, ScriptEngine, ScriptLanguage, SkeletonRequest, TypesRequest,
};
pub use call::{Call, CallRequest, CommandRequest, Header, HttpRequest, Target};
pub use compare::{
    Affected, ChangeKind, CompareVerdict, CompareWitRequest, WitChange, WitComparison,
};
pub use component::{
    Artifact, Custom, Extern, ExternKind, Function, FunctionKind, Inspection, Section, Validation,
};
pub use componentize::{
    Adapter, ComponentizeRequest, Componentized, Misfit, MisfitKind, ModuleWorld,
};
pub use compose_config::{ReadConfig, ReadConfigRequest};
pub use composed::{
    EncodeCompositionRequest, EncodeForm, EncodedComposition, Recipe, RecipeInput, RecipeRequest,
    RecipeSource, RecipeStep,
};
pub use composition::{Composition, Edge, EdgeOrigin, Graph, Node, NodeKind, Port, PortKind};
pub use diagnostic::{Diagnostic, Related, Severity, Span};
pub use engine::{
    AnalyzeRequest, Bundled, ComposeRequest, EngineAnswer, EngineCall, EngineError, EngineQuestion,
    EngineReply, EngineRequest, InspectRequest, KnownComponent, ListImportsRequest,
    LoadComponentRequest, LoadPackRequest, LoadTextsRequest, NamedComponent, NamedFile,
    OpenRequest, Opened, PackLoaded, Package, ParseWaveRequest, ParsedWave, PrintWaveRequest,
    TranspileRequest, TurnOnRequest,
};
pub use export::{ExportForm, ExportRequest, ReadWitRequest};
pub use fit::{CheckFitRequest, Fit, FitFinding, FitKind, FitVerdict};
pub use host::{
    Bucket, BucketEntry, Denial, FileChange, FileEntry, FileNode, FileSeed, HostOptions, LogLevel,
    LogLine, RequestFate, RunInput, SentMessage, SentRequest,
};
pub use judge::{JudgeRequest, Judgement};
pub use kept_call::{KeptCall, KeptEnd};
pub use language::{
    CompleteRequest, Completion, Completions, DefineRequest, Fix, FormatRequest, Formatted, Hover,
    HoverRequest, Location, OutlineItem, Position, ReadBundledRequest, ReferencesRequest,
    RenameRequest, Renamed, Structure, StructureRequest, TextEdit, Token, TokenKind,
};
pub use linked::{LinkRequest, Linked, LinkedExport, LinkedInstance, LinkedWire};
pub use maker::{
    EncodeWatRequest, EncodeWorldRequest, EncodedWat, EncodedWorld, GenerateRequest, Generated,
    Generator, GeneratorOption, Generators, ListGeneratorsRequest, MakerAnswer, MakerCall,
    MakerQuestion, MakerReply, MakerRequest, OptionKind, PrintWatRequest, Project, ProjectKind,
    StartProjectRequest, StubRequest, ZipRequest,
};
pub use messages::{Answer, Question};
pub use mock::{
    KeptAnswer, KeptMock, Mock, MockAnswer, MockFault, MockOrder, MockOutcome, MockRequest, Mocked,
    MockedSide,
};
pub use offer::{HostOffer, HostQuestion, SERVER_PACKAGES};
pub use package::PackageRequest;
pub use run::{
    CoreModule, HttpResponse, ImportNeed, Job, Limits, Outcome, RunEvent, RunStart, Stage,
    StageTime, Stream, Transpiled,
};
pub use sample::{Expected, Sample, SampleCall, SampleComponent};
pub use serve::{Served, ServedRequest, ServedStep};
pub use server::{ApiError, Capabilities, ServerRun, ShareCreated};
pub use session::{CallEnded, HandleEnd, LiveHandle, SessionCall, SessionEvent, SessionInput};
pub use share::{SHARE_VERSION, ShareCall, ShareComponent, ShareV1, ShareView};
pub use take_home::TakeHomeRequest;
pub use trace::{Crossed, Crossing, CrossingOutcome, TraceEvent};
pub use types::{Case, Field, Param, Type, Value};
pub use wiring::{
    ExplainWireRequest, Likeness, Prospect, ProspectSort, Prospects, ProspectsBySort,
    ProspectsRequest, Remedy, Wire, WireCause, WireDifference, WireReport,
};
pub use wit::{Analysis, PackageOutline};
pub use workspace::{
    CanvasPoint, ComponentRef, ComponentSource, STORE_VERSION, StoredWorkspace, View, Workspace,
};
pub use world::{
    DescribeWorldRequest, Gate, Inclusion, ListBundledRequest, Step, StepVerb, Use, WitSource,
    WorldChoice, WorldExtern, WorldFunction, WorldType, WorldView,
};
pub use xray::{CorePart, Part, Recomposed, XRay, XRayRequest};

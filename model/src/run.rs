//! A run: what the run worker is given, and what it tells while it runs.

use serde::{Deserialize, Serialize};
use serde_bytes::ByteBuf;

use crate::{
    Bucket, CommandRequest, Denial, FileEntry, Function, Header, HostOptions, HttpRequest, Linked,
    LogLine, Mock, SentMessage, SentRequest, Served, SessionEvent, TraceEvent, Value,
};

/// A component as the run worker can load it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Transpiled {
    /// One ES module that exports `instantiate(getCoreModule, imports, instantiateCore)`.
    pub js: String,
    /// The core modules it asks for by name.
    pub cores: Vec<CoreModule>,
    /// The interfaces and functions that its `imports` object must hold.
    pub imports: Vec<ImportNeed>,
    /// Whether it can only run where `WebAssembly.Suspending` exists.
    pub needs_jspi: bool,
}

/// A core module of a transpiled component.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct CoreModule {
    /// What the JS module asks for, such as `component.core.wasm`.
    pub name: String,
    /// The module.
    #[cfg_attr(test, ts(type = "Uint8Array"))]
    pub bytes: ByteBuf,
}

/// Something a transpiled component imports.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ImportNeed {
    /// Key in the `imports` object: the full name of an interface or a bare function.
    pub name: String,
    /// WIT names of its functions; empty for an interface of types only.
    pub functions: Vec<String>,
}

/// The one message that starts a run worker.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct RunStart {
    /// What to load.
    pub transpiled: Transpiled,
    /// What to load in its place, to tell what crosses the wires.
    #[serde(default)]
    #[cfg_attr(test, ts(optional))]
    pub linked: Option<Linked>,
    /// What to do with it.
    pub job: Job,
    /// How far it may go.
    pub limits: Limits,
    /// How its host differs from an ordinary one.
    #[serde(default)]
    #[cfg_attr(test, ts(optional, as = "Option<_>"))]
    pub host: HostOptions,
    /// What is answered by data, in place of the host.
    #[serde(default)]
    #[cfg_attr(test, ts(optional, as = "Option<_>"))]
    pub mocks: Vec<Mock>,
}

/// What to do with a loaded component.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Job {
    /// Call a function.
    Function {
        /// Which.
        function: Function,
        /// One for each parameter.
        args: Vec<Value>,
    },
    /// Run `wasi:cli/run`.
    Command(CommandRequest),
    /// Send one request to `wasi:http/incoming-handler`.
    Http(HttpRequest),
    /// Keep the instance alive and do with it as [`RunInput::Session`] says.
    Session,
    /// Keep the instance alive and send it what [`RunInput::Request`] brings.
    Serve,
}

/// How far a run may go before it is ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Limits {
    /// Wall-clock time from start to outcome, in milliseconds; the page enforces it.
    pub milliseconds: u32,
    /// Bytes of stdout and stderr together; what is beyond is dropped and told.
    pub output_bytes: u32,
}

/// What a run tells while it runs. `Done` is the last.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum RunEvent {
    /// A stage ended.
    Stage(StageTime),
    /// The program wrote.
    Output {
        /// Where to.
        stream: Stream,
        /// What, in the order written.
        #[cfg_attr(test, ts(type = "Uint8Array"))]
        bytes: ByteBuf,
    },
    /// Output went over the limit; nothing more of it follows.
    OutputCut {
        /// The limit, in bytes.
        limit: u32,
    },
    /// The component logged a line.
    Log(LogLine),
    /// The component sent a message.
    Message(SentMessage),
    /// The component sent a request: when it does, and again when it is known what came of it.
    Request(SentRequest),
    /// The component asked for what no tab can give.
    Denied(Denial),
    /// The response begins, where it was asked to be told while it comes.
    ResponseHead {
        /// Such as 200.
        status: u16,
        /// In order; repeated names are kept.
        headers: Vec<Header>,
    },
    /// More of the body of the response, where it was asked to be told while it comes.
    ResponseBody {
        /// In the order written.
        #[cfg_attr(test, ts(type = "Uint8Array"))]
        bytes: ByteBuf,
    },
    /// The response ended with trailers.
    ResponseTrailers {
        /// In order; repeated names are kept.
        headers: Vec<Header>,
    },
    /// The file system at the end of the run, where the component had one.
    Files {
        /// By path.
        entries: Vec<FileEntry>,
    },
    /// The buckets at the end of the run, where the component changed one.
    Buckets {
        /// All of them, by name.
        buckets: Vec<Bucket>,
    },
    /// Something happened in the session.
    Session(SessionEvent),
    /// Something came of the answer to a request, where the instance is kept alive for them.
    Served(Served),
    /// Something crossed a wire.
    Trace(TraceEvent),
    /// It is over.
    Done {
        /// How it ended.
        outcome: Outcome,
    },
}

/// An output stream of a program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Stream {
    /// Standard output.
    Stdout,
    /// Standard error.
    Stderr,
}

/// How long a stage of a run took.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct StageTime {
    /// Which.
    pub stage: Stage,
    /// How long.
    pub milliseconds: f64,
}

impl Eq for StageTime {}

/// A stage of a run, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// Getting the component's bytes (composing them, where it is a composition).
    Fetch,
    /// Component to JS and core modules.
    Transpile,
    /// Core modules to machine code.
    Compile,
    /// Making the instances.
    Instantiate,
    /// The call itself.
    Call,
}

/// How a run ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Outcome {
    /// The function returned; an error result is a value too.
    Returned {
        /// The result, if the function has one.
        value: Option<Value>,
        /// The result in WAVE, where whoever ran it could write it.
        wave: Option<String>,
    },
    /// The program ended.
    Exited {
        /// 0 for success.
        code: u32,
    },
    /// The handler answered.
    Responded {
        /// With this.
        response: HttpResponse,
    },
    /// WebAssembly trapped.
    Trapped {
        /// Why.
        message: String,
        /// Frames, innermost first; empty when none are known.
        backtrace: Vec<String>,
    },
    /// Imports that nobody provides; nothing ran.
    MissingImports {
        /// Their names.
        imports: Vec<String>,
    },
    /// It cannot run here; nothing ran, or nothing more.
    Refused {
        /// A short stable word for programs, such as `no-jspi`.
        code: String,
        /// Why, and what to do, in words for the user.
        message: String,
    },
    /// The user ended it.
    Stopped,
    /// It went over its time limit.
    TimedOut {
        /// The limit.
        milliseconds: u32,
    },
}

/// An HTTP response.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct HttpResponse {
    /// Such as 200.
    pub status: u16,
    /// In order; repeated names are kept.
    pub headers: Vec<Header>,
    /// All of it.
    #[cfg_attr(test, ts(type = "Uint8Array"))]
    pub body: ByteBuf,
}

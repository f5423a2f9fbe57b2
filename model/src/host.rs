//! What a run's host gives a component and takes from it: files, buckets, configuration, input
//! while it runs, and what the component did with them.

use serde::{Deserialize, Serialize};
use serde_bytes::ByteBuf;

use crate::{Header, ServedRequest, SessionInput};

/// How the host of a run differs from an ordinary one. Each field may be left out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(default)]
pub struct HostOptions {
    /// Where randomness starts from, so that a run can be repeated; else it is the browser's.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub seed: Option<u32>,
    /// Environment variables, beside those of the call.
    #[cfg_attr(test, ts(optional, as = "Option<_>"))]
    pub env: Vec<(String, String)>,
    /// The working directory that a program is told; `/` where it is not given.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub cwd: Option<String>,
    /// Whether standard input goes on, after what the call holds, with each `RunInput::Stdin`.
    #[cfg_attr(test, ts(optional, as = "Option<_>"))]
    pub interactive: bool,
    /// Whether the standard streams say that they are a terminal.
    #[cfg_attr(test, ts(optional, as = "Option<_>"))]
    pub terminal: bool,
    /// Files below `/`, beside those of the call; directories are made on the way.
    #[cfg_attr(test, ts(optional, as = "Option<_>"))]
    pub files: Vec<FileSeed>,
    /// Whether files and directories can only be read.
    #[cfg_attr(test, ts(optional, as = "Option<_>"))]
    pub read_only: bool,
    /// What `wasi:config` answers.
    #[cfg_attr(test, ts(optional, as = "Option<_>"))]
    pub config: Vec<(String, String)>,
    /// What is in the buckets of `wasi:keyvalue` at the start.
    #[cfg_attr(test, ts(optional, as = "Option<_>"))]
    pub buckets: Vec<Bucket>,
    /// The name under which files and buckets stay in this browser: the run begins with what an
    /// earlier one of this name left, and leaves its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub keep: Option<String>,
    /// Whether requests may leave the tab.
    #[cfg_attr(test, ts(optional, as = "Option<_>"))]
    pub network: bool,
    /// Whether a response is told while it comes, besides being the outcome.
    #[cfg_attr(test, ts(optional, as = "Option<_>"))]
    pub stream_response: bool,
    /// Whether the body of the request goes on, after what the call holds, with each
    /// `RunInput::Body`.
    #[cfg_attr(test, ts(optional, as = "Option<_>"))]
    pub stream_request: bool,
    /// The body of the request where it is no text, in place of the call's.
    #[cfg_attr(test, ts(optional, type = "Uint8Array"))]
    pub body: Option<ByteBuf>,
    /// Trailers of the request.
    #[cfg_attr(test, ts(optional, as = "Option<_>"))]
    pub trailers: Vec<Header>,
    /// The largest memory of the component in bytes, 1 GiB at most.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub memory_bytes: Option<u32>,
}

/// A file that is there when a run starts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct FileSeed {
    /// Path below `/`.
    pub path: String,
    /// All of it.
    #[cfg_attr(test, ts(type = "Uint8Array"))]
    pub bytes: ByteBuf,
}

/// A bucket of `wasi:keyvalue`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Bucket {
    /// The identifier that it is opened by.
    pub name: String,
    /// Keys in order.
    pub entries: Vec<BucketEntry>,
}

/// A key and its value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct BucketEntry {
    /// The key.
    pub key: String,
    /// The value.
    #[cfg_attr(test, ts(type = "Uint8Array"))]
    pub value: ByteBuf,
}

/// What the page may tell a run that goes on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum RunInput {
    /// More of standard input.
    Stdin {
        /// What was typed.
        #[cfg_attr(test, ts(type = "Uint8Array"))]
        bytes: ByteBuf,
    },
    /// Standard input is at its end.
    StdinEnd,
    /// More of the body of the request.
    Body {
        /// What comes next.
        #[cfg_attr(test, ts(type = "Uint8Array"))]
        bytes: ByteBuf,
    },
    /// The body of the request is complete.
    BodyEnd,
    /// What a session is to do.
    Session(SessionInput),
    /// A request for an instance that is kept alive to answer them.
    Request(ServedRequest),
    /// No more requests come: the run ends once those that came are answered.
    RequestsEnd,
}

/// An entry of a run's file system, as it is when the run ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct FileEntry {
    /// Path below `/`.
    pub path: String,
    /// What it is.
    pub node: FileNode,
    /// What the run did to it.
    pub change: FileChange,
}

/// What an entry of a file system is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum FileNode {
    /// A file.
    File {
        /// In bytes.
        size: u32,
        /// All of it, where the run changed it and it was not left out for its size.
        #[cfg_attr(test, ts(type = "Uint8Array | null"))]
        bytes: Option<ByteBuf>,
    },
    /// A directory.
    Directory,
    /// A symbolic link.
    SymbolicLink {
        /// Where it leads.
        target: String,
    },
}

/// What a run did to an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum FileChange {
    /// Nothing.
    None,
    /// It made it.
    Made,
    /// It changed what is in it.
    Changed,
    /// It removed it; the node is as it was at the start, without bytes.
    Removed,
}

/// A line of `wasi:logging`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct LogLine {
    /// How grave.
    pub level: LogLevel,
    /// Whatever the component calls the place it logs from.
    pub context: String,
    /// What it says.
    pub message: String,
}

/// `wasi:logging/logging#level`
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum LogLevel {
    /// Of use in following control.
    Trace,
    /// Of use in debugging.
    Debug,
    /// Of note.
    Info,
    /// Amiss, perhaps.
    Warn,
    /// Amiss.
    Error,
    /// The end of it.
    Critical,
}

/// A message that a component sent through `wasi:messaging`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct SentMessage {
    /// The name of the client that it was sent by.
    pub client: String,
    /// Where to.
    pub topic: String,
    /// Such as `text/plain`.
    pub content_type: Option<String>,
    /// Name and value.
    pub metadata: Vec<(String, String)>,
    /// All of it.
    #[cfg_attr(test, ts(type = "Uint8Array"))]
    pub data: ByteBuf,
}

/// A request that a component sent to the outside.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct SentRequest {
    /// Counts the requests of the run, from 1.
    pub number: u32,
    /// Such as `GET`.
    pub method: String,
    /// Where to.
    pub url: String,
    /// What came of it, so far.
    pub fate: RequestFate,
}

/// What came of a request to the outside.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum RequestFate {
    /// It is on its way.
    Sent,
    /// The server answered.
    Answered {
        /// Such as 200.
        status: u16,
    },
    /// There is no answer.
    Failed {
        /// A short stable word for programs: `network-off`, `cors`, `unreachable`, `timeout`,
        /// `forbidden` or `invalid`.
        code: String,
        /// Why, and what to do, in words for the user.
        message: String,
    },
}

/// Something that a component asked for and no tab can give.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Denial {
    /// What, such as `tcp 192.0.2.1:80`.
    pub what: String,
    /// Why, and what to do, in words for the user.
    pub reason: String,
}

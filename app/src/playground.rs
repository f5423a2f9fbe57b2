//! The one seam between logic and views: what the panes read and the verbs they call.
//!
//! Values flow one way: plain structs of `state` into signals, signals into views. Every change of
//! the workspace is an [`Edit`] in the one [`History`]; the rest (analysis, composition,
//! inspections) follows from the workspace by itself.

mod arguments;
mod arrange;
mod binaries;
mod blame;
mod bring;
mod build;
mod calls;
mod choose;
mod componentize;
mod compose;
mod composed;
mod document;
mod edit;
mod execute;
mod files;
mod frame;
mod hold;
mod host;
mod http;
mod instances;
mod keep;
mod language;
mod load;
mod make;
mod mocking;
mod mocks;
mod notices;
mod open;
mod rest;
mod run;
mod script;
mod script_engine;
mod serve;
mod session;
mod share;
mod shelf;
mod start;
mod take;
mod take_home;
mod trace;
mod wat;
mod wire_all;
mod wire_up;
mod world;
mod xray;

use std::collections::{BTreeMap, BTreeSet};

use futures::future::{LocalBoxFuture, Shared};
use leptos::prelude::*;
use model::{
    Analysis, Bundled, Capabilities, Composition, Diagnostic, EncodedWorld, Function, Graph,
    HostOptions, Inspection, Limits, Prospects, Sample, TraceEvent, Workspace,
};

use crate::client::Clients;
use crate::client::hold::Hold;
use crate::client::stop::Stopper;
use crate::client::unread::Unread;
use crate::playground::bring::Bringing;
use crate::playground::compose::Ingredients;
use crate::playground::frame::Serving;
use crate::playground::http::HttpCells;
use crate::playground::session::Kept;
use crate::playground::trace::Apart;
use crate::state::building::Building;
use crate::state::calls::{Calls, Verdict};
use crate::state::history::History;
use crate::state::joint::Joints;
use crate::state::notice::{Notice, Notices};
use crate::state::run::RunState;
use crate::state::save::SaveState;
use crate::state::session::SessionState;
use crate::state::trace::Trace;

pub use crate::client::engine::EngineStatus;
pub use arrange::{Places, Plan};
pub use bring::Reading;
pub use calls::target_name;
pub(crate) use compose::wit_files;
pub use http::Http;
pub use language::{BUNDLED, bundled_name, file_title, is_understood};
pub(crate) use run::{LIMITS, Order};
pub use share::ShareLink;
pub use take::Taken;

/// The open workspace, everything known about it, and what can be done with it. Provided as
/// context.
#[derive(Clone, Copy)]
pub struct Playground {
    /// The document.
    pub workspace: ReadSignal<Workspace>,
    /// Whether anything has been opened yet; before that, the document is empty.
    pub is_open: ReadSignal<bool>,
    /// Whose it is.
    pub origin: ReadSignal<Origin>,
    /// How many were opened so far; what was kept of one means nothing to the next.
    pub opened: ReadSignal<u32>,
    /// What its WIT means.
    pub analysis: ReadSignal<Analysis>,
    /// What its WAC text composes; the default while there is none.
    pub composition: ReadSignal<Composition>,
    /// The last good graph of the composition, if there ever was one, with what every host
    /// provides folded away.
    pub graph: Memo<Option<Graph>>,
    /// The same with nothing folded.
    pub whole_graph: ReadSignal<Option<Graph>>,
    /// Whether the text has an error and `graph` is an older one.
    pub graph_is_stale: Memo<bool>,
    /// What could be joined with what in it, and what nearly.
    pub prospects: ReadSignal<Prospects>,
    /// What each binary is, by digest.
    pub inspections: ReadSignal<BTreeMap<String, Inspection>>,
    /// Digests of components whose bytes cannot be had: the user must bring them.
    pub missing: ReadSignal<BTreeSet<String>>,
    /// All findings, in path and text order, errors of the composition included.
    pub problems: Memo<Vec<Diagnostic>>,
    /// The binary that ▶ would run.
    pub target: Memo<Option<Inspection>>,
    /// The functions that can be called in it.
    pub functions: Memo<Vec<Function>>,
    /// The latest run.
    pub run: ReadSignal<RunState>,
    /// Whether calls go into one instance that is kept alive.
    pub keeps_alive: ReadSignal<bool>,
    /// That instance and what lives in it.
    pub session: ReadSignal<SessionState>,
    /// Whether what crosses the wires of a composition is told.
    pub traces: ReadSignal<bool>,
    /// What crossed them in the latest run.
    pub trace: ReadSignal<Trace>,
    /// Requests to components, and what came of them.
    pub http: Http,
    /// The calls that were made.
    pub calls: ReadSignal<Calls>,
    /// Whether what is expected is met, by index, as far as it was checked.
    pub verdicts: ReadSignal<Vec<Option<Verdict>>>,
    /// How components that are made of sources stand, by name, as far as the user wanted them.
    pub builds: ReadSignal<BTreeMap<String, Building>>,
    /// Whether ▶ goes again after each build.
    pub runs_built: ReadSignal<bool>,
    /// The component for which StarlingMonkey is wanted, while it is not said that it may be loaded.
    pub engine_wanted: ReadSignal<Option<String>>,
    /// How far a run may go.
    pub limits: ReadSignal<Limits>,
    /// How the host of runs in this tab differs from an ordinary one.
    pub host: ReadSignal<HostOptions>,
    /// Whether a run in this tab finds the workspace's texts among its files.
    pub gives_files: ReadSignal<bool>,
    /// Whether the engine can be asked.
    pub engine: ReadSignal<EngineStatus>,
    /// Whether the engine is left in peace, since it died of this workspace each time.
    pub is_resting: ReadSignal<bool>,
    /// What the server can do, if there is one.
    pub server: ReadSignal<Option<Capabilities>>,
    /// Names of the bundled WIT packages, once they are loaded.
    pub packs: ReadSignal<Vec<String>>,
    /// The bundled packages, once they are loaded.
    pub pack: ReadSignal<Vec<Bundled>>,
    /// Files that are being read in, while they are.
    pub reading: ReadSignal<Option<Reading>>,
    /// Paths at which texts that come in would take the place of others; a question, unless empty.
    pub clashing: ReadSignal<Vec<String>>,
    /// The bundled files that are open to be read: path, as in [`model::Position`], to text.
    pub bundled: ReadSignal<BTreeMap<String, String>>,
    /// The samples that ship with Dovetail.
    pub samples: ReadSignal<Vec<Sample>>,
    /// Whether the work is kept.
    pub saved: ReadSignal<SaveState>,
    /// What was done last, to be read out, and how many things were before it.
    pub said: ReadSignal<(u32, String)>,
    /// Short messages, oldest first.
    pub notices: Memo<Vec<Notice>>,
    /// Whether there is a change to take back.
    pub can_undo: Memo<bool>,
    /// Whether there is a change to make again.
    pub can_redo: Memo<bool>,
    cells: Cells,
    clients: StoredValue<Clients, LocalStorage>,
    /// The worker of `session`.
    kept: StoredValue<Option<Kept>, LocalStorage>,
    /// The instance that answers the pages of the frame.
    serving: StoredValue<Serving, LocalStorage>,
    /// What a component imports, by its digest: the one that was asked about last.
    imported: StoredValue<(String, Vec<Function>)>,
    /// The composition that was taken apart last.
    apart: StoredValue<Option<Apart>, LocalStorage>,
    /// What a run told of its wires and no view shows yet.
    crossings: StoredValue<Vec<TraceEvent>, LocalStorage>,
    /// The switch of the latest run.
    stopper: StoredValue<Stopper, LocalStorage>,
    /// The workspace as it was opened, until the user changes something: there is nothing to
    /// keep before that.
    as_opened: StoredValue<Option<Workspace>>,
    /// The open workspace as the store holds it, until more of it is read than its texts.
    unread: StoredValue<Option<Unread>, LocalStorage>,
    /// The texts that `analysis` is about.
    analyzed: StoredValue<BTreeMap<String, String>>,
    /// Worlds that components were made for, and of what they were encoded.
    encoded: StoredValue<Vec<(build::WorldSource, EncodedWorld)>>,
    /// Components that were made of mocks: name to digest.
    mocked: StoredValue<BTreeMap<String, String>>,
    /// The latest changes that touched several texts.
    joints: StoredValue<Joints>,
    /// The file of the workspace that was open before a bundled one.
    left_for_bundled: StoredValue<Option<String>>,
    /// What ends the reading of files, and what `clashing` is answered with.
    bringing: StoredValue<Bringing, LocalStorage>,
    /// The bundled WIT packages on their way to the engine.
    loading_pack: StoredValue<Option<Loading>, LocalStorage>,
    /// What writes the arguments of the call, as long as anything does.
    writing: StoredValue<Option<Loading>, LocalStorage>,
    /// What `composition` was made of.
    composed: StoredValue<Option<Ingredients>, LocalStorage>,
}

/// Something that several may wait for and that happens once.
type Loading = Shared<LocalBoxFuture<'static, ()>>;

/// Whose workspace is open.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Origin {
    /// The user's own, kept in the browser.
    #[default]
    Own,
    /// It came with a link and is not kept until the user says so.
    Shared,
}

/// The writing ends of the signals; only the verbs use them.
#[derive(Clone, Copy)]
struct Cells {
    workspace: RwSignal<Workspace>,
    is_open: RwSignal<bool>,
    /// Whether all of what was opened first is read.
    is_whole: RwSignal<bool>,
    origin: RwSignal<Origin>,
    opened: RwSignal<u32>,
    history: RwSignal<History>,
    analysis: RwSignal<Analysis>,
    composition: RwSignal<Composition>,
    graph: RwSignal<Option<Graph>>,
    prospects: RwSignal<Prospects>,
    inspections: RwSignal<BTreeMap<String, Inspection>>,
    missing: RwSignal<BTreeSet<String>>,
    run: RwSignal<RunState>,
    keeps_alive: RwSignal<bool>,
    session: RwSignal<SessionState>,
    traces: RwSignal<bool>,
    trace: RwSignal<Trace>,
    http: HttpCells,
    calls: RwSignal<Calls>,
    verdicts: RwSignal<Vec<Option<Verdict>>>,
    builds: RwSignal<BTreeMap<String, Building>>,
    runs_built: RwSignal<bool>,
    engine_wanted: RwSignal<Option<String>>,
    engine_allowed: RwSignal<bool>,
    limits: RwSignal<Limits>,
    host: RwSignal<HostOptions>,
    gives_files: RwSignal<bool>,
    engine: RwSignal<EngineStatus>,
    is_resting: RwSignal<bool>,
    hold: RwSignal<Hold>,
    server: RwSignal<Option<Capabilities>>,
    packs: RwSignal<Vec<String>>,
    pack: RwSignal<Vec<Bundled>>,
    reading: RwSignal<Option<Reading>>,
    clashing: RwSignal<Vec<String>>,
    bundled: RwSignal<BTreeMap<String, String>>,
    samples: RwSignal<Vec<Sample>>,
    saved: RwSignal<SaveState>,
    said: RwSignal<(u32, String)>,
    notices: RwSignal<Notices>,
}

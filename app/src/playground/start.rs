//! How a page begins, and what follows by itself from every change of the workspace.

use std::collections::{BTreeMap, BTreeSet};

use futures::future::LocalBoxFuture;
use gloo_events::EventListener;
use gloo_timers::future::{TimeoutFuture, sleep};
use leptos::prelude::*;
use leptos::task::spawn_local;
use model::{Composition, Workspace};
use wasm_bindgen::JsValue;
use web_sys::window;

use crate::client::author::Author;
use crate::client::blobs::Blobs;
use crate::client::engine::Engine;
use crate::client::hold::Hold;
use crate::client::latest::Latest;
use crate::client::maker::Maker;
use crate::client::runner::Runner;
use crate::client::store::{self, Slot, Store};
use crate::client::turns::Turns;
use crate::client::{Clients, assets, clock, server};
use crate::parts::{PATIENCE, first_screen, in_part};
use crate::playground::compose::{self, Ingredients};
use crate::playground::http::HttpCells;
use crate::playground::run::LIMITS;
use crate::playground::{Cells, Origin, Playground};
use crate::state::fault::Fault;
use crate::state::fold::fold;
use crate::state::notice::{NoticeAction, Tone};
use crate::state::save::SaveState;

/// What a first visitor finds.
const FIRST_SAMPLE: &str = "text-bridge";

/// How long the work rests before it is kept, in milliseconds.
const REST: u32 = 300;

/// Longer texts than this in all, in bytes, rest as well before the engine reads them, for handing
/// them over takes the page its time.
const LONG: usize = 500_000;

impl Playground {
    /// Makes the signals and starts the workers. Call [`Playground::start`] once it is provided.
    pub fn new() -> Self {
        let cells = Cells::new();
        let store = Store::new();
        let engine = Engine::start(move |status| cells.engine.set(status));
        let clients = Clients {
            engine,
            maker: Maker::default(),
            author: Author::default(),
            building: Latest::default(),
            runner: Runner::default(),
            blobs: Blobs::new(store.clone()),
            store,
            analyzing: Latest::default(),
            arranging: Turns::default(),
            composing: Latest::default(),
            prospecting: Latest::default(),
            saving: Latest::default(),
        };
        Self::with(cells, clients)
    }

    fn with(cells: Cells, clients: Clients) -> Self {
        let graph = Memo::new(move |_| cells.graph.with(|graph| graph.as_ref().map(fold)));
        let has_error = move || {
            cells
                .composition
                .with(|it: &Composition| it.graph.is_none())
        };
        let target = Memo::new(move |_| {
            let workspace = cells.workspace.read();
            let composition = cells.composition.read();
            let inspections = cells.inspections.read();
            compose::target_inspection(&workspace, &composition, &inspections)
        });
        Self {
            workspace: cells.workspace.read_only(),
            is_open: cells.is_open.read_only(),
            origin: cells.origin.read_only(),
            opened: cells.opened.read_only(),
            analysis: cells.analysis.read_only(),
            composition: cells.composition.read_only(),
            graph,
            whole_graph: cells.graph.read_only(),
            graph_is_stale: Memo::new(move |_| graph.with(Option::is_some) && has_error()),
            prospects: cells.prospects.read_only(),
            inspections: cells.inspections.read_only(),
            missing: cells.missing.read_only(),
            problems: Memo::new(move |_| {
                let builds = cells.builds.read();
                compose::merged(&cells.analysis.read(), &cells.composition.read(), &builds)
            }),
            target,
            functions: Memo::new(move |_| {
                target.with(|it| {
                    it.as_ref()
                        .map(|it| it.functions.clone())
                        .unwrap_or_default()
                })
            }),
            run: cells.run.read_only(),
            keeps_alive: cells.keeps_alive.read_only(),
            session: cells.session.read_only(),
            traces: cells.traces.read_only(),
            trace: cells.trace.read_only(),
            http: cells.http.read_only(),
            calls: cells.calls.read_only(),
            verdicts: cells.verdicts.read_only(),
            builds: cells.builds.read_only(),
            runs_built: cells.runs_built.read_only(),
            limits: cells.limits.read_only(),
            host: cells.host.read_only(),
            gives_files: cells.gives_files.read_only(),
            engine: cells.engine.read_only(),
            is_resting: cells.is_resting.read_only(),
            server: cells.server.read_only(),
            packs: cells.packs.read_only(),
            pack: cells.pack.read_only(),
            reading: cells.reading.read_only(),
            clashing: cells.clashing.read_only(),
            bringing: StoredValue::new_local(Default::default()),
            bundled: cells.bundled.read_only(),
            samples: cells.samples.read_only(),
            saved: cells.saved.read_only(),
            said: cells.said.read_only(),
            notices: Memo::new(move |_| cells.notices.with(|it| it.shown().to_vec())),
            can_undo: Memo::new(move |_| cells.history.with(|it| it.can_undo())),
            can_redo: Memo::new(move |_| cells.history.with(|it| it.can_redo())),
            cells,
            clients: StoredValue::new_local(clients),
            kept: StoredValue::new_local(None),
            serving: StoredValue::new_local(Default::default()),
            apart: StoredValue::new_local(None),
            imported: StoredValue::default(),
            stopper: StoredValue::new_local(Default::default()),
            as_opened: StoredValue::new(None),
            unread: StoredValue::new_local(None),
            analyzed: StoredValue::new(BTreeMap::new()),
            joints: StoredValue::default(),
            left_for_bundled: StoredValue::new(None),
            loading_pack: StoredValue::new_local(None),
            writing: StoredValue::new_local(None),
            composed: StoredValue::new_local(None),
        }
    }

    /// Opens what the address, the browser's store or the first sample holds, and follows every
    /// change from then on.
    pub fn start(self) {
        spawn_local(async move {
            if !self.open_kept().await {
                self.open_first_sample().await;
            }
            self.cells.is_open.set(true);
            self.follow_to_store();
            first_screen().await;
            while let Err(fault) = follow(self).await.map_err(Fault::from) {
                self.tell_fault(&fault);
                sleep(PATIENCE).await;
            }
        });
        listen_to_page(self);
    }

    /// Leaves a shared workspace and opens the user's own.
    pub fn back_to_own(self) {
        spawn_local(async move {
            forget_fragment();
            if let Err(fault) = self.store().set_open(Slot::Own).await {
                self.tell_fault(&fault);
            }
            match open_own(self).await {
                Ok(opened) => opened.await,
                Err(not_loaded) => self.tell_fault(&not_loaded.into()),
            }
        });
    }

    /// Makes a shared workspace the user's own; the one before stays in the store.
    pub fn keep_copy(self) {
        spawn_local(async move {
            let store = self.store();
            if let Some(own) = store.workspace(Slot::Own).await.and_then(|it| it.whole())
                && let Err(fault) = store.put_workspace(Slot::Earlier, &own).await
            {
                return self.tell_fault(&fault);
            }
            self.take_over();
            self.cells.hold.set(Hold::Here);
            self.cells.origin.set(Origin::Own);
            self.save().await;
        });
    }

    /// Opens what the address or the store holds; false when that is nothing.
    async fn open_kept(self) -> bool {
        if let Some(fragment) = fragment() {
            self.open_fragment(&fragment).await;
            return true;
        }
        let store = self.store();
        if let Err(fault) = store.ready().await {
            self.tell_fault(&fault);
        }
        let slot = store.open_slot().await;
        let origin = match slot {
            Slot::Shared => Origin::Shared,
            Slot::Own | Slot::Earlier => Origin::Own,
        };
        let kept = store.workspace(slot).await;
        let Some((kept, texts)) = kept.and_then(|it| Some((it.clone(), it.texts()?))) else {
            return false;
        };
        self.replace(texts, origin);
        self.unread.set_value(Some(kept));
        true
    }

    /// Reads what was left out when the workspace was opened, and puts it to the texts as they
    /// have become.
    fn read_rest(self) {
        let kept = self.unread.get_value();
        self.unread.set_value(None);
        match kept.map(|it| it.whole()) {
            Some(Some(mut whole)) => self.adjust(|workspace| {
                whole.name = std::mem::take(&mut workspace.name);
                whole.files = std::mem::take(&mut workspace.files);
                whole.view = std::mem::take(&mut workspace.view);
                *workspace = whole;
            }),
            Some(None) => {
                let text = "Of the kept workspace only the texts can be read: its components and \
                    its call are left out.";
                self.tell(Tone::Failed, text.into(), None);
            }
            None => {}
        }
        self.cells.is_whole.set(true);
        self.show_kept_calls();
    }

    pub(super) async fn open_own(self) {
        let kept = self.store().workspace(Slot::Own).await;
        match kept.and_then(|it| it.whole()) {
            Some(workspace) => self.replace(workspace, Origin::Own),
            None => self.open_first_sample().await,
        }
    }

    async fn load_samples(self) {
        if !self.samples.with_untracked(Vec::is_empty) {
            return;
        }
        match assets::samples().await {
            Ok(samples) => self.cells.samples.set(samples),
            Err(fault) => self.tell_fault(&fault),
        }
    }

    async fn open_first_sample(self) {
        match first_sample(self).await {
            Ok(opened) => opened.await,
            Err(not_loaded) => self.tell_fault(&not_loaded.into()),
        }
    }

    async fn load_first_sample(self) {
        self.load_samples().await;
        let samples = self.samples.get_untracked();
        let first = samples
            .iter()
            .find(|it| it.name == FIRST_SAMPLE)
            .or(samples.first());
        let Some(sample) = first else { return };
        match self.sample_workspace(sample).await {
            Ok(workspace) => self.replace(workspace, Origin::Own),
            Err(fault) => self.tell_fault(&fault),
        }
    }

    /// From here on the store follows the workspace.
    fn follow_to_store(self) {
        let saving = self.clients.with_value(|clients| clients.saving.clone());
        Effect::new(move |_| {
            self.workspace.track();
            if self.is_as_opened() {
                return;
            }
            self.as_opened.set_value(None);
            self.cells.saved.set(SaveState::Pending);
            saving.run(async move {
                TimeoutFuture::new(REST).await;
                self.save().await;
            });
        });
    }

    /// From here on analysis, composition and inspections follow the workspace.
    pub(super) fn follow_to_engine(self) {
        let clients = self.clients.get_value();
        let wit = Memo::new(move |_| {
            let features = |it: &Workspace| (compose::wit_files(it), it.features.clone());
            self.workspace.with(features)
        });
        let analyzing = clients.analyzing;
        Effect::new(move |_| {
            // A memo is computed when it is read; tracking alone would never wake it.
            let size: usize = wit.read().0.values().map(String::len).sum();
            analyzing.run(async move {
                if size > LONG {
                    TimeoutFuture::new(REST).await;
                }
                drop(self.analyze_now().await);
            });
        });
        let ingredients = Memo::new(move |_| self.workspace.with(Ingredients::of));
        let composing = clients.composing;
        Effect::new(move |_| {
            drop(ingredients.read());
            self.missing.track();
            composing.run(async move { drop(self.compose_now().await) });
        });
        let components = Memo::new(move |_| self.workspace.with(|it| it.components.clone()));
        Effect::new(move |_| {
            for component in components.get() {
                spawn_local(async move { drop(self.inspect(&component).await) });
            }
        });
        let target = Memo::new(move |_| self.workspace.with(|it| it.target.clone()));
        Effect::new(move |_| {
            drop((target.read(), self.target.read()));
            self.fit_call();
        });
        self.follow_to_author();
        spawn_local(self.load_samples());
        spawn_local(async move { self.cells.server.set(server::capabilities().await) });
        clients.runner.prepare();
        spawn_local(self.sweep());
    }

    /// Keeps the workspace in its slot. A link that was changed no longer tells what is open, so
    /// the address forgets it.
    pub(super) async fn save(self) {
        if untrack(|| self.is_elsewhere()) {
            return;
        }
        let slot = match self.origin.get_untracked() {
            Origin::Own => Slot::Own,
            Origin::Shared => Slot::Shared,
        };
        let workspace = self.workspace.get_untracked();
        let saved = async {
            let text = match self.unread.get_value() {
                Some(kept) => kept.with_texts(&workspace),
                None => written(workspace).await??,
            };
            self.store().put_open(slot, &text).await
        };
        match saved.await {
            Ok(()) => {
                forget_fragment();
                self.cells.saved.set(SaveState::Saved { at: clock::date() });
            }
            Err(Fault { message, .. }) => self.cells.saved.set(SaveState::Failed { message }),
        }
    }

    /// Whether nothing was changed since the workspace was opened.
    pub(super) fn is_as_opened(self) -> bool {
        self.workspace.with_untracked(|now| {
            self.as_opened
                .with_value(|opened| opened.as_ref() == Some(now))
        })
    }

    async fn sweep(self) {
        let mut workspaces = self.store().workspaces().await;
        workspaces.push(self.workspace.get_untracked());
        let components = workspaces
            .iter()
            .flat_map(|workspace| &workspace.components);
        let kept: BTreeSet<_> = components
            .map(|component| component.digest.clone())
            .collect();
        self.blobs().sweep(&kept).await;
    }

    pub(super) fn store(self) -> Store {
        self.clients.with_value(|clients| clients.store.clone())
    }

    pub(super) fn blobs(self) -> Blobs {
        self.clients.with_value(|clients| clients.blobs.clone())
    }

    pub(super) fn engine_client(self) -> Engine {
        self.clients.with_value(|clients| clients.engine.clone())
    }

    /// Shows a notice.
    pub fn tell(self, tone: Tone, text: String, action: Option<NoticeAction>) {
        self.cells.notices.update(|notices| {
            notices.push(tone, text, action.into_iter().collect());
        });
    }

    /// Asks whether something is to be done, in a notice that stays.
    pub(super) fn offer(self, text: String, actions: Vec<NoticeAction>) {
        self.cells.notices.update(|notices| {
            notices.push(Tone::Info, text, actions);
        });
    }

    /// Shows what went wrong.
    pub fn tell_fault(self, fault: &Fault) {
        self.tell(Tone::Failed, fault.message.clone(), None);
    }

    /// Takes a notice away.
    pub fn dismiss_notice(self, id: u32) {
        self.cells.notices.update(|notices| notices.dismiss(id));
    }

    /// Does what a notice offers, and takes it away.
    pub fn act_on_notice(self, id: u32, action: &NoticeAction) {
        self.dismiss_notice(id);
        match action {
            NoticeAction::Undo => self.undo(),
            NoticeAction::BackToOwn => self.back_to_own(),
            NoticeAction::WireCertain { .. } => {
                spawn_local(async move { drop(self.wire_certain().await) });
            }
            // These are a matter of the screen.
            NoticeAction::Explain(_) | NoticeAction::ShowOpenWires => {}
        }
    }
}

impl Default for Playground {
    fn default() -> Self {
        Self::new()
    }
}

impl Cells {
    fn new() -> Self {
        Self {
            workspace: RwSignal::default(),
            is_open: RwSignal::default(),
            is_whole: RwSignal::default(),
            origin: RwSignal::default(),
            opened: RwSignal::default(),
            history: RwSignal::default(),
            analysis: RwSignal::default(),
            composition: RwSignal::new(compose::nothing()),
            graph: RwSignal::default(),
            prospects: RwSignal::default(),
            inspections: RwSignal::new(BTreeMap::new()),
            missing: RwSignal::default(),
            run: RwSignal::default(),
            keeps_alive: RwSignal::default(),
            session: RwSignal::default(),
            traces: RwSignal::default(),
            trace: RwSignal::default(),
            http: HttpCells::default(),
            calls: RwSignal::default(),
            verdicts: RwSignal::default(),
            builds: RwSignal::default(),
            runs_built: RwSignal::default(),
            limits: RwSignal::new(LIMITS),
            host: RwSignal::default(),
            gives_files: RwSignal::default(),
            engine: RwSignal::default(),
            is_resting: RwSignal::default(),
            hold: RwSignal::default(),
            server: RwSignal::default(),
            packs: RwSignal::default(),
            pack: RwSignal::default(),
            reading: RwSignal::default(),
            clashing: RwSignal::default(),
            bundled: RwSignal::new(BTreeMap::new()),
            samples: RwSignal::default(),
            saved: RwSignal::default(),
            said: RwSignal::default(),
            notices: RwSignal::default(),
        }
    }
}

in_part! {
    work,
    /// What follows the workspace without being typed, and what the page asks once.
    fn follow(playground: Playground) -> () {
        playground.read_rest();
        playground.hold();
        playground.ask_or_rest()
    }

    work,
    /// A workspace as it is kept.
    fn written(workspace: Workspace) -> Result<JsValue, Fault> { store::written(&workspace) }

    work,
    /// The user's own workspace, or what a first visitor finds.
    fn open_own(playground: Playground) -> LocalBoxFuture<'static, ()> {
        Box::pin(playground.open_own())
    }

    open,
    /// What a first visitor finds.
    fn first_sample(playground: Playground) -> LocalBoxFuture<'static, ()> {
        Box::pin(playground.load_first_sample())
    }
}

/// A new address opens what it holds; a page that goes away keeps what is not kept yet.
fn listen_to_page(playground: Playground) {
    let Some(window) = window() else { return };
    let opens = EventListener::new(&window, "hashchange", move |_| match fragment() {
        Some(fragment) => spawn_local(async move { playground.open_fragment(&fragment).await }),
        // Back from a link that was only looked at.
        None if playground.origin.get_untracked() == Origin::Shared
            && playground.is_as_opened() =>
        {
            playground.back_to_own();
        }
        None => {}
    });
    let keeps = EventListener::new(&window, "pagehide", move |_| {
        if !playground.is_as_opened() {
            spawn_local(playground.save());
        }
    });
    opens.forget();
    keeps.forget();
}

/// What stands after `#` in the address, if anything does.
fn fragment() -> Option<String> {
    let hash = window()?.location().hash().ok()?;
    let fragment = hash.strip_prefix('#')?;
    (!fragment.is_empty()).then(|| fragment.to_owned())
}

/// Takes the fragment out of the address without a new entry in the history.
fn forget_fragment() {
    let Some(window) = window().filter(|_| fragment().is_some()) else {
        return;
    };
    let location = window.location();
    let (Ok(path), Ok(query), Ok(history)) =
        (location.pathname(), location.search(), window.history())
    else {
        return;
    };
    // An address that stays as it was does no harm.
    let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&(path + &query)));
}

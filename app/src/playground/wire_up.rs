//! How the signals and the workers come into being.

use std::collections::BTreeMap;

use leptos::prelude::*;
use model::Composition;

use crate::client::Clients;
use crate::client::author::Author;
use crate::client::blobs::Blobs;
use crate::client::engine::Engine;
use crate::client::latest::Latest;
use crate::client::maker::Maker;
use crate::client::runner::Runner;
use crate::client::store::Store;
use crate::client::strip::Stripper;
use crate::client::turns::Turns;
use crate::playground::compose;
use crate::playground::http::HttpCells;
use crate::playground::run::LIMITS;
use crate::playground::{Cells, Playground};
use crate::state::fold::fold;

impl Playground {
    /// Makes the signals and starts the workers. Call [`Playground::start`] once it is provided.
    pub fn new() -> Self {
        let cells = Cells::new();
        let store = Store::new();
        let engine = Engine::start(move |status| cells.engine.set(status));
        let clients = Clients {
            engine,
            maker: Maker::default(),
            author: Author::for_quickjs(),
            starling: Author::for_starlingmonkey(),
            stripper: Stripper::default(),
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
            engine_wanted: cells.engine_wanted.read_only(),
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
            crossings: StoredValue::new_local(Vec::new()),
            imported: StoredValue::default(),
            stopper: StoredValue::new_local(Default::default()),
            as_opened: StoredValue::new(None),
            unread: StoredValue::new_local(None),
            analyzed: StoredValue::new(BTreeMap::new()),
            encoded: StoredValue::new(Vec::new()),
            mocked: StoredValue::default(),
            joints: StoredValue::default(),
            left_for_bundled: StoredValue::new(None),
            loading_pack: StoredValue::new_local(None),
            writing: StoredValue::new_local(None),
            composed: StoredValue::new_local(None),
        }
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
            engine_wanted: RwSignal::default(),
            engine_allowed: RwSignal::default(),
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

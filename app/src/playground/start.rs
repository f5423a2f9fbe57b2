//! How a page begins, and what follows by itself from every change of the workspace.

use futures::future::LocalBoxFuture;
use gloo_events::EventListener;
use gloo_timers::future::{TimeoutFuture, sleep};
use leptos::prelude::*;
use leptos::task::spawn_local;
use model::Workspace;
use web_sys::window;

use crate::client::address::{forget_fragment, fragment};
use crate::client::store::Slot;
use crate::client::{assets, server};
use crate::parts::{PATIENCE, first_screen, in_part};
use crate::playground::compose::{self, Ingredients};
use crate::playground::{Origin, Playground};
use crate::state::fault::Fault;
use crate::state::notice::Tone;

/// What a first visitor finds.
const FIRST_SAMPLE: &str = "text-bridge";

/// Longer texts than this in all, in bytes, rest before the engine reads them, for handing them
/// over takes the page its time.
const LONG: usize = 500_000;

/// So long, in milliseconds.
const REST: u32 = 300;

impl Playground {
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

    /// From here on analysis, composition and inspections follow the workspace.
    pub(super) fn follow_to_engine(self) {
        let clients = self.clients.get_value();
        let wit = Memo::new(move |_| {
            let texts_and_features = |it: &Workspace| (compose::wit_files(it), it.features.clone());
            self.workspace.with(texts_and_features)
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
        self.follow_mocks();
        spawn_local(self.load_samples());
        spawn_local(async move { self.cells.server.set(server::capabilities().await) });
        clients.runner.prepare();
        spawn_local(self.sweep());
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

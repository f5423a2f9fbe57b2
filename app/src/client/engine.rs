//! The engine's worker: typed questions, answers by number, and another worker when one dies.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use futures::channel::oneshot;
use js_sys::{Array, Uint8Array};
use model::{
    EngineCall, EngineError, LoadComponentRequest, LoadPackRequest, LoadTextsRequest, PackLoaded,
    TurnOnRequest,
};
use wasm_bindgen::JsValue;
use web_sys::Worker;

use crate::client::messages::{field, from_js, object, to_js};
use crate::client::worker::{self, LiveWorker};

/// The loader that Trunk writes for the crate `worker`.
const SCRIPT: &str = "./worker_loader.js";

/// A worker that fails to start this often in a row is not started again.
const ATTEMPTS: u32 = 3;

/// The code of an error that cost the worker its life.
const DIED: &str = "engine-died";

/// The code of an error about a component that the worker was not given, or dropped.
const NOT_LOADED: &str = "component-not-loaded";

/// Whether the engine can be asked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum EngineStatus {
    /// Its code is on the way; questions wait.
    #[default]
    Loading,
    /// It answers.
    Ready,
    /// It died of a question and starts again; other questions wait.
    Restarting,
    /// It cannot be started.
    Failed {
        /// Why, in words for the user.
        message: String,
    },
}

/// The engine, wherever it runs.
#[derive(Clone)]
pub struct Engine(Rc<State>);

struct State {
    worker: RefCell<Option<LiveWorker>>,
    questions: RefCell<BTreeMap<u32, Question>>,
    last_id: Cell<u32>,
    is_ready: Cell<bool>,
    failures: Cell<u32>,
    deaths: Cell<u32>,
    rests: Cell<bool>,
    /// The message that loads the WIT pack, for every worker that follows.
    pack: RefCell<Option<JsValue>>,
    /// The components that questions name, by their digests.
    components: RefCell<BTreeMap<String, Rc<[u8]>>>,
    /// The workspace's WIT.
    texts: RefCell<BTreeMap<String, String>>,
    /// The features of WIT that are on.
    features: RefCell<BTreeSet<String>>,
    /// Digests of those that this worker was given.
    posted: RefCell<BTreeSet<String>>,
    tell: Box<dyn Fn(EngineStatus)>,
}

/// A question that is not answered yet. The message is kept so that the next worker can be asked
/// again when another question killed this one.
struct Question {
    message: JsValue,
    answer: oneshot::Sender<Result<JsValue, EngineError>>,
}

impl Engine {
    /// Starts the worker; `tell` hears of every change of its status.
    pub fn start(tell: impl Fn(EngineStatus) + 'static) -> Self {
        let engine = Self(Rc::new(State {
            worker: RefCell::default(),
            questions: RefCell::default(),
            last_id: Cell::default(),
            is_ready: Cell::default(),
            failures: Cell::default(),
            deaths: Cell::default(),
            rests: Cell::default(),
            pack: RefCell::default(),
            components: RefCell::default(),
            texts: RefCell::default(),
            features: RefCell::default(),
            posted: RefCell::default(),
            tell: Box::new(tell),
        }));
        engine.spawn();
        engine
    }

    /// Asks and waits for the answer.
    pub async fn ask<C: EngineCall>(&self, call: C) -> Result<C::Answer, EngineError> {
        let request = to_js(&call).map_err(|fault| unaskable(&fault.to_string()))?;
        let answer = self.answer(C::KIND, request).await?;
        from_js(answer).map_err(|_| confused())
    }

    /// Hands over the bundled WIT packages, an array of [`model::Package`], now and to every
    /// worker that follows.
    pub async fn load_pack(&self, packages: JsValue) -> Result<PackLoaded, EngineError> {
        let kind = LoadPackRequest::KIND;
        let request = object([("packages", packages)]);
        let (id, message) = self.question(kind, request);
        let reply = self.send(id, message.clone()).await?;
        *self.0.pack.borrow_mut() = Some(message);
        from_js(field(&reply, kind)).map_err(|_| confused())
    }

    /// Hands over the components that questions may name, by their digests, now and to every
    /// worker that follows.
    pub fn load_components(&self, components: BTreeMap<String, Rc<[u8]>>) {
        *self.0.components.borrow_mut() = components;
        if self.0.is_ready.get() {
            self.post_components();
        }
    }

    /// Hands over the workspace's WIT, which compositions may name, now and to every worker that
    /// follows.
    pub fn load_texts(&self, files: BTreeMap<String, String>) {
        if *self.0.texts.borrow() == files {
            return;
        }
        *self.0.texts.borrow_mut() = files;
        if self.0.is_ready.get() {
            self.post_texts();
        }
    }

    /// Turns features of WIT on, and all others off, now and in every worker that follows.
    pub fn turn_on(&self, features: &BTreeSet<String>) {
        if *self.0.features.borrow() == *features {
            return;
        }
        self.0.features.replace(features.clone());
        if self.0.is_ready.get() {
            self.post_features();
        }
    }

    /// How often it died of a question.
    pub fn deaths(&self) -> u32 {
        self.0.deaths.get()
    }

    /// Whether questions are refused instead of asked.
    pub fn rest(&self, rests: bool) {
        self.0.rests.set(rests);
    }

    /// What a request of this kind is answered with. What it says is for the caller to read, so
    /// that no part of the program holds what reads answers it never asks for.
    async fn answer(&self, kind: &str, request: JsValue) -> Result<JsValue, EngineError> {
        if self.0.rests.get() {
            return Err(resting());
        }
        let (id, message) = self.question(kind, request.clone());
        let mut reply = self.send(id, message).await;
        if reply.as_ref().is_err_and(|error| error.code == NOT_LOADED) {
            self.0.posted.borrow_mut().clear();
            self.post_components();
            let (id, message) = self.question(kind, request);
            reply = self.send(id, message).await;
        }
        Ok(field(&reply?, kind))
    }

    /// An [`model::EngineQuestion`] and its number.
    fn question(&self, kind: &str, request: JsValue) -> (u32, JsValue) {
        let id = self.0.last_id.get() + 1;
        self.0.last_id.set(id);
        let request = object([(kind, request)]);
        (id, object([("id", id.into()), ("request", request)]))
    }

    async fn send(&self, id: u32, message: JsValue) -> Result<JsValue, EngineError> {
        if self.0.worker.borrow().is_none() {
            return Err(unavailable());
        }
        if self.0.is_ready.get() {
            self.post(&message);
        }
        let (answer, answered) = oneshot::channel();
        let question = Question { message, answer };
        self.0.questions.borrow_mut().insert(id, question);
        answered.await.unwrap_or_else(|_| Err(unavailable()))
    }

    fn post(&self, message: &JsValue) {
        if let Some(live) = self.0.worker.borrow().as_ref() {
            // What serde made holds nothing that cannot be cloned.
            let _ = live.post(message);
        }
    }

    /// Gives the worker the texts that compositions may name.
    fn post_texts(&self) {
        let texts = self.0.texts.borrow();
        let files = object(
            texts
                .iter()
                .map(|(path, text)| (path.as_str(), text.into())),
        );
        let request = object([("files", files)]);
        let (_, message) = self.question(LoadTextsRequest::KIND, request);
        self.post(&message);
    }

    /// Tells the worker which features are on.
    fn post_features(&self) {
        let features = self.0.features.borrow();
        let features: Array = features.iter().map(JsValue::from).collect();
        let request = object([("features", features.into())]);
        let (_, message) = self.question(TurnOnRequest::KIND, request);
        self.post(&message);
    }

    /// Gives the worker the components that it does not have yet.
    fn post_components(&self) {
        for (digest, bytes) in self.0.components.borrow().iter() {
            if self.0.posted.borrow_mut().insert(digest.clone()) {
                let bytes = Uint8Array::from(&bytes[..]);
                let request = object([("digest", digest.into()), ("bytes", (&bytes).into())]);
                // Nobody waits for the answer: the worker works in order.
                let (_, message) = self.question(LoadComponentRequest::KIND, request);
                if let Some(live) = self.0.worker.borrow().as_ref() {
                    let transfer = Array::of1(&bytes.buffer());
                    let _ = live.post_with(&message, &transfer);
                }
            }
        }
    }

    fn spawn(&self) {
        match worker::spawn(SCRIPT, "engine") {
            Ok(worker) => *self.0.worker.borrow_mut() = Some(self.listen(worker)),
            Err(_) => self.give_up("this browser starts no module workers"),
        }
    }

    fn listen(&self, worker: Worker) -> LiveWorker {
        let (state, dying) = (Rc::downgrade(&self.0), Rc::downgrade(&self.0));
        let on_message = move |message: JsValue| {
            if let Some(state) = state.upgrade() {
                Self(state).take(&message);
            }
        };
        let on_error = move |reason: String| {
            if let Some(state) = dying.upgrade() {
                Self(state).bury(&reason);
            }
        };
        LiveWorker::listen(worker, on_message, on_error)
    }

    /// Takes a [`model::EngineAnswer`]. One whose question is gone came late, and is dropped here.
    fn take(&self, answer: &JsValue) {
        let reply = field(answer, "reply");
        if reply == "Ready" {
            return self.begin();
        }
        let id = field(answer, "id").as_f64().unwrap_or_default();
        let question = self.0.questions.borrow_mut().remove(&(id as u32));
        let failed = field(&reply, "Failed");
        let result = match failed.is_undefined() {
            true => Ok(reply),
            false => Err(told(&failed)),
        };
        // A worker that could still say what killed it is not asked again.
        let is_dying = result.as_ref().is_err_and(|error| error.code == DIED);
        if is_dying {
            self.restart();
        }
        if let Some(Question { answer, .. }) = question {
            let _ = answer.send(result);
        }
    }

    /// The worker listens: gives it the pack and the components, then asks all that waited.
    fn begin(&self) {
        self.0.is_ready.set(true);
        self.0.failures.set(0);
        if let Some(pack) = self.0.pack.borrow().as_ref() {
            self.post(pack);
        }
        self.post_features();
        self.post_components();
        self.post_texts();
        for question in self.0.questions.borrow().values() {
            self.post(&question.message);
        }
        (self.0.tell)(EngineStatus::Ready);
    }

    /// The worker died without a word. It works in order, so the oldest question is what killed
    /// it: that one fails, the others are asked again.
    fn bury(&self, reason: &str) {
        let killer = if self.0.is_ready.get() {
            self.0.questions.borrow_mut().pop_first()
        } else {
            self.0.failures.set(self.0.failures.get() + 1);
            None
        };
        self.restart();
        if let Some((_, Question { answer, .. })) = killer {
            let _ = answer.send(Err(died(reason)));
        }
    }

    fn restart(&self) {
        if self.0.is_ready.replace(false) {
            self.0.deaths.set(self.0.deaths.get() + 1);
        }
        self.0.posted.borrow_mut().clear();
        drop(self.0.worker.borrow_mut().take());
        if self.0.failures.get() >= ATTEMPTS {
            return self.give_up("the engine could not be loaded");
        }
        (self.0.tell)(EngineStatus::Restarting);
        self.spawn();
    }

    fn give_up(&self, why: &str) {
        for (_, Question { answer, .. }) in std::mem::take(&mut *self.0.questions.borrow_mut()) {
            let _ = answer.send(Err(unavailable()));
        }
        let message = format!("{why}; reload the page to try again");
        (self.0.tell)(EngineStatus::Failed { message });
    }
}

fn died(reason: &str) -> EngineError {
    let text = "the engine stopped working on this and was started again";
    error(DIED, &format!("{text} ({reason})"))
}

fn unavailable() -> EngineError {
    let text = "the engine could not be started; reload the page to try again";
    error("engine-unavailable", text)
}

fn resting() -> EngineError {
    let text = "the engine is not asked, since it stopped twice as this workspace was opened: \
        change the texts, then ask it again";
    error("engine-rests", text)
}

fn unaskable(why: &str) -> EngineError {
    error("engine-unaskable", why)
}

fn confused() -> EngineError {
    error("engine-confused", "the engine answered another question")
}

fn error(code: &str, message: &str) -> EngineError {
    EngineError {
        code: code.to_owned(),
        message: message.to_owned(),
        offset: None,
    }
}

/// An [`EngineError`], whose words are told though the rest of the program may not be there.
fn told(failed: &JsValue) -> EngineError {
    let text = |name| field(failed, name).as_string().unwrap_or_default();
    EngineError {
        code: text("code"),
        message: text("message"),
        offset: field(failed, "offset").as_f64().map(|it| it as u32),
    }
}

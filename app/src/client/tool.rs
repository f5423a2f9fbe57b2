//! A worker that is loaded when it is first asked, answers one question after the other, and is
//! started anew after a question that it died of.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use futures::channel::oneshot;
use futures::lock::Mutex;
use model::{Answer, EngineError, Question};
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::JsValue;
use web_sys::Worker;

use crate::client::messages::{from_js, to_js};
use crate::client::worker::{self, LiveWorker};
use crate::state::fault::Fault;

/// The code of an error that cost the worker its life.
const DIED: &str = "engine-died";

/// What a worker says that is no answer to the question.
const CONFUSED: &str = "it answered another question";

/// What a worker answers.
pub(super) trait Reply: DeserializeOwned + 'static {
    /// The loader that Trunk writes for the worker's binary.
    const SCRIPT: &'static str;
    /// For those who look at it with the browser's tools.
    const NAME: &'static str;
    /// Whether it says that the worker listens.
    fn is_ready(&self) -> bool;
    /// The reply, or why there is none.
    fn settled(self) -> Result<Self, EngineError>;
}

/// The worker, wherever it runs.
pub(super) struct Tool<R>(Rc<State<R>>);

impl<R> Clone for Tool<R> {
    fn clone(&self) -> Self {
        Self(Rc::clone(&self.0))
    }
}

impl<R> Default for Tool<R> {
    fn default() -> Self {
        Self(Rc::new(State {
            worker: Mutex::new(None),
            last_id: Cell::new(0),
        }))
    }
}

struct State<R> {
    /// Held by the question that is being answered.
    worker: Mutex<Option<Asked<R>>>,
    last_id: Cell<u32>,
}

/// What the worker says, or why it says nothing any more.
type Heard<R> = Result<Answer<R>, String>;

type Waiting<R> = Rc<RefCell<Option<oneshot::Sender<Heard<R>>>>>;

/// A worker that can be asked; the next question to one that was dropped starts another.
struct Asked<R> {
    worker: LiveWorker,
    /// Who waits for what it says.
    waiting: Waiting<R>,
}

impl<R: Reply> Tool<R> {
    /// Sees to it that the worker listens; says by `starting` that it does not yet. What this is for
    /// says the user when it fails, such as `making a stub`.
    pub(super) async fn start(&self, purpose: &str, starting: impl FnOnce()) -> Result<(), Fault> {
        let mut turn = self.0.worker.lock().await;
        if turn.is_none() {
            starting();
            *turn = Some(Asked::start(purpose).await?);
        }
        Ok(())
    }

    /// Ends the worker, unless it is at work.
    pub(super) fn rest(&self) {
        if let Some(mut turn) = self.0.worker.try_lock() {
            drop(turn.take());
        }
    }

    /// Asks, after those who asked before, and waits for the reply. Whoever stops waiting ends the
    /// worker with what it works on.
    pub(super) async fn ask(&self, purpose: &str, request: impl Serialize) -> Result<R, Fault> {
        let mut turn = self.0.worker.lock().await;
        let live = match turn.take() {
            Some(live) => live,
            None => Asked::start(purpose).await?,
        };
        let died = |reason: &str| died(purpose, reason);
        let id = self.0.last_id.get() + 1;
        self.0.last_id.set(id);
        let message = to_js(&Question { id, request });
        let message = message.map_err(|error| Fault::new("bad-options", error.to_string()))?;
        let heard = live.listen();
        // What serde made holds nothing that cannot be cloned.
        let _ = live.worker.post(&message);
        let reply = match heard.await {
            Ok(Ok(answer)) if answer.id == id => answer.reply,
            Ok(Err(reason)) => return Err(died(&reason)),
            _ => return Err(died(CONFUSED)),
        };
        match reply.settled() {
            Err(error) if error.code == DIED => Err(died(&error.message)),
            settled => {
                *turn = Some(live);
                Ok(settled?)
            }
        }
    }

    /// An answer of the right kind, or what there is to say where it is of another.
    pub(super) fn expect<A>(purpose: &str, answer: Option<A>) -> Result<A, Fault> {
        answer.ok_or_else(|| died(purpose, CONFUSED))
    }
}

impl<R: Reply> Asked<R> {
    /// Starts one.
    async fn start(purpose: &str) -> Result<Self, Fault> {
        let unavailable = |why| unavailable(purpose, why);
        let worker = worker::spawn(R::SCRIPT, R::NAME);
        let worker = worker.map_err(|_| unavailable("this browser starts no module workers"))?;
        let live = Self::attach(worker);
        match live.listen().await {
            Ok(Ok(answer)) if answer.reply.is_ready() => Ok(live),
            _ => Err(unavailable("its code could not be loaded")),
        }
    }

    fn attach(worker: Worker) -> Self {
        let waiting = Waiting::<R>::default();
        let tell = |waiting: &Waiting<R>, heard: Heard<R>| {
            if let Some(waiting) = waiting.take() {
                let _ = waiting.send(heard);
            }
        };
        let (hearing, dying) = (Rc::clone(&waiting), Rc::clone(&waiting));
        let on_message = move |message: JsValue| {
            let answer = from_js(message);
            let answer = answer.map_err(|error| format!("its answer cannot be read: {error}"));
            tell(&hearing, answer);
        };
        let on_error = move |reason: String| tell(&dying, Err(reason));
        let worker = LiveWorker::listen(worker, on_message, on_error);
        Self { worker, waiting }
    }

    /// What it says next.
    fn listen(&self) -> oneshot::Receiver<Heard<R>> {
        let (waiting, heard) = oneshot::channel();
        *self.waiting.borrow_mut() = Some(waiting);
        heard
    }
}

fn died(purpose: &str, reason: &str) -> Fault {
    // A panic says first where it was, which is of no use to whoever cannot change it.
    let reason = reason.split_once('\n').map_or(reason, |(_, why)| why);
    let message = format!("{purpose} failed, as the tool for it stopped: {reason}");
    Fault::new("maker-died", message)
}

fn unavailable(purpose: &str, why: &str) -> Fault {
    let message = format!("{purpose} is not possible now: {why}; try again");
    Fault::new("maker-unavailable", message)
}

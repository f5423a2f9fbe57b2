//! The maker's worker, which is loaded when it is first asked, answers one question after the
//! other, and is started anew after a question that it died of.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use futures::channel::oneshot;
use futures::lock::Mutex;
use model::{MakerAnswer, MakerCall, MakerQuestion, MakerReply};
use wasm_bindgen::JsValue;
use web_sys::Worker;

use crate::client::messages::{from_js, to_js};
use crate::client::worker::{self, LiveWorker};
use crate::state::fault::Fault;

/// The loader that Trunk writes for the binary `maker` of the crate `worker`.
const SCRIPT: &str = "./maker_loader.js";

/// The code of an error that cost the worker its life.
const DIED: &str = "engine-died";

/// What a worker says that is no answer to the question.
const CONFUSED: &str = "it answered another question";

/// The maker, wherever it runs.
#[derive(Clone, Default)]
pub struct Maker(Rc<State>);

#[derive(Default)]
struct State {
    /// Held by the question that is being answered.
    worker: Mutex<Option<Asked>>,
    last_id: Cell<u32>,
}

/// What the worker says, or why it says nothing any more.
type Heard = Result<MakerAnswer, String>;

/// A worker that can be asked; the next question to one that was dropped starts another.
struct Asked {
    worker: LiveWorker,
    /// Who waits for what it says.
    waiting: Rc<RefCell<Option<oneshot::Sender<Heard>>>>,
}

impl Maker {
    /// Asks, after those who asked before, and waits for the answer. What this is for says the
    /// user when it fails, such as `making a stub`.
    pub async fn ask<C: MakerCall>(&self, purpose: &str, call: C) -> Result<C::Answer, Fault> {
        let mut turn = self.0.worker.lock().await;
        let live = match turn.take() {
            Some(live) => live,
            None => {
                let started = Asked::start().await;
                started.map_err(|why| unavailable(purpose, why))?
            }
        };
        let died = |reason: &str| died(purpose, reason);
        let id = self.0.last_id.get() + 1;
        self.0.last_id.set(id);
        let request = call.into_request();
        let message = to_js(&MakerQuestion { id, request });
        let message = message.map_err(|error| Fault::new("bad-options", error.to_string()))?;
        let heard = live.listen();
        // What serde made holds nothing that cannot be cloned.
        let _ = live.worker.post(&message);
        let reply = match heard.await {
            Ok(Ok(answer)) if answer.id == id => answer.reply,
            Ok(Err(reason)) => return Err(died(&reason)),
            _ => return Err(died(CONFUSED)),
        };
        match reply {
            MakerReply::Failed(error) if error.code == DIED => Err(died(&error.message)),
            MakerReply::Failed(error) => {
                *turn = Some(live);
                Err(error.into())
            }
            reply => {
                *turn = Some(live);
                C::answer(reply).ok_or_else(|| died(CONFUSED))
            }
        }
    }
}

impl Asked {
    /// Starts one, or says why not.
    async fn start() -> Result<Self, &'static str> {
        let worker = worker::spawn(SCRIPT, "maker");
        let live = Self::attach(worker.map_err(|_| "this browser starts no module workers")?);
        match live.listen().await {
            Ok(Ok(answer)) if answer.reply == MakerReply::Ready => Ok(live),
            _ => Err("its code could not be loaded"),
        }
    }

    fn attach(worker: Worker) -> Self {
        let waiting = Rc::<RefCell<Option<oneshot::Sender<Heard>>>>::default();
        let tell = |waiting: &Rc<RefCell<Option<oneshot::Sender<Heard>>>>, heard: Heard| {
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
    fn listen(&self) -> oneshot::Receiver<Heard> {
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

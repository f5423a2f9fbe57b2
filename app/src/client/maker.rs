//! The maker's worker, which is loaded when it is first asked, answers one question after the
//! other, and is started anew after a question that it died of.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use futures::channel::oneshot;
use futures::lock::Mutex;
use model::{MakerAnswer, MakerCall, MakerQuestion, MakerReply};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen_futures::spawn_local;
use web_sys::{ErrorEvent, MessageEvent, Worker, WorkerOptions, WorkerType};

use crate::client::messages::{from_js, to_js};
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
    worker: Mutex<Option<LiveWorker>>,
    last_id: Cell<u32>,
}

/// What the worker says, or why it says nothing any more.
type Heard = Result<MakerAnswer, String>;

/// A worker and the closures that listen to it.
struct LiveWorker {
    worker: Worker,
    /// Who waits for what it says.
    waiting: Rc<RefCell<Option<oneshot::Sender<Heard>>>>,
    _on_message: Closure<dyn FnMut(MessageEvent)>,
    _on_error: Closure<dyn FnMut(ErrorEvent)>,
}

impl Maker {
    /// Asks, after those who asked before, and waits for the answer. What this is for says the
    /// user when it fails, such as `making a stub`.
    pub async fn ask<C: MakerCall>(&self, purpose: &str, call: C) -> Result<C::Answer, Fault> {
        let mut turn = self.0.worker.lock().await;
        let live = match turn.take() {
            Some(live) => live,
            None => {
                let started = LiveWorker::start().await;
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
        let _ = live.worker.post_message(&message);
        let reply = match heard.await {
            Ok(Ok(answer)) if answer.id == id => answer.reply,
            Ok(Err(reason)) => {
                live.bury();
                return Err(died(&reason));
            }
            _ => {
                live.bury();
                return Err(died(CONFUSED));
            }
        };
        match reply {
            MakerReply::Failed(error) if error.code == DIED => {
                live.bury();
                Err(died(&error.message))
            }
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

impl LiveWorker {
    /// Starts one, or says why not.
    async fn start() -> Result<Self, &'static str> {
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        options.set_name("maker");
        let worker = Worker::new_with_options(SCRIPT, &options);
        let worker = worker.map_err(|_| "this browser starts no module workers")?;
        let live = Self::attach(worker);
        match live.listen().await {
            Ok(Ok(answer)) if answer.reply == MakerReply::Ready => Ok(live),
            _ => {
                live.bury();
                Err("its code could not be loaded")
            }
        }
    }

    fn attach(worker: Worker) -> Self {
        let waiting = Rc::<RefCell<Option<oneshot::Sender<Heard>>>>::default();
        let on_message = Closure::<dyn FnMut(MessageEvent)>::new({
            let waiting = Rc::clone(&waiting);
            move |event: MessageEvent| {
                let answer = from_js(event.data());
                let answer = answer.map_err(|error| format!("its answer cannot be read: {error}"));
                if let Some(waiting) = waiting.take() {
                    let _ = waiting.send(answer);
                }
            }
        });
        let on_error = Closure::<dyn FnMut(ErrorEvent)>::new({
            let waiting = Rc::clone(&waiting);
            move |event: ErrorEvent| {
                event.prevent_default();
                if let Some(waiting) = waiting.take() {
                    let _ = waiting.send(Err(event.message()));
                }
            }
        });
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        Self {
            worker,
            waiting,
            _on_message: on_message,
            _on_error: on_error,
        }
    }

    /// What it says next.
    fn listen(&self) -> oneshot::Receiver<Heard> {
        let (waiting, heard) = oneshot::channel();
        *self.waiting.borrow_mut() = Some(waiting);
        heard
    }

    /// Ends it; the next question starts another one.
    fn bury(self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
        // The closure that woke us must outlive its call.
        spawn_local(async move { drop(self) });
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

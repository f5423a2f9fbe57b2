//! Runs in this tab: a fresh worker for each, ended when it is done, stopped or out of time.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use futures::StreamExt;
use futures::channel::mpsc::{UnboundedReceiver, UnboundedSender, unbounded};
use gloo_timers::callback::Timeout;
use js_sys::{Array, Object, Reflect, Uint8Array};
use model::{HostOptions, Job, Limits, Outcome, RunEvent, Transpiled};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Worker;

use crate::client::messages::{field, from_js, object, to_js};
use crate::client::stop::Stopper;
use crate::client::worker::{self, LiveWorker};
use crate::state::fault::Fault;

/// The bundle that `web/runner` is built into.
const SCRIPT: &str = "./runner.js";

/// What a run worker is given to load.
#[derive(Clone)]
pub struct Loadable {
    /// A component.
    pub transpiled: JsValue,
    /// The instances of a composition, in its place.
    pub linked: Option<JsValue>,
    /// What is answered by data.
    pub mocks: Option<JsValue>,
}

/// How many transpiled components are kept.
const KEPT: usize = 16;

/// Starts runs.
#[derive(Clone, Default)]
pub struct Runner(Rc<State>);

#[derive(Default)]
struct State {
    /// A worker that has loaded its script and waits, so that ▶ need not.
    spare: RefCell<Option<Worker>>,
    /// Components that were transpiled, by digest, as the run worker wants them.
    transpiled: RefCell<BTreeMap<String, JsValue>>,
}

/// What ends the wait for the next event.
pub(super) enum Word {
    Event(RunEvent),
    Died(String),
    Stopped,
    TimedOut,
}

impl Runner {
    /// A component that was transpiled before.
    pub fn transpiled(&self, digest: &str) -> Option<JsValue> {
        self.0.transpiled.borrow().get(digest).cloned()
    }

    /// Keeps a transpiled component.
    pub fn keep(&self, digest: &str, transpiled: &Transpiled) -> Result<JsValue, Fault> {
        let value = to_js(transpiled).map_err(unsendable)?;
        let mut kept = self.0.transpiled.borrow_mut();
        if kept.len() >= KEPT {
            kept.clear();
        }
        kept.insert(digest.to_owned(), value.clone());
        Ok(value)
    }

    /// A core module of a component that was transpiled before.
    pub fn core(&self, digest: &str, name: &str) -> Option<Vec<u8>> {
        let transpiled = self.transpiled(digest)?;
        let cores = Array::from(&field(&transpiled, "cores"));
        let core = cores
            .iter()
            .find(|core| field(core, "name").as_string().as_deref() == Some(name))?;
        Some(Uint8Array::new(&field(&core, "bytes")).to_vec())
    }

    /// Makes a worker ready for the next run.
    pub fn prepare(&self) {
        let mut spare = self.0.spare.borrow_mut();
        if spare.is_none() {
            *spare = spawn().ok();
        }
    }

    /// Runs and tells every event but the last, which is the result. Then a worker is made ready
    /// for the next run.
    pub async fn run(
        &self,
        loadable: &Loadable,
        job: &Job,
        (limits, host): (&Limits, &HostOptions),
        stopper: &Stopper,
        tell: impl FnMut(RunEvent),
    ) -> Result<Outcome, Fault> {
        let start = start_message(loadable, job, limits, host)?;
        let ended = self.drive(&start, limits.milliseconds, stopper, tell).await;
        self.prepare();
        ended
    }

    async fn drive(
        &self,
        start: &JsValue,
        milliseconds: u32,
        stopper: &Stopper,
        mut tell: impl FnMut(RunEvent),
    ) -> Result<Outcome, Fault> {
        let (live, words, mut heard) = self.begin(start)?;
        let _open = stopper.inlet().open(move |input| {
            // What cannot be said to a worker that is gone needs no answer.
            if let Ok(message) = to_js(&input) {
                drop(live.post(&message));
            }
        });
        let stop = words.clone();
        stopper.set_action(move || drop(stop.unbounded_send(Word::Stopped)));
        let _clock = Timeout::new(milliseconds, move || {
            drop(words.unbounded_send(Word::TimedOut));
        });
        loop {
            match heard.next().await {
                Some(Word::Event(RunEvent::Done { outcome })) => return Ok(outcome),
                Some(Word::Event(event)) => tell(event),
                Some(Word::TimedOut) if stopper.is_patient() => {}
                Some(Word::TimedOut) => return Ok(Outcome::TimedOut { milliseconds }),
                Some(Word::Stopped) => return Ok(Outcome::Stopped),
                Some(Word::Died(message)) => return Err(Fault::new("runner-died", message)),
                None => return Err(Fault::new("runner-died", "the run worker is gone")),
            }
        }
    }

    /// Gives a worker what it is to run, and what it says.
    pub(super) fn begin(&self, start: &JsValue) -> Result<Begun, Fault> {
        let spare = self.0.spare.borrow_mut().take();
        let worker = match spare {
            Some(worker) => worker,
            None => spawn().map_err(|_| Fault::new("no-worker", "no run worker can be started"))?,
        };
        let (words, heard) = unbounded();
        let live = listen(worker, &words);
        let sent = live.post(start);
        sent.map_err(|_| {
            let message = "the component could not be handed to the run worker";
            Fault::new("no-worker", message)
        })?;
        Ok((live, words, heard))
    }
}

/// A worker that runs, what can be said in its place, and what is heard of it.
type Begun = (LiveWorker, UnboundedSender<Word>, UnboundedReceiver<Word>);

/// A fresh run worker.
pub(super) fn spawn() -> Result<Worker, JsValue> {
    worker::spawn(SCRIPT, "run")
}

fn listen(worker: Worker, words: &UnboundedSender<Word>) -> LiveWorker {
    let (hearing, dying) = (words.clone(), words.clone());
    let on_message = move |message: JsValue| {
        let word = match from_js(message) {
            Ok(event) => Word::Event(event),
            Err(error) => Word::Died(format!("the run worker said what nobody knows: {error}")),
        };
        drop(hearing.unbounded_send(word));
    };
    let on_error = move |reason: String| {
        drop(dying.unbounded_send(Word::Died(format!("the run worker failed: {reason}"))));
    };
    LiveWorker::listen(worker, on_message, on_error)
}

/// A `RunStart` around what is a JavaScript value already.
pub(super) fn start_message(
    loadable: &Loadable,
    job: &Job,
    limits: &Limits,
    host: &HostOptions,
) -> Result<JsValue, Fault> {
    let mut fields = vec![
        ("transpiled", loadable.transpiled.clone()),
        ("job", to_js(job).map_err(unsendable)?),
        ("limits", to_js(limits).map_err(unsendable)?),
        ("host", given(host)?),
    ];
    fields.extend(loadable.linked.clone().map(|linked| ("linked", linked)));
    fields.extend(loadable.mocks.clone().map(|mocks| ("mocks", mocks)));
    Ok(object(fields))
}

/// What of the options is given: to the run worker, `null` would be a value.
fn given(host: &HostOptions) -> Result<JsValue, Fault> {
    let all: Object = to_js(host).map_err(unsendable)?.unchecked_into();
    for name in Object::keys(&all).iter() {
        if Reflect::get(&all, &name).is_ok_and(|value| value.is_null()) {
            // A plain object lets go of any property.
            let _ = Reflect::delete_property(&all, &name);
        }
    }
    Ok(all.into())
}

pub(super) fn unsendable(error: serde_wasm_bindgen::Error) -> Fault {
    Fault::new("no-worker", format!("the run cannot be described: {error}"))
}

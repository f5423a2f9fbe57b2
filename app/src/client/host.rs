//! What a run in this tab would give a component, asked of a run worker that runs nothing.

use std::cell::RefCell;
use std::rc::Rc;

use futures::channel::oneshot;
use model::{HostOffer, HostQuestion, ImportNeed};
use wasm_bindgen::JsValue;

use crate::client::messages::{from_js, to_js};
use crate::client::runner;
use crate::client::worker::LiveWorker;
use crate::state::fault::Fault;

/// One for each need, in order.
pub async fn offers(needs: Vec<ImportNeed>) -> Result<Vec<HostOffer>, Fault> {
    let question = to_js(&HostQuestion { needs }).map_err(|error| silent(&error.to_string()))?;
    let worker = runner::spawn().map_err(|_| silent("it cannot be started"))?;
    let (sender, answer) = oneshot::channel::<Option<JsValue>>();
    let sender = Rc::new(RefCell::new(Some(sender)));
    let send = move |told: Option<JsValue>| {
        if let Some(sender) = sender.take() {
            let _ = sender.send(told);
        }
    };
    let fail = send.clone();
    let worker = LiveWorker::listen(worker, move |told| send(Some(told)), move |_| fail(None));
    // What serde made holds nothing that cannot be cloned.
    let _ = worker.post(&question);
    let told = answer.await;
    match told {
        Ok(Some(told)) => from_js(told).map_err(|error| silent(&error.to_string())),
        _ => Err(silent("it failed")),
    }
}

fn silent(why: &str) -> Fault {
    let message = format!("the run worker does not tell what it can give: {why}");
    Fault::new("no-worker", message)
}

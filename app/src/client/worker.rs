//! A worker of the page's: started, listened to, and ended with whoever holds it.

use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::{Closure, JsValue};
use web_sys::{ErrorEvent, MessageEvent, Worker, WorkerOptions, WorkerType};

/// A worker that is listened to; dropping it ends the worker.
pub(super) struct LiveWorker {
    worker: Worker,
    /// None only while it is dropped.
    listeners: Option<Listeners>,
}

type Listeners = (
    Closure<dyn FnMut(MessageEvent)>,
    Closure<dyn FnMut(ErrorEvent)>,
);

/// Starts a worker, whose name is for those who look at it with the browser's tools.
pub(super) fn spawn(script: &str, name: &str) -> Result<Worker, JsValue> {
    let options = WorkerOptions::new();
    options.set_type(WorkerType::Module);
    options.set_name(name);
    Worker::new_with_options(script, &options)
}

impl LiveWorker {
    /// Listens to a worker: to what it says, and to why it says nothing any more.
    pub(super) fn listen(
        worker: Worker,
        mut on_message: impl FnMut(JsValue) + 'static,
        mut on_error: impl FnMut(String) + 'static,
    ) -> Self {
        let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            on_message(event.data());
        });
        let on_error = Closure::<dyn FnMut(ErrorEvent)>::new(move |event: ErrorEvent| {
            event.prevent_default();
            on_error(event.message());
        });
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        let listeners = Some((on_message, on_error));
        Self { worker, listeners }
    }

    /// Says something to it.
    pub(super) fn post(&self, message: &JsValue) -> Result<(), JsValue> {
        self.worker.post_message(message)
    }

    /// Says something to it and hands over what is in `transfer`, an array of buffers.
    pub(super) fn post_with(&self, message: &JsValue, transfer: &JsValue) -> Result<(), JsValue> {
        self.worker.post_message_with_transfer(message, transfer)
    }
}

impl Drop for LiveWorker {
    fn drop(&mut self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
        let listeners = self.listeners.take();
        // A listener may be what ends the worker, and must outlive its call.
        spawn_local(async move { drop(listeners) });
    }
}

//! Listens in a Web Worker: receives a question, calls, posts the answer.

use std::cell::{Cell, RefCell};

use js_sys::{Array, Object, Reflect, Uint8Array};
use model::{Answer, EngineError, Question};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

thread_local! {
    static CURRENT_ID: Cell<u32> = const { Cell::new(0) };
}

/// What answers in a worker.
pub(crate) trait Host: Default + 'static {
    /// What it is asked.
    type Request: DeserializeOwned;
    /// What it answers.
    type Reply: Serialize;
    /// Says that it listens.
    const READY: Self::Reply;
    /// The answer.
    fn answer(&mut self, request: Self::Request) -> Self::Reply;
    /// Says that a question could not be answered.
    fn failed(error: EngineError) -> Self::Reply;
    /// Whether there are byte arrays in a reply.
    fn has_bytes(reply: &Self::Reply) -> bool;
}

/// Listens for questions from now on, and says so.
pub(crate) fn start<H: Host>() {
    std::panic::set_hook(Box::new(|panic| {
        let id = CURRENT_ID.get();
        post::<H>(id, &failed::<H>("engine-died", &panic.to_string()));
    }));
    let host = RefCell::new(H::default());
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        receive(&host, event.data());
    });
    scope().set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    on_message.forget();
    post::<H>(0, &H::READY);
}

fn receive<H: Host>(host: &RefCell<H>, message: JsValue) {
    let id = id_of(&message);
    match serde_wasm_bindgen::from_value::<Question<H::Request>>(message) {
        Ok(Question { id, request }) => {
            CURRENT_ID.set(id);
            let reply = host.borrow_mut().answer(request);
            post::<H>(id, &reply);
        }
        Err(error) => post::<H>(id, &failed::<H>("malformed-question", &error.to_string())),
    }
}

fn post<H: Host>(id: u32, reply: &H::Reply) {
    let serializer = Serializer::new().serialize_maps_as_objects(true);
    let answer = Answer { id, reply };
    let Ok(message) = answer.serialize(&serializer) else {
        return;
    };
    let buffers = Array::new();
    if H::has_bytes(reply) {
        collect_buffers(&message, &buffers);
    }
    // It fails only for what cannot be cloned, and plain data can.
    let _ = scope().post_message_with_transfer(&message, &buffers);
}

fn failed<H: Host>(code: &str, message: &str) -> H::Reply {
    H::failed(EngineError {
        code: code.to_owned(),
        message: message.to_owned(),
        offset: None,
    })
}

/// Buffers of all byte arrays in `value`, which are handed over rather than copied.
fn collect_buffers(value: &JsValue, buffers: &Array) {
    if let Some(bytes) = value.dyn_ref::<Uint8Array>() {
        buffers.push(&bytes.buffer());
    } else if let Some(object) = value.dyn_ref::<Object>() {
        for value in Object::values(object) {
            collect_buffers(&value, buffers);
        }
    }
}

/// The question's number, also of a question that is otherwise malformed.
fn id_of(message: &JsValue) -> u32 {
    let id = Reflect::get(message, &"id".into()).ok();
    let id = id.and_then(|id| id.as_f64()).unwrap_or(0.0);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "what is no number of a question answers no question"
    )]
    let id = id as u32;
    id
}

fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}

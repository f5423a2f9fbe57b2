//! The engine in a Web Worker: receives an [`EngineQuestion`], calls the engine, posts an
//! [`EngineAnswer`]. There is no thought in it.
//!
//! It says it is ready with an answer of id 0. A panic is posted as the failure `engine-died` of
//! the question it happened in; whatever else kills it, such as an overflow of the stack, reaches
//! the page as the worker's `error` event. After either the page must start another worker.

use std::cell::{Cell, RefCell};

use engine::Engine;
use js_sys::{Array, Object, Reflect, Uint8Array};
use model::{EngineAnswer, EngineError, EngineQuestion, EngineReply};
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

thread_local! {
    static ENGINE: RefCell<Engine> = RefCell::default();
    static CURRENT_ID: Cell<u32> = const { Cell::new(0) };
}

/// Listens for questions from now on, and says that it is ready.
pub fn start() {
    std::panic::set_hook(Box::new(|panic| {
        let id = CURRENT_ID.get();
        post(id, &failed("engine-died", &panic.to_string()));
    }));
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(|event: MessageEvent| {
        receive(event.data());
    });
    scope().set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    on_message.forget();
    post(0, &EngineReply::Ready);
}

fn receive(message: JsValue) {
    let id = id_of(&message);
    match serde_wasm_bindgen::from_value::<EngineQuestion>(message) {
        Ok(EngineQuestion { id, request }) => {
            CURRENT_ID.set(id);
            let reply = ENGINE.with_borrow_mut(|engine| engine.handle(request));
            post(id, &reply);
        }
        Err(error) => post(id, &failed("malformed-question", &error.to_string())),
    }
}

fn post(id: u32, reply: &EngineReply) {
    let serializer = Serializer::new().serialize_maps_as_objects(true);
    let answer = EngineAnswerRef { id, reply };
    let Ok(message) = answer.serialize(&serializer) else {
        return;
    };
    let buffers = Array::new();
    if has_bytes(reply) {
        collect_buffers(&message, &buffers);
    }
    // It fails only for what cannot be cloned, and plain data can.
    let _ = scope().post_message_with_transfer(&message, &buffers);
}

/// [`EngineAnswer`] without owning the reply.
#[derive(Serialize)]
struct EngineAnswerRef<'a> {
    id: u32,
    reply: &'a EngineReply,
}

const _: fn(EngineAnswer) = |EngineAnswer { id: _, reply: _ }| {};

fn failed(code: &str, message: &str) -> EngineReply {
    EngineReply::Failed(EngineError {
        code: code.to_owned(),
        message: message.to_owned(),
        offset: None,
    })
}

fn has_bytes(reply: &EngineReply) -> bool {
    matches!(
        reply,
        EngineReply::Open(_) | EngineReply::Compose(_) | EngineReply::Transpile(_)
    )
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

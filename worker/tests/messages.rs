//! The worker's messages, in a real worker of a real browser: what a page posts, and what it gets.

#![allow(
    clippy::unwrap_used,
    reason = "clippy does not take `wasm_bindgen_test` for a test"
)]
#![cfg(target_arch = "wasm32")]

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, Function, Object, Reflect, Uint8Array};
use model::{
    ComposeRequest, EngineAnswer, EngineCall, EngineQuestion, EngineReply, InspectRequest,
    KnownComponent, LoadComponentRequest, NamedFile, OpenRequest, ParseWaveRequest,
    TranspileRequest,
};
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_dedicated_worker);

type Posted = Rc<RefCell<Vec<(JsValue, Array)>>>;

/// A worker that was started in the scope that the test runner uses too: what it posts is caught
/// here, and the scope is the runner's again as soon as it has posted.
struct Worker {
    onmessage: Function,
    posted: Vec<(JsValue, Array)>,
}

impl Worker {
    fn start() -> Worker {
        let scope = js_sys::global();
        let before = Reflect::get(&scope, &"onmessage".into()).unwrap();
        let hook = std::panic::take_hook();
        let posted = catch(worker::start_engine);
        std::panic::set_hook(hook);
        let onmessage = Reflect::get(&scope, &"onmessage".into()).unwrap();
        Reflect::set(&scope, &"onmessage".into(), &before).unwrap();
        Worker {
            onmessage: onmessage.unchecked_into(),
            posted,
        }
    }

    /// Posts a message to the worker and returns its answers with what they transfer.
    fn post(&self, message: &JsValue) -> Vec<(JsValue, Array)> {
        let event = Object::new();
        Reflect::set(&event, &"data".into(), message).unwrap();
        catch(|| {
            self.onmessage.call1(&JsValue::NULL, &event).unwrap();
        })
    }

    fn ask<C: EngineCall>(&self, id: u32, request: C) -> (C::Answer, JsValue, Array) {
        let question = EngineQuestion {
            id,
            request: request.into_request(),
        };
        let serializer = Serializer::new().serialize_maps_as_objects(true);
        let mut posted = self.post(&question.serialize(&serializer).unwrap());
        assert_eq!(posted.len(), 1);
        let (message, transfer) = posted.remove(0);
        let answer: EngineAnswer = serde_wasm_bindgen::from_value(message.clone()).unwrap();
        assert_eq!(answer.id, id);
        (
            C::answer(answer.reply).expect("an answer of the request's kind"),
            message,
            transfer,
        )
    }
}

/// What is posted with its transfers while `act` runs.
fn catch(act: impl FnOnce()) -> Vec<(JsValue, Array)> {
    let scope = js_sys::global();
    let posted = Posted::default();
    let sink = Rc::clone(&posted);
    let post = Closure::<dyn FnMut(JsValue, Array)>::new(move |message, transfer| {
        sink.borrow_mut().push((message, transfer));
    });
    let before = Reflect::get(&scope, &"postMessage".into()).unwrap();
    Reflect::set(&scope, &"postMessage".into(), post.as_ref()).unwrap();
    act();
    Reflect::set(&scope, &"postMessage".into(), &before).unwrap();
    posted.take()
}

/// Gives the worker a component.
fn sample(worker: &Worker, name: &str, bytes: &[u8]) -> KnownComponent {
    let digest = format!("digest of {name}");
    let request = LoadComponentRequest {
        digest: digest.clone(),
        bytes: bytes.to_vec().into(),
    };
    worker.ask(1, request);
    KnownComponent {
        name: format!("example:{name}"),
        digest,
    }
}

const PROCESSOR: &[u8] = include_bytes!("../../wit-samples/text-bridge/text-processor.wasm");
const REPORTER: &[u8] = include_bytes!("../../wit-samples/text-bridge/text-reporter.wasm");
const WAC: &str = include_str!("../../wit-samples/text-bridge/compose.wac");

#[wasm_bindgen_test]
fn it_says_that_it_is_ready() {
    let posted = Worker::start().posted;
    assert_eq!(posted.len(), 1);
    let answer: EngineAnswer = serde_wasm_bindgen::from_value(posted[0].0.clone()).unwrap();
    assert_eq!(answer.id, 0);
    assert_eq!(answer.reply, EngineReply::Ready);
}

#[wasm_bindgen_test]
fn it_composes_two_components_and_transpiles_them() {
    let worker = Worker::start();
    let request = ComposeRequest {
        path: "compose.wac".to_owned(),
        text: WAC.to_owned(),
        components: vec![
            sample(&worker, "text-processor", PROCESSOR),
            sample(&worker, "text-reporter", REPORTER),
        ],
    };
    let (composition, message, transfer) = worker.ask(7, request);
    assert_eq!(composition.diagnostics, []);
    assert_eq!(composition.graph.unwrap().nodes.len(), 3);
    assert_eq!(transfer.length(), 1, "the component is handed over");
    let reply = Reflect::get(&message, &"reply".into()).unwrap();
    let compose = Reflect::get(&reply, &"Compose".into()).unwrap();
    let bytes = Reflect::get(&compose, &"bytes".into()).unwrap();
    assert!(bytes.is_instance_of::<Uint8Array>());

    let bytes = composition.bytes.unwrap();
    let (transpiled, _, transfer) = worker.ask(8, TranspileRequest { bytes });
    assert!(transpiled.js.contains("export function instantiate"));
    assert_eq!(transfer.length() as usize, transpiled.cores.len());
    assert!(!transpiled.needs_jspi);
}

#[wasm_bindgen_test]
fn it_reads_wave_by_the_types_of_an_inspection() {
    let worker = Worker::start();
    let bytes = PROCESSOR.to_vec().into();
    let (inspection, ..) = worker.ask(1, InspectRequest { bytes });
    let function = &inspection.functions[0];
    let request = ParseWaveRequest {
        params: function.params.clone(),
        text: "\"  The Component   Model \"".to_owned(),
    };
    let (parsed, ..) = worker.ask(2, request);
    assert_eq!(parsed.diagnostics, []);
    let request = ParseWaveRequest {
        params: function.params.clone(),
        text: "6".to_owned(),
    };
    let (parsed, ..) = worker.ask(3, request);
    assert_eq!(parsed.values, None);
    assert_eq!(parsed.diagnostics.len(), 1);
}

#[wasm_bindgen_test]
fn it_opens_dropped_bytes() {
    let worker = Worker::start();
    let files = vec![NamedFile {
        path: "My reporter.wasm".to_owned(),
        bytes: REPORTER.to_vec().into(),
    }];
    let (opened, _, transfer) = worker.ask(4, OpenRequest { files });
    assert_eq!(opened.components[0].name, "local:my-reporter");
    assert_eq!(opened.components[0].bytes, REPORTER);
    assert_eq!(transfer.length(), 1);
}

#[wasm_bindgen_test]
fn it_answers_a_malformed_question_as_that() {
    let worker = Worker::start();
    let message = Object::new();
    Reflect::set(&message, &"id".into(), &9.into()).unwrap();
    Reflect::set(&message, &"request".into(), &"Dance".into()).unwrap();
    let posted = worker.post(&message);
    let answer: EngineAnswer = serde_wasm_bindgen::from_value(posted[0].0.clone()).unwrap();
    assert_eq!(answer.id, 9);
    let EngineReply::Failed(error) = answer.reply else {
        panic!("{answer:?}");
    };
    assert_eq!(error.code, "malformed-question");
}

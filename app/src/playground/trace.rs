//! Compositions taken apart, so that what crosses their wires can be seen.

use std::collections::BTreeMap;

use futures::future::join_all;
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use model::{CrossingOutcome, Function, LinkRequest, Param, TraceEvent, Type, Value};

use crate::client::messages::to_js;
use crate::client::runner::Loadable;
use crate::client::{clock, files};
use crate::playground::Playground;
use crate::playground::compose::Ingredients;
use crate::state::fault::Fault;
use crate::state::trace::{Trace, Traced, telemetry};

/// How long calls are gathered before they are shown, in milliseconds.
const REST: u32 = 150;
/// So many calls are written in WAVE side by side.
const AT_ONCE: usize = 64;

/// A composition that was taken apart.
#[derive(Clone)]
pub(super) struct Apart {
    /// Of the composed component.
    digest: String,
    loadable: Loadable,
    /// The functions that its instances export and import, by id.
    functions: BTreeMap<String, Function>,
}

impl Playground {
    /// Makes runs of the composition tell what crosses its wires, or not.
    pub fn set_traces(self, traces: bool) {
        self.cells.traces.set(traces);
    }

    /// Takes in what a run tells of its wires. Views follow now and then: they would be busy for
    /// long with thousands of calls one by one.
    pub(super) fn hear_crossing(self, event: TraceEvent) {
        let is_first = self.crossings.try_update_value(|waiting| {
            waiting.push(event);
            waiting.len() == 1
        });
        if is_first == Some(true) {
            Timeout::new(REST, move || self.show_crossings()).forget();
        }
    }

    /// Shows all that was told of the wires so far.
    pub(super) fn show_crossings(self) {
        let told = self.crossings.try_update_value(std::mem::take);
        let Some(told) = told.filter(|it| !it.is_empty()) else {
            return;
        };
        self.cells
            .trace
            .update(|trace| told.into_iter().for_each(|event| trace.take(event)));
    }

    /// Begins an empty trace.
    pub(super) fn forget_trace(self) {
        self.crossings.update_value(Vec::clear);
        self.cells.trace.set(Trace::default());
    }

    /// The trace of the latest run as OpenTelemetry's JSON, as a file.
    pub fn download_trace(self) -> Result<(), Fault> {
        let now = clock::date();
        // Any number but 0 tells it from others.
        let id = (now.to_bits() as u128) << 64 | u128::from(clock::now().to_bits()) | 1;
        let export = self.trace.with_untracked(|trace| telemetry(trace, id, now));
        let json = crate::client::messages::to_json(&export);
        let json = json.map_err(|error| Fault::new("unspeakable", error.to_string()))?;
        files::download("trace.json", json.as_bytes());
        Ok(())
    }

    /// The instances of the composition for a run worker; none where it cannot be taken apart,
    /// which the trace tells.
    pub(super) async fn linked(self, digest: &str) -> Option<Loadable> {
        let kept = self.apart.get_value().filter(|it| it.digest == digest);
        if let Some(apart) = kept {
            return Some(apart.loadable);
        }
        match self.take_apart(digest).await {
            Ok(apart) => {
                self.apart.set_value(Some(apart.clone()));
                Some(apart.loadable)
            }
            Err(fault) => {
                self.cells
                    .trace
                    .update(|trace| trace.not_traced = Some(fault.message));
                None
            }
        }
    }

    async fn take_apart(self, digest: &str) -> Result<Apart, Fault> {
        let ingredients = self.workspace.with_untracked(Ingredients::of);
        let Some(Ingredients { path, text, .. }) = ingredients else {
            return Err(Fault::new("not-composed", "there is no composition"));
        };
        let components = self.known_components().await;
        let request = LinkRequest {
            path,
            text,
            components,
        };
        let linked = self.engine_client().ask(request).await?;
        let instances = linked.instances.iter();
        let functions = instances.flat_map(|it| it.exports.iter().chain(&it.imports));
        let functions = functions.map(|it| (it.id.clone(), it.clone())).collect();
        let unsendable = |error: serde_wasm_bindgen::Error| {
            Fault::new("no-worker", format!("the run cannot be described: {error}"))
        };
        let nothing = js_sys::Object::new().into();
        Ok(Apart {
            digest: digest.to_owned(),
            loadable: Loadable {
                transpiled: nothing,
                linked: Some(to_js(&linked).map_err(unsendable)?),
                mocks: None,
            },
            functions,
        })
    }

    /// Writes the arguments and results of the latest trace.
    pub(super) async fn describe_trace(self) {
        let calls = self.trace.with_untracked(|trace| trace.calls.clone());
        let Some(apart) = self.apart.get_value().filter(|_| !calls.is_empty()) else {
            return;
        };
        let mut texts = Vec::with_capacity(calls.len());
        for some in calls.chunks(AT_ONCE) {
            texts.extend(join_all(some.iter().map(|call| self.texts_of(call, &apart))).await);
        }
        self.cells.trace.update(|trace| {
            for (call, (args, result)) in calls.iter().zip(texts) {
                trace.describe(call.crossing.number, args, result);
            }
        });
    }

    /// Arguments and result of a call in WAVE.
    async fn texts_of(self, call: &Traced, apart: &Apart) -> (Vec<String>, Option<String>) {
        let function = apart.functions.get(&call.crossing.function);
        let mut types = function.into_iter().flat_map(|it| &it.params);
        let mut args = Vec::new();
        for value in &call.crossing.args {
            args.push(match (types.next(), value) {
                (Some(param), value) => self.written(&param.ty, value.as_ref()).await,
                // What is dropped is no parameter of a function.
                (None, Some(Value::Handle(number))) => format!("#{number}"),
                (None, _) => "…".to_owned(),
            });
        }
        let outcome = call.ended.as_ref().map(|it| &it.outcome);
        let result = match (outcome, function.and_then(|it| it.result.as_ref())) {
            (Some(CrossingOutcome::Returned { value }), Some(ty)) => {
                Some(self.written(ty, value.as_ref()).await)
            }
            _ => None,
        };
        (args, result)
    }

    async fn written(self, ty: &Type, value: Option<&Value>) -> String {
        let Some(value) = value else {
            return "…".to_owned();
        };
        let param = Param {
            name: "value".to_owned(),
            ty: ty.clone(),
        };
        let text = self.print_args(vec![param], vec![value.clone()]);
        text.await.unwrap_or_else(|_| "…".to_owned())
    }
}

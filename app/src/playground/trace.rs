//! Compositions taken apart, so that what crosses their wires can be seen.

use std::collections::BTreeMap;

use leptos::prelude::*;
use model::{CrossingOutcome, Function, LinkRequest, Param, Type, Value};

use crate::client::messages::to_js;
use crate::client::runner::Loadable;
use crate::client::{clock, files};
use crate::playground::Playground;
use crate::playground::compose::Ingredients;
use crate::state::fault::Fault;
use crate::state::trace::telemetry;

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
        for call in calls {
            let function = apart.functions.get(&call.crossing.function);
            let params = function.map(|it| it.params.clone()).unwrap_or_default();
            let mut types = params.into_iter().map(|param| param.ty);
            let mut args = Vec::new();
            for value in call.crossing.args {
                args.push(match (types.next(), value) {
                    (Some(ty), value) => self.written(ty, value).await,
                    // What is dropped is no parameter of a function.
                    (None, Some(Value::Handle(number))) => format!("#{number}"),
                    (None, _) => "…".to_owned(),
                });
            }
            let outcome = call.ended.map(|it| it.outcome);
            let result = match (outcome, function.and_then(|it| it.result.clone())) {
                (Some(CrossingOutcome::Returned { value }), Some(ty)) => {
                    Some(self.written(ty, value).await)
                }
                _ => None,
            };
            texts.push((call.crossing.number, args, result));
        }
        self.cells.trace.update(|trace| {
            for (number, args, result) in texts {
                trace.describe(number, args, result);
            }
        });
    }

    async fn written(self, ty: Type, value: Option<Value>) -> String {
        let Some(value) = value else {
            return "…".to_owned();
        };
        let name = "value".to_owned();
        let text = self.print_args(vec![Param { name, ty }], vec![value]);
        text.await.unwrap_or_else(|_| "…".to_owned())
    }
}

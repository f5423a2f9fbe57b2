//! What is run: a binary, and what run workers are to load of it.

use leptos::prelude::*;
use model::{Artifact, Inspection, RunEvent, Stage, Target, TranspileRequest};
use wasm_bindgen::JsValue;

use crate::client::clock;
use crate::client::runner::Loadable;
use crate::playground::compose::not_composed;
use crate::playground::execute::stage;
use crate::playground::{Order, Playground};
use crate::state::fault::Fault;
use crate::state::run::Place;

/// A binary and what it is.
pub(super) struct Binary {
    pub(super) bytes: Vec<u8>,
    pub(super) inspection: Inspection,
}

impl Playground {
    /// A binary that is a component.
    pub(super) async fn runnable(self, target: &Target) -> Result<Binary, Fault> {
        let binary = self.binary(target).await?;
        if binary.inspection.artifact != Artifact::Component {
            let message =
                "a core module or WIT package cannot be run: make a component of it first";
            return Err(Fault::new("not-a-component", message));
        }
        Ok(binary)
    }

    /// What run workers are to load: the instances of a composition where it is to be traced and
    /// can be, else the component.
    pub(super) async fn loadable(
        self,
        order: &Order,
        binary: Binary,
        tell: &mut impl FnMut(RunEvent),
    ) -> Result<Loadable, Fault> {
        let digest = &binary.inspection.digest;
        let mocks = self.mocks_for(digest, &binary.bytes).await?;
        if order.traces && order.place == Place::Browser {
            let begun = clock::now();
            if let Some(linked) = self.linked(digest).await {
                tell(stage(Stage::Transpile, begun));
                return Ok(Loadable { mocks, ..linked });
            }
        }
        let transpiled = self.transpiled(binary, tell).await?;
        let linked = None;
        Ok(Loadable {
            transpiled,
            linked,
            mocks,
        })
    }

    /// A component as run workers take it, from the last time if there was one.
    async fn transpiled(
        self,
        binary: Binary,
        tell: &mut impl FnMut(RunEvent),
    ) -> Result<JsValue, Fault> {
        let transpiling = clock::now();
        let digest = binary.inspection.digest;
        let runner = self.clients.with_value(|clients| clients.runner.clone());
        let transpiled = match runner.transpiled(&digest) {
            Some(transpiled) => transpiled,
            None => {
                let bytes = binary.bytes.into();
                let transpiled = self.engine_client().ask(TranspileRequest { bytes }).await?;
                runner.keep(&digest, &transpiled)?
            }
        };
        tell(stage(Stage::Transpile, transpiling));
        Ok(transpiled)
    }

    pub(super) async fn binary(self, target: &Target) -> Result<Binary, Fault> {
        match target {
            Target::Composition => {
                let composition = self.compose_now().await;
                let failed = not_composed(&composition);
                match (composition.bytes, composition.inspection) {
                    (Some(bytes), Some(inspection)) => Ok(Binary {
                        bytes: bytes.into_vec(),
                        inspection,
                    }),
                    _ => Err(failed),
                }
            }
            Target::Component { name } => {
                let component = self.component(name)?;
                let bytes = self.bytes_of(&component).await?.to_vec();
                let inspection = self.inspect(&component).await?;
                Ok(Binary { bytes, inspection })
            }
        }
    }
}

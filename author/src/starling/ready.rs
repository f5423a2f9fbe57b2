//! All of a component with StarlingMonkey that depends on its world, kept for the next build.

use std::collections::BTreeMap;
use std::sync::Arc;

use model::{BuildStage, BuildTime, Built, EncodedWorld, EngineError};
use self_cell::self_cell;
use wasi_preview1_component_adapter_provider::WASI_SNAPSHOT_PREVIEW1_REACTOR_ADAPTER;
use wasmparser::ExternalKind;
use wit_component::ComponentEncoder;

use super::module::Running;
use super::preview1::{PREVIEW1, Preview1};
use super::splicer::Feature;
use super::{BINDINGS, ENTRY, EVALUATE, HANDLER, time, told};
use crate::entry;
use crate::evaluate::State;
use crate::fault::fault;
use crate::machine::Machine;
use crate::snapshot::{InstrumentedModule, snapshot_module};
use crate::sources::Sources;
use crate::wanted::wanted;
use crate::world::World;

/// The engine with the functions of a world.
pub(super) struct Ready<M: Machine> {
    pub(super) encoded: EncodedWorld,
    pub(super) features: Vec<Feature>,
    pub(super) world: World,
    pub(super) bindings: String,
    pub(super) env: Vec<String>,
    /// The engine that evaluates: it tells its state.
    pub(super) module: M::Module,
    pub(super) imports: Vec<(String, String)>,
    pub(super) told: Vec<(String, ExternalKind)>,
    /// The engine that becomes a component.
    pub(super) stubbed: Stubbed,
}

self_cell!(
    /// A module, and what it takes to write a state into it.
    pub(super) struct Stubbed {
        owner: Vec<u8>,
        #[covariant]
        dependent: InstrumentedModule,
    }
);

impl<M: Machine> Ready<M> {
    /// Makes a component of a module and what it imports.
    pub(super) fn build(
        &self,
        machine: &mut M,
        files: &BTreeMap<String, String>,
        entry: &str,
        mut stages: Vec<BuildTime>,
    ) -> Result<Built, EngineError> {
        let broken = |reason: String| {
            let message = format!("the component could not be written: {reason}");
            fault("not-built", message)
        };
        let host = self.host(files, entry);
        let ready = machine.now();
        let evaluated = match self.evaluate(machine, &host) {
            Ok(state) => state,
            Err(reason) => {
                stages.push(time(BuildStage::Evaluate, machine.now() - ready));
                return Ok(Built {
                    component: None,
                    diagnostics: told::diagnostics(
                        &self.world,
                        &reason,
                        &host.written(),
                        files,
                        entry,
                    ),
                    stages,
                });
            }
        };
        let evaluated_at = machine.now();
        let module = snapshot_module(self.stubbed.borrow_dependent(), EVALUATE, evaluated);
        let component = component(&module.map_err(broken)?).map_err(broken)?;
        stages.extend([
            time(BuildStage::Evaluate, evaluated_at - ready),
            time(BuildStage::Snapshot, machine.now() - evaluated_at),
        ]);
        Ok(Built {
            component: Some(component.into()),
            diagnostics: told::remarks(&host.written(), files, entry),
            stages,
        })
    }

    /// What the engine is given to evaluate a module.
    fn host(&self, files: &BTreeMap<String, String>, entry: &str) -> Arc<Preview1> {
        let mut wanted = wanted(&self.world);
        if self.features.contains(&Feature::FetchEvent) {
            // The engine itself answers requests, by what listens to its event.
            wanted.retain(|it| it.path[0] != HANDLER);
        }
        let mut files = files.clone();
        files.insert(
            ENTRY.to_owned(),
            entry::around(&wanted, &format!("./{entry}"), told::TELL, entry::UNGUARDED),
        );
        files.insert(BINDINGS.to_owned(), self.bindings.clone());
        let mut env = self.env.clone();
        env.push(format!("SOURCE_NAME={entry}"));
        let stdin = format!("--initializer-script-path /{BINDINGS} --strip-path-prefix // {ENTRY}");
        Preview1::new(env, &stdin, Sources::new(&files, &BTreeMap::new(), &[]))
    }

    /// Evaluates and reads what came of it. The error is what the engine trapped with.
    fn evaluate(&self, machine: &mut M, host: &Arc<Preview1>) -> Result<State, String> {
        let mut running = Running::start(machine, &self.module, &self.imports, host)?;
        running.call("_initialize", &[])?;
        running.call(EVALUATE, &[])?;
        let mut state = State::default();
        for (name, kind) in &self.told {
            if *kind == ExternalKind::Memory {
                state.memories.insert(name.clone(), running.memory(name)?);
            } else {
                state.globals.insert(name.clone(), running.global(name)?);
            }
        }
        // It has written what is wrong.
        match running
            .call("check_init", &[])?
            .map_or(0, |it| it.unsigned())
        {
            0 => Ok(state),
            _ => Err("the engine was not made ready".to_owned()),
        }
    }
}

/// The component around a module. The error is what a library says.
fn component(module: &[u8]) -> Result<Vec<u8>, String> {
    let mut encoder = ComponentEncoder::default();
    encoder
        .module(module)
        .and_then(|encoder| encoder.adapter(PREVIEW1, WASI_SNAPSHOT_PREVIEW1_REACTOR_ADAPTER))
        .and_then(ComponentEncoder::encode)
        .map_err(|error| format!("{error:#}"))
}

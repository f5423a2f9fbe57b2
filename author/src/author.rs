//! A request to its answer.

use std::collections::BTreeMap;

use model::{AuthorReply, AuthorRequest, BuildTime, EncodedWorld, EngineError, ScriptEngine};

use crate::build::build;
use crate::fault::fault;
use crate::loader;
use crate::machine::Machine;
use crate::needs::Needs;
use crate::prepared::Prepared;
use crate::runtime::Runtime;
use crate::skeleton::skeleton;
use crate::starling::Starling;
use crate::types::types;
use crate::world::World;

/// How many worlds are kept prepared.
const KEPT: usize = 3;

/// What makes components of sources. Between requests it keeps the engines that it was given, and
/// what depends on worlds alone.
pub struct Author<M: Machine> {
    machine: M,
    runtimes: BTreeMap<bool, Runtime>,
    /// Compiled modules by their bytes: those of the engine are the same for every world.
    compiled: BTreeMap<Vec<u8>, M::Module>,
    /// The worlds that were asked for last, newest first.
    prepared: Vec<(EncodedWorld, Needs, Prepared<M>)>,
    /// The other engine, once it was asked for.
    starling: Option<Starling<M>>,
    /// What stands in for the engine's loader of modules in a finished component.
    loader: Vec<u8>,
}

impl<M: Machine + Default> Default for Author<M> {
    fn default() -> Self {
        Self::new(M::default())
    }
}

impl<M: Machine> Author<M> {
    /// An author that has core modules run by a machine.
    pub fn new(machine: M) -> Self {
        Self {
            machine,
            runtimes: BTreeMap::new(),
            compiled: BTreeMap::new(),
            prepared: Vec::new(),
            starling: None,
            loader: loader::stub().expect("the loader's interface is a constant"),
        }
    }

    /// Answers a request, with [`AuthorReply::Failed`] when it could not be asked.
    pub fn handle(&mut self, request: AuthorRequest) -> AuthorReply {
        self.answer(request).unwrap_or_else(AuthorReply::Failed)
    }

    fn answer(&mut self, request: AuthorRequest) -> Result<AuthorReply, EngineError> {
        use AuthorRequest as Request;
        Ok(match request {
            Request::LoadRuntime(it) => {
                let runtime = Runtime::new(it.bytes.into_vec());
                self.runtimes.insert(it.concurrent, runtime);
                AuthorReply::LoadRuntime(())
            }
            Request::LoadStarling(it) => {
                let (engine, splicer) = (it.engine.into_vec(), it.splicer);
                let starling = Starling::new(&mut self.machine, engine, &splicer);
                let message = |reason| format!("StarlingMonkey cannot be started: {reason}");
                let starling = starling.map_err(|reason| fault("not-started", message(reason)))?;
                self.starling = Some(starling);
                AuthorReply::LoadStarling(())
            }
            Request::PrepareWorld(it) => {
                self.prepare(it.world, Needs::default(), &mut Vec::new())?;
                AuthorReply::PrepareWorld(())
            }
            Request::Build(it) if it.engine == ScriptEngine::Starlingmonkey => {
                let starling = self.starling.as_mut();
                let starling = starling
                    .ok_or_else(|| fault("starling-not-loaded", "the engine is not there yet"))?;
                let built = starling.build(&mut self.machine, it.world, &it.files, &it.entry);
                AuthorReply::Build(built?)
            }
            Request::Build(it) => {
                let mut stages = Vec::new();
                self.prepare(it.world.clone(), Needs::of(&it.files), &mut stages)?;
                let (_, _, prepared) = &self.prepared[0];
                let (machine, loader) = (&mut self.machine, &self.loader);
                let mut built = build(machine, prepared, loader, &it)?;
                built.stages.splice(0..0, stages);
                AuthorReply::Build(built)
            }
            Request::WriteSkeleton(it) => {
                AuthorReply::WriteSkeleton(skeleton(&World::decode(&it.world)?, it.language))
            }
            Request::WriteTypes(it) => AuthorReply::WriteTypes(types(&World::decode(&it.world)?)),
        })
    }

    /// Sees to it that a world is the first of those that are prepared.
    fn prepare(
        &mut self,
        encoded: EncodedWorld,
        needs: Needs,
        stages: &mut Vec<BuildTime>,
    ) -> Result<(), EngineError> {
        let mut prepared = self.prepared.iter();
        if let Some(known) = prepared.position(|it| it.0 == encoded && it.1 == needs) {
            self.prepared[..=known].rotate_right(1);
            return Ok(());
        }
        let world = World::decode(&encoded)?;
        let runtime = self.runtimes.get_mut(&world.is_concurrent());
        let runtime = runtime.ok_or_else(|| match world.is_concurrent() {
            true => fault(
                "concurrent-runtime-not-loaded",
                "the engine is not there yet",
            ),
            false => fault("runtime-not-loaded", "the engine is not there yet"),
        })?;
        let not_linked = |reason: String| fault("not-linked", cannot_link(&reason));
        let runtime = runtime.needing(needs).map_err(not_linked)?;
        let (machine, compiled) = (&mut self.machine, &mut self.compiled);
        let prepared = Prepared::new(world, needs, runtime, machine, compiled, stages);
        let prepared = prepared.map_err(not_linked)?;
        self.prepared.insert(0, (encoded, needs, prepared));
        self.prepared.truncate(KEPT);
        Ok(())
    }
}

fn cannot_link(reason: &str) -> String {
    format!("no component of this world can be made of JavaScript: {reason}")
}

//! All of a component that depends on its world alone, kept for the next build.

use std::collections::{BTreeMap, BTreeSet};

use model::{BuildStage, BuildTime};
use self_cell::self_cell;

use crate::console;
use crate::link::{EVALUATE, link};
use crate::live::dead;
use crate::machine::Machine;
use crate::needs::Needs;
use crate::plan::Plan;
use crate::snapshot::{Instrumented, instrument};
use crate::world::World;

/// A world and the engine, linked and compiled.
pub(crate) struct Prepared<M: Machine> {
    pub(crate) world: World,
    /// How `console` is made, where modules name it.
    pub(crate) console: Option<&'static str>,
    /// What the engine evaluates first.
    pub(crate) shim: String,
    pub(crate) linked: Linked,
    /// Its core modules, compiled.
    pub(crate) modules: Vec<M::Module>,
    /// Of each core module, the functions that are of no use once the module was evaluated.
    pub(crate) dead: Vec<BTreeSet<u32>>,
}

self_cell!(
    /// The linked component, and what tells its state.
    pub(crate) struct Linked {
        owner: Vec<u8>,
        #[covariant]
        dependent: Instrumented,
    }
);

impl<M: Machine> Prepared<M> {
    /// Links and compiles. What was compiled before is taken from there, and all that was
    /// compiled now is left there. The error is what a library or the runtime says.
    pub(crate) fn new(
        world: World,
        needs: Needs,
        runtime: &[u8],
        machine: &mut M,
        compiled: &mut BTreeMap<Vec<u8>, M::Module>,
        stages: &mut Vec<BuildTime>,
    ) -> Result<Self, String> {
        let start = machine.now();
        let (world, console) = match needs.console {
            true => console::with_stderr(world),
            false => (world, None),
        };
        let (component, shim) = link(&world, runtime)?;
        let linked = Linked::try_new(component, |it| instrument(it, EVALUATE))?;
        let plan = Plan::of(linked.borrow_owner()).map_err(|error| error.to_string())?;
        let dead = plan.modules.iter().map(|module| dead(module));
        let dead = dead.collect::<Result<_, _>>();
        let dead = dead.map_err(|error| error.to_string())?;
        let linked_at = machine.now();
        let plan = Plan::of(&linked.borrow_dependent().component);
        let plan = plan.map_err(|error| error.to_string())?;
        let mut modules = Vec::new();
        let mut known = BTreeMap::new();
        for bytes in plan.modules {
            let module = match compiled.remove(bytes) {
                Some(module) => module,
                None => machine.compile(bytes)?,
            };
            known.insert(bytes.to_vec(), module.clone());
            modules.push(module);
        }
        *compiled = known;
        let times = [
            (BuildStage::Link, linked_at - start),
            (BuildStage::Compile, machine.now() - linked_at),
        ];
        stages.extend(times.map(|(stage, milliseconds)| BuildTime {
            stage,
            milliseconds,
        }));
        Ok(Self {
            world,
            console,
            shim,
            linked,
            modules,
            dead,
        })
    }
}

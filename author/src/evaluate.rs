//! Runs a component for a moment: evaluates the module in it, and reads what came of that.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::guest;
use crate::machine::{HostFunction, Machine, Number, Provider};
use crate::plan::{Alias, CoreFunction, CoreInstance, Item, Lifted, Plan};
use crate::sources::Sources;

/// The export of an instrumented component that tells its state.
const STATE: &str = "wasmtime:wizer/access";

/// What the engine is given to evaluate.
pub(crate) struct Script<'a> {
    /// Evaluated first, as a script.
    pub(crate) shim: &'a str,
    /// The module.
    pub(crate) text: &'a str,
    /// Its path, by which it and what it imports are found.
    pub(crate) path: &'a str,
}

/// Memories and globals by the functions that tell them.
#[derive(Default)]
pub(crate) struct State {
    pub(crate) memories: BTreeMap<String, Vec<u8>>,
    pub(crate) globals: BTreeMap<String, Number>,
}

/// Why a module could not be evaluated.
#[derive(Debug)]
pub(crate) enum Failure {
    /// It threw, or could not be read; in the engine's words.
    Thrown(String),
    /// The engine stopped; in the runtime's words.
    Trapped(String),
    /// The component could not be run at all.
    Broken(String),
}

/// A component that was instantiated by its core modules.
pub(crate) struct Running<'a, M: Machine> {
    pub(crate) machine: &'a mut M,
    plan: &'a Plan<'a>,
    sources: Arc<Sources>,
    instances: Vec<Option<M::Instance>>,
    functions: BTreeMap<u32, M::Item>,
}

impl<'a, M: Machine> Running<'a, M> {
    /// Instantiates a component out of modules that are compiled already.
    pub(crate) fn start(
        machine: &'a mut M,
        plan: &'a Plan<'a>,
        modules: &[M::Module],
        sources: Arc<Sources>,
    ) -> Result<Self, Failure> {
        let mut running = Self {
            machine,
            plan,
            sources,
            instances: Vec::new(),
            functions: BTreeMap::new(),
        };
        for instance in &plan.instances {
            let made = match instance {
                CoreInstance::Items(_) => None,
                CoreInstance::Module { module, args } => {
                    let module = modules.get(*module as usize).ok_or_else(missing)?;
                    Some(running.instantiate(module, args)?)
                }
            };
            running.instances.push(made);
        }
        Ok(running)
    }

    /// Evaluates a module.
    pub(crate) fn evaluate(&mut self, init: &str, script: &Script) -> Result<(), Failure> {
        let init = self.plan.exported(init).ok_or_else(missing)?;
        let mut args = Vec::new();
        for text in [script.shim, script.text] {
            args.extend(self.text(init, text)?);
        }
        args.push(Number::from(1));
        args.extend(self.text(init, script.path)?);
        // Collecting garbage stays as it is.
        args.push(Number::from(0));
        let function = self.function(init.function)?;
        let result = self.machine.call(&function, &args);
        let result = result.map_err(Failure::Trapped)?.ok_or_else(missing)?;
        let words = self.words::<3>(init, result.unsigned())?;
        // The truth value is one byte; what is beside it is not set.
        if words[0] & 0xff == 0 {
            return Ok(());
        }
        let message = self.bytes(init, words[1], words[2])?;
        let message = String::from_utf8_lossy(&message).into_owned();
        Err(Failure::Thrown(message))
    }

    /// Reads all memories and globals. The instance is of no use afterwards.
    pub(crate) fn state(mut self) -> Result<State, Failure> {
        let mut state = State::default();
        for (name, told) in self.plan.exported_instance(STATE) {
            let function = self.function(told.function)?;
            let value = self.machine.call(&function, &[]);
            let value = value.map_err(Failure::Broken)?.ok_or_else(missing)?;
            if told.memory.is_some() {
                let [at, length] = self.words::<2>(told, value.unsigned())?;
                let bytes = self.bytes(told, at, length)?;
                state.memories.insert(name.to_owned(), bytes);
            } else {
                state.globals.insert(name.to_owned(), value);
            }
        }
        Ok(state)
    }

    /// What gets room for the arguments of an exported function.
    pub(crate) fn realloc(&mut self, of: &str) -> Result<M::Item, Failure> {
        let lifted = self.plan.exported(of).ok_or_else(missing)?;
        self.function(lifted.realloc.ok_or_else(missing)?)
    }

    /// The memory of an exported function.
    pub(crate) fn memory_of(&mut self, export: &str) -> Result<M::Item, Failure> {
        let lifted = self.plan.exported(export).ok_or_else(missing)?;
        self.memory(lifted.memory.ok_or_else(missing)?)
    }

    fn instantiate(
        &mut self,
        module: &M::Module,
        args: &BTreeMap<&str, u32>,
    ) -> Result<M::Instance, Failure> {
        let mut items = BTreeMap::new();
        for (name, instance) in args {
            let named = match self.plan.instances.get(*instance as usize) {
                Some(CoreInstance::Items(named)) => named,
                _ => continue,
            };
            let mut provided = BTreeMap::new();
            for (field, item) in named {
                let item = match item {
                    Item::Function(index) => self.function(*index)?,
                    Item::Export(alias) => self.alias(*alias)?,
                };
                provided.insert(*field, item);
            }
            items.insert(*name, provided);
        }
        let mut providers = BTreeMap::new();
        for (name, instance) in args {
            let provider = match items.remove(name) {
                Some(items) => Provider::Items(items),
                None => Provider::Instance(instance_of(&self.instances, *instance)?),
            };
            providers.insert(*name, provider);
        }
        let made = self.machine.instantiate(module, &providers);
        made.map_err(Failure::Broken)
    }

    /// A core function by its number; functions of the host are made when they are first needed.
    fn function(&mut self, index: u32) -> Result<M::Item, Failure> {
        let function = self.plan.functions.get(index as usize);
        let (interface, name, memory, realloc) = match function.ok_or_else(missing)? {
            CoreFunction::Export(alias) => return self.alias(*alias),
            CoreFunction::Drop => ("", guest::DROP, None, None),
            CoreFunction::BuiltIn => ("", "", None, None),
            CoreFunction::Import {
                interface,
                name,
                memory,
                realloc,
            } => (*interface, *name, *memory, *realloc),
        };
        if let Some(made) = self.functions.get(&index) {
            return Ok(made.clone());
        }
        let memory = memory.map(|it| self.memory(it)).transpose()?;
        let realloc = realloc.map(|it| self.function(it)).transpose()?;
        let made = self.machine.host_function(HostFunction {
            memory: memory.into(),
            realloc,
            answer: guest::answer(interface, name, &self.sources),
        });
        self.functions.insert(index, made.clone());
        Ok(made)
    }

    fn memory(&mut self, index: u32) -> Result<M::Item, Failure> {
        let alias = self.plan.memories.get(index as usize);
        self.alias(*alias.ok_or_else(missing)?)
    }

    fn alias(&mut self, alias: Alias) -> Result<M::Item, Failure> {
        let instance = instance_of(&self.instances, alias.instance)?;
        let item = self.machine.export(instance, alias.name);
        item.ok_or_else(missing)
    }

    /// Puts a text where an exported function takes it: its place and its length.
    fn text(&mut self, taker: Lifted, text: &str) -> Result<[Number; 2], Failure> {
        let length = u32::try_from(text.len()).map_err(|_| missing())?;
        let realloc = self.function(taker.realloc.ok_or_else(missing)?)?;
        let args = [0, 0, 1, length].map(Number::from);
        let at = self.machine.call(&realloc, &args);
        let at = at.map_err(Failure::Trapped)?.ok_or_else(missing)?;
        let memory = self.memory(taker.memory.ok_or_else(missing)?)?;
        let written = self.machine.write(&memory, at.unsigned(), text.as_bytes());
        written.ok_or_else(missing)?;
        Ok([at, Number::from(length)])
    }

    fn words<const N: usize>(&mut self, giver: Lifted, at: u32) -> Result<[u32; N], Failure> {
        let bytes = self.bytes(giver, at, 4 * N as u32)?;
        let mut words = [0; N];
        for (word, bytes) in words.iter_mut().zip(bytes.chunks_exact(4)) {
            *word = u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]);
        }
        Ok(words)
    }

    fn bytes(&mut self, giver: Lifted, at: u32, length: u32) -> Result<Vec<u8>, Failure> {
        let memory = self.memory(giver.memory.ok_or_else(missing)?)?;
        let bytes = self.machine.read(&memory, at, length);
        bytes.ok_or_else(missing)
    }
}

fn instance_of<I>(instances: &[Option<I>], index: u32) -> Result<&I, Failure> {
    let instance = instances.get(index as usize);
    instance.and_then(Option::as_ref).ok_or_else(missing)
}

fn missing() -> Failure {
    Failure::Broken("the linked component lacks something that it names".to_owned())
}

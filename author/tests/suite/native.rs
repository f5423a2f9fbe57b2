//! Core modules run by Wasmtime.

use std::collections::{BTreeMap, HashMap};
use std::time::Instant;

use author::{Guest, HostFunction, Machine, Number, Provider};
use wasmtime::{
    AsContextMut, Caller, Config, Engine, Extern, Func, FuncType, Instance, Memory, Module, Store,
    Val,
};

/// Wasmtime as the author's machine.
pub(crate) struct Native {
    engine: Engine,
    store: Store<()>,
    compiled: HashMap<Vec<u8>, Module>,
    start: Instant,
}

/// Something that modules share; a function of the host gets its type from who imports it.
#[derive(Clone)]
pub(crate) enum Item {
    Real(Extern),
    Host(std::sync::Arc<HostFunction<Item>>),
}

pub(crate) fn engine() -> Engine {
    let mut config = Config::new();
    config.cranelift_opt_level(wasmtime::OptLevel::None);
    config.wasm_component_model_async(true);
    Engine::new(&config).unwrap()
}

impl Native {
    pub(crate) fn new(engine: &Engine) -> Self {
        Self {
            engine: engine.clone(),
            store: Store::new(engine, ()),
            compiled: HashMap::new(),
            start: Instant::now(),
        }
    }

    fn real(&mut self, item: &Item, ty: Option<FuncType>) -> Option<Extern> {
        match (item, ty) {
            (Item::Real(it), _) => Some(it.clone()),
            (Item::Host(function), Some(ty)) => Some(self.host(function, ty).into()),
            (Item::Host(_), None) => None,
        }
    }

    fn host(&mut self, function: &HostFunction<Item>, ty: FuncType) -> Func {
        let own = function.memory.clone();
        let realloc = match &function.realloc {
            Some(Item::Real(Extern::Func(it))) => Some(*it),
            _ => None,
        };
        let answer = function.answer.clone();
        let call = move |caller: Caller<'_, ()>, args: &[Val], results: &mut [Val]| {
            let args: Vec<_> = args.iter().map(number).collect();
            let mut guest = Called {
                caller,
                memory: own.get().and_then(memory),
                realloc,
            };
            let answer = answer(&args, &mut guest).map_err(wasmtime::Error::msg)?;
            if let (Some(result), Some(answer)) = (results.first_mut(), answer) {
                *result = value(answer);
            }
            Ok(())
        };
        Func::new(&mut self.store, ty, call)
    }
}

impl Machine for Native {
    type Module = Module;
    type Instance = Instance;
    type Item = Item;

    fn compile(&mut self, bytes: &[u8]) -> Result<Module, String> {
        if let Some(known) = self.compiled.get(bytes) {
            return Ok(known.clone());
        }
        let module = Module::new(&self.engine, bytes).map_err(|it| format!("{it:?}"))?;
        self.compiled.insert(bytes.to_vec(), module.clone());
        Ok(module)
    }

    fn instantiate(
        &mut self,
        module: &Module,
        providers: &BTreeMap<&str, Provider<'_, Self>>,
    ) -> Result<Instance, String> {
        let mut imports = Vec::new();
        for import in module.imports() {
            let provided = match providers.get(import.module()) {
                Some(Provider::Instance(it)) => it.get_export(&mut self.store, import.name()),
                Some(Provider::Items(items)) => {
                    let item = items.get(import.name());
                    let ty = import.ty().func().cloned();
                    item.and_then(|item| self.real(item, ty))
                }
                None => None,
            };
            let what = || format!("nobody provides {} {}", import.module(), import.name());
            imports.push(provided.ok_or_else(what)?);
        }
        Instance::new(&mut self.store, module, &imports).map_err(|it| format!("{it:?}"))
    }

    fn export(&mut self, instance: &Instance, name: &str) -> Option<Item> {
        instance.get_export(&mut self.store, name).map(Item::Real)
    }

    fn host_function(&mut self, function: HostFunction<Item>) -> Item {
        Item::Host(function.into())
    }

    fn call(&mut self, function: &Item, args: &[Number]) -> Result<Option<Number>, String> {
        let Item::Real(Extern::Func(function)) = function else {
            return Err("no function".to_owned());
        };
        let args: Vec<_> = args.iter().copied().map(value).collect();
        let mut results = vec![Val::I32(0); function.ty(&self.store).results().len()];
        let called = function.call(&mut self.store, &args, &mut results);
        called.map_err(|it| format!("{it:?}"))?;
        Ok(results.first().map(number))
    }

    fn read(&mut self, memory_: &Item, at: u32, length: u32) -> Option<Vec<u8>> {
        read(&mut self.store, memory(memory_)?, at, length)
    }

    fn write(&mut self, memory_: &Item, at: u32, bytes: &[u8]) -> Option<()> {
        memory(memory_)?
            .write(&mut self.store, at as usize, bytes)
            .ok()
    }

    fn size(&mut self, item: &Item) -> Option<u32> {
        memory(item)?.data_size(&self.store).try_into().ok()
    }

    fn global(&mut self, item: &Item) -> Option<Number> {
        match item {
            Item::Real(Extern::Global(global)) => Some(number(&global.get(&mut self.store))),
            _ => None,
        }
    }

    fn now(&self) -> f64 {
        self.start.elapsed().as_secs_f64() * 1000.0
    }
}

struct Called<'a> {
    caller: Caller<'a, ()>,
    memory: Option<Memory>,
    realloc: Option<Func>,
}

impl Guest for Called<'_> {
    fn read(&mut self, at: u32, length: u32) -> Option<Vec<u8>> {
        read(&mut self.caller, self.memory?, at, length)
    }

    fn write(&mut self, at: u32, bytes: &[u8]) -> Option<()> {
        self.memory?
            .write(&mut self.caller, at as usize, bytes)
            .ok()
    }

    fn allocate(&mut self, length: u32, align: u32) -> Option<u32> {
        let args = [0, 0, align, length].map(|it| Val::I32(it.cast_signed()));
        let mut result = [Val::I32(0)];
        let realloc = self.realloc?;
        realloc.call(&mut self.caller, &args, &mut result).ok()?;
        result[0].i32().map(i32::cast_unsigned)
    }
}

fn memory(item: &Item) -> Option<Memory> {
    match item {
        Item::Real(Extern::Memory(memory)) => Some(*memory),
        _ => None,
    }
}

fn read(store: &mut impl AsContextMut, memory: Memory, at: u32, length: u32) -> Option<Vec<u8>> {
    let mut bytes = vec![0; length as usize];
    memory.read(store, at as usize, &mut bytes).ok()?;
    Some(bytes)
}

fn number(value: &Val) -> Number {
    match value {
        Val::I64(it) => Number::I64(*it),
        other => Number::I32(other.i32().unwrap_or_default()),
    }
}

fn value(number: Number) -> Val {
    match number {
        Number::I32(it) => Val::I32(it),
        Number::I64(it) => Val::I64(it),
    }
}

//! A core module of preview 1 that is run for a moment: the engine, or the splicer.

use std::collections::BTreeMap;
use std::sync::Arc;

use wasmparser::{Parser, Payload, TypeRef};

use super::preview1::Preview1;
use crate::machine::{HostFunction, Later, Machine, Number, Provider};

/// A module that was instantiated.
pub(super) struct Running<'a, M: Machine> {
    machine: &'a mut M,
    instance: M::Instance,
    memory: M::Item,
}

/// First and second names of the functions that a module imports. The error is what a library says.
pub(super) fn imports(module: &[u8]) -> Result<Vec<(String, String)>, String> {
    let mut imports = Vec::new();
    for payload in Parser::new(0).parse_all(module) {
        let Payload::ImportSection(section) = payload.map_err(|error| error.to_string())? else {
            continue;
        };
        for import in section.into_imports() {
            let import = import.map_err(|error| error.to_string())?;
            if matches!(import.ty, TypeRef::Func(_)) {
                imports.push((import.module.to_owned(), import.name.to_owned()));
            }
        }
        break;
    }
    Ok(imports)
}

impl<'a, M: Machine> Running<'a, M> {
    /// Instantiates a module, all of whose imports are functions. The error is what the runtime says.
    pub(super) fn start(
        machine: &'a mut M,
        module: &M::Module,
        imports: &[(String, String)],
        host: &Arc<Preview1>,
    ) -> Result<Self, String> {
        let own = Later::new();
        let mut provided: BTreeMap<&str, BTreeMap<&str, M::Item>> = BTreeMap::new();
        for (interface, name) in imports {
            let function = machine.host_function(HostFunction {
                memory: own.clone(),
                realloc: None,
                answer: host.answer(interface, name),
            });
            provided
                .entry(interface)
                .or_default()
                .insert(name, function);
        }
        let providers = provided.into_iter();
        let providers = providers.map(|(name, items)| (name, Provider::Items(items)));
        let instance = machine.instantiate(module, &providers.collect())?;
        let memory = machine.export(&instance, "memory");
        let memory = memory.ok_or("the module exports no memory")?;
        own.set(memory.clone());
        Ok(Self {
            machine,
            instance,
            memory,
        })
    }

    /// Calls an exported function. The error is what it trapped with.
    pub(super) fn call(&mut self, name: &str, args: &[Number]) -> Result<Option<Number>, String> {
        let function = self.item(name)?;
        self.machine.call(&function, args)
    }

    /// Puts bytes into room that the module gives: their place and their length.
    pub(super) fn put(&mut self, bytes: &[u8]) -> Result<[Number; 2], String> {
        let length = u32::try_from(bytes.len()).map_err(|_| OUTSIDE)?;
        let args = [0, 0, 1, length].map(Number::from);
        let at = self.call("cabi_realloc", &args)?.ok_or(OUTSIDE)?;
        let written = self.machine.write(&self.memory, at.unsigned(), bytes);
        written.ok_or(OUTSIDE)?;
        Ok([at, Number::from(length)])
    }

    /// Bytes of its memory.
    pub(super) fn bytes(&mut self, at: u32, length: u32) -> Result<Vec<u8>, String> {
        let bytes = self.machine.read(&self.memory, at, length);
        bytes.ok_or_else(|| OUTSIDE.to_owned())
    }

    /// The bytes whose place and length stand at a place.
    pub(super) fn list(&mut self, at: u32, size: u32) -> Result<Vec<u8>, String> {
        let bytes = self.bytes(at, 8)?;
        let (place, length) = (word(&bytes, 0), word(&bytes, 4));
        self.bytes(place, length.checked_mul(size).ok_or(OUTSIDE)?)
    }

    /// The text whose place and length stand at a place.
    pub(super) fn text(&mut self, at: u32) -> Result<String, String> {
        let bytes = self.list(at, 1)?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }

    /// All of an exported memory.
    pub(super) fn memory(&mut self, name: &str) -> Result<Vec<u8>, String> {
        let memory = self.item(name)?;
        let size = self.machine.size(&memory).ok_or(OUTSIDE)?;
        let bytes = self.machine.read(&memory, 0, size);
        bytes.ok_or_else(|| OUTSIDE.to_owned())
    }

    /// The value of an exported global.
    pub(super) fn global(&mut self, name: &str) -> Result<Number, String> {
        let global = self.item(name)?;
        let value = self.machine.global(&global);
        value.ok_or_else(|| format!("`{name}` is no global"))
    }

    fn item(&mut self, name: &str) -> Result<M::Item, String> {
        let item = self.machine.export(&self.instance, name);
        item.ok_or_else(|| format!("the module exports no `{name}`"))
    }
}

/// A number of four bytes within others.
pub(super) fn word(bytes: &[u8], at: usize) -> u32 {
    let word = bytes.get(at..).and_then(|rest| rest.first_chunk());
    word.map_or(0, |word| u32::from_le_bytes(*word))
}

const OUTSIDE: &str = "the module's memory does not hold what it was to hold";

//! The splicer of componentize-js, called as the core module that it is: it gives the engine the
//! functions of a world, and takes out what a component of it has no use for.

use std::sync::Arc;

use super::module::{Running, imports, word};
use super::preview1::Preview1;
use crate::machine::{Machine, Number};

const INTERFACE: &str = "local:spidermonkey-embedding-splicer/splicer";

/// The splicer, compiled.
pub(super) struct Splicer<M: Machine> {
    module: M::Module,
    imports: Vec<(String, String)>,
}

/// A world as the splicer takes it.
pub(super) struct Target<'a> {
    /// A WIT text with all packages that it needs.
    pub(super) wit: &'a str,
    pub(super) world: &'a str,
    /// What the engine may use of the world around it.
    pub(super) features: &'a [Feature],
}

/// Something of the world around a component that the engine uses.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Feature {
    Stdio = 0,
    Clocks = 1,
    Random = 2,
    Http = 3,
    /// `addEventListener('fetch')` answers requests.
    FetchEvent = 4,
}

/// The engine with the functions of a world.
pub(super) struct Spliced {
    pub(super) module: Vec<u8>,
    /// A script that makes JavaScript functions of them.
    pub(super) bindings: String,
    /// What tells the engine of them, as variables.
    pub(super) env: Vec<String>,
}

impl<M: Machine> Splicer<M> {
    /// Compiles it. The error is what the runtime says.
    pub(super) fn new(machine: &mut M, module: &[u8]) -> Result<Self, String> {
        Ok(Self {
            imports: imports(module)?,
            module: machine.compile(module)?,
        })
    }

    /// Gives an engine the functions of a world. The error is what the splicer says.
    pub(super) fn splice(
        &self,
        machine: &mut M,
        engine: &[u8],
        target: &Target,
    ) -> Result<Spliced, String> {
        let without_debugging = [Number::from(0)];
        let (name, more) = ("splice-bindings", &without_debugging);
        self.call(machine, name, engine, target, more, |running, at| {
            let mut env = vec!["DEBUG=".to_owned(), "FEATURE_CLOCKS=1".to_owned()];
            let module = running.list(at, 1)?;
            let bindings = running.text(at + 8)?;
            exports(running, at + 16, &mut env)?;
            imported(running, at + 24, &mut env)?;
            Ok(Spliced {
                module,
                bindings,
                env,
            })
        })
    }

    /// Takes out of an engine what its world does not import. The error is what the splicer says.
    pub(super) fn stub(
        &self,
        machine: &mut M,
        engine: &[u8],
        target: &Target,
    ) -> Result<Vec<u8>, String> {
        self.call(machine, "stub-wasi", engine, target, &[], |running, at| {
            running.list(at, 1)
        })
    }

    /// Calls a function on an engine and reads its `result<T, string>`.
    fn call<T>(
        &self,
        machine: &mut M,
        name: &str,
        engine: &[u8],
        target: &Target,
        more: &[Number],
        read: impl FnOnce(&mut Running<M>, u32) -> Result<T, String>,
    ) -> Result<T, String> {
        let host = Arc::<Preview1>::default();
        let mut running = Running::start(machine, &self.module, &self.imports, &host)?;
        let none = [Number::from(0); 3];
        let mut args = running.put(engine)?.to_vec();
        let features: Vec<_> = target.features.iter().map(|it| *it as u8).collect();
        args.extend(running.put(&features)?);
        args.push(Number::from(1));
        args.extend(running.put(target.wit.as_bytes())?);
        args.extend(none);
        args.push(Number::from(1));
        args.extend(running.put(target.world.as_bytes())?);
        args.extend(more);
        let at = running.call(&format!("{INTERFACE}#{name}"), &args);
        let at = at.map_err(|trap| said(&host.written()).unwrap_or(trap))?;
        let at = at.map_or(0, Number::unsigned);
        match running.bytes(at, 1)?[..] {
            [0] => read(&mut running, at + 4),
            _ => Err(running.text(at + 4)?),
        }
    }
}

/// What a program says of why it panics, without where that was.
fn said(written: &str) -> Option<String> {
    let (_, why) = written.split_once("panicked at ")?;
    let (_, why) = why.split_once('\n')?;
    let why = why.split("\nnote: run with").next().unwrap_or(why);
    Some(why.trim().to_owned())
}

/// Tells of the functions that the world exports.
fn exports<M: Machine>(
    running: &mut Running<M>,
    at: u32,
    env: &mut Vec<String>,
) -> Result<(), String> {
    const SIZE: u32 = 28;
    let place = word(&running.bytes(at, 4)?, 0);
    let list = running.list(at, SIZE)?;
    for (number, function) in list.chunks_exact(SIZE as usize).enumerate() {
        let at = place + number as u32 * SIZE;
        let name = running.text(at)?;
        let params = running.list(at + 8, 1)?;
        let params: Vec<_> = params.iter().copied().map(type_name).collect();
        let by_pointer = |is_so: u8| if is_so == 1 { "*" } else { "" };
        let result = match function[16] {
            1 => type_name(function[17]),
            _ => "",
        };
        env.extend([
            format!("EXPORT{number}_NAME={name}"),
            format!(
                "EXPORT{number}_ARGS={}{}",
                by_pointer(function[24]),
                params.join(",")
            ),
            format!("EXPORT{number}_RET={}{result}", by_pointer(function[18])),
            format!("EXPORT{number}_RETSIZE={}", word(function, 20)),
        ]);
    }
    env.push(format!("EXPORT_CNT={}", list.len() as u32 / SIZE));
    Ok(())
}

/// Tells of the functions that the world imports.
fn imported<M: Machine>(
    running: &mut Running<M>,
    at: u32,
    env: &mut Vec<String>,
) -> Result<(), String> {
    const SIZE: u32 = 20;
    let place = word(&running.bytes(at, 4)?, 0);
    let list = running.list(at, SIZE)?;
    for (number, function) in list.chunks_exact(SIZE as usize).enumerate() {
        let name = running.text(place + number as u32 * SIZE + 8)?;
        env.extend([
            format!("IMPORT{number}_NAME={name}"),
            format!("IMPORT{number}_ARGCNT={}", word(function, 16)),
        ]);
    }
    env.push(format!("IMPORT_CNT={}", list.len() as u32 / SIZE));
    Ok(())
}

fn type_name(number: u8) -> &'static str {
    ["i32", "i64", "f32", "f64"]
        .get(usize::from(number))
        .copied()
        .unwrap_or_default()
}

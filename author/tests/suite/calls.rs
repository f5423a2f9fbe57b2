//! Calls of a component, written a line each, and what Wasmtime gives for them.
//!
//! `f(args)` is a function of the world, `ns:pkg/interface#f(args)` one of an interface. What a
//! call gives is in the line below, after `= ` or, for a trap, `!`, and below that, indented, what
//! was written to standard error. A trap ends the instance; what follows is called in another one.
//! `c := f(args)` keeps a handle, which later lines pass as `$c`.

use std::collections::BTreeMap;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use wasmtime::component::{Component, Func, Instance, InstancePre, Linker, Val};
use wasmtime::{Engine, Store};

use crate::host;

/// The text again, with what came of its calls.
pub(crate) fn made(engine: &Engine, component: &[u8], text: &str) -> Result<String, String> {
    let told = |error: wasmtime::Error| format!("{error:?}");
    let component = Component::new(engine, component).map_err(told)?;
    let mut linker = Linker::new(engine);
    let written = host::Written::default();
    host::provide(&mut linker, engine, &component, &written).map_err(told)?;
    let mut store = Store::new(engine, ());
    let instance = block_on(linker.instantiate_async(&mut store, &component)).map_err(told)?;
    let linker = linker.instantiate_pre(&component).map_err(told)?;
    let mut calls = Calls {
        linker,
        store,
        instance,
        kept: BTreeMap::new(),
        written,
    };
    // Findings stand before the calls, indented where they go on.
    let is_call = |it: &&str| !it.starts_with(['=', '!', ' ']) && !it.contains(".js:");
    let lines = text.lines().filter(is_call);
    let mut made = String::new();
    for line in lines {
        made.push_str(line);
        made.push('\n');
        if !line.is_empty() {
            made.push_str(&calls.line(line)?);
        }
    }
    Ok(made)
}

struct Calls {
    linker: InstancePre<()>,
    store: Store<()>,
    instance: Instance,
    kept: BTreeMap<String, Val>,
    written: host::Written,
}

impl Calls {
    fn line(&mut self, line: &str) -> Result<String, String> {
        let (name, call) = match line.split_once(" := ") {
            Some((name, call)) => (Some(name), call),
            None => (None, line),
        };
        let call = call.strip_suffix(')').and_then(|it| it.split_once('('));
        let (function, args) = call.ok_or_else(|| format!("no call: {line}"))?;
        let function = self.function(function)?;
        let types = function.ty(&self.store);
        let mut values = Vec::new();
        for ((_, ty), arg) in types.params().zip(split(args)) {
            values.push(match arg.strip_prefix('$') {
                Some(name) => self.kept.get(name).cloned().ok_or("nothing was kept")?,
                None => Val::from_wave(&ty, arg).map_err(|error| format!("{arg}: {error}"))?,
            });
        }
        let mut results = vec![Val::Bool(false); types.results().len()];
        let called = block_on(function.call_async(&mut self.store, &values, &mut results));
        let written = std::mem::take(&mut *self.written.lock().map_err(|_| "poisoned")?);
        let written = String::from_utf8_lossy(&written);
        let written: String = written.lines().map(|it| format!("  {it}\n")).collect();
        if called.is_err() {
            self.store = Store::new(self.store.engine(), ());
            let again = block_on(self.linker.instantiate_async(&mut self.store));
            self.instance = again.map_err(|error| format!("{error:?}"))?;
            return Ok(format!("! it traps\n{written}"));
        }
        match (name, results.pop()) {
            (Some(name), Some(result)) => {
                self.kept.insert(name.to_owned(), result);
                Ok(String::new())
            }
            (_, None) => Ok(String::new()),
            (None, Some(result)) => {
                let wave = result.to_wave().map_err(|error| error.to_string())?;
                Ok(format!("= {wave}\n"))
            }
        }
    }

    fn function(&mut self, name: &str) -> Result<Func, String> {
        let store = &mut self.store;
        let index = match name.split_once('#') {
            None => self.instance.get_export_index(&mut *store, None, name),
            Some((interface, name)) => self
                .instance
                .get_export_index(&mut *store, None, interface)
                .and_then(|it| self.instance.get_export_index(&mut *store, Some(&it), name)),
        };
        let function = index.and_then(|index| self.instance.get_func(store, index));
        function.ok_or_else(|| format!("there is no function {name}"))
    }
}

/// What comes of something that waits for nothing outside of itself.
fn block_on<T>(work: impl Future<Output = T>) -> T {
    let mut work = pin!(work);
    loop {
        if let Poll::Ready(came) = work.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            return came;
        }
    }
}

/// Arguments parted by commas that are in no brackets and no text.
fn split(args: &str) -> Vec<&str> {
    let (mut depth, mut quoted, mut start) = (0, false, 0);
    let mut parts = Vec::new();
    for (at, letter) in args.char_indices() {
        match letter {
            '"' => quoted = !quoted,
            '(' | '[' | '{' if !quoted => depth += 1,
            ')' | ']' | '}' if !quoted => depth -= 1,
            ',' if !quoted && depth == 0 => {
                parts.push(args[start..at].trim());
                start = at + 1;
            }
            _ => {}
        }
    }
    if !args[start..].trim().is_empty() {
        parts.push(args[start..].trim());
    }
    parts
}

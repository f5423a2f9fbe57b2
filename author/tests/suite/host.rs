//! What cases may import: functions that are told by their names, for values of any type, and
//! standard error.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use wasmtime::Result;
use wasmtime::component::types::ComponentItem;
use wasmtime::component::{Component, Linker, Resource, ResourceType, Val};
use wasmtime::{Engine, Error, StoreContextMut};

/// What a component wrote to standard error.
pub(crate) type Written = Arc<Mutex<Vec<u8>>>;

/// The host's side of a stream.
struct Stream;

/// The host's side of a time that was waited for.
struct Pollable;

/// Provides `test:host/*` with functions of which `echo…` gives back what it gets and `fail…`
/// gives it as an error; all else that a component imports traps.
pub(crate) fn provide(
    linker: &mut Linker<()>,
    engine: &Engine,
    component: &Component,
    written: &Written,
) -> Result<()> {
    standard_error(linker, engine, component, written)?;
    for (name, item) in component.component_type().imports(engine) {
        let ComponentItem::ComponentInstance(interface) = item.ty else {
            continue;
        };
        if !name.starts_with("test:host/") {
            continue;
        }
        let mut instance = linker.instance(name)?;
        for (function, _) in interface.exports(engine) {
            let fails = function.starts_with("fail");
            instance.func_new(function, move |_, _, args, results| {
                let given = args
                    .first()
                    .cloned()
                    .ok_or_else(|| Error::msg("nothing given"))?;
                results[0] = match fails {
                    true => Val::Result(Err(Some(Box::new(given)))),
                    false => given,
                };
                Ok(())
            })?;
        }
    }
    linker.define_unknown_imports_as_traps(component)
}

/// Takes what is written to standard error; other streams trap. The clock of the day stands still, the other
/// is as far as it was waited for.
fn standard_error(
    linker: &mut Linker<()>,
    engine: &Engine,
    component: &Component,
    written: &Written,
) -> Result<()> {
    let clock = Arc::new(AtomicU64::new(0));
    for (name, item) in component.component_type().imports(engine) {
        let ComponentItem::ComponentInstance(interface) = item.ty else {
            continue;
        };
        let mut instance = linker.instance(name)?;
        for (item, _) in interface.exports(engine) {
            match item {
                "output-stream" => {
                    let ty = ResourceType::host::<Stream>();
                    instance.resource(item, ty, |_, _| Ok(()))?;
                }
                "now" if name.contains("wall-clock") => {
                    instance.func_new(item, |_, _, _, results| {
                        let seconds = Val::U64(1_700_000_000);
                        let fields = [("seconds", seconds), ("nanoseconds", Val::U32(0))];
                        let fields = fields.map(|(name, value)| (name.to_owned(), value));
                        results[0] = Val::Record(fields.into());
                        Ok(())
                    })?;
                }
                "now" => {
                    let clock = Arc::clone(&clock);
                    let now = move |_: StoreContextMut<'_, ()>, (): ()| {
                        Ok((clock.load(Ordering::Relaxed),))
                    };
                    instance.func_wrap(item, now)?;
                }
                "subscribe-duration" => {
                    let clock = Arc::clone(&clock);
                    let wait = move |_: StoreContextMut<'_, ()>, (duration,): (u64,)| {
                        clock.fetch_add(duration, Ordering::Relaxed);
                        Ok((Resource::<Pollable>::new_own(1),))
                    };
                    instance.func_wrap(item, wait)?;
                }
                "pollable" => {
                    let ty = ResourceType::host::<Pollable>();
                    instance.resource(item, ty, |_, _| Ok(()))?;
                }
                "[method]pollable.block" => {
                    let block = |_: StoreContextMut<'_, ()>, _: (Resource<Pollable>,)| Ok(());
                    instance.func_wrap(item, block)?;
                }
                "wait-for" => {
                    instance.func_new_concurrent(item, |_, _, _, _| Box::pin(async { Ok(()) }))?
                }
                "get-stderr" => {
                    instance.func_wrap(item, |_, (): ()| Ok((Resource::<Stream>::new_own(1),)))?
                }
                "[method]output-stream.blocking-write-and-flush" => {
                    let written = Arc::clone(written);
                    instance.func_new(item, move |_, _, args, results| {
                        let mut written = written.lock().map_err(|_| Error::msg("poisoned"))?;
                        written.extend(bytes(args));
                        results[0] = Val::Result(Ok(None));
                        Ok(())
                    })?;
                }
                _ => {}
            }
        }
    }
    Ok(())
}

/// What is written, by the arguments of who writes.
fn bytes(args: &[Val]) -> impl Iterator<Item = u8> {
    let bytes = match args.get(1) {
        Some(Val::List(bytes)) => &bytes[..],
        _ => &[],
    };
    bytes.iter().filter_map(|it| match it {
        Val::U8(byte) => Some(*byte),
        _ => None,
    })
}

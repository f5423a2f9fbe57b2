//! What cases may import: functions that are told by their names, for values of any type.

use wasmtime::Result;
use wasmtime::component::types::ComponentItem;
use wasmtime::component::{Component, Linker, Val};
use wasmtime::{Engine, Error};

/// Provides `test:host/*` with functions of which `echo…` gives back what it gets and `fail…`
/// gives it as an error; all else that a component imports traps.
pub(crate) fn provide(
    linker: &mut Linker<()>,
    engine: &Engine,
    component: &Component,
) -> Result<()> {
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

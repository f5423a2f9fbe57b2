//! Which imports of a component the server does not provide.

use wasmtime::component::types::ComponentItem;
use wasmtime::component::{Component, InstancePre, Linker, LinkerInstance, ResourceType};
use wasmtime::{Engine, Result, bail};

use super::host::Host;

/// Links the component, or tells the names of the imports that nobody provides.
pub(crate) fn link(
    linker: &Linker<Host>,
    component: &Component,
) -> Result<InstancePre<Host>, Vec<String>> {
    linker.instantiate_pre(component).map_err(|error| {
        let mut missing = missing(linker.clone(), component, &error);
        if missing.is_empty() {
            missing.push(format!("{error:#}"));
        }
        missing
    })
}

/// Wasmtime names one missing import at a time: each is stubbed to learn of the next.
fn missing(
    mut linker: Linker<Host>,
    component: &Component,
    first: &wasmtime::Error,
) -> Vec<String> {
    let engine = component.engine();
    let ty = component.component_type();
    let imports: Vec<_> = ty.imports(engine).collect();
    let mut missing: Vec<String> = Vec::new();
    let mut message = first.to_string();
    while let Some((name, import)) = imports
        .iter()
        .find(|(name, _)| message.contains(&format!("`{name}`")))
    {
        // A stub that does not fit, because its types are another import's, cannot be passed.
        if missing.iter().any(|known| known == name) {
            break;
        }
        missing.push((*name).to_owned());
        linker.allow_shadowing(true);
        if stub(engine, &mut linker.root(), name, &import.ty).is_err() {
            break;
        }
        match linker.instantiate_pre(component) {
            Ok(_) => break,
            Err(error) => message = error.to_string(),
        }
    }
    missing
}

/// Defines an import as something that is never called.
fn stub(
    engine: &Engine,
    linker: &mut LinkerInstance<'_, Host>,
    name: &str,
    item: &ComponentItem,
) -> Result<()> {
    match item {
        ComponentItem::ComponentFunc(func) if func.async_() => {
            linker.func_new_concurrent(name, |_, _, _, _| Box::pin(async { bail!("stub") }))
        }
        ComponentItem::ComponentFunc(_) => linker.func_new(name, |_, _, _, _| bail!("stub")),
        ComponentItem::ComponentInstance(instance) => {
            let mut linker = linker.instance(name)?;
            instance
                .exports(engine)
                .try_for_each(|(name, export)| stub(engine, &mut linker, name, &export.ty))
        }
        ComponentItem::Resource(_) => {
            linker.resource(name, ResourceType::host::<()>(), |_, _| Ok(()))
        }
        ComponentItem::Type(_) => Ok(()),
        ComponentItem::CoreFunc(_) | ComponentItem::Module(_) | ComponentItem::Component(_) => {
            bail!("cannot be stubbed")
        }
    }
}

//! Finding a function by its id and reading its arguments.

use std::error::Error;

use wasmtime::component::types::{ComponentFunc, ComponentItem};
use wasmtime::component::wasm_wave::parser::ParserError;
use wasmtime::component::wasm_wave::untyped::UntypedFuncCall;
use wasmtime::component::{Component, ComponentExportIndex, Type, Val};

use crate::error::AppError;

/// An exported function.
pub(crate) struct Function {
    /// Where it is.
    pub(crate) index: ComponentExportIndex,
    /// What it takes and gives.
    pub(crate) ty: ComponentFunc,
}

/// The function with that id: `interface#name`, or `name` for one of the world.
pub(crate) fn find(component: &Component, id: &str) -> Option<Function> {
    let (interface, name) = match id.rsplit_once('#') {
        Some((interface, name)) => (Some(interface), name),
        None => (None, id),
    };
    let parent = match interface {
        Some(interface) => Some(component.get_export(None, interface)?.1),
        None => None,
    };
    match component.get_export(parent.as_ref(), name)? {
        (ComponentItem::ComponentFunc(ty), index) => Some(Function { index, ty }),
        _ => None,
    }
}

/// Ids of all functions that can be called, in declaration order.
pub(crate) fn ids(component: &Component) -> Vec<String> {
    let engine = component.engine();
    let mut ids = Vec::new();
    for (name, export) in component.component_type().exports(engine) {
        match export.ty {
            ComponentItem::ComponentFunc(_) => ids.push(name.to_owned()),
            ComponentItem::ComponentInstance(instance) => ids.extend(
                instance
                    .exports(engine)
                    .filter(|(_, export)| matches!(export.ty, ComponentItem::ComponentFunc(_)))
                    .map(|(function, _)| format!("{name}#{function}")),
            ),
            _ => {}
        }
    }
    ids
}

/// The arguments, read from WAVE text.
pub(crate) fn arguments(ty: &ComponentFunc, args: &str) -> Result<Vec<Val>, AppError> {
    let params: Vec<Type> = ty.params().map(|(_, ty)| ty).collect();
    if let Some((name, _)) = ty.params().find(|(_, ty)| !is_writable(ty)) {
        let message = format!(
            "the parameter `{name}` takes a resource, stream or future, which WAVE cannot write; \
             run it in the tab"
        );
        return Err(AppError::unprocessable("no-wave", message));
    }
    let call = format!("{BEFORE}{args})");
    let call = UntypedFuncCall::parse(&call).map_err(|error| bad_wave(&error, args))?;
    call.to_wasm_params::<Val>(&params)
        .map_err(|error| bad_wave(&error, args))
}

/// What makes a call of arguments; WAVE reads those in no other place.
const BEFORE: &str = "call(";

/// What is wrong, and with which part of the arguments.
fn bad_wave(error: &ParserError, args: &str) -> AppError {
    let detail = match (error.detail(), error.source()) {
        (Some(detail), _) => detail.to_owned(),
        (None, Some(source)) => source.to_string(),
        (None, None) => error.kind().to_string(),
    };
    let span = error.span();
    let start = span.start.saturating_sub(BEFORE.len());
    let end = span.end.saturating_sub(BEFORE.len());
    let message = match args.get(start..end).filter(|part| !part.is_empty()) {
        Some(part) => format!("the arguments are wrong at `{part}`: {detail}"),
        None => format!("the arguments are wrong: {detail}"),
    };
    AppError::bad_request("bad-wave", message)
}

/// Whether WAVE has a text for values of the type's outermost kind.
fn is_writable(ty: &Type) -> bool {
    !matches!(
        ty,
        Type::Own(_) | Type::Borrow(_) | Type::Stream(_) | Type::Future(_) | Type::ErrorContext
    )
}

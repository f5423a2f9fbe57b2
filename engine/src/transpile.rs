//! A component as one JS module and its core modules, for a run worker to load.

use std::collections::{BTreeSet, HashMap};

use js_component_bindgen::{AsyncMode, InstantiationMode, TranspileOpts};
use model::{CoreModule, EngineError, ImportNeed, Transpiled};
use serde_bytes::ByteBuf;
use wit_component::DecodedWasm;
use wit_parser::{Function, Resolve, Type, TypeDefKind, WorldId, WorldItem};

use crate::binary::{self, Kind};
use crate::decode::without_exported_types;
use crate::diagnostics::failure;
use crate::inspect;

mod drops;
mod module;
mod results;

pub use module::{EsModule, transpile_to_module};

/// Imports of WASI 0.2 that may have to wait; everything else there answers at once.
const WAITING_IMPORTS: [&str; 8] = [
    "wasi:io/poll#poll",
    "wasi:io/poll#[method]pollable.block",
    "wasi:io/streams#[method]input-stream.blocking-read",
    "wasi:io/streams#[method]input-stream.blocking-skip",
    "wasi:io/streams#[method]output-stream.blocking-flush",
    "wasi:io/streams#[method]output-stream.blocking-write-and-flush",
    "wasi:io/streams#[method]output-stream.blocking-write-zeroes-and-flush",
    "wasi:io/streams#[method]output-stream.blocking-splice",
];

/// Put before the generated module: its scheduler asks for many timers of 0 ms, which browsers
/// clamp to 4 ms each once nested. The run worker sets `__fastTimeout`; other hosts need not.
const PRELUDE: &str =
    "const setTimeout = globalThis.__fastTimeout ?? globalThis.setTimeout.bind(globalThis);\n";

/// Transpiles a component.
///
/// # Errors
///
/// `not-wasm`, `not-a-component` for a core module or a WIT package, `invalid` for a component
/// that does not validate, `not-transpiled` for one that js-component-bindgen refuses.
pub fn transpile(bytes: &[u8]) -> Result<Transpiled, EngineError> {
    let (resolve, world) = decode(bytes)?;
    transpile_linked(bytes, &resolve, world, &BTreeSet::new())
}

/// Transpiles a component some of whose imports, `late`, are provided by others that may have to
/// wait.
pub(crate) fn transpile_linked(
    bytes: &[u8],
    resolve: &Resolve,
    world: WorldId,
    late: &BTreeSet<&str>,
) -> Result<Transpiled, EngineError> {
    let imports = imports(resolve, world);
    let late = late_functions(resolve, world, late);
    let opts = TranspileOpts::builder()
        .name("component".to_owned())
        .no_typescript(true)
        .instantiation_mode(InstantiationMode::Async)
        // Without it versions are stripped, and WASI 0.2 and 0.3 share one key.
        .map(identity_map(bytes))
        .nodejs_compat_disabled(true)
        .base64_cutoff(0)
        .async_mode(async_mode(waits(resolve, world), late))
        .build();
    let transpiled = generate(bytes, opts)?;
    let mut js = PRELUDE.to_owned();
    let mut cores = Vec::new();
    for (name, contents) in transpiled.files {
        match name.ends_with(".wasm") {
            true => cores.push(CoreModule {
                name,
                bytes: ByteBuf::from(contents),
            }),
            false => js.push_str(&mended(&contents)),
        }
    }
    Ok(Transpiled {
        needs_jspi: needs_jspi(&js),
        js,
        cores,
        imports,
    })
}

pub(crate) fn decode(bytes: &[u8]) -> Result<(Resolve, WorldId), EngineError> {
    if binary::kind(bytes)? == Kind::Module {
        let message = "it is a core module; only components can run here";
        return Err(failure("not-a-component", message));
    }
    match crate::decode::decode(bytes) {
        Ok(DecodedWasm::Component(resolve, world)) => Ok((resolve, world)),
        Ok(DecodedWasm::WitPackage(..)) => {
            let message = "it is a WIT package in binary form, which has no code to run";
            Err(failure("not-a-component", message))
        }
        Err(error) => Err(not_transpiled(bytes, &format!("{error:#}"))),
    }
}

/// What js-component-bindgen makes of a component.
fn generate(
    bytes: &[u8],
    opts: TranspileOpts,
) -> Result<js_component_bindgen::Transpiled, EngineError> {
    let sayable = without_exported_types(bytes);
    let bytes = sayable.as_deref().unwrap_or(bytes);
    js_component_bindgen::transpile(bytes, opts)
        .map_err(|error| not_transpiled(bytes, &format!("{error:#}")))
}

/// A generated module without the faults of its generator.
fn mended(js: &[u8]) -> String {
    results::lowered(&drops::of_itself(&String::from_utf8_lossy(js)))
}

/// Why a component was refused: it is not valid, or uses what js-component-bindgen lacks.
fn not_transpiled(bytes: &[u8], message: &str) -> EngineError {
    match inspect::validate(bytes) {
        Err(diagnostic) => EngineError {
            offset: Some(diagnostic.span.start),
            ..failure(
                "invalid",
                format!("it is not valid: {}", diagnostic.message),
            )
        },
        Ok(_) => failure(
            "not-transpiled",
            format!("it cannot be turned into JavaScript: {message}"),
        ),
    }
}

/// Interfaces and functions that the host must provide, in declaration order.
fn imports(resolve: &Resolve, world: WorldId) -> Vec<ImportNeed> {
    let mut imports = Vec::new();
    for (key, item) in &resolve.worlds[world].imports {
        let functions = match item {
            WorldItem::Interface { id, .. } => {
                resolve.interfaces[*id].functions.keys().cloned().collect()
            }
            WorldItem::Function(function) => vec![function.name.clone()],
            WorldItem::Type { .. } => continue,
        };
        imports.push(ImportNeed {
            name: resolve.name_world_key(key),
            functions,
        });
    }
    imports
}

fn identity_map(bytes: &[u8]) -> HashMap<String, String> {
    let names = binary::component_import_names(bytes);
    names.into_iter().map(|name| (name.clone(), name)).collect()
}

/// Whether a component has an import of WASI 0.2 that may have to wait.
pub(crate) fn waits(resolve: &Resolve, world: WorldId) -> bool {
    let mut names = resolve.worlds[world].imports.keys();
    names.any(|key| {
        let name = resolve.name_world_key(key);
        let name = name.split('@').next().unwrap_or_default();
        matches!(name, "wasi:io/poll" | "wasi:io/streams")
    })
}

/// The functions among the imports `late` that do not say by their type that they may wait. What
/// gives a future gives it at once.
fn late_functions(resolve: &Resolve, world: WorldId, late: &BTreeSet<&str>) -> Vec<String> {
    let is_future = |ty: &Type| matches!(ty, Type::Id(id) if matches!(resolve.types[*id].kind, TypeDefKind::Future(_)));
    let is_late =
        |it: &&Function| !it.kind.is_async() && !it.result.as_ref().is_some_and(is_future);
    let mut functions = Vec::new();
    for (key, item) in &resolve.worlds[world].imports {
        let name = resolve.name_world_key(key);
        match item {
            _ if !late.contains(name.as_str()) => {}
            WorldItem::Interface { id, .. } => {
                let own = resolve.interfaces[*id].functions.values();
                functions.extend(own.filter(is_late).map(|it| format!("{name}#{}", it.name)));
            }
            WorldItem::Function(function) if is_late(&function) => functions.push(name),
            WorldItem::Function(_) | WorldItem::Type { .. } => {}
        }
    }
    functions
}

/// JSPI where an import may have to wait, plain calls otherwise.
///
/// Exports of WASI 0.3 that are `async` need no listing: their types say so.
fn async_mode(waits: bool, late: Vec<String>) -> AsyncMode {
    if !waits && late.is_empty() {
        return AsyncMode::Sync;
    }
    let waiting = WAITING_IMPORTS.map(str::to_owned);
    AsyncMode::JavaScriptPromiseIntegration {
        imports: waiting.into_iter().chain(late).collect(),
        exports: vec!["*".to_owned()],
    }
}

/// Whether the generated module fails without JSPI.
///
/// It wraps every `realloc` and every post-return function too, just in case, but catches it when
/// that fails; and it declares helpers for wires between components, whether it uses them or not.
fn needs_jspi(js: &str) -> bool {
    js.lines().map(str::trim_start).any(|line| {
        let is_any_of = |starts: &[&str]| starts.iter().any(|start| line.starts_with(start));
        let is_caught = is_any_of(&["const realloc", "postReturn"]);
        let is_declared = is_any_of(&[
            "function _conditionalSuspending",
            "CONDITIONAL_SUSPENDING_WASM",
            "{ '': { fast, slow:",
        ]);
        let suspends =
            line.contains("new WebAssembly.Suspending(") || line.contains("_conditionalSuspending");
        suspends && !is_declared || line.contains("WebAssembly.promising(") && !is_caught
    })
}

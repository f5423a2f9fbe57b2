//! What a binary is, without running it.

use model::{
    Artifact, Custom, Diagnostic, EngineError, Extern, ExternKind, Function, FunctionKind,
    Inspection, Param, Section, Validation,
};
use sha2::{Digest, Sha256};
use wasmparser::component_types::{ComponentEntityType, ComponentItem};
use wasmparser::types::Types;
use wasmparser::{Validator, WasmFeatures};
use wit_component::DecodedWasm;
use wit_parser::{Resolve, WorldId, WorldItem, WorldKey};

use crate::binary::{self, Anatomy};
use crate::decode::decode;
use crate::diagnostics;
use crate::print;
use crate::types::{TypeWriter, resource_name};

/// All that is known of `bytes`.
///
/// # Errors
///
/// `not-wasm` when they are no WebAssembly at all; what is WebAssembly but not valid is described
/// as far as it can be read.
pub fn inspect(bytes: &[u8]) -> Result<Inspection, EngineError> {
    inspect_by(bytes, bytes)
}

/// As [`inspect`], with the types read from a composition of skeletons that it was filled from.
pub(crate) fn inspect_by(bytes: &[u8], skeleton: &[u8]) -> Result<Inspection, EngineError> {
    let kind = binary::kind(bytes)?;
    let Anatomy {
        sections,
        customs,
        producers,
    } = binary::anatomy(bytes);
    let validated = validate(skeleton);
    let mut inspection = Inspection {
        artifact: Artifact::CoreModule,
        digest: digest(bytes),
        size: u32::try_from(bytes.len()).unwrap_or(u32::MAX),
        validation: Validation::Valid,
        wit: String::new(),
        imports: Vec::new(),
        exports: Vec::new(),
        functions: Vec::new(),
        is_command: false,
        is_http: false,
        sections: sections.into_iter().map(to_section).collect(),
        producers,
        customs: customs.into_iter().map(to_custom).collect(),
    };
    if kind == binary::Kind::Component {
        inspection.artifact = Artifact::Component;
    }
    match (validated, kind) {
        (Ok(types), binary::Kind::Module) => {
            (inspection.imports, inspection.exports) = binary::core_externs(&types);
        }
        (Ok(types), binary::Kind::Component) => {
            fill_from_component(&mut inspection, skeleton, &types)
        }
        (Err(diagnostic), _) => {
            let diagnostic = *diagnostic;
            inspection.validation = Validation::Invalid { diagnostic };
        }
    }
    Ok(inspection)
}

/// That a binary is valid, and its types.
pub(crate) fn validate(bytes: &[u8]) -> Result<Types, Box<Diagnostic>> {
    let mut validator = Validator::new_with_features(features());
    validator
        .validate_all(bytes)
        .map_err(|error| Box::new(diagnostics::of_binary(&error)))
}

/// Features that browsers and Wasmtime have on, and that the transpiler accepts.
fn features() -> WasmFeatures {
    WasmFeatures::WASM3
        | WasmFeatures::WIDE_ARITHMETIC
        | WasmFeatures::COMPONENT_MODEL
        | WasmFeatures::CM_ASYNC
        | WasmFeatures::CM_MORE_ASYNC_BUILTINS
        | WasmFeatures::CM_ASYNC_STACKFUL
        | WasmFeatures::CM_ERROR_CONTEXT
        | WasmFeatures::CM_FIXED_LENGTH_LISTS
        | WasmFeatures::CM_MAP
        | WasmFeatures::CM_IMPLEMENTS
        | WasmFeatures::CM_THREADING
}

/// SHA-256 in lower-case hexadecimal.
pub(crate) fn digest(bytes: &[u8]) -> String {
    let hash = Sha256::digest(bytes);
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn fill_from_component(inspection: &mut Inspection, bytes: &[u8], types: &Types) {
    match decode(bytes) {
        Ok(DecodedWasm::WitPackage(resolve, package)) => {
            inspection.artifact = Artifact::WitPackage;
            inspection.wit = print::package(&resolve, package);
        }
        Ok(DecodedWasm::Component(resolve, world)) => {
            if let Some(package) = resolve.worlds[world].package {
                inspection.wit = print::package(&resolve, package);
            }
            fill_from_world(inspection, &resolve, world);
        }
        // It is valid: only WIT has no words for it.
        Err(error) => {
            let names = binary::component_names(bytes);
            let types = types.as_ref();
            inspection.wit = format!("// {error:#}\n");
            let imports = names.imports.into_iter();
            let imports = imports.map(|it| untold(types.component_item_for_import(&it), it));
            inspection.imports = imports.collect();
            let exports = names.exports.into_iter();
            let exports = exports.map(|it| untold(types.component_item_for_export(&it), it));
            inspection.exports = exports.collect();
        }
    }
}

/// An import or export of which no more is known than its name and its kind.
fn untold(item: Option<&ComponentItem>, name: String) -> Extern {
    Extern {
        kind: match item.map(|item| item.ty) {
            Some(ComponentEntityType::Func(_)) => ExternKind::Function,
            Some(ComponentEntityType::Type { .. } | ComponentEntityType::Value(_)) => {
                ExternKind::Type
            }
            Some(ComponentEntityType::Module(_)) => ExternKind::Module,
            Some(ComponentEntityType::Component(_)) => ExternKind::Component,
            Some(ComponentEntityType::Instance(_)) | None => ExternKind::Interface,
        },
        docs: None,
        wit: String::new(),
        functions: Vec::new(),
        name,
    }
}

fn fill_from_world(inspection: &mut Inspection, resolve: &Resolve, id: WorldId) {
    let world = &resolve.worlds[id];
    let to_extern = |(key, item)| to_extern(resolve, id, key, item);
    inspection.imports = world.imports.iter().map(to_extern).collect();
    inspection.exports = world.exports.iter().map(to_extern).collect();
    inspection.functions = exported_functions(resolve, id);
    let exports = |interfaces: &[&str]| {
        inspection.exports.iter().any(|export| {
            let name = export.name.split('@').next().unwrap_or_default();
            export.kind == ExternKind::Interface && interfaces.contains(&name)
        })
    };
    inspection.is_command = exports(&["wasi:cli/run"]);
    inspection.is_http = exports(&["wasi:http/incoming-handler", "wasi:http/handler"]);
}

fn to_extern(resolve: &Resolve, world: WorldId, key: &WorldKey, item: &WorldItem) -> Extern {
    let name = resolve.name_world_key(key);
    match item {
        WorldItem::Interface { id, docs, .. } => Extern {
            kind: ExternKind::Interface,
            docs: docs
                .contents
                .clone()
                .or_else(|| resolve.interfaces[*id].docs.contents.clone()),
            wit: print::interface(resolve, *id),
            functions: resolve.interfaces[*id].functions.keys().cloned().collect(),
            name,
        },
        WorldItem::Function(function) => Extern {
            kind: ExternKind::Function,
            docs: function.docs.contents.clone(),
            wit: print::signature(resolve, function),
            functions: vec![function.name.clone()],
            name,
        },
        WorldItem::Type { id, .. } => Extern {
            kind: ExternKind::Type,
            docs: resolve.types[*id].docs.contents.clone(),
            wit: print::world_type(resolve, world, &name, *id),
            functions: Vec::new(),
            name,
        },
    }
}

/// The functions that a component's world exports, in declaration order.
pub(crate) fn exported_functions(resolve: &Resolve, world: WorldId) -> Vec<Function> {
    functions(resolve, resolve.worlds[world].exports.iter())
}

/// The functions that a component's world imports, in declaration order.
pub(crate) fn imported_functions(resolve: &Resolve, world: WorldId) -> Vec<Function> {
    functions(resolve, resolve.worlds[world].imports.iter())
}

fn functions<'a>(
    resolve: &Resolve,
    items: impl Iterator<Item = (&'a WorldKey, &'a WorldItem)>,
) -> Vec<Function> {
    let mut types = TypeWriter::new(resolve);
    let mut functions = Vec::new();
    for (key, item) in items {
        match item {
            WorldItem::Interface { id, .. } => {
                let interface = resolve.name_world_key(key);
                for function in resolve.interfaces[*id].functions.values() {
                    functions.push(to_function(&mut types, resolve, Some(&interface), function));
                }
            }
            WorldItem::Function(function) => {
                functions.push(to_function(&mut types, resolve, None, function));
            }
            WorldItem::Type { .. } => {}
        }
    }
    functions
}

fn to_function(
    types: &mut TypeWriter,
    resolve: &Resolve,
    interface: Option<&str>,
    function: &wit_parser::Function,
) -> Function {
    types.next_function();
    Function {
        id: match interface {
            Some(interface) => format!("{interface}#{}", function.name),
            None => function.name.clone(),
        },
        interface: interface.map(str::to_owned),
        name: function.name.clone(),
        kind: to_function_kind(resolve, &function.kind),
        is_async: function.kind.is_async(),
        params: function
            .params
            .iter()
            .map(|param| Param {
                name: param.name.clone(),
                ty: types.write(param.ty),
            })
            .collect(),
        result: function.result.map(|ty| types.write(ty)),
        docs: function.docs.contents.clone(),
        wit: print::signature(resolve, function),
    }
}

fn to_function_kind(resolve: &Resolve, kind: &wit_parser::FunctionKind) -> FunctionKind {
    use wit_parser::FunctionKind as Kind;
    match kind {
        Kind::Freestanding | Kind::AsyncFreestanding => FunctionKind::Freestanding,
        Kind::Constructor(id) => FunctionKind::Constructor {
            resource: resource_name(resolve, *id),
        },
        Kind::Method(id) | Kind::AsyncMethod(id) => FunctionKind::Method {
            resource: resource_name(resolve, *id),
        },
        Kind::Static(id) | Kind::AsyncStatic(id) => FunctionKind::Static {
            resource: resource_name(resolve, *id),
        },
    }
}

fn to_section((name, size): (String, u32)) -> Section {
    Section { name, size }
}

fn to_custom((name, size): (String, u32)) -> Custom {
    Custom { name, size }
}

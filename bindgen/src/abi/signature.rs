//! Core functions: the one that is asked about, by each way to call it, and those beside it.

use model::{CoreFunction, CoreKind, CoreSignature};
use wit_parser::abi::WasmSignature;
use wit_parser::{
    LiftLowerAbi, Mangling, ManglingAndAbi, ResourceIntrinsic, TypeId, TypeOwner, WasmExport,
    WasmExportKind, WasmImport, WorldItem, WorldKey,
};

use crate::core_type;
use crate::world::{World, WorldFunction};

const SYNC: ManglingAndAbi = ManglingAndAbi::Legacy(LiftLowerAbi::Sync);
const CALLBACK: ManglingAndAbi = ManglingAndAbi::Legacy(LiftLowerAbi::AsyncCallback);
const STACKFUL: ManglingAndAbi = ManglingAndAbi::Legacy(LiftLowerAbi::AsyncStackful);

/// The ways to call a function, that which its WIT asks for first.
pub(super) fn signatures(
    world: &World,
    it: &WorldFunction<'_>,
    is_export: bool,
) -> Vec<CoreSignature> {
    let mut signatures = match is_export {
        true => vec![
            exported(world, it, SYNC, CoreKind::Sync),
            exported(world, it, CALLBACK, CoreKind::AsyncCallback),
            exported(world, it, STACKFUL, CoreKind::AsyncStackful),
        ],
        false => vec![
            imported(world, it, SYNC, CoreKind::Sync),
            imported(world, it, CALLBACK, CoreKind::AsyncLowered),
        ],
    };
    if it.function.kind.is_async() {
        signatures.rotate_left(1);
    }
    signatures
}

fn imported(
    world: &World,
    it: &WorldFunction<'_>,
    names: ManglingAndAbi,
    kind: CoreKind,
) -> CoreSignature {
    let resolve = &world.resolve;
    let import = WasmImport::Func {
        interface: it.interface,
        func: it.function,
    };
    let name = resolve.wasm_import_name(names, import);
    let signature = resolve.wasm_signature(names.import_variant(), it.function);
    let functions = vec![import_of("the function", name, &signature)];
    CoreSignature { kind, functions }
}

fn exported(
    world: &World,
    it: &WorldFunction<'_>,
    names: ManglingAndAbi,
    kind: CoreKind,
) -> CoreSignature {
    let resolve = &world.resolve;
    let name = |kind| {
        let export = WasmExport::Func {
            interface: it.interface,
            func: it.function,
            kind,
        };
        resolve.wasm_export_name(names, export)
    };
    let signature = resolve.wasm_signature(names.export_variant(), it.function);
    let ty = core_type::function(&signature);
    let mut functions = vec![export_of("the function", name(WasmExportKind::Normal), ty)];
    if kind == CoreKind::Sync && signature.retptr {
        let role = "post-return: frees the result; may be left out";
        let name = name(WasmExportKind::PostReturn);
        functions.push(export_of(role, name, "(func (param i32))".to_owned()));
    }
    if kind == CoreKind::AsyncCallback {
        let ty = "(func (param i32 i32 i32) (result i32))".to_owned();
        let role = "callback: is called with each event that was waited for";
        functions.push(export_of(role, name(WasmExportKind::Callback), ty));
    }
    if kind != CoreKind::Sync {
        let (module, name, signature) =
            it.function
                .task_return_import(resolve, it.interface, Mangling::Legacy);
        let role = "task.return: is called with the result";
        functions.push(import_of(role, (module, name), &signature));
    }
    CoreSignature { kind, functions }
}

/// What a module exports so that values can be passed in its memory.
pub(super) fn memory(is_needed: bool, comes_in: bool) -> Vec<CoreFunction> {
    let memory = is_needed.then(|| {
        let role = "the memory that pointers point into";
        export_of(role, "memory".to_owned(), "(memory 1)".to_owned())
    });
    let realloc = comes_in.then(|| {
        let role = "makes room: old pointer, old size, alignment, new size";
        let ty = "(func (param i32 i32 i32 i32) (result i32))".to_owned();
        export_of(role, "cabi_realloc".to_owned(), ty)
    });
    memory.into_iter().chain(realloc).collect()
}

/// What goes with the handles of resources.
pub(super) fn resources(world: &World, resources: &[TypeId], is_export: bool) -> Vec<CoreFunction> {
    let items = &world.resolve.worlds[world.id];
    let key_in = |is_export: bool, resource: TypeId| {
        let TypeOwner::Interface(owner) = world.resolve.types[resource].owner else {
            return None;
        };
        let items = if is_export {
            &items.exports
        } else {
            &items.imports
        };
        let mut items = items.iter();
        let owner =
            items.find(|(_, item)| matches!(item, WorldItem::Interface { id, .. } if *id == owner));
        owner.map(|(key, _)| key)
    };
    let all = resources.iter().flat_map(|resource| {
        let exporter = key_in(true, *resource).filter(|_| is_export);
        match exporter {
            Some(key) => own_resource(world, key, *resource),
            None => vec![intrinsic(
                world,
                key_in(false, *resource),
                *resource,
                ResourceIntrinsic::ImportedDrop,
                "gives a handle back",
            )],
        }
    });
    all.collect()
}

fn own_resource(world: &World, key: &WorldKey, resource: TypeId) -> Vec<CoreFunction> {
    use ResourceIntrinsic as Intrinsic;
    let roles = [
        (
            Intrinsic::ExportedNew,
            "makes a handle of what stands for the resource",
        ),
        (Intrinsic::ExportedRep, "gives what a handle stands for"),
        (Intrinsic::ExportedDrop, "gives a handle back"),
    ];
    let roles = roles.map(|(it, role)| intrinsic(world, Some(key), resource, it, role));
    let mut functions = Vec::from(roles);
    let dtor = WasmExport::ResourceDtor {
        interface: key,
        resource,
    };
    let name = world.resolve.wasm_export_name(SYNC, dtor);
    let role = "destructor: is called when the last handle is gone; may be left out";
    functions.push(export_of(role, name, "(func (param i32))".to_owned()));
    functions
}

fn intrinsic(
    world: &World,
    interface: Option<&WorldKey>,
    resource: TypeId,
    intrinsic: ResourceIntrinsic,
    role: &str,
) -> CoreFunction {
    let ty = match intrinsic {
        ResourceIntrinsic::ImportedDrop | ResourceIntrinsic::ExportedDrop => "(func (param i32))",
        _ => "(func (param i32) (result i32))",
    };
    let import = WasmImport::ResourceIntrinsic {
        interface,
        resource,
        intrinsic,
    };
    let (module, name) = world.resolve.wasm_import_name(SYNC, import);
    CoreFunction {
        role: role.to_owned(),
        module: Some(module),
        name,
        ty: ty.to_owned(),
    }
}

fn import_of(role: &str, (module, name): (String, String), ty: &WasmSignature) -> CoreFunction {
    CoreFunction {
        role: role.to_owned(),
        module: Some(module),
        name,
        ty: core_type::function(ty),
    }
}

fn export_of(role: &str, name: String, ty: String) -> CoreFunction {
    CoreFunction {
        role: role.to_owned(),
        module: None,
        name,
        ty,
    }
}

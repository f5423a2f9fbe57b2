//! What of a core module does not fit a world, all of it at once.

use std::collections::BTreeMap;

use model::{Extern, ExternKind, Inspection, Misfit, MisfitKind};
use wit_parser::{LiftLowerAbi, ManglingAndAbi, WasmExport, WasmExportKind, WasmImport};

use crate::core_type;
use crate::world::{World, WorldFunction};

/// How functions may be called in a core module, the usual one first.
const NAMES: [ManglingAndAbi; 4] = [
    ManglingAndAbi::Legacy(LiftLowerAbi::Sync),
    ManglingAndAbi::Standard32,
    ManglingAndAbi::Legacy(LiftLowerAbi::AsyncCallback),
    ManglingAndAbi::Legacy(LiftLowerAbi::AsyncStackful),
];

/// Core name of a function to its core type as WAT.
type Signatures = BTreeMap<String, String>;

/// What the world asks for and the module has not, then what the module asks for and the world has
/// not. What `wit-component` alone can judge, such as its intrinsics, is left to it.
pub(super) fn misfits(world: &World, module: &Inspection) -> Vec<Misfit> {
    let mut misfits = exports(world, &module.exports);
    let wanted = imported(world);
    let foreign = module.imports.iter();
    misfits.extend(foreign.filter_map(|import| import_misfit(import, &wanted)));
    misfits
}

fn exports(world: &World, module: &[Extern]) -> Vec<Misfit> {
    let resolve = &world.resolve;
    let mut misfits = Vec::new();
    for it in world.exported() {
        let WorldFunction {
            interface,
            function: func,
        } = it;
        let names = NAMES.map(|names| {
            let export = WasmExport::Func {
                interface,
                func,
                kind: WasmExportKind::Normal,
            };
            let signature = resolve.wasm_signature(names.export_variant(), func);
            let name = resolve.wasm_export_name(names, export);
            (name, core_type::function(&signature))
        });
        let found = names
            .iter()
            .find_map(|(name, ty)| Some((module.iter().find(|it| it.name == *name)?, ty)));
        match found {
            None => {
                let [(name, wanted), ..] = names;
                misfits.push(Misfit {
                    hint: near(&name, module),
                    ..misfit(MisfitKind::MissingExport, &name, Some(wanted), None)
                });
            }
            Some((found, wanted)) if found.wit != *wanted => misfits.push(misfit(
                MisfitKind::OtherExport,
                &found.name,
                Some(wanted.clone()),
                Some(found.wit.clone()),
            )),
            Some(_) => {}
        }
    }
    misfits
}

/// An export of the module that may be meant: one that ends in the same name.
fn near(wanted: &str, module: &[Extern]) -> Option<String> {
    let last = |name: &str| {
        let name = name.rsplit(['#', '.', ']', '|']).next().unwrap_or(name);
        name.replace('_', "-").to_lowercase()
    };
    let near = module
        .iter()
        .find(|it| it.kind == ExternKind::Function && last(&it.name) == last(wanted))?;
    Some(format!("the module has `{}`: is that it?", near.name))
}

/// What the world gives to a module.
fn imported(world: &World) -> Signatures {
    let resolve = &world.resolve;
    let mut wanted = Signatures::new();
    for it in world.imported() {
        let WorldFunction {
            interface,
            function: func,
        } = it;
        for names in NAMES {
            let import = WasmImport::Func { interface, func };
            let (module, name) = resolve.wasm_import_name(names, import);
            let signature = resolve.wasm_signature(names.import_variant(), func);
            wanted.insert(format!("{module} {name}"), core_type::function(&signature));
        }
    }
    wanted
}

fn import_misfit(import: &Extern, wanted: &Signatures) -> Option<Misfit> {
    let Extern { name, wit, .. } = import;
    let (module, function) = name.split_once(' ').unwrap_or((name, ""));
    let found = Some(wit.clone());
    if let Some(wanted) = wanted.get(name) {
        let is_other = wanted != wit;
        return is_other
            .then(|| misfit(MisfitKind::OtherImport, name, Some(wanted.clone()), found));
    }
    // Intrinsics are named in brackets, and the adapter answers for preview 1.
    let is_judged = function.starts_with('[')
        || module.starts_with(['[', '$'])
        || module.starts_with("cm32p2")
        || super::is_preview1(name);
    (!is_judged).then(|| Misfit {
        hint: hint(module),
        ..misfit(MisfitKind::UnknownImport, name, None, found)
    })
}

/// What a module was built for that imports from one of that name.
fn hint(module: &str) -> Option<String> {
    let hint = match module {
        "env" => {
            "`env` is where C and Emscripten put what was not linked: link it, or say it in the WIT"
        }
        "wbg" | "__wbindgen_placeholder__" | "__wbindgen_externref_xform__" => {
            "it was built for JavaScript by wasm-bindgen: build it with wit-bindgen instead"
        }
        "go" | "gojs" => {
            "it was built for Go in the browser: build it with `GOOS=wasip1`, or by TinyGo"
        }
        "wasi_unstable" => "it is of WASI before preview 1: build it with newer tools",
        _ if module.contains(':') => "import its interface in the world",
        _ => return None,
    };
    Some(hint.to_owned())
}

fn misfit(kind: MisfitKind, name: &str, wanted: Option<String>, found: Option<String>) -> Misfit {
    Misfit {
        kind,
        name: name.to_owned(),
        wanted,
        found,
        hint: None,
    }
}

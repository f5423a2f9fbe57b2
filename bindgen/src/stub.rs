//! A component of a world whose functions do nothing but trap, each under a name that says so.

use std::collections::BTreeMap;

use model::EngineError;
use wasm_encoder::{CodeSection, Function, Module, NameMap, NameSection, RawSection};
use wasmparser::{
    ExportSectionReader, ExternalKind, ImportSectionReader, Parser, Payload, TypeRef,
};
use wit_component::{ComponentEncoder, StringEncoding, dummy_module, embed_component_metadata};
use wit_parser::{LiftLowerAbi, ManglingAndAbi};

use crate::fault::fault;
use crate::world::World;

/// The function that makes room for arguments.
const REALLOC: &str = "cabi_realloc";
/// A body without locals that is `unreachable`.
const TRAP: [u8; 3] = [0x00, 0x00, 0x0b];

/// The component.
///
/// # Errors
///
/// `no-stub` when wit-component cannot encode the world.
pub(crate) fn stub(world: &World) -> Result<Vec<u8>, EngineError> {
    encode(world).map_err(|error| {
        let message = format!("no component of this world can be made: {error:#}");
        fault("no-stub", message)
    })
}

fn encode(world: &World) -> anyhow::Result<Vec<u8>> {
    let World { resolve, id } = world;
    let abi = ManglingAndAbi::Legacy(LiftLowerAbi::Sync);
    let dummy = dummy_module(resolve, *id, abi);
    let mut module = speak(&dummy)?;
    embed_component_metadata(&mut module, resolve, *id, StringEncoding::UTF8)?;
    ComponentEncoder::default()
        .module(&module)?
        .validate(true)
        .encode()
}

/// The same module, with functions that are named for what they are, so that a trap says which
/// one it is in; and with one that can make room for arguments, so that they are reached.
fn speak(module: &[u8]) -> anyhow::Result<Vec<u8>> {
    let mut out = Module::new();
    let mut code = CodeSection::new();
    let mut names = NameMap::new();
    let mut exports = BTreeMap::new();
    let mut index = 0;
    for payload in Parser::new(0).parse_all(module) {
        let payload = payload?;
        match &payload {
            Payload::ImportSection(imports) => index = functions(imports.clone())?,
            Payload::ExportSection(reader) => exports = exported(reader.clone())?,
            Payload::CodeSectionEntry(body) => {
                let name = exports.get(&index).copied().unwrap_or_default();
                if name == REALLOC {
                    code.function(&grow());
                } else {
                    code.raw(body.as_bytes());
                    if body.as_bytes() == TRAP {
                        names.append(index, &format!("{name} is a stub"));
                    }
                }
                index += 1;
            }
            _ => {}
        }
        let is_code = matches!(&payload, Payload::CodeSectionStart { .. });
        if let Some((id, range)) = payload.as_section().filter(|_| !is_code) {
            let range = usize::try_from(range.start)?..usize::try_from(range.end)?;
            let data = &module[range];
            out.section(&RawSection { id, data });
        }
    }
    out.section(&code);
    let mut section = NameSection::new();
    section.functions(&names);
    out.section(&section);
    Ok(out.finish())
}

/// How many functions are imported.
fn functions(imports: ImportSectionReader) -> anyhow::Result<u32> {
    let mut count = 0;
    for import in imports.into_imports() {
        count += u32::from(matches!(import?.ty, TypeRef::Func(_)));
    }
    Ok(count)
}

/// Exported functions by index.
fn exported<'a>(exports: ExportSectionReader<'a>) -> anyhow::Result<BTreeMap<u32, &'a str>> {
    let mut names = BTreeMap::new();
    for export in exports {
        let export = export?;
        if export.kind == ExternalKind::Func {
            names.insert(export.index, export.name);
        }
    }
    Ok(names)
}

/// Makes room by growing memory. Nobody frees it, for the component is over when it is entered.
fn grow() -> Function {
    let mut function = Function::new([]);
    let mut code = function.instructions();
    // The pages that so many bytes need.
    code.local_get(3).i32_const(0xffff).i32_add();
    code.i32_const(16).i32_shr_u();
    code.memory_grow(0).i32_const(16).i32_shl().end();
    function
}

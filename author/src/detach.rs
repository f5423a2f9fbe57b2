//! The engine without what it imports of WASI: once a module was evaluated, nothing but the clocks is
//! of use to it, and those only where the module reads them. What it writes to the streams of a program is
//! lost, files and terminals are not there, and there are no variables.

use std::convert::Infallible;

use wasi_preview1_component_adapter_provider::WASI_SNAPSHOT_PREVIEW1_REACTOR_ADAPTER;
use wasm_encoder::reencode::{Error, Reencode, utils};
use wasm_encoder::{
    CodeSection, Function, FunctionSection, ImportSection, InstructionSink, MemArg, Module,
};
use wasmparser::{
    CodeSectionReader, CustomSectionReader, FuncType, FunctionSectionReader, Import,
    ImportSectionReader, Parser, TypeRef, TypeSectionReader, ValType,
};
use wit_component::metadata::decode;
use wit_component::{StringEncoding, embed_component_metadata};

/// The clocks that it reads, of the version that the adapter for preview 1 imports.
const CLOCKS: &str = "package local:clocks;
world clocks {
  import wasi:clocks/wall-clock@0.2.12;
  import wasi:clocks/monotonic-clock@0.2.12;
}";

/// What the engine takes of its own build: how modules are loaded.
const OWN: &str = "local:init";

/// The engine with answers of its own in the place of imports of WASI; with the imports of clocks where they
/// are wanted. The error is what a library says.
pub(crate) fn detach(engine: &[u8], with_clocks: bool) -> Result<Vec<u8>, String> {
    let mut detaching = Detaching {
        with_clocks,
        ..Detaching::default()
    };
    let mut module = Module::new();
    let written = detaching.parse_core_module(&mut module, Parser::new(0), engine);
    written.map_err(|error| error.to_string())?;
    let mut module = module.finish();
    if with_clocks {
        let told = |error| format!("{error:#}");
        let (_, adapter) = decode(WASI_SNAPSHOT_PREVIEW1_REACTOR_ADAPTER).map_err(told)?;
        let mut resolve = adapter.resolve;
        let package = resolve.push_str("clocks.wit", CLOCKS);
        let package = package.map_err(|error| error.to_string())?;
        let world = resolve.select_world(&[package], None);
        let world = world.map_err(|error| error.to_string())?;
        let utf8 = StringEncoding::UTF8;
        embed_component_metadata(&mut module, &resolve, world, utf8, false).map_err(told)?;
    }
    Ok(module)
}

#[derive(Default)]
struct Detaching {
    with_clocks: bool,
    types: Vec<FuncType>,
    /// How many functions are imported still.
    kept: u32,
    /// What each imported function becomes.
    functions: Vec<u32>,
    /// Types and bodies of those that are imported no more.
    answers: Vec<(u32, Function)>,
}

impl Reencode for Detaching {
    type Error = Infallible;

    /// Functions with bodies keep their numbers: what is imported no more stands before them.
    fn function_index(&mut self, function: u32) -> Result<u32, Error<Infallible>> {
        let imported = self.functions.get(function as usize);
        Ok(imported.copied().unwrap_or(function))
    }

    fn parse_type_section(
        &mut self,
        types: &mut wasm_encoder::TypeSection,
        section: TypeSectionReader<'_>,
    ) -> Result<(), Error<Infallible>> {
        for ty in section.clone().into_iter_err_on_gc_types() {
            self.types.push(ty?);
        }
        utils::parse_type_section(self, types, section)
    }

    fn parse_import_section(
        &mut self,
        imports: &mut ImportSection,
        section: ImportSectionReader<'_>,
    ) -> Result<(), Error<Infallible>> {
        let section: Vec<_> = section.into_imports().collect::<Result<_, _>>()?;
        let mut answered = Vec::new();
        for import in section {
            let TypeRef::Func(ty) = import.ty else {
                self.parse_import(imports, import)?;
                continue;
            };
            self.functions.push(self.kept);
            match self.answer(&import, ty) {
                Some(answer) => {
                    answered.push(self.functions.len() - 1);
                    self.answers.push((ty, answer));
                }
                None => {
                    self.parse_import(imports, import)?;
                    self.kept += 1;
                }
            }
        }
        for (number, function) in (self.kept..).zip(answered) {
            self.functions[function] = number;
        }
        Ok(())
    }

    fn parse_function_section(
        &mut self,
        functions: &mut FunctionSection,
        section: FunctionSectionReader<'_>,
    ) -> Result<(), Error<Infallible>> {
        for (ty, _) in &self.answers {
            functions.function(*ty);
        }
        utils::parse_function_section(self, functions, section)
    }

    fn parse_code_section(
        &mut self,
        code: &mut CodeSection,
        section: CodeSectionReader<'_>,
    ) -> Result<(), Error<Infallible>> {
        for (_, answer) in &self.answers {
            code.function(answer);
        }
        for body in section {
            utils::parse_function_body(self, code, body?)?;
        }
        Ok(())
    }

    /// What was said of the imports is so no more.
    fn parse_custom_section(
        &mut self,
        module: &mut Module,
        section: CustomSectionReader<'_>,
    ) -> Result<(), Error<Infallible>> {
        let name = section.name();
        match name.starts_with("component-type:") && !name.contains(OWN) {
            true => Ok(()),
            false => utils::parse_custom_section(self, module, section),
        }
    }
}

impl Detaching {
    /// What a function does in place of one that is imported; none where that stays.
    fn answer(&self, import: &Import, ty: u32) -> Option<Function> {
        let (interface, _) = import.module.split_once('@').unwrap_or((import.module, ""));
        let is_clock = interface.starts_with("wasi:clocks/") && import.name == "now";
        let is_wasi = interface.starts_with("wasi:") || interface == "wasi_snapshot_preview1";
        if !is_wasi || (is_clock && self.with_clocks) {
            return None;
        }
        let ty = self.types.get(ty as usize)?;
        let mut function = Function::new([]);
        let mut body = function.instructions();
        match given(import.name) {
            Given::Nothing => {}
            Given::Trap => {
                body.unreachable();
            }
            Given::Zeros(bytes) => match ty.params().len().checked_sub(1) {
                Some(place) if ty.results().is_empty() => zeros(&mut body, place as u32, bytes),
                _ => {}
            },
            Given::Room => {
                let place = ty.params().len().saturating_sub(1) as u32;
                zeros(&mut body, place, 1);
                body.local_get(place).i64_const(4096).i64_store(at(8));
            }
        }
        for result in ty.results() {
            match result {
                ValType::I64 => body.i64_const(0),
                _ => body.i32_const(0),
            };
        }
        body.end();
        Some(function)
    }
}

/// What an answer writes where its last argument says.
enum Given {
    Nothing,
    /// So many bytes: an empty list, an option without a value, a result without an error.
    Zeros(u32),
    /// That a stream takes some more bytes.
    Room,
    /// Nothing that goes on would be right.
    Trap,
}

fn given(name: &str) -> Given {
    match name {
        "insecure-seed" => Given::Zeros(16),
        "now" => Given::Zeros(12),
        "get-environment" | "get-directories" => Given::Zeros(8),
        "get-terminal-stdin" | "get-terminal-stdout" | "get-terminal-stderr" => Given::Zeros(1),
        "[method]output-stream.check-write" => Given::Room,
        "[method]output-stream.write" | "[method]output-stream.blocking-flush" => Given::Zeros(1),
        "exit" | "poll" | "subscribe-duration" => Given::Trap,
        name if name.starts_with("[method]descriptor") => Given::Trap,
        _ => Given::Nothing,
    }
}

fn zeros(body: &mut InstructionSink, place: u32, bytes: u32) {
    let mut offset = 0;
    while offset < bytes {
        body.local_get(place).i32_const(0);
        offset += match bytes - offset {
            4.. => {
                body.i32_store(at(offset));
                4
            }
            _ => {
                body.i32_store8(at(offset));
                1
            }
        };
    }
}

fn at(offset: u32) -> MemArg {
    MemArg {
        offset: offset.into(),
        align: 0,
        memory_index: 0,
    }
}

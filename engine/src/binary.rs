//! The outermost level of a binary: its kind, sections, producers and component imports.

use model::{EngineError, Extern, ExternKind};
use wasmparser::types::{EntityType, Types, TypesRef};
use wasmparser::{Encoding, KnownCustom, Parser, Payload};
use wit_component::DecodedWasm;

use crate::diagnostics::failure;

/// More sections than this are told as one.
const MAX_SECTIONS: usize = 256;
/// Further custom sections and producers are not told.
const MAX_NOTES: usize = 256;

/// What the first eight bytes say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Module,
    Component,
}

/// What a binary is, by its first eight bytes.
///
/// # Errors
///
/// `not-wasm`, with the offset of the first byte that is wrong.
pub(crate) fn kind(bytes: &[u8]) -> Result<Kind, EngineError> {
    const MAGIC: &[u8] = b"\0asm";
    if bytes.is_empty() {
        return Err(not_wasm("the file is empty".to_owned(), 0));
    }
    if !bytes.starts_with(MAGIC) {
        let same = bytes.iter().zip(MAGIC).take_while(|(a, b)| a == b).count();
        let message = "this is no WebAssembly: it does not begin with the bytes `00 61 73 6d`";
        return Err(not_wasm(
            message.to_owned(),
            u32::try_from(same).unwrap_or_default(),
        ));
    }
    match Parser::new(0).parse(bytes, true) {
        Ok(wasmparser::Chunk::Parsed {
            payload: Payload::Version { encoding, .. },
            ..
        }) => Ok(match encoding {
            Encoding::Module => Kind::Module,
            Encoding::Component => Kind::Component,
        }),
        Ok(_) => Err(not_wasm("this is no WebAssembly".to_owned(), 0)),
        Err(error) => {
            let offset = u32::try_from(error.offset()).unwrap_or(u32::MAX);
            let message = format!("this is no WebAssembly: {}", one_line(error.message()));
            Err(not_wasm(message, offset))
        }
    }
}

fn not_wasm(message: String, offset: u32) -> EngineError {
    EngineError {
        offset: Some(offset),
        ..failure("not-wasm", message)
    }
}

/// What the outermost level of a binary is made of.
#[derive(Debug, Default)]
pub(crate) struct Anatomy {
    /// Name and size of each section; neighbours of one kind are one.
    pub(crate) sections: Vec<(String, u32)>,
    /// Name and size of each custom section.
    pub(crate) customs: Vec<(String, u32)>,
    /// Field, name and version; also those of nested modules, each once.
    pub(crate) producers: Vec<(String, String, String)>,
}

/// Reads `bytes` as far as they are well formed.
pub(crate) fn anatomy(bytes: &[u8]) -> Anatomy {
    let mut anatomy = Anatomy::default();
    let mut depth = 0_usize;
    for payload in Parser::new(0).parse_all(bytes) {
        let Ok(payload) = payload else { break };
        if let (0, Some((id, range))) = (depth, payload.as_section()) {
            let name = section_name(&payload, id);
            anatomy.add_section(name, size(range.end - range.start));
        }
        match payload {
            Payload::ModuleSection { .. } | Payload::ComponentSection { .. } => depth += 1,
            Payload::End(_) => depth = depth.saturating_sub(1),
            Payload::CustomSection(section) => {
                if depth == 0 && anatomy.customs.len() < MAX_NOTES {
                    let range = section.range();
                    let size = size(range.end - range.start);
                    anatomy.customs.push((section.name().to_owned(), size));
                }
                if let KnownCustom::Producers(fields) = section.as_known() {
                    anatomy.add_producers(fields);
                }
            }
            _ => {}
        }
    }
    anatomy
}

impl Anatomy {
    fn add_section(&mut self, name: &str, size: u32) {
        let is_full = self.sections.len() == MAX_SECTIONS;
        let name = if is_full { "the rest" } else { name };
        match self.sections.last_mut() {
            Some((last, sum)) if last == name || is_full => {
                name.clone_into(last);
                *sum = sum.saturating_add(size);
            }
            _ => self.sections.push((name.to_owned(), size)),
        }
    }

    fn add_producers(&mut self, fields: wasmparser::ProducersSectionReader) {
        for field in fields.into_iter().map_while(Result::ok) {
            for value in field.values.into_iter().map_while(Result::ok) {
                let producer = (
                    field.name.to_owned(),
                    value.name.to_owned(),
                    value.version.to_owned(),
                );
                if self.producers.len() < MAX_NOTES && !self.producers.contains(&producer) {
                    self.producers.push(producer);
                }
            }
        }
    }
}

fn section_name(payload: &Payload, id: u8) -> &'static str {
    match payload {
        Payload::TypeSection(_) | Payload::ComponentTypeSection(_) => "types",
        Payload::ImportSection(_) | Payload::ComponentImportSection(_) => "imports",
        Payload::FunctionSection(_) => "functions",
        Payload::TableSection(_) => "tables",
        Payload::MemorySection(_) => "memories",
        Payload::TagSection(_) => "tags",
        Payload::GlobalSection(_) => "globals",
        Payload::ExportSection(_) | Payload::ComponentExportSection(_) => "exports",
        Payload::StartSection { .. } | Payload::ComponentStartSection { .. } => "start",
        Payload::ElementSection(_) => "elements",
        Payload::DataCountSection { .. } => "data count",
        Payload::DataSection(_) => "data",
        Payload::CodeSectionStart { .. } => "code",
        Payload::ModuleSection { .. } => "core module",
        Payload::InstanceSection(_) => "core instances",
        Payload::CoreTypeSection(_) => "core types",
        Payload::ComponentSection { .. } => "component",
        Payload::ComponentInstanceSection(_) => "instances",
        Payload::ComponentAliasSection(_) => "aliases",
        Payload::ComponentCanonicalSection(_) => "canonical functions",
        Payload::CustomSection(_) => "custom",
        _ if id == 0 => "custom",
        _ => "unknown",
    }
}

fn size(bytes: u64) -> u32 {
    u32::try_from(bytes).unwrap_or(u32::MAX)
}

/// Whether a component is a WIT package in binary form.
pub(crate) fn is_wit_package(bytes: &[u8]) -> bool {
    let anatomy = anatomy(bytes);
    let is_code = |(name, _): &(String, u32)| matches!(name.as_str(), "core module" | "component");
    !anatomy.sections.iter().any(is_code)
        && matches!(
            crate::decode::decode(bytes),
            Ok(DecodedWasm::WitPackage(..))
        )
}

/// A message without line breaks and runs of blanks.
fn one_line(message: &str) -> String {
    let words: Vec<&str> = message.split_whitespace().collect();
    words.join(" ")
}

/// Names of a component's own imports, as they stand in its import sections.
pub(crate) fn component_import_names(bytes: &[u8]) -> Vec<String> {
    component_names(bytes).imports
}

/// Names of a component's own imports and exports.
#[derive(Default)]
pub(crate) struct Names {
    pub(crate) imports: Vec<String>,
    pub(crate) exports: Vec<String>,
    /// Whether any of them is an interface by another name.
    pub(crate) has_implements: bool,
}

/// The names in a component's own import and export sections.
pub(crate) fn component_names(bytes: &[u8]) -> Names {
    let mut names = Names::default();
    let mut depth = 0_usize;
    for payload in Parser::new(0).parse_all(bytes) {
        match payload {
            Ok(Payload::ModuleSection { .. } | Payload::ComponentSection { .. }) => depth += 1,
            Ok(Payload::End(_)) => depth = depth.saturating_sub(1),
            Ok(Payload::ComponentImportSection(section)) if depth == 0 => {
                for import in section.into_iter().map_while(Result::ok) {
                    names.imports.push(import.name.name.to_owned());
                    names.has_implements |= import.name.implements.is_some();
                }
            }
            Ok(Payload::ComponentExportSection(section)) if depth == 0 => {
                for export in section.into_iter().map_while(Result::ok) {
                    names.exports.push(export.name.name.to_owned());
                    names.has_implements |= export.name.implements.is_some();
                }
            }
            Ok(_) => {}
            Err(_) => break,
        }
    }
    names
}

/// Imports and exports of a valid core module.
pub(crate) fn core_externs(types: &Types) -> (Vec<Extern>, Vec<Extern>) {
    let types = types.as_ref();
    let imports = types.core_imports().into_iter().flatten();
    let exports = types.core_exports().into_iter().flatten();
    let imports =
        imports.map(|(module, name, ty)| core_extern(format!("{module} {name}"), ty, types));
    let exports = exports.map(|(name, ty)| core_extern(name.to_owned(), ty, types));
    (imports.collect(), exports.collect())
}

fn core_extern(name: String, ty: EntityType, types: TypesRef) -> Extern {
    let (kind, wit) = match ty {
        EntityType::Func(id) | EntityType::FuncExact(id) => {
            let function = types[id].unwrap_func();
            let mut text = "(func".to_owned();
            for (keyword, types) in [("param", function.params()), ("result", function.results())] {
                if !types.is_empty() {
                    let types: Vec<String> = types.iter().map(ToString::to_string).collect();
                    text.push_str(&format!(" ({keyword} {})", types.join(" ")));
                }
            }
            (ExternKind::Function, text + ")")
        }
        EntityType::Table(ty) => (ExternKind::Core, format!("(table {})", ty.element_type)),
        EntityType::Memory(ty) => {
            let maximum = ty.maximum.map(|it| format!(" {it}")).unwrap_or_default();
            (
                ExternKind::Core,
                format!("(memory {}{maximum})", ty.initial),
            )
        }
        EntityType::Global(ty) if ty.mutable => (
            ExternKind::Core,
            format!("(global (mut {}))", ty.content_type),
        ),
        EntityType::Global(ty) => (ExternKind::Core, format!("(global {})", ty.content_type)),
        EntityType::Tag(_) => (ExternKind::Core, "(tag)".to_owned()),
    };
    Extern {
        name,
        kind,
        docs: None,
        wit,
        functions: Vec::new(),
    }
}

//! The last step of a build: takes out of a component what was of use only while the module was
//! evaluated.

use std::collections::BTreeSet;

use wasm_encoder::reencode::{ReencodeComponent, RoundtripReencoder};
use wasm_encoder::{
    CodeSection, Component, ComponentExportKind, ComponentImportSection, ComponentInstanceSection,
    ComponentSectionId, Module, RawSection,
};
use wasmparser::{BinaryReader, BinaryReaderError, CodeSectionReader, Payload};

use crate::live::ONCE;
use crate::sections::sections;

/// The import by which the engine loads modules.
const LOADER: &str = "local:init/module-loader";

/// A component without traces of how it was made: in place of the import that loads modules there
/// is `stub`, whose functions trap, and functions that nothing reaches have no bodies. `dead` has
/// their numbers for each module.
pub(crate) fn finish(
    component: &[u8],
    stub: &[u8],
    dead: &[BTreeSet<u32>],
) -> Result<Vec<u8>, BinaryReaderError> {
    let mut finished = Component::new();
    let mut modules = dead.iter();
    let mut stubs = Stubbed(0);
    for section in sections(component) {
        let section = section?;
        let (id, data) = (section.id, section.bytes);
        match section.payload {
            Payload::ModuleSection { .. } => {
                let module = strip(data, modules.next())?;
                finished.section(&RawSection { id, data: &module });
            }
            Payload::ComponentImportSection(imports) => {
                let mut kept = ComponentImportSection::new();
                for import in imports {
                    let import = import?;
                    if import.name.name == LOADER {
                        finished.section(&std::mem::take(&mut kept));
                        stubs.put(&mut finished, stub);
                    } else {
                        let ty = RoundtripReencoder.component_type_ref(import.ty);
                        kept.import(import.name, ty.expect(WRITABLE));
                    }
                }
                finished.section(&kept);
            }
            Payload::ComponentInstanceSection(instances) => {
                let mut shifted = ComponentInstanceSection::new();
                let written = stubs.parse_component_instance_section(&mut shifted, instances);
                written.expect(WRITABLE);
                finished.section(&shifted);
            }
            Payload::CustomSection(section) if is_trace(section.name()) => {}
            _ => {
                finished.section(&RawSection { id, data });
            }
        }
    }
    Ok(finished.finish())
}

const WRITABLE: &str = "what the linker has written can be written again";

/// How many components were put before all others, by which their numbers go up.
struct Stubbed(u32);

impl Stubbed {
    /// Puts an instance of the stub in the place of an imported one.
    fn put(&mut self, finished: &mut Component, stub: &[u8]) {
        finished.section(&RawSection {
            id: ComponentSectionId::Component.into(),
            data: stub,
        });
        let mut instances = ComponentInstanceSection::new();
        instances.instantiate(
            self.0,
            std::iter::empty::<(&str, ComponentExportKind, u32)>(),
        );
        finished.section(&instances);
        self.0 += 1;
    }
}

impl wasm_encoder::reencode::Reencode for Stubbed {
    type Error = std::convert::Infallible;
}

impl ReencodeComponent for Stubbed {
    fn component_index(&mut self, index: u32) -> u32 {
        index + self.0
    }
}

/// A module without names, and with traps for bodies of functions that nothing reaches.
fn strip(module: &[u8], dead: Option<&BTreeSet<u32>>) -> Result<Vec<u8>, BinaryReaderError> {
    let mut stripped = Module::new();
    for section in sections(module) {
        let section = section?;
        let (id, data) = (section.id, section.bytes);
        match (section.payload, dead) {
            (Payload::CustomSection(section), _) if is_trace(section.name()) => {}
            (Payload::CodeSectionStart { .. }, Some(dead)) => {
                let reader = BinaryReader::new(data, 0);
                let mut code = CodeSection::new();
                for (number, body) in (0..).zip(CodeSectionReader::new(reader)?) {
                    match dead.contains(&number) {
                        true => code.raw(&TRAP),
                        false => code.raw(body?.as_bytes()),
                    };
                }
                stripped.section(&code);
            }
            _ => {
                stripped.section(&RawSection { id, data });
            }
        }
    }
    Ok(stripped.finish())
}

/// A body without locals that is `unreachable`.
const TRAP: [u8; 3] = [0, 0, 0x0b];

/// Names and other things that say how a binary was made, and nothing of what it does.
fn is_trace(name: &str) -> bool {
    let known = [
        ONCE,
        "name",
        "component-name",
        "producers",
        "external_debug_info",
        "sourceMappingURL",
        "linking",
        "metadata.code.branch_hint",
    ];
    known.contains(&name) || name.starts_with(".debug_") || name.starts_with("reloc.")
}

//! A world and the engine as one component that can be asked to evaluate a module.

use wasm_encoder::reencode::{ReencodeComponent, RoundtripReencoder};
use wasm_encoder::{Component, ComponentExportSection, RawSection};
use wasmparser::Payload;
use wit_component::{Linker, StringEncoding, embed_component_metadata};

use crate::sections::sections;
use crate::shim;
use crate::world::World;

/// What the engine calls the function that evaluates a module.
const INIT: &str = "init";

/// What it is called here: the snapshot is taken without it, and modules must not have another
/// function of that name.
pub(crate) const EVALUATE: &str = "dovetail-evaluate";

/// Links the engine with bindings of a world: the component, and what the engine evaluates first.
/// The error is what a library says.
pub(crate) fn link(world: &World, runtime: &[u8]) -> Result<(Vec<u8>, String), String> {
    let fault = |error| format!("{error:#}");
    let bindings = wit_dylib::create_with_metadata(&world.resolve, world.id, None);
    let (mut bindings, metadata) = bindings.map_err(fault)?;
    let utf8 = StringEncoding::UTF8;
    let embedded = embed_component_metadata(&mut bindings, &world.resolve, world.id, utf8, false);
    embedded.map_err(fault)?;
    let mut linker = Linker::default();
    linker
        .library("componentize_qjs_runtime.wasm", runtime, false)
        .and_then(|linker| linker.library("wit-dylib.wasm", &bindings, false))
        .map_err(fault)?;
    let component = linker.encode().map_err(fault)?;
    let component = with_evaluate(&component).map_err(|error| error.to_string())?;
    Ok((component, shim::shim(world, &metadata)))
}

/// The component with the function that evaluates under a name of our own.
fn with_evaluate(component: &[u8]) -> Result<Vec<u8>, wasmparser::BinaryReaderError> {
    let mut renamed = Component::new();
    for section in sections(component) {
        let section = section?;
        let Payload::ComponentExportSection(exports) = section.payload else {
            let (id, data) = (section.id, section.bytes);
            renamed.section(&RawSection { id, data });
            continue;
        };
        let mut section = ComponentExportSection::new();
        for export in exports {
            let mut export = export?;
            if export.name.name == INIT {
                export.name.name = EVALUATE;
            }
            let kept = RoundtripReencoder.parse_component_export(&mut section, export);
            kept.expect("what the linker has written can be written again");
        }
        renamed.section(&section);
    }
    Ok(renamed.finish())
}

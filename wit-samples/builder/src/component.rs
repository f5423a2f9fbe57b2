//! Modules made into components, and components checked.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use wasmparser::{Parser, Validator, WasmFeatures};
use wit_component::ComponentEncoder;

/// Writes the component made of `input`, a core module that carries its world, or `input` itself
/// if it is a component. What is written is valid.
pub fn write(input: &Path, output: &Path) -> Result<()> {
    let bytes = fs::read(input).with_context(|| format!("reading {}", input.display()))?;
    let component = if Parser::is_core_wasm(&bytes) {
        ComponentEncoder::default().module(&bytes)?.encode()?
    } else {
        bytes
    };
    ensure!(
        Parser::is_component(&component),
        "{} is no component",
        input.display()
    );
    Validator::new_with_features(WasmFeatures::default()).validate_all(&component)?;
    fs::write(output, component).with_context(|| format!("writing {}", output.display()))
}

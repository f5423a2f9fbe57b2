//! A component as a JavaScript module that imports what it needs, for other hosts than this page.

use std::collections::HashMap;

use js_component_bindgen::TranspileOpts;
use model::EngineError;

use super::{decode, generate, mended, needs_jspi};

/// A module with its types and its core modules.
#[derive(Debug, Clone)]
pub struct EsModule {
    /// Path to contents.
    pub files: Vec<(String, Vec<u8>)>,
    /// Whether it takes a host that can suspend WebAssembly (JSPI).
    pub needs_jspi: bool,
}

/// Transpiles a component to a module as `jco transpile` does. Nothing in it waits but what is
/// `async` by its type; `specifiers` says where each import, named in full, is imported from.
///
/// # Errors
///
/// Those of [`transpile`](super::transpile).
pub fn transpile_to_module(
    bytes: &[u8],
    name: &str,
    specifiers: HashMap<String, String>,
) -> Result<EsModule, EngineError> {
    decode(bytes)?;
    let opts = TranspileOpts::builder()
        .name(name.to_owned())
        .map(specifiers)
        .nodejs_compat_disabled(false)
        .build();
    let mut files = generate(bytes, opts)?.files;
    let mut is_suspending = false;
    for (path, contents) in &mut files {
        if path.ends_with(".js") {
            let js = mended(contents);
            is_suspending |= needs_jspi(&js);
            *contents = js.into_bytes();
        }
    }
    Ok(EsModule {
        files,
        needs_jspi: is_suspending,
    })
}

//! A program that wasm-bindgen bound, made smaller without a change of what it does.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::machine::Machine;
use crate::{files, npm, short_names, twins, wasm};

/// Shortens, in place, the program `name` in `folder` and the script that loads it: its imports
/// get short names, what is there for debuggers goes.
pub(crate) fn shrink(machine: &Machine, folder: &Path, name: &str) -> Result<()> {
    let program = folder.join(format!("{name}_bg.wasm"));
    let script = folder.join(format!("{name}.js"));
    let from = format!("./{name}_bg.js");
    let (short, shorter) =
        short_names::imports(&fs::read(&program)?, &files::read(&script)?, &from)?;
    files::write(&program, short)?;
    files::write(&script, shorter)?;
    strip(&program)?;
    npm::shorten(machine, &script)
}

/// Takes what is there for debuggers or twice out of a module, in place.
pub(crate) fn strip(module: &Path) -> Result<()> {
    let stripped = wasm::stripped(&fs::read(module)?);
    let merged = stripped.and_then(|module| twins::merged(&module));
    let merged = merged.with_context(|| format!("cannot strip `{}`", module.display()))?;
    files::write(module, merged)
}

//! The engine that runs JavaScript within components: QuickJS as core modules, which a published
//! crate carries. The page loads one when it first makes a component of a module.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use sha2::{Digest, Sha256};

use crate::files;
use crate::machine::Machine;
use crate::registry::bring_crate;
use crate::step::note;

/// Its release brings modules that were made for one version of `wit-dylib`: that of the crate
/// `author`.
const CRATE: &str = "componentize-qjs@0.5.0";

/// Where each module is in the crate, what it is called beside the page, and its SHA-256.
const MODULES: [(&str, &str, &str); 2] = [
    (
        "prebuilt/runtime-opt-size-sync.wasm",
        "quickjs.wasm",
        "82ad7fa8463f26abd85d5356fee7e452f05dc0695b70318669f2dc5a9b604bbe",
    ),
    (
        "prebuilt/runtime-opt-size.wasm",
        "quickjs-concurrent.wasm",
        "ad4f5039ebd6e297222ded214b274e8d465daab660ec25ae2fd3a3be57fc2cfb",
    ),
];

/// Writes the modules into a folder.
pub(crate) fn write(machine: &Machine, folder: &Path) -> Result<()> {
    let carrier = bring_crate(machine, CRATE)?;
    for (path, name, digest) in MODULES {
        let module = carrier.join(path);
        let bytes = fs::read(&module).with_context(|| format!("`{CRATE}` carries no `{path}`"))?;
        let found = format!("{:x}", Sha256::digest(&bytes));
        ensure!(
            found == digest,
            "`{path}` of {CRATE} is not the one that is known: its SHA-256 is {found}"
        );
        files::write(&folder.join(name), bytes)?;
        note(&format!("{CRATE}: {name}"));
    }
    Ok(())
}

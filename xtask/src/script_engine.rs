//! The engine that runs JavaScript within components: QuickJS as core modules, which a published
//! crate carries. The page loads one when it first makes a component of a module.

use std::path::Path;

use anyhow::Result;

use crate::carried::Carried;
use crate::machine::Machine;
use crate::registry::bring_crate;

/// Its release brings modules that were made for one version of `wit-dylib`: that of the crate
/// `author`.
const CRATE: &str = "componentize-qjs@0.5.0";

const MODULES: [Carried; 2] = [
    Carried {
        path: "prebuilt/runtime-opt-size-sync.wasm",
        name: "quickjs.wasm",
        digest: "82ad7fa8463f26abd85d5356fee7e452f05dc0695b70318669f2dc5a9b604bbe",
    },
    Carried {
        path: "prebuilt/runtime-opt-size.wasm",
        name: "quickjs-concurrent.wasm",
        digest: "ad4f5039ebd6e297222ded214b274e8d465daab660ec25ae2fd3a3be57fc2cfb",
    },
];

/// Writes the modules into a folder.
pub(crate) fn write(machine: &Machine, folder: &Path) -> Result<()> {
    let files = bring_crate(machine, CRATE)?;
    MODULES
        .iter()
        .try_for_each(|it| it.copy(CRATE, &files, folder))
}

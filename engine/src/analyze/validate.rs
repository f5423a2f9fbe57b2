//! Packages in binary form, as whoever builds with them makes it: the last word on a package that
//! reads well.

use model::Diagnostic;
use wit_parser::{PackageId, Resolve};

use crate::diagnostics::{self, sentence};
use crate::inspect;

/// Imports and exports of a package's worlds beyond which it is left out: this follows every key.
const MAX_ITEMS: usize = 400;

/// Why a package cannot be put into binary form, at no place of its texts.
pub(super) fn validate(resolve: &Resolve, package: PackageId) -> Option<Diagnostic> {
    let worlds = resolve.packages[package].worlds.values();
    let worlds = worlds.map(|id| &resolve.worlds[*id]);
    let items = worlds.map(|world| world.imports.len() + world.exports.len());
    if items.sum::<usize>() > MAX_ITEMS {
        return None;
    }
    let why = match wit_component::encode(resolve, package) {
        Ok(bytes) => inspect::validate(&bytes).err()?.message,
        Err(error) => error.root_cause().to_string(),
    };
    let why = sentence(&why);
    Some(Diagnostic {
        message: format!("this package cannot be put into binary form: {why}"),
        ..diagnostics::error()
    })
}

//! Packages in binary form, as whoever builds with them makes it: the last word on a package that
//! reads well.

use model::Diagnostic;
use wit_parser::{PackageId, Resolve};

use crate::diagnostics::{self, sentence};
use crate::inspect;

/// Why a package cannot be put into binary form, at no place of its texts.
pub(super) fn validate(resolve: &Resolve, package: PackageId) -> Option<Diagnostic> {
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

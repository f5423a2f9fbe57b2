//! Packages in binary form, as whoever builds with them makes it: the last word on a package that
//! reads well.

use model::Diagnostic;
use wasmparser::Validator;
use wit_parser::{PackageId, Resolve};

use crate::diagnostics::{self, sentence};
use crate::inspect::features;

/// Why a package cannot be put into binary form, at no place of its texts.
pub(super) fn validate(resolve: &Resolve, package: PackageId) -> Option<Diagnostic> {
    let why = match wit_component::encode(resolve, package) {
        Ok(bytes) => {
            let mut validator = Validator::new_with_features(features());
            validator.validate_all(&bytes).err()?.message().to_owned()
        }
        Err(error) => error.root_cause().to_string(),
    };
    let why = sentence(&why);
    Some(Diagnostic {
        message: format!("this package cannot be put into binary form: {why}"),
        ..diagnostics::error()
    })
}

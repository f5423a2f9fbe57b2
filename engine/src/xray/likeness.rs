//! Whether a recovered text makes what it was recovered from.

use std::collections::BTreeMap;

use model::{EncodeCompositionRequest, EncodeForm, EncodedComposition, NamedComponent, Recomposed};
use serde_bytes::ByteBuf;

use super::level::{Level, Source};
use super::parts::Named;
use super::worlds::is_subtype;
use super::write::Written;
use crate::composed::encode_composition;

/// What comes of a text.
pub(super) struct Made {
    pub(super) likeness: Recomposed,
    /// Names of what it imports.
    pub(super) imports: Vec<String>,
}

/// Composes a text of the parts.
///
/// # Errors
///
/// Why it does not compose.
pub(super) fn compose(
    written: &Written,
    level: &Level,
    parts: &BTreeMap<Source, Named>,
    whole: &[u8],
) -> Result<Made, String> {
    let components = parts.values().map(|it| (&it.name, &it.bytes));
    let components = components
        .chain(&written.packages)
        .map(|(name, bytes)| NamedComponent {
            name: name.clone(),
            bytes: ByteBuf::from(bytes.clone()),
        });
    let mut request = EncodeCompositionRequest {
        text: written.text.clone(),
        components: components.collect(),
        form: EncodeForm::default(),
    };
    let has_imported = !level.imported_components().is_empty();
    if has_imported {
        request.form.imports_components = true;
        if encode_composition(&request).is_ok_and(|it| it.bytes == whole) {
            return Ok(Made {
                likeness: Recomposed::Identical,
                imports: level.imports.iter().map(|it| it.name.to_owned()).collect(),
            });
        }
        request.form.imports_components = false;
    }
    let made = encode_composition(&request).map_err(|error| error.message)?;
    Ok(Made {
        imports: made
            .inspection
            .imports
            .iter()
            .map(|it| it.name.clone())
            .collect(),
        likeness: likeness(made, whole, has_imported),
    })
}

fn likeness(made: EncodedComposition, whole: &[u8], has_imported: bool) -> Recomposed {
    // What is made has the components in it that the whole imports.
    let is_like =
        || is_subtype(&made.bytes, whole) && (has_imported || is_subtype(whole, &made.bytes));
    match () {
        () if made.bytes == whole => Recomposed::Identical,
        () if is_like() => Recomposed::Equivalent,
        () => Recomposed::Different {
            wit: made.inspection.wit,
        },
    }
}

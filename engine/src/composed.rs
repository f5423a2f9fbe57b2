//! A composition in other forms than the one that the page runs.

use miette::Diagnostic as _;
use model::{EncodeCompositionRequest, EncodeForm, EncodedComposition, EngineError, Validation};
use serde_bytes::ByteBuf;
use wac_graph::EncodeOptions;
use wac_parser::Document;
use wac_parser::resolution::Error;

use crate::diagnostics::{failure, sentence};
use crate::inspect::inspect;
use crate::nesting;
use crate::strip::strip_names;
use crate::wac_name::{self, WacName};
use crate::wit_text::package_name;

/// Encodes a composition in the form that is asked for.
///
/// # Errors
///
/// `not-composed` when the text has an error.
pub fn encode_composition(
    request: &EncodeCompositionRequest,
) -> Result<EncodedComposition, EngineError> {
    let EncodeCompositionRequest {
        text,
        components,
        form,
    } = request;
    if nesting::too_deep(text).is_some() {
        return Err(not_composed("it is nested too deep"));
    }
    let text = nesting::quiet(text);
    let document = Document::parse(&text).map_err(|error| not_composed(&error.to_string()))?;
    let components = components.iter().filter_map(|it| {
        let name = WacName::of(package_name(&it.name)?);
        Some((name, it.bytes.as_slice()))
    });
    let components: Vec<_> = components.collect();
    let packages = wac_name::packages(components.iter().map(|(name, bytes)| (name, *bytes)));
    let resolution = document.resolve(packages).map_err(|error| told(&error))?;
    let encoded = resolution.encode(EncodeOptions {
        define_components: !form.imports_components,
        // It is validated below, as the page's own composition is.
        validate: false,
        processor: None,
    });
    let bytes = encoded.map_err(|error| told(&error))?;
    finish(bytes, *form)
}

fn told(error: &Error) -> EngineError {
    let help = error.help().map(|it| format!(" ({it})"));
    not_composed(&format!("{error}{}", help.unwrap_or_default()))
}

fn finish(bytes: Vec<u8>, form: EncodeForm) -> Result<EncodedComposition, EngineError> {
    let bytes = match form.strips_names {
        true => strip_names(&bytes).ok_or_else(|| not_composed("it is not well formed"))?,
        false => bytes,
    };
    let inspection = inspect(&bytes)?;
    if let Validation::Invalid { diagnostic } = &inspection.validation {
        return Err(not_composed(&diagnostic.message));
    }
    Ok(EncodedComposition {
        bytes: ByteBuf::from(bytes),
        inspection,
    })
}

fn not_composed(why: &str) -> EngineError {
    let message = format!("the composition has an error: {}", sentence(why));
    failure("not-composed", message)
}

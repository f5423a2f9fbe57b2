//! A composition in other forms than the one that the page runs.

use indexmap::IndexMap;
use miette::Diagnostic as _;
use model::{EncodeCompositionRequest, EncodeForm, EncodedComposition, EngineError, Validation};
use serde_bytes::ByteBuf;
use wac_graph::EncodeOptions;
use wac_graph::types::BorrowedPackageKey;
use wac_parser::Document;
use wac_parser::lexer::{Lexer, Token};
use wac_parser::resolution::Error;

use crate::diagnostics::{failure, sentence};
use crate::inspect::inspect;
use crate::nesting;
use crate::strip::strip_names;
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
    let named: Vec<_> = components
        .iter()
        .filter_map(|it| Some((package_name(&it.name)?, &it.bytes)))
        .map(|(name, bytes)| (format!("{}:{}", name.namespace, name.name), name, bytes))
        .collect();
    let packages: IndexMap<_, _> = named
        .iter()
        .map(|(path, name, bytes)| {
            let key = BorrowedPackageKey::from_name_and_version(path, name.version.as_ref());
            (key, bytes.to_vec())
        })
        .collect();
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

/// The packages that a WAC text names beside its own, each once, in order.
pub fn wac_packages(text: &str) -> Vec<String> {
    let mut named: Vec<String> = Vec::new();
    let Ok(mut lexer) = Lexer::new(text) else {
        return named;
    };
    let mut own = None;
    while let Some((token, span)) = lexer.next() {
        let source = lexer.source(span);
        let name = match token {
            Ok(Token::PackageName) => source.to_owned(),
            Ok(Token::PackagePath) => package_of(source),
            _ => continue,
        };
        // The first one is what the text itself is called.
        let own = own.get_or_insert_with(|| without_version(&name).to_owned());
        if without_version(&name) != own && !named.contains(&name) {
            named.push(name);
        }
    }
    named
}

/// `wasi:http@0.2.3` of `wasi:http/types@0.2.3`.
fn package_of(path: &str) -> String {
    let (path, version) = match path.split_once('@') {
        Some((path, version)) => (path, format!("@{version}")),
        None => (path, String::new()),
    };
    let name = path.split('/').next().unwrap_or(path);
    format!("{name}{version}")
}

fn without_version(name: &str) -> &str {
    name.split('@').next().unwrap_or(name)
}

fn not_composed(why: &str) -> EngineError {
    let message = format!("the composition has an error: {}", sentence(why));
    failure("not-composed", message)
}

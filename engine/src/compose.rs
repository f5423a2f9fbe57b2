//! A WAC text and components to a graph, diagnostics and the composed component.

mod clashes;
pub(crate) mod document;
pub(crate) mod evaluate;
mod explain;
mod fixes;
pub(crate) mod graph;
mod hidden;
mod mend;
mod mismatch;
mod missing;
pub(crate) mod names;
mod targets;

use indexmap::IndexMap;
use model::{Composition, Diagnostic, Severity, Validation};
use serde_bytes::ByteBuf;
use wac_graph::EncodeOptions;
use wac_graph::types::BorrowedPackageKey;
use wac_parser::Document;
use wac_parser::resolution::{Error, Resolution};
use wit_parser::PackageName;

use crate::components::Component;
use crate::crowd;
use crate::diagnostics::{self, sentence};
use crate::inspect::inspect_by;
use crate::nesting;
use crate::pack::Pack;
use crate::wac_name::{self, WacName, is_among, wac_packages};
use crate::wit_text::package_name;
use clashes::clashes;
use evaluate::Evaluated;
pub(crate) use explain::Explainer;
use mend::Mended;

/// A text is looked at again so often, without what was wrong with it before.
const MAX_ROUNDS: usize = 128;
/// More packages than this are not taken out of the pack for one text.
const MAX_PACKAGES: usize = 64;

/// What is encoded is validated here, with the features that browsers and Wasmtime have.
const OPTIONS: EncodeOptions = EncodeOptions {
    define_components: true,
    validate: false,
    processor: None,
};

/// Composes what the WAC file at `path` says out of `components`.
pub(crate) fn compose(
    path: &str,
    text: &str,
    components: &[Component],
    pack: &mut Pack,
) -> Composition {
    let mut composition = refused(Vec::new());
    let mut missing = None;
    let explainer = Explainer::new(path, text, components);
    let unread = read(&explainer, pack, &mut |resolution, misses| {
        if !misses.is_empty() {
            missing = resolution.encode(OPTIONS).ok();
        }
        composition = encode(&explainer, resolution, misses);
    });
    composition.diagnostics.extend(unread);
    composition.graph = composition.graph.map(crowd::told);
    if let Some(told) = missing.and_then(|it| targets::misses(&explainer, &it, pack)) {
        composition.diagnostics = told;
    }
    composition
}

/// Reads a text, and gives `then` what it says and in what it misses the world that it targets.
///
/// Answers why the text cannot be read, with nothing when it can.
pub(crate) fn read(
    explainer: &Explainer,
    pack: &mut Pack,
    then: &mut dyn FnMut(&Resolution, Vec<Diagnostic>),
) -> Vec<Diagnostic> {
    // wac-parser calls itself at every bracket, and the stack of a worker is small.
    if let Some(span) = nesting::too_deep(explainer.text) {
        return vec![Diagnostic {
            path: explainer.path.to_owned(),
            ..nesting::diagnostic(span)
        }];
    }
    let quiet = nesting::quiet(explainer.text);
    let mut document = match Document::parse(&quiet) {
        Ok(document) => document,
        Err(error) => {
            let error = explainer.syntax_error(&error);
            return vec![fixes::mended(error, explainer.text)];
        }
    };
    let unfit = explainer.unfit_components(&document);
    if !unfit.is_empty() {
        return unfit;
    }
    let mut library = Library::new(explainer.text, explainer.components);
    // What misses its target is a composition all the same.
    let (mut misses, mut errors) = (Vec::new(), Vec::new());
    let mut mended = Mended::default();
    for _ in 0..MAX_ROUNDS {
        let error = match document.resolve(library.packages()) {
            Ok(resolution) if errors.is_empty() => {
                then(&resolution, misses);
                return Vec::new();
            }
            Ok(resolution) => {
                explainer.tell_missing(&resolution, &mended.filled, &mut errors);
                break;
            }
            Err(error) => error,
        };
        match explain::unknown_package(&error, explainer.text) {
            Some(name) if library.take(&name, pack) => continue,
            _ => {}
        }
        let told = explainer.resolution_error(&error, pack);
        let told = mismatch::told(explainer, &document, &error, told);
        let at = told.span.start as usize;
        match error {
            Error::ImportNotInTarget { .. }
            | Error::TargetMismatch { .. }
            | Error::MissingTargetExport { .. } => misses.push(told),
            _ if mended.explains(&error) => {}
            _ => errors.push(told),
        }
        if !mended.mend(&mut document, &error, at) {
            break;
        }
    }
    errors.sort_by_key(|it| it.span.start);
    for error in &mut errors {
        fixes::meant(error, explainer.text);
    }
    errors
}

/// The first error of syntax in a WAC text, with an empty path.
pub(crate) fn syntax_error(text: &str) -> Option<Diagnostic> {
    if let Some(span) = nesting::too_deep(text) {
        return Some(nesting::diagnostic(span));
    }
    let error = Document::parse(&nesting::quiet(text)).err()?;
    Some(Explainer::new("", text, &[]).syntax_error(&error))
}

fn refused(diagnostics: Vec<Diagnostic>) -> Composition {
    Composition {
        graph: None,
        diagnostics,
        bytes: None,
        inspection: None,
    }
}

/// What the names of packages in a text stand for: components of the workspace, and WIT packages
/// of the pack as far as they turned out to be needed.
struct Library<'a> {
    components: Vec<(WacName, &'a [u8])>,
    bundled: Vec<(WacName, Vec<u8>)>,
}

impl<'a> Library<'a> {
    fn new(text: &str, components: &'a [Component]) -> Library<'a> {
        let named = wac_packages(text);
        let components = components.iter().filter_map(|component| {
            let name = WacName::of(package_name(&component.name)?);
            is_among(&named, &name.path).then_some((name, component.binary.skeleton()))
        });
        Library {
            components: components.collect(),
            bundled: Vec::new(),
        }
    }

    /// Takes a package out of the pack, unless it was taken already.
    fn take(&mut self, name: &PackageName, pack: &mut Pack) -> bool {
        let is_taken = self.bundled.iter().any(|(taken, _)| taken.name == *name);
        if is_taken || self.bundled.len() == MAX_PACKAGES {
            return false;
        }
        let Some(bytes) = pack.encode(name) else {
            return false;
        };
        self.bundled.push((WacName::of(name.clone()), bytes));
        true
    }

    fn packages(&self) -> IndexMap<BorrowedPackageKey<'_>, Vec<u8>> {
        let components = self.components.iter().map(|(name, bytes)| (name, *bytes));
        let bundled = self.bundled.iter();
        let bundled = bundled.map(|(name, bytes)| (name, bytes.as_slice()));
        wac_name::packages(components.chain(bundled))
    }
}

fn encode(explainer: &Explainer, resolution: &Resolution, misses: Vec<Diagnostic>) -> Composition {
    let mut composition = Composition {
        graph: Some(graph::draw(explainer.text, &Evaluated::new(resolution)).graph),
        ..refused(misses)
    };
    if !composition.diagnostics.is_empty() {
        return composition;
    }
    let skeleton = match resolution.encode(OPTIONS) {
        Ok(skeleton) => skeleton,
        Err(error) => {
            let diagnostic = explainer.resolution_error(&error, &Pack::default());
            composition.diagnostics.push(diagnostic);
            return composition;
        }
    };
    let bytes = explainer.filled(&skeleton);
    match inspect_by(&bytes, &skeleton) {
        Ok(inspection) if inspection.validation == Validation::Valid => {
            if inspection.exports.is_empty() {
                composition.diagnostics.push(explainer.no_exports());
            }
            composition.inspection = Some(inspection);
            composition.bytes = Some(ByteBuf::from(bytes));
        }
        Ok(inspection) => {
            let graph = composition.graph.as_ref();
            composition.diagnostics = graph.map_or(Vec::new(), |it| clashes(explainer, it));
            if let (true, Some(graph)) = (composition.diagnostics.is_empty(), graph) {
                composition.diagnostics = hidden::hidden(explainer, graph);
            }
            if composition.diagnostics.is_empty() {
                let invalid = explainer.invalid(&inspection.validation);
                composition.diagnostics.push(invalid);
            }
        }
        Err(error) => composition.diagnostics.push(Diagnostic {
            message: sentence(&error.message),
            ..diagnostics::error()
        }),
    }
    debug_assert!(
        composition.bytes.is_some()
            || composition
                .diagnostics
                .iter()
                .any(|it| it.severity == Severity::Error)
    );
    composition
}

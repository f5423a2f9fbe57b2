//! In what a composition misses the world that it targets.

use model::{Diagnostic, FitFinding, FitKind};
use wac_parser::Document;

use super::Explainer;
use super::document::span;
use crate::diagnostics;
use crate::fit::misfits;
use crate::nesting;
use crate::pack::Pack;
use crate::world::{Wit, open_binary, open_bundled};

/// Everything in which a composition, of which this is the skeleton, misses its target; nothing
/// when that cannot be told.
pub(super) fn misses(
    explainer: &Explainer,
    skeleton: &[u8],
    pack: &mut Pack,
) -> Option<Vec<Diagnostic>> {
    let quiet = nesting::quiet(explainer.text);
    let document = Document::parse(&quiet).ok()?;
    let path = document.directive.targets.as_ref()?;
    let name = match &path.version {
        Some(version) => format!("{}@{version}", path.name),
        None => path.name.to_owned(),
    };
    let target = match explainer.component(&name) {
        Some(component) => open_binary(component),
        None => open_bundled(&name, pack),
    };
    let decoded = crate::decode::decode(skeleton).ok()?;
    let subject = Wit::decoded(document.directive.package.name, &decoded);
    let findings = misfits(&subject, &target.ok()?, Some(path.segments)).ok()?;
    let told = |finding: FitFinding| Diagnostic {
        path: explainer.path.to_owned(),
        span: span(path.span),
        message: finding.message,
        hint: match finding.kind {
            FitKind::Version => Some("`targets` takes no other version, though hosts do".into()),
            _ => finding.hint,
        },
        ..diagnostics::error()
    };
    let told: Vec<Diagnostic> = findings.into_iter().map(told).collect();
    (!told.is_empty()).then_some(told)
}

//! Items behind `@unstable`, which are left out of what their package means.

use std::collections::BTreeSet;

use model::{Diagnostic, Fix, Severity};

use crate::diagnostics;
use crate::syntax;

/// A note at every gate of a text, with the fix that turns its feature on.
pub(super) fn gates(path: &str, text: &str) -> Vec<Diagnostic> {
    if !text.contains("unstable") {
        return Vec::new();
    }
    let tree = syntax::parse(text);
    let notes = tree.gates(text).map(|(feature, span)| Diagnostic {
        severity: Severity::Info,
        path: path.to_owned(),
        span,
        message: format!("left out: feature `{feature}` is not switched on"),
        hint: Some(
            "with the feature on, or without `@unstable`, it is part of its package".to_owned(),
        ),
        fixes: vec![turn_on(feature)],
        ..diagnostics::error()
    });
    notes.collect()
}

/// Whether the feature that a note is about is off.
pub(super) fn is_shut(note: &Diagnostic, features: &BTreeSet<String>) -> bool {
    let feature = note.fixes.iter().find_map(|fix| fix.feature.as_ref());
    feature.is_some_and(|feature| !features.contains(feature))
}

/// The fix that turns a feature on.
pub(super) fn turn_on(feature: &str) -> Fix {
    Fix {
        title: format!("turn on feature `{feature}`"),
        feature: Some(feature.to_owned()),
        ..Fix::default()
    }
}

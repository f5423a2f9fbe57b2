//! Why not.

use model::{Diagnostic, Severity, Span};

use crate::diagnostics;

/// Why something cannot be done, or was not.
#[derive(Debug, Clone, Default)]
pub(super) struct Refusal {
    pub(super) message: String,
    pub(super) hint: Option<String>,
    /// What of the text it is about.
    pub(super) span: Span,
}

impl Refusal {
    pub(super) fn told(self, path: &str, severity: Severity) -> Diagnostic {
        Diagnostic {
            severity,
            path: path.to_owned(),
            span: self.span,
            message: self.message,
            hint: self.hint,
            ..diagnostics::error()
        }
    }
}

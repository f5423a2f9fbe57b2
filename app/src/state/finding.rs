//! Findings that the page makes itself.

use model::{Diagnostic, Severity, Span};

/// An error at a place, which nothing is known to mend.
pub fn error(path: String, span: Span, message: String) -> Diagnostic {
    Diagnostic {
        severity: Severity::Error,
        path,
        span,
        message,
        hint: None,
        related: Vec::new(),
        fixes: Vec::new(),
        wire: None,
    }
}

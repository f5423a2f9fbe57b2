//! Diagnostics in the house's words: lower case, no full stop, names in backticks.

use model::{Diagnostic, EngineError, Severity, Span};

/// An empty error diagnostic, to be filled by struct update.
pub(crate) fn error() -> Diagnostic {
    Diagnostic {
        severity: Severity::Error,
        path: String::new(),
        span: Span::default(),
        message: String::new(),
        hint: None,
        related: Vec::new(),
        fixes: Vec::new(),
        wire: None,
    }
}

/// The validator's complaint, at its byte.
pub(crate) fn of_binary(error: &wasmparser::Error) -> Diagnostic {
    let offset = u32::try_from(error.offset()).unwrap_or(u32::MAX);
    Diagnostic {
        span: point(offset),
        message: sentence(error.message().trim()),
        ..self::error()
    }
}

/// A failure of a whole request.
pub(crate) fn failure(code: &str, message: impl Into<String>) -> EngineError {
    EngineError {
        code: code.to_owned(),
        message: message.into(),
        offset: None,
    }
}

/// The byte that an upstream error is about, when it is wasmparser's.
pub(crate) fn offset_of(error: &anyhow::Error) -> Option<u32> {
    let error = error.downcast_ref::<wasmparser::Error>()?;
    u32::try_from(error.offset()).ok()
}

/// An empty span at `offset`.
pub(crate) fn point(offset: u32) -> Span {
    Span {
        start: offset,
        end: offset,
    }
}

/// A span of `usize` offsets; texts are far below 4 GiB.
pub(crate) fn span(range: std::ops::Range<usize>) -> Span {
    Span {
        start: u32::try_from(range.start).unwrap_or(u32::MAX),
        end: u32::try_from(range.end).unwrap_or(u32::MAX),
    }
}

/// A span that lies within `text` and splits no character, whatever upstream says.
pub(crate) fn span_within(text: &str, span: Span) -> Span {
    let mut start = (span.start as usize).min(text.len());
    let mut end = (span.end as usize).clamp(start, text.len());
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    while !text.is_char_boundary(end) {
        end += 1;
    }
    self::span(start..end)
}

/// An upstream message as a sentence of ours: no full stop, no capital unless it is a name.
pub(crate) fn sentence(message: &str) -> String {
    let message = message.trim().trim_end_matches('.');
    let mut chars = message.chars();
    let Some(first) = chars.next() else {
        return String::new();
    };
    let second_is_lower = chars.clone().next().is_some_and(|it| !it.is_uppercase());
    match first.is_uppercase() && second_is_lower {
        true => first.to_lowercase().chain(chars).collect(),
        false => message.to_owned(),
    }
}

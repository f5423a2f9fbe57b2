//! Why something could not be asked.

use model::EngineError;

/// A fault that is at no byte of the input.
pub(crate) fn fault(code: &str, message: impl Into<String>) -> EngineError {
    EngineError {
        code: code.to_owned(),
        message: message.into(),
        offset: None,
    }
}

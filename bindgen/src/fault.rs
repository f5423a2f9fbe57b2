//! What to answer when something could not be asked.

use model::EngineError;

/// A failure with a code for programs and words for the user.
pub(crate) fn fault(code: &str, message: impl Into<String>) -> EngineError {
    EngineError {
        code: code.to_owned(),
        message: message.into(),
        offset: None,
    }
}

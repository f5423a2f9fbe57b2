//! Why something that the user or a script asked for did not happen.

use model::{ApiError, EngineError};

/// A failure, for programs and for people.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct Fault {
    /// A short stable word for programs, such as `no-such-component`.
    pub code: String,
    /// What happened and what to do, in words for the user.
    pub message: String,
}

impl Fault {
    /// Makes one.
    pub fn new(code: &str, message: impl Into<String>) -> Self {
        Self {
            code: code.to_owned(),
            message: message.into(),
        }
    }
}

impl From<EngineError> for Fault {
    fn from(error: EngineError) -> Self {
        let EngineError {
            code,
            message,
            offset,
        } = error;
        let message = match offset {
            Some(offset) => format!("{message} (at byte {offset})"),
            None => message,
        };
        Self { code, message }
    }
}

impl From<ApiError> for Fault {
    fn from(error: ApiError) -> Self {
        let ApiError { code, message } = error;
        Self { code, message }
    }
}

#[test]
fn the_place_of_an_engine_error_is_told() {
    let fault = Fault::from(EngineError {
        code: "not-wasm".into(),
        message: "bad magic number".into(),
        offset: Some(0),
    });
    assert_eq!(fault.to_string(), "bad magic number (at byte 0)");
    assert_eq!(fault.code, "not-wasm");
}

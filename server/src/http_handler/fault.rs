//! Why a handler gave no answer.

use std::time::Duration;

use axum::http::StatusCode;
use wasmtime_wasi_http::p2::bindings::http as p2;
use wasmtime_wasi_http::p3::bindings::http as p3;

use crate::error::AppError;
use crate::run;

/// Why a handler gave no answer.
#[derive(Debug)]
pub(crate) enum Fault {
    /// It cannot be asked.
    Refused(AppError),
    /// It trapped, or could not be started.
    Trapped(wasmtime::Error),
    /// It gave an error code instead.
    Failed(String),
    /// It returned without an answer.
    Silent,
    /// It took too long.
    TimedOut(Duration),
}

impl Fault {
    /// What an error of the run means.
    pub(crate) fn of(error: wasmtime::Error) -> Self {
        let is_code = error.is::<p2::types::ErrorCode>() || error.is::<p3::types::ErrorCode>();
        match is_code {
            true => Self::Failed(error.to_string()),
            false => Self::Trapped(error),
        }
    }

    /// The name under which metrics count it.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Refused(_) => "refused",
            Self::Trapped(_) => "trapped",
            Self::Failed(_) => "failed",
            Self::Silent => "silent",
            Self::TimedOut(_) => "timed-out",
        }
    }

    /// What happened, in words for the user.
    pub(crate) fn message(&self) -> String {
        match self {
            Self::Refused(error) => format!("{error:?}"),
            Self::Trapped(error) => format!("the handler trapped: {}", run::message(error)),
            Self::Failed(code) => format!("the handler answered with the error `{code}`"),
            Self::Silent => "the handler returned without setting a response".into(),
            Self::TimedOut(limit) => format!("the handler gave no answer within {limit:?}"),
        }
    }
}

impl From<Fault> for AppError {
    fn from(fault: Fault) -> Self {
        let message = fault.message();
        match fault {
            Fault::Refused(error) => error,
            Fault::Trapped(error) if error.is::<wasmtime::PoolConcurrencyLimitError>() => {
                AppError::Busy
            }
            Fault::TimedOut(_) => {
                AppError::refused(StatusCode::GATEWAY_TIMEOUT, "timed-out", message)
            }
            fault => AppError::refused(StatusCode::BAD_GATEWAY, fault.name(), message),
        }
    }
}

//! Everything that can go wrong with a request, told in one shape.

use axum::Json;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use model::ApiError;

/// Why a request was not served.
#[derive(Debug)]
pub(crate) enum AppError {
    /// The client's fault, or nobody's: shown, not logged.
    Refused {
        /// Status of the answer.
        status: StatusCode,
        /// [`ApiError::code`]
        code: &'static str,
        /// [`ApiError::message`]
        message: String,
    },
    /// Too much is under way: shown, with the time to come back after.
    Busy,
    /// Our fault: logged, not shown.
    Ours(anyhow::Error),
}

impl AppError {
    /// The request makes no sense.
    pub(crate) fn bad_request(code: &'static str, message: impl Into<String>) -> Self {
        Self::refused(StatusCode::BAD_REQUEST, code, message)
    }

    /// There is nothing under that name.
    pub(crate) fn not_found(code: &'static str, message: impl Into<String>) -> Self {
        Self::refused(StatusCode::NOT_FOUND, code, message)
    }

    /// The request makes sense, but not for what it is about.
    pub(crate) fn unprocessable(code: &'static str, message: impl Into<String>) -> Self {
        Self::refused(StatusCode::UNPROCESSABLE_ENTITY, code, message)
    }

    /// The body has more than `limit` bytes.
    pub(crate) fn too_large(limit: usize) -> Self {
        let message = format!("the body is larger than the limit of {limit} bytes");
        Self::refused(StatusCode::PAYLOAD_TOO_LARGE, "too-large", message)
    }

    /// Refuses with a status of one's own.
    pub(crate) fn refused(
        status: StatusCode,
        code: &'static str,
        message: impl Into<String>,
    ) -> Self {
        Self::Refused {
            status,
            code,
            message: message.into(),
        }
    }
}

impl<E: Into<anyhow::Error>> From<E> for AppError {
    fn from(error: E) -> Self {
        Self::Ours(error.into())
    }
}

impl IntoResponse for AppError {
    fn into_response(self) -> Response {
        match self {
            Self::Refused {
                status,
                code,
                message,
            } => answer(status, code, message),
            Self::Busy => {
                let message = "the server is running all it can; try again in a moment";
                let mut response = answer(StatusCode::TOO_MANY_REQUESTS, "busy", message.into());
                response.headers_mut().insert(
                    header::RETRY_AFTER,
                    const { header::HeaderValue::from_static("1") },
                );
                response
            }
            Self::Ours(error) => {
                tracing::error!("{error:#}");
                let message = "something went wrong in the server; its log has the details";
                answer(
                    StatusCode::INTERNAL_SERVER_ERROR,
                    "internal",
                    message.into(),
                )
            }
        }
    }
}

/// Answers what is below `/api` and is no route.
pub(crate) async fn no_such_route() -> AppError {
    AppError::not_found("no-such-route", "the API has no such route")
}

fn answer(status: StatusCode, code: &str, message: String) -> Response {
    let code = code.to_owned();
    (status, Json(ApiError { code, message })).into_response()
}

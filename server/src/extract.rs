//! Reading request bodies, with faults told as `ApiError`.

use axum::body::Body;
use bytes::Bytes;
use http_body_util::{BodyExt, LengthLimitError, Limited};
use serde::de::DeserializeOwned;

use crate::error::AppError;

/// All of the body, if it has at most `limit` bytes.
pub(crate) async fn bytes(body: Body, limit: usize) -> Result<Bytes, AppError> {
    match Limited::new(body, limit).collect().await {
        Ok(collected) => Ok(collected.to_bytes()),
        Err(error) if error.is::<LengthLimitError>() => Err(AppError::too_large(limit)),
        Err(error) => Err(AppError::bad_request(
            "broken-body",
            format!("the body could not be read: {error}"),
        )),
    }
}

/// The body as JSON, if it has at most `limit` bytes.
pub(crate) async fn json<T: DeserializeOwned>(body: Body, limit: usize) -> Result<T, AppError> {
    let bytes = bytes(body, limit).await?;
    serde_json::from_slice(&bytes).map_err(|error| {
        AppError::bad_request("bad-json", format!("the body is not as expected: {error}"))
    })
}

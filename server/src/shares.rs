//! `/api/shares`: share links' fragments behind short ids.

use axum::Json;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use model::ShareCreated;

use crate::error::AppError;
use crate::extract;
use crate::headers::IMMUTABLE;
use crate::state::AppState;
use crate::store::ShareId;

/// Keeps a fragment and answers its id. The same fragment has the same id, whoever posts it.
pub(crate) async fn post(
    State(state): State<AppState>,
    body: Body,
) -> Result<(StatusCode, Json<ShareCreated>), AppError> {
    let fragment = extract::bytes(body, state.config.limits.share_bytes).await?;
    check(&fragment)?;
    let id = ShareId::of(&fragment);
    state.store.put_share(&id, fragment).await?;
    Ok((
        StatusCode::CREATED,
        Json(ShareCreated { id: id.to_string() }),
    ))
}

/// The fragment.
pub(crate) async fn get(
    State(state): State<AppState>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, AppError> {
    let id = id.parse::<ShareId>()?;
    let etag = format!("\"{id}\"");
    if crate::headers::matches(&headers, &etag) {
        return Ok((StatusCode::NOT_MODIFIED, [(header::ETAG, etag)]).into_response());
    }
    let fragment = state.store.share(&id).await?;
    let headers = [
        (header::CONTENT_TYPE, "text/plain; charset=utf-8"),
        (header::CACHE_CONTROL, IMMUTABLE),
        (header::ETAG, &etag),
    ];
    Ok((headers, fragment).into_response())
}

/// A fragment is a version digit and base64url; the page reads what is in it, not the server.
fn check(fragment: &Bytes) -> Result<(), AppError> {
    let is_base64url = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    match fragment.split_first() {
        Some((version, rest))
            if version.is_ascii_digit() && !rest.is_empty() && rest.iter().all(is_base64url) =>
        {
            Ok(())
        }
        _ => Err(AppError::bad_request(
            "not-a-share",
            "a share is a version digit followed by base64url text",
        )),
    }
}

//! `/api/components/{sha256}`: content-addressed binaries.

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use wasmparser::{Encoding, Parser, Payload, Validator, WasmFeatures};

use crate::admission::Client;
use crate::error::AppError;
use crate::extract;
use crate::headers::IMMUTABLE;
use crate::state::AppState;
use crate::store::Digest;

/// Keeps a component, if it is one and its digest is right.
pub(crate) async fn put(
    State(state): State<AppState>,
    Path(digest): Path<String>,
    client: Client,
    body: Body,
) -> Result<StatusCode, AppError> {
    let digest = digest.parse::<Digest>()?;
    let bytes = extract::bytes(body, state.config.limits.component_bytes).await?;
    let _permit = state.admission.enter(client).await?;
    let found = Digest::of(&bytes);
    if found != digest {
        let message = format!("the body's SHA-256 is `{found}`, not the one in the address");
        return Err(AppError::bad_request("digest-mismatch", message));
    }
    let checked = bytes.clone();
    tokio::task::spawn_blocking(move || validate(&checked)).await??;
    Ok(match state.store.put_component(&digest, bytes).await? {
        true => StatusCode::CREATED,
        false => StatusCode::OK,
    })
}

/// The component's bytes.
pub(crate) async fn get(
    State(state): State<AppState>,
    Path(digest): Path<String>,
    headers: HeaderMap,
) -> Result<Response, AppError> {
    let digest = digest.parse::<Digest>()?;
    let etag = format!("\"{digest}\"");
    if crate::headers::matches(&headers, &etag) {
        return Ok((StatusCode::NOT_MODIFIED, [(header::ETAG, etag)]).into_response());
    }
    let bytes = state.store.component(&digest).await?;
    let headers = [
        (header::CONTENT_TYPE, "application/wasm"),
        (header::CACHE_CONTROL, IMMUTABLE),
        (header::ETAG, &etag),
    ];
    Ok((headers, bytes).into_response())
}

/// Whether `bytes` are a component that Wasmtime's validator takes.
fn validate(bytes: &[u8]) -> Result<(), AppError> {
    let refuse = |message: String| AppError::unprocessable("not-a-component", message);
    match Parser::new(0).parse_all(bytes).next() {
        Some(Ok(Payload::Version {
            encoding: Encoding::Component,
            ..
        })) => {}
        Some(Ok(_)) => {
            return Err(refuse(
                "this is a core module; make a component of it first".into(),
            ));
        }
        _ => return Err(refuse("this is not WebAssembly".into())),
    }
    let features = WasmFeatures::default() | WasmFeatures::CM_ASYNC;
    match Validator::new_with_features(features).validate_all(bytes) {
        Ok(_) => Ok(()),
        Err(error) => Err(refuse(format!(
            "the component is not valid: {} (at byte {})",
            error.message(),
            error.offset()
        ))),
    }
}

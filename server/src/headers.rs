//! Headers that protect the page, and the words of HTTP caching.

use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::Response;

use crate::error::AppError;

/// For what never changes under its name.
pub(crate) const IMMUTABLE: &str = "public, max-age=31536000, immutable";

/// For what may change: the browser asks each time, and mostly hears that it has not.
pub(crate) const REVALIDATE: &str = "no-cache";

/// What the page may load and reach: its own origin only.
///
/// CodeMirror writes its styles into the document, which `style-src` must allow.
pub(crate) const PAGE_POLICY: &str = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; \
    style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; connect-src 'self'; \
    worker-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; \
    frame-ancestors 'none'";

/// What the run worker may load: generated modules come to it as blobs. It may ask any server, for
/// components whose network the user switched on; its host refuses the requests of all others.
pub(crate) const RUNNER_POLICY: &str = "default-src 'self'; \
    script-src 'self' 'wasm-unsafe-eval' blob:; connect-src 'self' blob: http: https:; \
    object-src 'none'; base-uri 'none'";

/// Refuses what another site has a visitor's browser send to the API. That includes documents that
/// components answered with, which are another site to the page.
pub(crate) async fn refuse_cross_site(request: Request) -> Result<Request, AppError> {
    let is_cross_site = request
        .headers()
        .get("sec-fetch-site")
        .is_some_and(|site| site == "cross-site");
    match is_cross_site && !request.method().is_safe() {
        true => Err(AppError::refused(
            StatusCode::FORBIDDEN,
            "cross-site",
            "the API takes nothing from other sites",
        )),
        false => Ok(request),
    }
}

/// Adds what every answer carries.
pub(crate) async fn secure(mut response: Response) -> Response {
    let headers = response.headers_mut();
    set(headers, header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(headers, header::REFERRER_POLICY, "no-referrer");
    response
}

/// Whether the client already has what `etag` names.
pub(crate) fn matches(headers: &HeaderMap, etag: &str) -> bool {
    let opaque = |etag: &str| etag.trim().trim_start_matches("W/").to_owned();
    headers
        .get_all(header::IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|known| known.trim() == "*" || opaque(known) == opaque(etag))
}

/// Sets one header, whatever it was before.
pub(crate) fn set(headers: &mut HeaderMap, name: HeaderName, value: &'static str) {
    headers.insert(name, HeaderValue::from_static(value));
}

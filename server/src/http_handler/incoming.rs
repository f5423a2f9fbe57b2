//! A client's request as a component gets it.

use axum::body::Body;
use axum::http::{HeaderName, HeaderValue, Request, Uri, header};
use http_body_util::{BodyExt, LengthLimitError, Limited};
use wasmtime_wasi_http::{Error, WasiBody};

/// Headers that are between the client and the server: of this connection, or of other programs
/// on the same host, whose cookies browsers send along.
const KEPT_BACK: [HeaderName; 6] = [
    header::CONNECTION,
    header::COOKIE,
    header::PROXY_AUTHORIZATION,
    header::TE,
    header::TRANSFER_ENCODING,
    header::UPGRADE,
];

/// The request with an absolute address, at most `limit` bytes of body, and no cookies.
pub(super) fn incoming(mut request: Request<Body>, limit: usize) -> Request<WasiBody> {
    for name in KEPT_BACK {
        request.headers_mut().remove(name);
    }
    let unnamed = HeaderValue::from_static("localhost");
    let host = request.headers_mut().entry(header::HOST).or_insert(unnamed);
    let host = host.to_str().unwrap_or("localhost").to_owned();
    let path = request
        .uri()
        .path_and_query()
        .map_or("/", |path| path.as_str());
    let uri = Uri::builder()
        .scheme("http")
        .authority(host)
        .path_and_query(path);
    if let Ok(uri) = uri.build() {
        *request.uri_mut() = uri;
    }
    request.map(|body| {
        let size = u64::try_from(limit).unwrap_or(u64::MAX);
        Limited::new(body, limit)
            .map_err(move |error| match error.is::<LengthLimitError>() {
                true => Error::HttpRequestBodySize(Some(size)),
                false => Error::InternalError(Some(error.to_string())),
            })
            .boxed_unsync()
    })
}

//! `ANY /http/{sha256}/…`: a component's `wasi:http` handler behind a real URL.

mod body;
mod fault;
mod filter;
mod incoming;
mod reply;
mod serve;

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::HeaderMap;
use axum::http::uri::PathAndQuery;
use axum::response::Response;
use http_body_util::BodyExt;
use model::{Header, HttpResponse};
use serde_bytes::ByteBuf;
use wasmtime_wasi_http::handler::ProxyPre;

pub(crate) use fault::Fault;

use crate::admission::Client;
use crate::error::AppError;
use crate::run::{Host, Linked};
use crate::state::AppState;
use crate::store::Digest;

/// Passes the request on to the component and its answer back, both as they come.
pub(crate) async fn any(
    State(state): State<AppState>,
    client: Client,
    mut request: Request,
) -> Result<Response, AppError> {
    filter::refuse_active_content(request.headers())?;
    let (digest, path) = split(request.uri().path_and_query())?;
    *request.uri_mut() = path.into();
    let permit = state.admission.enter(client).await?;
    let compiled = state.components.get(digest).await?;
    let response = serve::serve(&state, &compiled.linked, request, Some(permit)).await?;
    Ok(filter::protect(response.map(Body::new)))
}

/// The component's handler, if it has one that can run here.
pub(crate) fn check(linked: &Linked) -> Result<&ProxyPre<Host>, AppError> {
    if let Err(missing) = &linked.pre {
        let message = format!("the server does not provide `{}`", missing.join("`, `"));
        return Err(AppError::unprocessable("missing-imports", message));
    }
    linked.handler.as_ref().ok_or_else(|| {
        let message = "it exports neither `wasi:http/incoming-handler` nor `wasi:http/handler`";
        AppError::unprocessable("no-handler", message)
    })
}

/// The handler's whole answer to one request.
pub(crate) async fn respond(
    state: &AppState,
    linked: &Arc<Linked>,
    request: Request,
) -> Result<HttpResponse, Fault> {
    let response = serve::serve(state, linked, request, None).await?;
    let (parts, body) = response.into_parts();
    let body = body.collect().await.map_err(Fault::Trapped)?.to_bytes();
    Ok(HttpResponse {
        status: parts.status.as_u16(),
        headers: headers(&parts.headers),
        body: ByteBuf::from(body),
    })
}

fn headers(headers: &HeaderMap) -> Vec<Header> {
    let header = |(name, value): (&http::HeaderName, &http::HeaderValue)| Header {
        name: name.to_string(),
        value: String::from_utf8_lossy(value.as_bytes()).into_owned(),
    };
    headers.iter().map(header).collect()
}

/// The digest, and what the component sees as its path and query: the rest, as it was written.
fn split(path: Option<&PathAndQuery>) -> Result<(Digest, PathAndQuery), AppError> {
    let path = path.map_or("/", PathAndQuery::as_str);
    let rest = path.strip_prefix("/http/").unwrap_or_default();
    let end = rest.find(['/', '?']).unwrap_or(rest.len());
    let (digest, rest) = rest.split_at(end);
    let rest = match rest.starts_with('/') {
        true => rest.to_owned(),
        false => format!("/{rest}"),
    };
    Ok((digest.parse()?, rest.parse()?))
}

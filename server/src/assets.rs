//! The built page: static files, compressed once and kept in memory.

mod asset;
mod encoding;
mod policy;

use std::collections::HashMap;
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use percent_encoding::percent_decode_str;

use crate::error::AppError;
use crate::headers;
use crate::state::AppState;
use asset::{Asset, Version};
use encoding::Encoding;

/// Files below one folder.
pub(crate) struct Assets {
    root: PathBuf,
    known: Mutex<Known>,
}

/// Files that were asked for, in the encodings that they were asked for in.
type Known = HashMap<(PathBuf, Encoding), Arc<Asset>>;

impl Assets {
    /// Serves what is below `root`, which may be filled or replaced at any time.
    pub(crate) fn new(root: &Path) -> Self {
        Self {
            root: root.to_owned(),
            known: Mutex::default(),
        }
    }

    /// The file as it is on disk now.
    async fn load(&self, path: PathBuf, encoding: Encoding) -> anyhow::Result<Option<Arc<Asset>>> {
        let file = self.root.join(&path);
        let Some(version) = Version::of(&file).await else {
            return Ok(None);
        };
        let key = (path, encoding);
        let known = self.lock().get(&key).cloned();
        if let Some(asset) = known.filter(|asset| asset.version == version) {
            return Ok(Some(asset));
        }
        let path = key.0.clone();
        let load = move || Asset::load(&file, &path, version, encoding);
        let asset = Arc::new(tokio::task::spawn_blocking(load).await??);
        self.lock().insert(key, asset.clone());
        Ok(Some(asset))
    }

    fn lock(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Answers a file, in the best encoding that the client takes.
pub(crate) async fn get(
    State(state): State<AppState>,
    method: Method,
    uri: Uri,
    request: HeaderMap,
) -> Result<Response, AppError> {
    if method != Method::GET && method != Method::HEAD {
        let message = "the page can only be read";
        return Err(AppError::refused(
            StatusCode::METHOD_NOT_ALLOWED,
            "method-not-allowed",
            message,
        ));
    }
    let not_found = || AppError::not_found("not-found", "there is nothing at this address");
    let path = relative(uri.path()).ok_or_else(not_found)?;
    let encoding = Encoding::best(&request);
    let asset = state.assets.load(path, encoding).await?;
    let asset = asset.ok_or_else(not_found)?;
    Ok(answer(&asset, &request))
}

fn answer(asset: &Asset, request: &HeaderMap) -> Response {
    let mut response = match headers::matches(request, &asset.etag) {
        true => StatusCode::NOT_MODIFIED.into_response(),
        false => asset.bytes.clone().into_response(),
    };
    let headers = response.headers_mut();
    headers::set(headers, header::CONTENT_TYPE, asset.content_type);
    headers::set(headers, header::CACHE_CONTROL, asset.caching);
    headers::set(headers, header::VARY, "accept-encoding");
    headers.insert(header::CONTENT_SECURITY_POLICY, asset.policy.clone());
    if let Ok(etag) = HeaderValue::from_str(&asset.etag) {
        headers.insert(header::ETAG, etag);
    }
    if let Some(encoding) = asset.encoding {
        headers::set(headers, header::CONTENT_ENCODING, encoding);
    }
    response
}

/// The path below the root; none for one that would leave it.
fn relative(path: &str) -> Option<PathBuf> {
    let path = percent_decode_str(path.trim_start_matches('/'))
        .decode_utf8()
        .ok()?;
    if path.is_empty() {
        return Some("index.html".into());
    }
    let path = Path::new(path.as_ref());
    let is_plain = |part| matches!(part, Component::Normal(_));
    (!path.as_os_str().as_encoded_bytes().contains(&0) && path.components().all(is_plain))
        .then(|| path.to_owned())
}

//! Each file's content security policy.

use std::ffi::OsStr;
use std::path::Path;

use axum::http::HeaderValue;
use axum::http::header::InvalidHeaderValue;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use crate::headers::{PAGE_POLICY, RUNNER_POLICY};

/// The policy for a file: workers have the one of their own script, not the page's.
pub(super) fn of(path: &Path, bytes: &[u8]) -> Result<HeaderValue, InvalidHeaderValue> {
    if path == Path::new("runner.js") {
        return Ok(HeaderValue::from_static(RUNNER_POLICY));
    }
    if path.extension() != Some(OsStr::new("html")) {
        return Ok(HeaderValue::from_static(PAGE_POLICY));
    }
    let html = String::from_utf8_lossy(bytes);
    let hashes: String = inline_scripts(&html).map(allow).collect();
    HeaderValue::try_from(PAGE_POLICY.replacen(
        "script-src 'self'",
        &format!("script-src 'self'{hashes}"),
        1,
    ))
}

/// What lets the browser run one inline script, such as the one by which Trunk starts the app.
fn allow(script: &str) -> String {
    format!(" 'sha256-{}'", STANDARD.encode(Sha256::digest(script)))
}

/// Texts of the page's own inline scripts.
fn inline_scripts(html: &str) -> impl Iterator<Item = &str> {
    html.split("<script").skip(1).filter_map(|rest| {
        let (attributes, rest) = rest.split_once('>')?;
        let (script, _) = rest.split_once("</script>")?;
        (!attributes.contains(" src=")).then_some(script)
    })
}

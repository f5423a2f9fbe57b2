//! One file of the page, ready to be sent.

use std::ffi::OsStr;
use std::path::Path;
use std::time::SystemTime;

use anyhow::Context;
use axum::http::HeaderValue;
use bytes::Bytes;

use super::encoding::Encoding;
use super::policy;
use crate::headers::{IMMUTABLE, REVALIDATE};
use crate::store::Digest;

/// Which state of a file an [`Asset`] was made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Version {
    modified: SystemTime,
    length: u64,
}

impl Version {
    /// The file's state now; none if there is no such file.
    pub(super) async fn of(file: &Path) -> Option<Self> {
        let metadata = tokio::fs::metadata(file).await.ok()?;
        let version = Self {
            modified: metadata.modified().ok()?,
            length: metadata.len(),
        };
        metadata.is_file().then_some(version)
    }
}

/// One file of the page, ready to be sent.
pub(super) struct Asset {
    /// What it was made from.
    pub(super) version: Version,
    /// Media type.
    pub(super) content_type: &'static str,
    /// Value of `cache-control`.
    pub(super) caching: &'static str,
    /// Value of `content-security-policy`.
    pub(super) policy: HeaderValue,
    /// Names its content, weakly, for the encodings differ in bytes.
    pub(super) etag: String,
    /// Name of the encoding of `bytes`, unless they are plain.
    pub(super) encoding: Option<&'static str>,
    /// What is sent.
    pub(super) bytes: Bytes,
}

impl Asset {
    /// Reads a file, and compresses it where that is worth it.
    pub(super) fn load(
        file: &Path,
        path: &Path,
        version: Version,
        encoding: Encoding,
    ) -> anyhow::Result<Self> {
        let plain =
            std::fs::read(file).with_context(|| format!("cannot read `{}`", file.display()))?;
        let (content_type, is_compressible) = media_type(path);
        let encoding = match is_compressible {
            true => encoding,
            false => Encoding::Plain,
        };
        Ok(Self {
            version,
            content_type,
            caching: match is_hashed(path) {
                true => IMMUTABLE,
                false => REVALIDATE,
            },
            policy: policy::of(path, &plain)?,
            etag: format!("W/\"{}\"", &Digest::of(&plain).to_string()[..32]),
            encoding: encoding.name(),
            bytes: encoding.encode(file, plain).into(),
        })
    }
}

/// Whether the build put a content hash in the name, as in `app-1a2b3c4d5e6f7a8b_bg.wasm`.
fn is_hashed(path: &Path) -> bool {
    let name = path.file_name().and_then(OsStr::to_str).unwrap_or_default();
    name.split(['-', '.', '_'])
        .any(|part| part.len() >= 14 && part.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// The media type, and whether compressing is worth it.
fn media_type(path: &Path) -> (&'static str, bool) {
    match path.extension().and_then(OsStr::to_str) {
        Some("html") => ("text/html; charset=utf-8", true),
        Some("js" | "mjs") => ("text/javascript; charset=utf-8", true),
        Some("css") => ("text/css; charset=utf-8", true),
        Some("json" | "map") => ("application/json", true),
        Some("webmanifest") => ("application/manifest+json", true),
        Some("wasm") => ("application/wasm", true),
        Some("svg") => ("image/svg+xml", true),
        Some("txt" | "md" | "wit" | "wac") => ("text/plain; charset=utf-8", true),
        Some("ico") => ("image/x-icon", true),
        Some("png") => ("image/png", false),
        Some("woff2") => ("font/woff2", false),
        _ => ("application/octet-stream", false),
    }
}

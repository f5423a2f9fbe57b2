//! One file of the page, ready to be sent.

use std::ffi::OsStr;
use std::path::Path;
use std::time::SystemTime;

use anyhow::Context;
use axum::http::{HeaderMap, HeaderValue, header};
use bytes::Bytes;

use super::{compress, policy};
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
    plain: Bytes,
    brotli: Option<Bytes>,
    gzip: Option<Bytes>,
}

impl Asset {
    /// Reads and compresses a file, or takes a compressed one that lies beside it.
    pub(super) fn load(file: &Path, path: &Path, version: Version) -> anyhow::Result<Self> {
        let context = || format!("cannot read `{}`", file.display());
        let plain = std::fs::read(file).with_context(context)?;
        let (content_type, compressible) = media_type(path);
        let encode = |extension: &str, compress: fn(&[u8]) -> Vec<u8>| {
            compressible.then(|| match beside(file, extension) {
                Some(bytes) => Bytes::from(bytes),
                None => compress(&plain).into(),
            })
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
            brotli: encode("br", compress::brotli),
            gzip: encode("gz", compress::gzip),
            plain: plain.into(),
        })
    }

    /// The smallest encoding that the client takes, and its name unless it is plain.
    pub(super) fn encoded(&self, request: &HeaderMap) -> (Option<&'static str>, &Bytes) {
        let encodings = [("br", &self.brotli), ("gzip", &self.gzip)];
        for (name, bytes) in encodings {
            if let Some(bytes) = bytes
                && takes(request, name)
            {
                return (Some(name), bytes);
            }
        }
        (None, &self.plain)
    }
}

/// Whether the client takes an encoding.
fn takes(request: &HeaderMap, encoding: &str) -> bool {
    let values = request.get_all(header::ACCEPT_ENCODING).iter();
    values
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|offer| {
            let (name, weight) = offer.split_once(';').unwrap_or((offer, "q=1"));
            name.trim() == encoding && !matches!(weight.trim(), "q=0" | "q=0.0")
        })
}

/// A compressed file made at build time, if it is not older than the plain one.
fn beside(file: &Path, extension: &str) -> Option<Vec<u8>> {
    let mut name = file.as_os_str().to_owned();
    name.push(".");
    name.push(extension);
    let modified = |file: &Path| std::fs::metadata(file).and_then(|it| it.modified()).ok();
    let is_current = modified(Path::new(&name))? >= modified(file)?;
    is_current.then(|| std::fs::read(&name).ok()).flatten()
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

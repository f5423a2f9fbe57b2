//! How a file is compressed on its way to the client.

use std::io::Write;
use std::path::{Path, PathBuf};

use axum::http::{HeaderMap, header};
use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;

/// Above this size, a first visitor would notice the time that the best compression takes.
const LARGE: usize = 256 << 10;

/// How a file is compressed on its way to the client.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Encoding {
    /// Not at all.
    Plain,
    /// With brotli.
    Brotli,
    /// With gzip.
    Gzip,
}

impl Encoding {
    /// The smallest that the client takes.
    pub(super) fn best(request: &HeaderMap) -> Self {
        let best = [Self::Brotli, Self::Gzip]
            .into_iter()
            .find(|encoding| encoding.name().is_some_and(|name| takes(request, name)));
        best.unwrap_or(Self::Plain)
    }

    /// Its name in HTTP; plain has none.
    pub(super) fn name(self) -> Option<&'static str> {
        match self {
            Self::Plain => None,
            Self::Brotli => Some("br"),
            Self::Gzip => Some("gzip"),
        }
    }

    /// The file in this encoding: as the build left it beside the plain one, or compressed now.
    pub(super) fn encode(self, file: &Path, plain: Vec<u8>) -> Vec<u8> {
        match self {
            Self::Plain => plain,
            Self::Brotli => beside(file, "br").unwrap_or_else(|| brotli(&plain)),
            Self::Gzip => beside(file, "gz").unwrap_or_else(|| gzip(&plain)),
        }
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
    let mut compressed = file.as_os_str().to_owned();
    compressed.push(".");
    compressed.push(extension);
    let compressed = PathBuf::from(compressed);
    let modified = |file: &Path| std::fs::metadata(file).and_then(|it| it.modified()).ok();
    let is_current = modified(&compressed)? >= modified(file)?;
    is_current
        .then(|| std::fs::read(&compressed).ok())
        .flatten()
}

/// Compresses with brotli: the better the smaller the file.
fn brotli(bytes: &[u8]) -> Vec<u8> {
    let params = BrotliEncoderParams {
        quality: if bytes.len() > LARGE { 5 } else { 9 },
        size_hint: bytes.len(),
        ..Default::default()
    };
    let mut compressed = Vec::new();
    let written = brotli::BrotliCompress(&mut &bytes[..], &mut compressed, &params);
    written.expect("writing to a vector cannot fail");
    compressed
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    let written = encoder.write_all(bytes).and_then(|()| encoder.finish());
    written.expect("writing to a vector cannot fail")
}

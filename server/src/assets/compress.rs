//! Compression, once for each file.

use std::io::Write;

use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;

/// Above this size, a first visitor would notice the time that the best compression takes.
const LARGE: usize = 256 << 10;

/// Compresses with brotli: the better the smaller the file.
pub(super) fn brotli(bytes: &[u8]) -> Vec<u8> {
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

/// Compresses with gzip.
pub(super) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    let written = encoder.write_all(bytes).and_then(|()| encoder.finish());
    written.expect("writing to a vector cannot fail")
}

//! Bodies of requests and responses, read and written whole.

use wasip2::http::types::{IncomingRequest, OutgoingBody};
use wasip2::io::streams::StreamError;

/// What one call may read or write, in bytes; `wasi:io` allows no more for a blocking write.
const CHUNK: usize = 4096;

/// The most a request's body may have, in bytes.
const MAX: usize = 1024 * 1024;

/// All bytes of a request's body, or why they cannot be had.
pub fn read(request: &IncomingRequest) -> Result<Vec<u8>, String> {
    let body = request.consume().map_err(|()| "it was read before")?;
    let stream = body.stream().map_err(|()| "it was read before")?;
    let mut bytes = Vec::new();
    loop {
        match stream.blocking_read(CHUNK as u64) {
            Ok(chunk) => bytes.extend(chunk),
            Err(StreamError::Closed) => return Ok(bytes),
            Err(StreamError::LastOperationFailed(error)) => return Err(error.to_debug_string()),
        }
        if bytes.len() > MAX {
            return Err(format!("it has more than {MAX} bytes"));
        }
    }
}

/// Writes a response's body and ends it. A client that has gone needs no more of it.
pub fn write(body: OutgoingBody, bytes: &[u8]) {
    let Ok(stream) = body.write() else { return };
    for chunk in bytes.chunks(CHUNK) {
        if stream.blocking_write_and_flush(chunk).is_err() {
            return;
        }
    }
    // The stream is the body's child and has to go before it.
    drop(stream);
    let _ = OutgoingBody::finish(body, None);
}

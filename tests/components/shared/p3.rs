//! What the programs of WASI 0.3 have in common.

use wasip3::cli::stdout;
use wasip3::wit_bindgen::{StreamReader, StreamResult};
use wasip3::wit_stream;

/// Writes a line.
pub async fn print(text: String) {
    let (mut output, reader) = wit_stream::new();
    let written = stdout::write_via_stream(reader);
    output.write_all(format!("{text}\n").into_bytes()).await;
    drop(output);
    written.await.expect("it takes it");
}

/// All that a stream gives.
pub async fn drain(mut stream: StreamReader<u8>) -> Vec<u8> {
    let mut all = Vec::new();
    loop {
        let (result, bytes) = stream.read(Vec::with_capacity(65536)).await;
        all.extend(bytes);
        if !matches!(result, StreamResult::Complete(_)) {
            return all;
        }
    }
}

//! Like `tests/probe`, for `wasi:http` 0.3. The server's tests use it as `tests/probe3.wasm`, which
//! is made anew in this folder by
//!
//! ```text
//! export RUSTFLAGS="--remap-path-prefix=$HOME=home --remap-path-prefix=$PWD=probe3"
//! cargo build --release --target wasm32-wasip2
//! cp target/wasm32-wasip2/release/probe3.wasm ../probe3.wasm
//! ```

use wasip3::clocks::monotonic_clock::wait_for;
use wasip3::exports::http::handler::Guest;
use wasip3::http::types::{ErrorCode, Fields, Request, Response};
use wasip3::wit_bindgen::spawn_local;
use wasip3::{wit_future, wit_stream};

struct Probe;

wasip3::http::service::export!(Probe);

impl Guest for Probe {
    async fn handle(request: Request) -> Result<Response, ErrorCode> {
        let path = request.get_path_with_query().unwrap_or_default();
        match path.as_str() {
            "/trap" => panic!("the probe was asked to"),
            "/spin" => loop {},
            "/error" => Err(ErrorCode::LoopDetected),
            "/drip" => Ok(drip(Vec::new())),
            "/cut" => Ok(drip(vec!["half"])),
            "/echo" => Ok(echo(request)),
            _ => Ok(drip(vec!["saw ", path.leak(), "."])),
        }
    }
}

/// The pieces a tenth of a second apart; the piece `half` is the last before a trap.
fn drip(pieces: Vec<&'static str>) -> Response {
    let pieces = match pieces.is_empty() {
        true => vec!["one\n", "two\n", "three\n"],
        false => pieces,
    };
    let (mut body, reader) = wit_stream::new();
    let (trailers, trailers_reader) = wit_future::new(|| Ok(None));
    drop(trailers);
    let (response, _sent) = Response::new(Fields::new(), Some(reader), trailers_reader);
    spawn_local(async move {
        for piece in pieces {
            body.write_all(piece.as_bytes().to_vec()).await;
            wait_for(100_000_000).await;
            assert_ne!(piece, "half", "the probe was asked to");
        }
    });
    response
}

/// The request's body, as it comes.
fn echo(request: Request) -> Response {
    let (processed, processed_reader) = wit_future::new(|| Ok(()));
    drop(processed);
    let (body, trailers) = Request::consume_body(request, processed_reader);
    let (response, _sent) = Response::new(Fields::new(), Some(body), trailers);
    response
}

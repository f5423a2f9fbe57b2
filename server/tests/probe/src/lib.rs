//! A `wasi:http` handler that behaves well or badly, as its path says. The server's tests use it as
//! `tests/probe.wasm`, which is made anew in this folder by
//!
//! ```text
//! cargo build --release --target wasm32-wasip2
//! cp target/wasm32-wasip2/release/probe.wasm ../probe.wasm
//! ```

use wasip2::clocks::monotonic_clock::subscribe_duration;
use wasip2::exports::http::incoming_handler::Guest;
use wasip2::http::outgoing_handler::handle;
use wasip2::http::types::{
    ErrorCode, Fields, IncomingRequest, OutgoingBody, OutgoingRequest, OutgoingResponse,
    ResponseOutparam, Scheme,
};
use wasip2::io::streams::{OutputStream, StreamError};

struct Probe;

wasip2::http::proxy::export!(Probe);

impl Guest for Probe {
    fn handle(request: IncomingRequest, out: ResponseOutparam) {
        let path = request.path_with_query().unwrap_or_default();
        let (path, query) = path.split_once('?').unwrap_or((&path, ""));
        match path {
            "/trap" => panic!("the probe was asked to"),
            "/spin" => loop {},
            "/silent" => {}
            "/error" => ResponseOutparam::set(out, Err(ErrorCode::LoopDetected)),
            "/headers" => respond(out, &SET, |stream| write(stream, b"ok")),
            "/drip" => respond(out, &[], drip),
            "/cut" => respond(out, &[], |stream| {
                write(stream, b"half");
                panic!("the probe was asked to");
            }),
            "/flood" => respond(out, &[], |stream| {
                while stream.blocking_write_and_flush(&[b'x'; 4096]).is_ok() {}
            }),
            "/fetch" => {
                let told = fetch(query);
                respond(out, &[], |stream| write(stream, told.as_bytes()));
            }
            "/echo" => echo(request, out),
            _ => {
                let seen = format!("{} {path}?{query}", method(&request));
                respond(out, &[], |stream| write(stream, seen.as_bytes()));
            }
        }
    }
}

/// Headers that would reach beyond the answer, and one that does not.
const SET: [(&str, &str); 5] = [
    ("clear-site-data", "\"*\""),
    ("service-worker-allowed", "/"),
    ("set-cookie", "a=b"),
    ("strict-transport-security", "max-age=1"),
    ("x-probe", "yes"),
];

fn method(request: &IncomingRequest) -> String {
    format!("{:?}", request.method())
}

fn respond(out: ResponseOutparam, headers: &[(&str, &str)], body: impl FnOnce(&OutputStream)) {
    let headers: Vec<_> = headers
        .iter()
        .map(|(name, value)| ((*name).to_owned(), value.as_bytes().to_vec()))
        .collect();
    let response = OutgoingResponse::new(Fields::from_list(&headers).unwrap());
    let outgoing = response.body().unwrap();
    ResponseOutparam::set(out, Ok(response));
    let stream = outgoing.write().unwrap();
    body(&stream);
    drop(stream);
    OutgoingBody::finish(outgoing, None).unwrap();
}

fn write(stream: &OutputStream, bytes: &[u8]) {
    for chunk in bytes.chunks(4096) {
        stream.blocking_write_and_flush(chunk).unwrap();
    }
}

/// Three pieces, a tenth of a second apart.
fn drip(stream: &OutputStream) {
    for piece in ["one\n", "two\n", "three\n"] {
        write(stream, piece.as_bytes());
        subscribe_duration(100_000_000).block();
    }
}

/// Sends each piece back as soon as it comes.
fn echo(request: IncomingRequest, out: ResponseOutparam) {
    let body = request.consume().unwrap();
    let input = body.stream().unwrap();
    respond(out, &[], |output| {
        loop {
            match input.blocking_read(4096) {
                Ok(bytes) => write(output, &bytes),
                Err(StreamError::Closed) => break,
                Err(error) => panic!("{error:?}"),
            }
        }
    });
}

/// What came of a request to `authority`, in words.
fn fetch(authority: &str) -> String {
    let request = OutgoingRequest::new(Fields::new());
    request.set_scheme(Some(&Scheme::Http)).unwrap();
    request.set_authority(Some(authority)).unwrap();
    request.set_path_with_query(Some("/")).unwrap();
    let answer = handle(request, None).and_then(|future| {
        future.subscribe().block();
        future.get().unwrap().unwrap()
    });
    match answer {
        Ok(response) => format!("status {}", response.status()),
        Err(code) => format!("{code:?}"),
    }
}

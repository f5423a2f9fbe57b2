//! Answers as the path says, or fails to.

use std::fmt::Write;

use wasip2::clocks::monotonic_clock;
use wasip2::exports::http::incoming_handler::Guest;
use wasip2::http::outgoing_handler;
use wasip2::http::types::{
    ErrorCode, Fields, IncomingBody, IncomingRequest, OutgoingBody, OutgoingRequest,
    OutgoingResponse, ResponseOutparam,
};
use wasip2::io::streams::StreamError;

struct Handler;

wasip2::http::proxy::export!(Handler);

impl Guest for Handler {
    fn handle(request: IncomingRequest, outparam: ResponseOutparam) {
        match request.path_with_query().unwrap_or_default().as_str() {
            "/no-response" => {}
            "/error" => {
                let error = ErrorCode::InternalError(Some("as asked".into()));
                ResponseOutparam::set(outparam, Err(error));
            }
            "/panic" => panic!("as asked"),
            "/unfinished" => unfinished(outparam),
            "/sleep" => {
                monotonic_clock::subscribe_duration(50_000_000).block();
                respond(outparam, "slept");
            }
            "/outgoing" => respond(outparam, &outgoing()),
            "/forbidden" => respond(outparam, &forbidden()),
            _ => respond(outparam, &echo(request)),
        }
    }
}

/// Status 201, a repeated header and `body`.
fn respond(outparam: ResponseOutparam, body: &str) {
    let headers = [
        ("set-cookie", "a=1"),
        ("set-cookie", "b=2"),
        ("content-type", "text/plain; charset=utf-8"),
    ];
    let headers = headers.map(|(name, value)| (name.to_owned(), value.as_bytes().to_vec()));
    let response = OutgoingResponse::new(Fields::from_list(&headers).expect("they are valid"));
    response.set_status_code(201).expect("it is a status");
    let outgoing = response.body().expect("it is asked for once");
    ResponseOutparam::set(outparam, Ok(response));
    let stream = outgoing.write().expect("it is asked for once");
    for chunk in body.as_bytes().chunks(4096) {
        stream.blocking_write_and_flush(chunk).expect("it is open");
    }
    drop(stream);
    OutgoingBody::finish(outgoing, None).expect("it is complete");
}

/// A response whose body is dropped when half of it is written.
fn unfinished(outparam: ResponseOutparam) {
    let response = OutgoingResponse::new(Fields::new());
    let body = response.body().expect("it is asked for once");
    ResponseOutparam::set(outparam, Ok(response));
    let stream = body.write().expect("it is asked for once");
    stream
        .blocking_write_and_flush(b"half")
        .expect("it is open");
}

/// What came of a request to the outside.
fn outgoing() -> String {
    let request = OutgoingRequest::new(Fields::new());
    request
        .set_authority(Some("example.com"))
        .expect("it is valid");
    match outgoing_handler::handle(request, None) {
        Err(error) => format!("{error:?}"),
        Ok(response) => {
            response.subscribe().block();
            format!("{:?}", response.get().map(|response| response.is_ok()))
        }
    }
}

/// What came of setting headers that may not be set.
fn forbidden() -> String {
    let fields = Fields::new();
    let name = fields.append("bad name", b"x");
    let host = fields.append("host", b"x");
    let value = fields.append("ok", b"a\nb");
    format!("{name:?} {host:?} {value:?}")
}

/// All there is to know about the request, its body last.
fn echo(request: IncomingRequest) -> String {
    let mut text = format!("{:?}", request.method());
    let path = request.path_with_query().unwrap_or_default();
    let authority = request.authority().unwrap_or_default();
    write!(text, " {authority}{path} {:?}\n", request.scheme()).expect("a string takes it");
    for (name, value) in request.headers().entries() {
        let value = String::from_utf8_lossy(&value);
        writeln!(text, "{name}: {value}").expect("a string takes it");
    }
    text + &String::from_utf8_lossy(&body(request))
}

fn body(request: IncomingRequest) -> Vec<u8> {
    let body = request.consume().expect("it is asked for once");
    let stream = body.stream().expect("it is asked for once");
    let mut all = Vec::new();
    loop {
        match stream.blocking_read(65536) {
            Ok(chunk) => all.extend(chunk),
            Err(StreamError::Closed) => break,
            Err(error) => panic!("{error:?}"),
        }
    }
    drop(stream);
    let trailers = IncomingBody::finish(body);
    trailers.subscribe().block();
    let trailers = trailers
        .get()
        .expect("it is ready")
        .expect("it is asked for once");
    assert!(trailers.expect("there is no error").is_none());
    all
}

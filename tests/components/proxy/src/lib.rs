//! Sends requests on, or answers against the rules, as the path says.

use wasip2::exports::http::incoming_handler::Guest;
use wasip2::http::outgoing_handler;
use wasip2::http::types::http_error_code;
use wasip2::http::types::{
    ErrorCode, Fields, FutureIncomingResponse, IncomingBody, IncomingRequest, Method, OutgoingBody,
    OutgoingRequest, OutgoingResponse, RequestOptions, ResponseOutparam, Scheme,
};
use wasip2::io::streams::{OutputStream, StreamError};

struct Handler;

wasip2::http::proxy::export!(Handler);

impl Guest for Handler {
    fn handle(request: IncomingRequest, outparam: ResponseOutparam) {
        let path = request.path_with_query().unwrap_or_default();
        let (kind, rest) = path[1..].split_once('/').unwrap_or((&path[1..], ""));
        match kind {
            "trailers" => trailers(request, outparam),
            "short" => length(outparam, "10", b"four"),
            "long" => length(outparam, "2", b"four"),
            "exact" => length(outparam, "4", b"four"),
            "children" => children(outparam),
            "splice" => splice(request, outparam),
            "request" => respond(outparam, &request_parts()),
            _ => respond(outparam, &fetch(kind, rest, request)),
        }
    }
}

fn begin(outparam: ResponseOutparam, headers: &[(String, Vec<u8>)]) -> OutgoingBody {
    let response = OutgoingResponse::new(Fields::from_list(headers).expect("they are valid"));
    let body = response.body().expect("it is asked for once");
    ResponseOutparam::set(outparam, Ok(response));
    body
}

fn write(stream: &OutputStream, bytes: &[u8]) -> Result<(), StreamError> {
    bytes
        .chunks(4096)
        .try_for_each(|chunk| stream.blocking_write_and_flush(chunk))
}

fn respond(outparam: ResponseOutparam, text: &str) {
    let body = begin(outparam, &[]);
    let stream = body.write().expect("it is asked for once");
    write(&stream, text.as_bytes()).expect("it is open");
    drop(stream);
    OutgoingBody::finish(body, None).expect("it is complete");
}

/// Gives back the trailers of the request, as trailers.
fn trailers(request: IncomingRequest, outparam: ResponseOutparam) {
    let (_, trailers) = read(request.consume().expect("it is asked for once"));
    let body = begin(outparam, &[]);
    OutgoingBody::finish(body, trailers.map(|fields| fields.clone())).expect("it is complete");
}

/// Promises one length and writes another.
fn length(outparam: ResponseOutparam, promised: &str, bytes: &[u8]) {
    let body = begin(
        outparam,
        &[("content-length".to_owned(), promised.as_bytes().to_vec())],
    );
    let stream = body.write().expect("it is asked for once");
    let written = write(&stream, bytes);
    drop(stream);
    match written {
        Ok(()) => {
            let finished = OutgoingBody::finish(body, None);
            println!("finish {finished:?}");
        }
        Err(StreamError::LastOperationFailed(error)) => {
            println!("write {:?}", http_error_code(&error))
        }
        Err(StreamError::Closed) => println!("closed"),
    }
}

/// Finishes a body whose stream still lives.
fn children(outparam: ResponseOutparam) {
    let body = begin(outparam, &[]);
    let stream = body.write().expect("it is asked for once");
    OutgoingBody::finish(body, None).expect("it is complete");
    drop(stream);
}

/// Moves the body over without looking at it.
fn splice(request: IncomingRequest, outparam: ResponseOutparam) {
    let from = request.consume().expect("it is asked for once");
    let input = from.stream().expect("it is asked for once");
    let body = begin(outparam, &[]);
    let output = body.write().expect("it is asked for once");
    while output.blocking_splice(&input, 1000).is_ok() {}
    drop((input, output));
    OutgoingBody::finish(body, None).expect("it is complete");
}

/// What of a request can be set, and what cannot.
fn request_parts() -> String {
    let request = OutgoingRequest::new(Fields::new());
    let bad = [
        request.set_method(&Method::Other("no good".into())),
        request.set_path_with_query(Some("/a b")),
        request.set_authority(Some("host/path")),
        request.set_scheme(Some(&Scheme::Other("1x".into()))),
    ];
    let good = [
        request.set_method(&Method::Other("PROPFIND".into())),
        request.set_path_with_query(Some("/a?b=c")),
        request.set_authority(Some("[::1]:8080")),
        request.set_scheme(Some(&Scheme::Https)),
    ];
    let unsent = outgoing_handler::handle(OutgoingRequest::new(Fields::new()), None).err();
    format!("{bad:?} {good:?} {unsent:?}")
}

/// `/<method>/<authority>/<path>`, with the body of the request that came.
fn fetch(method: &str, rest: &str, request: IncomingRequest) -> String {
    let (authority, path) = rest.split_once('/').unwrap_or((rest, ""));
    let headers = [("x-own".to_owned(), b"1".to_vec())];
    let outgoing = OutgoingRequest::new(Fields::from_list(&headers).expect("they are valid"));
    let method = match method {
        "GET" => Method::Get,
        "POST" => Method::Post,
        other => Method::Other(other.to_owned()),
    };
    outgoing.set_method(&method).expect("it is valid");
    outgoing
        .set_scheme(Some(&Scheme::Http))
        .expect("it is valid");
    outgoing
        .set_authority(Some(authority))
        .expect("it is valid");
    outgoing
        .set_path_with_query(Some(&format!("/{path}")))
        .expect("it is valid");
    let options = RequestOptions::new();
    if path == "slow" {
        options
            .set_first_byte_timeout(Some(100_000_000))
            .expect("it is valid");
    }
    if path == "stalls" {
        options
            .set_between_bytes_timeout(Some(100_000_000))
            .expect("it is valid");
    }
    let body =
        (!matches!(method, Method::Get)).then(|| outgoing.body().expect("it is asked for once"));
    let response = match outgoing_handler::handle(outgoing, Some(options)) {
        Ok(response) => response,
        Err(error) => return format!("refused {error:?}"),
    };
    if let Some(body) = body {
        let stream = body.write().expect("it is asked for once");
        let (bytes, _) = read(request.consume().expect("it is asked for once"));
        write(&stream, &bytes.unwrap_or_default()).expect("it is open");
        drop(stream);
        OutgoingBody::finish(body, None).expect("it is complete");
    }
    match answer(response) {
        Ok(text) => text,
        Err(error) => format!("failed {error:?}"),
    }
}

fn answer(future: FutureIncomingResponse) -> Result<String, ErrorCode> {
    assert!(future.get().is_none(), "nothing can have come yet");
    future.subscribe().block();
    let response = future
        .get()
        .expect("it is there")
        .expect("it is taken once")?;
    assert!(
        future.get().expect("it is there").is_err(),
        "it is taken once"
    );
    let status = response.status();
    let (body, _) = read(response.consume().expect("it is asked for once"));
    Ok(format!("{status} {}", String::from_utf8_lossy(&body?)))
}

/// All of a body and what comes after it.
fn read(body: IncomingBody) -> (Result<Vec<u8>, ErrorCode>, Option<Fields>) {
    let stream = body.stream().expect("it is asked for once");
    let mut all = Vec::new();
    let result = loop {
        match stream.blocking_read(65536) {
            Ok(chunk) => all.extend(chunk),
            Err(StreamError::Closed) => break Ok(all),
            Err(StreamError::LastOperationFailed(error)) => {
                break Err(http_error_code(&error).expect("it is of HTTP"));
            }
        }
    };
    drop(stream);
    let trailers = IncomingBody::finish(body);
    trailers.subscribe().block();
    let trailers = trailers
        .get()
        .expect("it is ready")
        .expect("it is taken once");
    (result, trailers.unwrap_or_default())
}

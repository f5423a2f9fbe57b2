//! A component's handler behind a real URL.

use std::convert::Infallible;
use std::pin::pin;
use std::time::Duration;

use axum::body::Body;
use bytes::Bytes;
use futures::stream;
use http::Request;
use http_body_util::BodyExt;
use model::{Call, Header, HttpRequest, Outcome};

use crate::support::{Server, probe, probe3, sample, ways_to_end};

#[tokio::test]
async fn method_path_and_query_reach_the_handler_as_written() {
    let server = Server::new();
    let digest = server.store(&probe()).await;
    for (method, rest, seen) in [
        ("GET", "", "Method::Get /?"),
        ("GET", "?q", "Method::Get /?q"),
        ("GET", "/", "Method::Get /?"),
        (
            "DELETE",
            "/a//b%2Fc/?x=%20&y",
            "Method::Delete /a//b%2Fc/?x=%20&y",
        ),
    ] {
        let request = Request::builder()
            .method(method)
            .uri(format!("/http/{digest}{rest}"));
        let answer = server.send(request.body(Body::empty()).unwrap()).await;
        assert_eq!(answer.text(), seen);
    }
}

#[tokio::test]
async fn answers_cannot_touch_the_page() {
    let server = Server::new();
    let digest = server.store(&probe()).await;
    let answer = server.get(&format!("/http/{digest}/headers")).await;
    assert_eq!(answer.text(), "ok");
    assert_eq!(answer.header("x-probe"), "yes");
    for name in [
        "clear-site-data",
        "service-worker-allowed",
        "set-cookie",
        "strict-transport-security",
    ] {
        assert_eq!(answer.header(name), "", "{name}");
    }
    let policy = answer.header("content-security-policy");
    assert!(policy.starts_with("sandbox") && !policy.contains("allow-same-origin"));
    assert_eq!(answer.header("x-content-type-options"), "nosniff");

    for (dest, site, status) in [
        ("script", "same-origin", 403),
        ("worker", "same-origin", 403),
        ("serviceworker", "same-origin", 403),
        ("script", "cross-site", 200),
        ("empty", "same-origin", 200),
        ("document", "none", 200),
    ] {
        let request = Request::get(format!("/http/{digest}/headers"))
            .header("sec-fetch-dest", dest)
            .header("sec-fetch-site", site);
        let answer = server.send(request.body(Body::empty()).unwrap()).await;
        assert_eq!(answer.status.as_u16(), status, "{dest} {site}");
    }
}

#[tokio::test]
async fn bodies_stream_out_while_they_are_written() {
    for component in [probe(), probe3()] {
        let server = Server::new();
        let digest = server.store(&component).await;
        let request = Request::get(format!("/http/{digest}/drip"));
        let response = server.open(request.body(Body::empty()).unwrap()).await;
        let mut body = response.into_body();
        let first = body.frame().await.unwrap().unwrap().into_data().unwrap();
        assert_eq!(first, "one\n");
        assert!(futures::poll!(pin!(body.frame())).is_pending());
        let rest = body.collect().await.unwrap().to_bytes();
        assert_eq!(rest, "two\nthree\n");
    }
}

#[tokio::test]
async fn bodies_stream_in_while_they_are_sent() {
    for component in [probe(), probe3()] {
        let server = Server::new();
        let digest = server.store(&component).await;
        let (sender, receiver) = futures::channel::mpsc::unbounded::<Result<Bytes, Infallible>>();
        let request = Request::post(format!("/http/{digest}/echo"));
        let response = server
            .open(request.body(Body::from_stream(receiver)).unwrap())
            .await;
        let mut body = response.into_body();
        for piece in ["one", "two"] {
            sender.unbounded_send(Ok(piece.into())).unwrap();
            let frame = body.frame().await.unwrap().unwrap();
            assert_eq!(frame.into_data().unwrap(), piece);
        }
        drop(sender);
        assert!(body.frame().await.is_none());
    }
}

#[tokio::test]
async fn a_handler_that_gives_no_answer_is_told_as_that() {
    let server = Server::with(|config| config.limits.run_time = Duration::from_millis(300));
    let digest = server.store(&probe()).await;
    for (path, status, code, words) in [
        ("trap", 502, "trapped", "unreachable"),
        ("silent", 502, "silent", "without setting a response"),
        ("error", 502, "failed", "LoopDetected"),
        ("spin", 504, "timed-out", "300ms"),
    ] {
        let answer = server.get(&format!("/http/{digest}/{path}")).await;
        assert_eq!(answer.status.as_u16(), status, "{path}");
        let error = answer.error();
        assert_eq!(error.code, code);
        assert!(error.message.contains(words), "{}", error.message);
    }
    let next = server.get(&format!("/http/{digest}/next")).await;
    assert_eq!(next.text(), "Method::Get /next?");
}

#[tokio::test]
async fn what_is_no_handler_is_told_as_that() {
    let server = Server::new();
    let adder = server.store(&ways_to_end()).await;
    let needy = server.store(&sample("http-text/http-text.wasm")).await;
    for (digest, status, code, words) in [
        (adder, 422, "no-handler", "wasi:http"),
        (needy, 422, "missing-imports", "example:text/process@0.1.0"),
        ("0".repeat(64), 404, "no-such-component", "put it there"),
        ("zz".into(), 400, "bad-digest", "64"),
    ] {
        let answer = server.get(&format!("/http/{digest}/")).await;
        assert_eq!(answer.status.as_u16(), status);
        let error = answer.error();
        assert_eq!(error.code, code);
        assert!(error.message.contains(words), "{}", error.message);
    }
}

#[tokio::test]
async fn a_body_that_is_cut_does_not_look_whole() {
    let server = Server::with(|config| config.limits.response_bytes = 10_000);
    let digest = server.store(&probe()).await;
    for path in ["cut", "flood"] {
        let request = Request::get(format!("/http/{digest}/{path}"));
        let response = server.open(request.body(Body::empty()).unwrap()).await;
        assert_eq!(response.status().as_u16(), 200);
        assert!(response.into_body().collect().await.is_err(), "{path}");
    }
}

#[tokio::test]
async fn a_request_body_beyond_the_limit_is_not_read() {
    let server = Server::with(|config| config.limits.request_bytes = 10_000);
    let digest = server.store(&probe()).await;
    let pieces = (0..100).map(|_| Ok::<_, Infallible>(Bytes::from(vec![b'x'; 1000])));
    let request = Request::post(format!("/http/{digest}/echo"));
    let body = Body::from_stream(stream::iter(pieces));
    let response = server.open(request.body(body).unwrap()).await;
    assert!(response.into_body().collect().await.is_err());
}

#[tokio::test]
async fn a_run_may_be_a_request() {
    let call = Call::Http(HttpRequest {
        method: "POST".into(),
        path: "/echo".into(),
        headers: vec![Header {
            name: "content-type".into(),
            value: "text/plain".into(),
        }],
        body: "hello".into(),
    });
    let run = Server::new().run(&probe(), call).await;
    let Outcome::Responded { response } = run.outcome() else {
        panic!("{:?}", run.outcome());
    };
    assert_eq!(response.status, 200);
    assert_eq!(response.body, b"hello");
}

#[tokio::test]
async fn requests_go_nowhere_unless_the_host_is_allowed_and_public() {
    let server = Server::with(|config| {
        config.allow_egress = vec!["localhost".into(), "127.0.0.1:80".into(), "10.0.0.1".into()];
    });
    let digest = server.store(&probe()).await;
    for (authority, told) in [
        ("example.com", "HttpRequestDenied"),
        ("localhost:8080", "HttpRequestDenied"),
        ("localhost", "DestinationIpProhibited"),
        ("127.0.0.1", "DestinationIpProhibited"),
        ("10.0.0.1", "DestinationIpProhibited"),
    ] {
        let answer = server
            .get(&format!("/http/{digest}/fetch?{authority}"))
            .await;
        assert_eq!(answer.text(), format!("ErrorCode::{told}"), "{authority}");
    }
}

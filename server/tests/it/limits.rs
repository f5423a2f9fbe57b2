//! No run takes more than it may.

use std::time::{Duration, Instant};

use axum::body::Body;
use http::Request;
use http_body_util::BodyExt;
use model::{Outcome, ServerRun};
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;

use crate::support::{Server, function, probe, ways_to_end};

#[tokio::test]
async fn a_run_that_never_ends_is_ended() {
    let server = Server::with(|config| config.limits.run_time = Duration::from_millis(200));
    let start = Instant::now();
    let digest = server.store(&ways_to_end()).await;
    let run = server
        .run_stored(digest.clone(), function("spin", ""))
        .await;
    assert_eq!(*run.outcome(), Outcome::TimedOut { milliseconds: 200 });
    assert!(start.elapsed() < Duration::from_secs(5));
    let next = server.run_stored(digest, function("add", "1, 2")).await;
    assert!(matches!(next.outcome(), Outcome::Returned { .. }));
}

#[tokio::test]
async fn a_client_that_goes_ends_its_run() {
    let server = Server::with(|config| {
        config.limits.runs = 1;
        config.limits.run_time = Duration::from_secs(60);
    });
    let digest = server.store(&ways_to_end()).await;
    let run = ServerRun {
        digest: digest.clone(),
        call: function("spin", ""),
    };
    let request = Request::post("/api/runs").body(Body::from(serde_json::to_vec(&run).unwrap()));
    let mut body = server.open(request.unwrap()).await.into_body();
    body.frame().await.unwrap().unwrap();
    drop(body);
    // There is one place only, and it is free again.
    let next = server.run_stored(digest, function("add", "1, 2")).await;
    assert!(matches!(next.outcome(), Outcome::Returned { .. }));
    let metrics = server.get("/metrics").await.text();
    assert!(metrics.contains("dovetail_runs_total{outcome=\"stopped\"} 1"));
}

#[tokio::test]
async fn a_connection_that_breaks_ends_what_it_asked_for() {
    let server = Server::with(|config| {
        config.limits.runs = 1;
        config.limits.run_time = Duration::from_secs(60);
    });
    let digest = server.store(&probe()).await;
    let path = format!("/http/{digest}/spin");
    let mut connection = TcpStream::connect(server.listen().await).await.unwrap();
    let request = format!("GET {path} HTTP/1.1\r\nhost: localhost\r\n\r\n");
    connection.write_all(request.as_bytes()).await.unwrap();
    let started = async {
        while !server
            .get("/metrics")
            .await
            .text()
            .contains("misses_total 1")
        {
            tokio::task::yield_now().await;
        }
    };
    started.await;
    drop(connection);
    let next = server.get(&format!("/http/{digest}/next")).await;
    assert_eq!(next.text(), "Method::Get /next?");
}

#[tokio::test]
async fn who_waits_too_long_for_a_compilation_may_come_back() {
    let server = Server::with(|config| config.limits.compile_time = Duration::ZERO);
    let digest = server.store(&ways_to_end()).await;
    let call = || function("add", "1, 2");
    let first = server.ask(digest.clone(), call()).await;
    assert_eq!(
        (first.status.as_u16(), first.code()),
        (503, "compiling".into())
    );
    let compiled = async {
        while server.ask(digest.clone(), call()).await.status.as_u16() == 503 {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    let compiled = tokio::time::timeout(Duration::from_secs(10), compiled).await;
    assert!(compiled.is_ok(), "the compilation did not go on");
}

#[tokio::test]
async fn memory_and_tables_end_at_their_limits() {
    let server = Server::with(|config| {
        config.limits.memory_bytes = 10 * 65536;
        config.limits.table_elements = 100;
    });
    let digest = server.store(&ways_to_end()).await;
    for (call, result) in [
        (function("grow", "9"), "1"),
        (function("grow", "10"), "-1"),
        (function("grow-table", "99"), "1"),
        (function("grow-table", "100"), "-1"),
    ] {
        let run = server.run_stored(digest.clone(), call).await;
        let Outcome::Returned { wave, .. } = run.outcome() else {
            panic!("{:?}", run.outcome());
        };
        assert_eq!(wave.as_deref(), Some(result));
    }
}

#[tokio::test]
async fn endless_recursion_is_a_trap() {
    let run = Server::new()
        .run(&ways_to_end(), function("recurse", ""))
        .await;
    let Outcome::Trapped { message, backtrace } = run.outcome() else {
        panic!("{:?}", run.outcome());
    };
    assert!(message.contains("stack"), "{message}");
    assert!(backtrace.len() < 1000, "{}", backtrace.len());
}

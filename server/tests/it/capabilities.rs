//! The page learns what the server can do.

use axum::body::Body;
use http::Request;
use model::Capabilities;

use crate::support::Server;

#[tokio::test]
async fn limits_and_allowed_hosts_are_told() {
    let server = Server::with(|config| {
        config.limits.component_bytes = 1000;
        config.limits.share_bytes = 200;
        config.allow_egress = vec!["example.com".into()];
    });
    let answer = server.get("/api/capabilities").await;
    let found: Capabilities = serde_json::from_slice(&answer.body).unwrap();
    let expected = Capabilities {
        api: 1,
        dovetail: env!("CARGO_PKG_VERSION").into(),
        wasmtime: locked_version("wasmtime"),
        component_bytes: 1000,
        share_bytes: 200,
        run_milliseconds: 10_000,
        egress: vec!["example.com".into()],
    };
    assert_eq!(found, expected);
}

/// The version that Cargo.lock has of a crate.
fn locked_version(name: &str) -> String {
    let lock = include_str!("../../../Cargo.lock");
    let entry = format!("name = \"{name}\"\nversion = \"");
    let (_, rest) = lock.split_once(&entry).unwrap();
    rest.split_once('"').unwrap().0.into()
}

#[tokio::test]
async fn unknown_routes_of_the_api_are_told_as_json() {
    let server = Server::new();
    let answer = server.get("/api/nothing").await;
    assert_eq!(answer.status, 404);
    assert_eq!(answer.code(), "no-such-route");
    assert_eq!(server.get("/healthz").await.text(), "ok\n");
}

#[tokio::test]
async fn other_sites_cannot_use_the_api_through_a_visitor() {
    let server = Server::new();
    for (site, status) in [("cross-site", 403), ("same-origin", 201), ("none", 201)] {
        let request = Request::post("/api/shares").header("sec-fetch-site", site);
        let answer = server
            .send(request.body(Body::from("1aaaa")).unwrap())
            .await;
        assert_eq!(answer.status.as_u16(), status, "{site}");
    }
}

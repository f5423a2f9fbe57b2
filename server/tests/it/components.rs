//! Components are kept by their digest, and only if they are components.

use http::{Request, StatusCode};

use crate::support::{Server, digest, sample, wat};

#[tokio::test]
async fn what_is_put_can_be_got() {
    let server = Server::new();
    let greeter = sample("greeter/greeter.wasm");
    let digest = server.store(&greeter).await;
    let path = format!("/api/components/{digest}");

    let got = server.get(&path).await;
    assert_eq!(got.body, greeter);
    assert_eq!(got.header("content-type"), "application/wasm");
    assert_eq!(
        got.header("cache-control"),
        "public, max-age=31536000, immutable"
    );

    let known = Request::get(&path).header("if-none-match", got.header("etag"));
    let known = server.send(known.body(Default::default()).unwrap()).await;
    assert_eq!(known.status, StatusCode::NOT_MODIFIED);
    assert!(known.body.is_empty());

    let again = server.put(&path, greeter).await;
    assert_eq!(again.status, StatusCode::OK);
}

#[tokio::test]
async fn what_is_acknowledged_outlives_the_server() {
    let server = Server::new();
    let greeter = sample("greeter/greeter.wasm");
    let digest = server.store(&greeter).await;
    let server = server.restart();
    let got = server.get(&format!("/api/components/{digest}")).await;
    assert_eq!(got.body, greeter);
}

#[tokio::test]
async fn what_is_wrong_is_refused() {
    let server = Server::with(|config| config.limits.component_bytes = 20_000);
    let module = wat("(module)");
    let mut broken = sample("greeter/greeter.wasm");
    broken.truncate(1000);
    let large = vec![0; 20_001];
    let text = b"(component)".to_vec();
    let digest = digest;
    for (address, body, status, code, words) in [
        (
            digest(b"other"),
            module.clone(),
            400,
            "digest-mismatch",
            "not the one in the address",
        ),
        ("../../etc".into(), module.clone(), 404, "no-such-route", ""),
        (
            "ABC".into(),
            module.clone(),
            400,
            "bad-digest",
            "64 lower-case",
        ),
        (
            digest(&module),
            module,
            422,
            "not-a-component",
            "core module",
        ),
        (
            digest(&text),
            text,
            422,
            "not-a-component",
            "not WebAssembly",
        ),
        (digest(&broken), broken, 422, "not-a-component", "at byte"),
        (digest(&large), large, 413, "too-large", "20000 bytes"),
    ] {
        let answer = server
            .put(&format!("/api/components/{address}"), body)
            .await;
        assert_eq!(answer.status.as_u16(), status, "{address}");
        let error = answer.error();
        assert_eq!(error.code, code);
        assert!(error.message.contains(words), "{}", error.message);
        let got = server.get(&format!("/api/components/{address}")).await;
        assert_ne!(got.status, StatusCode::OK, "{address} was kept");
    }
}

//! The built page is served fast and safely.

use std::io::Read;

use axum::body::Body;
use http::{Request, StatusCode};

use crate::support::{Answer, Server};

/// A page with one file of each sort.
fn page() -> Server {
    let server = Server::new();
    let write = |path: &str, text: &str| {
        let file = server.dist.path().join(path);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, text).unwrap();
    };
    write(
        "index.html",
        "<script type=\"module\">start()</script><p>page",
    );
    write("runner.js", "run()");
    write("editor.js", &"edit();".repeat(1000));
    write("app-1a2b3c4d5e6f7a8b_bg.wasm", "\0asm");
    write("samples/index.json", "[]");
    server
}

async fn get(server: &Server, path: &str, headers: &[(&str, &str)]) -> Answer {
    let mut request = Request::get(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    server.send(request.body(Body::empty()).unwrap()).await
}

#[tokio::test]
async fn files_have_their_type_and_caching() {
    let server = page();
    let forever = "public, max-age=31536000, immutable";
    for (path, content_type, caching) in [
        ("/", "text/html; charset=utf-8", "no-cache"),
        ("/index.html", "text/html; charset=utf-8", "no-cache"),
        ("/editor.js", "text/javascript; charset=utf-8", "no-cache"),
        ("/app-1a2b3c4d5e6f7a8b_bg.wasm", "application/wasm", forever),
        ("/samples/index.json", "application/json", "no-cache"),
    ] {
        let answer = get(&server, path, &[]).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        assert_eq!(answer.header("content-type"), content_type);
        assert_eq!(answer.header("cache-control"), caching);
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert_eq!(answer.header("referrer-policy"), "no-referrer");
        let etag = answer.header("etag").to_owned();
        let known = get(&server, path, &[("if-none-match", &etag)]).await;
        assert_eq!(known.status, StatusCode::NOT_MODIFIED);
    }
}

#[tokio::test]
async fn a_file_that_changes_is_served_anew() {
    let server = page();
    let before = get(&server, "/editor.js", &[]).await;
    std::fs::write(server.dist.path().join("editor.js"), "new").unwrap();
    let after = get(&server, "/editor.js", &[]).await;
    assert_eq!(after.text(), "new");
    assert_ne!(before.header("etag"), after.header("etag"));
}

#[tokio::test]
async fn scripts_come_from_the_page_itself_only() {
    let server = page();
    let policy = |answer: &Answer, name: &str| -> String {
        let policy = answer.header("content-security-policy").to_owned();
        let found = policy
            .split(';')
            .map(str::trim)
            .find_map(|rule| rule.strip_prefix(name));
        found.unwrap_or_default().trim().to_owned()
    };
    let index = get(&server, "/", &[]).await;
    assert_eq!(policy(&index, "default-src"), "'self'");
    assert_eq!(policy(&index, "object-src"), "'none'");
    assert_eq!(
        policy(&index, "script-src"),
        "'self' 'sha256-DIm7WJS6ZKDYe5qFLPy+h4JFI9Bol5QmYC57mt3Fb00=' 'wasm-unsafe-eval'"
    );
    let runner = get(&server, "/runner.js", &[]).await;
    assert_eq!(
        policy(&runner, "script-src"),
        "'self' 'wasm-unsafe-eval' blob:"
    );
    let editor = get(&server, "/editor.js", &[]).await;
    assert_eq!(policy(&editor, "script-src"), "'self' 'wasm-unsafe-eval'");
}

#[tokio::test]
async fn files_are_compressed_as_the_client_likes() {
    let server = page();
    let plain = "edit();".repeat(1000);
    for (accepted, encoding) in [
        ("gzip, deflate, br", "br"),
        ("gzip", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("deflate", ""),
    ] {
        let answer = get(&server, "/editor.js", &[("accept-encoding", accepted)]).await;
        assert_eq!(answer.header("content-encoding"), encoding, "{accepted}");
        assert_eq!(answer.header("vary"), "accept-encoding");
        let body = answer.body.as_slice();
        let mut text = String::new();
        let read = match encoding {
            "br" => brotli::Decompressor::new(body, 4096).read_to_string(&mut text),
            "gzip" => flate2::read::GzDecoder::new(body).read_to_string(&mut text),
            _ => { body }.read_to_string(&mut text),
        };
        read.unwrap();
        assert_eq!(text, plain);
    }
}

#[tokio::test]
async fn what_the_build_compressed_is_taken() {
    let server = page();
    std::fs::write(server.dist.path().join("editor.js.br"), "by the build").unwrap();
    let answer = get(&server, "/editor.js", &[("accept-encoding", "br")]).await;
    assert_eq!(answer.text(), "by the build");
}

#[tokio::test]
async fn nothing_outside_the_page_is_served() {
    let server = page();
    for path in [
        "/../Cargo.toml",
        "/..%2fCargo.toml",
        "/%2e%2e/Cargo.toml",
        "/samples/../../Cargo.toml",
        "//etc/passwd",
        "/%2Fetc%2Fpasswd",
        "/samples",
        "/nothing",
        "/index.html%00",
        "/%ff",
    ] {
        let answer = get(&server, path, &[]).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        assert_eq!(answer.code(), "not-found");
    }
    let answer = server.post("/index.html", "text").await;
    assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED);
}

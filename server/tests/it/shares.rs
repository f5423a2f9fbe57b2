//! Shares are kept under a hash of what they say, and never change.

use std::collections::BTreeSet;

use futures::future::join_all;
use http::StatusCode;
use model::ShareCreated;

use crate::support::{Answer, Server};

fn id(answer: &Answer) -> String {
    assert_eq!(answer.status, StatusCode::CREATED);
    let created: ShareCreated = serde_json::from_slice(&answer.body).unwrap();
    created.id
}

#[tokio::test]
async fn what_is_posted_can_be_got_after_a_restart() {
    let server = Server::new();
    let id = id(&server.post("/api/shares", "1aGVsbG8_-").await);
    let server = server.restart();
    let got = server.get(&format!("/api/shares/{id}")).await;
    assert_eq!(got.text(), "1aGVsbG8_-");
    assert_eq!(got.header("content-type"), "text/plain; charset=utf-8");
    assert!(got.header("cache-control").contains("immutable"));
}

#[tokio::test]
async fn the_same_share_has_one_id_and_others_have_others() {
    let server = Server::new();
    let texts = ["1aaaa", "1aaaa", "1aaab", "1aaaa", "1aaab", "1aaac"];
    let posts = texts.map(|text| server.post("/api/shares", text));
    let ids: Vec<String> = join_all(posts).await.iter().map(id).collect();
    assert_eq!(ids[0], ids[1]);
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), 3);
    for (id, text) in ids.iter().zip(texts) {
        assert_eq!(server.get(&format!("/api/shares/{id}")).await.text(), text);
    }
}

#[tokio::test]
async fn what_is_no_share_is_refused() {
    let server = Server::with(|config| config.limits.share_bytes = 100);
    for (body, status, code) in [
        ("", 400, "not-a-share"),
        ("1", 400, "not-a-share"),
        ("aaaa", 400, "not-a-share"),
        ("#1aaaa", 400, "not-a-share"),
        ("1aa aa", 400, "not-a-share"),
        ("1<script>", 400, "not-a-share"),
        (&"1".repeat(101), 413, "too-large"),
    ] {
        let answer = server.post("/api/shares", body.to_owned()).await;
        assert_eq!(answer.status.as_u16(), status, "{body}");
        assert_eq!(answer.code(), code);
    }
}

#[tokio::test]
async fn an_unknown_id_is_not_found() {
    let server = Server::new();
    for id in ["AAAAAAAAAAAAAAAAAAAAAA", "x", "..%2f..%2fcomponents"] {
        let answer = server.get(&format!("/api/shares/{id}")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
        assert_eq!(answer.code(), "no-such-share");
    }
}

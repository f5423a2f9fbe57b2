//! What happened is counted.

use crate::support::{Server, function, probe, ways_to_end};

#[tokio::test]
async fn requests_runs_and_compilations_are_counted() {
    let server = Server::new();
    let digest = server.store(&ways_to_end()).await;
    for call in [("add", "1, 2"), ("add", "1, 2"), ("trap", "")] {
        let call = function(call.0, call.1);
        server.run_stored(digest.clone(), call).await;
    }
    let handler = server.store(&probe()).await;
    server.get(&format!("/http/{handler}/silent")).await;
    server.get("/nothing").await;
    let text = server.get("/metrics").await.text();
    for line in [
        "dovetail_requests_total{route=\"/api/components/{digest}\",status=\"201\"} 2",
        "dovetail_requests_total{route=\"/api/runs\",status=\"200\"} 3",
        "dovetail_requests_total{route=\"/http/{digest}/{*path}\",status=\"502\"} 1",
        "dovetail_requests_total{route=\"asset\",status=\"404\"} 1",
        "dovetail_runs_total{outcome=\"returned\"} 2",
        "dovetail_runs_total{outcome=\"silent\"} 1",
        "dovetail_runs_total{outcome=\"trapped\"} 1",
        "dovetail_run_seconds_bucket{le=\"+Inf\"} 4",
        "dovetail_run_seconds_count 4",
        "dovetail_compiled_hits_total 2",
        "dovetail_compiled_misses_total 2",
    ] {
        assert!(text.lines().any(|found| found == line), "{line}\n\n{text}");
    }
}

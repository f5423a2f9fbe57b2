//! Too many runs at once are queued, and then told to come back.

use std::time::Duration;

use futures::future::join_all;
use http::StatusCode;

use crate::support::{Server, function, ways_to_end};

#[tokio::test]
async fn what_finds_no_place_is_told_to_come_back() {
    let server = Server::with(|config| {
        config.limits.runs = 1;
        config.limits.queue = 1;
        config.limits.run_time = Duration::from_millis(300);
    });
    let digest = server.store(&ways_to_end()).await;
    let asks = [(); 4].map(|()| server.ask(digest.clone(), function("spin", "")));
    let answers = join_all(asks).await;
    let (served, refused): (Vec<_>, Vec<_>) = answers
        .iter()
        .partition(|answer| answer.status == StatusCode::OK);
    // One runs, one waits for it to end.
    assert_eq!((served.len(), refused.len()), (2, 2));
    for answer in refused {
        assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(answer.code(), "busy");
        assert_eq!(answer.header("retry-after"), "1");
    }
}

#[tokio::test]
async fn one_client_cannot_take_all_places() {
    let server = Server::with(|config| {
        config.limits.runs_per_client = 1;
        config.limits.queue = 0;
        config.limits.run_time = Duration::from_millis(300);
    });
    let digest = server.store(&ways_to_end()).await;
    let asks = [(); 2].map(|()| server.ask(digest.clone(), function("spin", "")));
    let answers = join_all(asks).await;
    assert_eq!(answers[0].status, StatusCode::OK);
    assert_eq!(answers[1].status, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn waiting_has_an_end() {
    let server = Server::with(|config| {
        config.limits.runs = 1;
        config.limits.queue_time = Duration::from_millis(50);
        config.limits.run_time = Duration::from_millis(400);
    });
    let digest = server.store(&ways_to_end()).await;
    let asks = [(); 2].map(|()| server.ask(digest.clone(), function("spin", "")));
    let answers = join_all(asks).await;
    assert_eq!(answers[1].status, StatusCode::TOO_MANY_REQUESTS);
}

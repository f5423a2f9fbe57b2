//! Components of WASI 0.3 run as those of 0.2 do.

use std::time::Duration;

use axum::body::Body;
use http::Request;
use http_body_util::BodyExt;
use model::{Call, CommandRequest, Outcome, Stream};

use crate::support::{Server, probe3, test_component};

async fn run_command(args: &[&str]) -> (Outcome, String) {
    let call = Call::Command(CommandRequest {
        args: args.iter().map(ToString::to_string).collect(),
        env: vec![("NAME".into(), "value".into())],
        stdin: "in".into(),
        ..Default::default()
    });
    let run = Server::new().run(&test_component("cli3.wasm"), call).await;
    (run.outcome().clone(), run.output(Stream::Stdout))
}

#[tokio::test]
async fn a_command_runs_to_its_last_write() {
    let (outcome, stdout) = run_command(&["cli3", "x"]).await;
    assert_eq!(outcome, Outcome::Exited { code: 0 });
    let expected = "args [\"cli3\", \"x\"]\nNAME=value\nby std\nstdin \"in\"\n";
    let dots = stdout.strip_prefix(expected).unwrap();
    assert_eq!(dots, ".".repeat(200_000));
}

#[tokio::test]
async fn a_command_ends_as_it_says() {
    for (arg, code) in [("exit", 7), ("fail", 1)] {
        let (outcome, _) = run_command(&["cli3", arg]).await;
        assert_eq!(outcome, Outcome::Exited { code }, "{arg}");
    }
}

#[tokio::test]
async fn a_handler_sees_the_path_and_query() {
    let server = Server::new();
    let digest = server.store(&probe3()).await;
    let answer = server.get(&format!("/http/{digest}/a?b")).await;
    assert_eq!(answer.text(), "saw /a?b.");
}

#[tokio::test]
async fn a_handler_that_gives_no_answer_is_told_as_that() {
    let server = Server::with(|config| config.limits.run_time = Duration::from_millis(300));
    let digest = server.store(&probe3()).await;
    for (path, status, code) in [
        ("trap", 502, "trapped"),
        ("error", 502, "failed"),
        ("spin", 504, "timed-out"),
    ] {
        let answer = server.get(&format!("/http/{digest}/{path}")).await;
        assert_eq!(answer.status.as_u16(), status, "{path}");
        assert_eq!(answer.code(), code);
    }
}

#[tokio::test]
async fn a_body_that_is_cut_does_not_look_whole() {
    let server = Server::new();
    let digest = server.store(&probe3()).await;
    let request = Request::get(format!("/http/{digest}/cut"));
    let response = server.open(request.body(Body::empty()).unwrap()).await;
    assert!(response.into_body().collect().await.is_err());
}

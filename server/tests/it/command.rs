//! Commands run with what they are given and tell what they write while they write it.

use model::{Call, CommandRequest, Outcome, RunEvent, Stream};

use crate::support::{Server, sample};

fn command(change: impl FnOnce(&mut CommandRequest)) -> Call {
    let mut request = CommandRequest {
        args: vec!["cli-hello".into()],
        ..Default::default()
    };
    change(&mut request);
    Call::Command(request)
}

#[tokio::test]
async fn a_command_has_its_arguments_environment_and_input() {
    let call = command(|request| {
        request.args.push("one".into());
        request.env = vec![("LANG".into(), "en".into())];
        request.stdin = "first\nsecond\n".into();
    });
    let run = Server::new()
        .run(&sample("cli-hello/cli-hello.wasm"), call)
        .await;
    let expected = "Hello from cli-hello!\nargument 1: one\nenvironment: LANG=en\n\
        input: first\ninput: second\nlines of input: 2\n";
    assert_eq!(run.output(Stream::Stdout), expected);
    assert_eq!(*run.outcome(), Outcome::Exited { code: 0 });
}

#[tokio::test]
async fn a_command_that_fails_has_its_exit_code() {
    let call = command(|request| request.args.push("--fail".into()));
    let run = Server::new()
        .run(&sample("cli-hello/cli-hello.wasm"), call)
        .await;
    assert_eq!(*run.outcome(), Outcome::Exited { code: 1 });
}

#[tokio::test]
async fn output_beyond_the_limit_is_cut_and_told() {
    let server = Server::with(|config| config.limits.output_bytes = 10);
    let run = server
        .run(&sample("cli-hello/cli-hello.wasm"), command(|_| {}))
        .await;
    assert_eq!(run.output(Stream::Stdout), "Hello from");
    let cuts = run.0.iter();
    let cuts = cuts.filter(|event| matches!(event, RunEvent::OutputCut { limit: 10 }));
    assert_eq!(cuts.count(), 1);
    assert_eq!(*run.outcome(), Outcome::Exited { code: 0 });
}

#[tokio::test]
async fn files_outside_the_root_are_refused() {
    let server = Server::new();
    let digest = server.store(&sample("cli-hello/cli-hello.wasm")).await;
    for path in ["../up", "/a/../../up", "", "/", "a/./../..", "\0"] {
        let call = command(|request| request.files = vec![(path.into(), "text".into())]);
        let answer = server.ask(digest.clone(), call).await;
        assert_eq!(answer.code(), "bad-path", "{path}");
    }
}

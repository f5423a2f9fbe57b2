//! Exported functions are called with WAVE text and answer with values.

use model::{Call, HttpRequest, Outcome, RunEvent, Stage, Value};

use crate::support::{Server, function, sample, wat, ways_to_end};

#[tokio::test]
async fn a_function_of_an_interface_returns() {
    let call = function(
        "example:greeter/greet@0.1.0#hello",
        "{name: \"Ada\", age: 36}",
    );
    let run = Server::new()
        .run(&sample("greeter/greeter.wasm"), call)
        .await;
    let text = "Hello Ada! At 36 you are just in time for components.";
    let expected = Outcome::Returned {
        value: Some(Value::String(text.into())),
        wave: Some(format!("\"{text}\"")),
    };
    assert_eq!(*run.outcome(), expected);
    let stages: Vec<Stage> = run
        .0
        .iter()
        .filter_map(|event| match event {
            RunEvent::Stage(time) => Some(time.stage),
            _ => None,
        })
        .collect();
    let expected = [
        Stage::Fetch,
        Stage::Compile,
        Stage::Instantiate,
        Stage::Call,
    ];
    assert_eq!(stages, expected);
}

#[tokio::test]
async fn a_function_of_the_world_returns() {
    let run = Server::new()
        .run(&ways_to_end(), function("add", "40, 2"))
        .await;
    let expected = Outcome::Returned {
        value: Some(Value::Integer("42".into())),
        wave: Some("42".into()),
    };
    assert_eq!(*run.outcome(), expected);
}

#[tokio::test]
async fn a_trap_is_told_with_its_frames() {
    let run = Server::new()
        .run(&ways_to_end(), function("trap", ""))
        .await;
    let Outcome::Trapped { message, backtrace } = run.outcome() else {
        panic!("{:?}", run.outcome());
    };
    assert!(message.contains("unreachable"), "{message}");
    assert_eq!(backtrace.len(), 1);
    assert!(backtrace[0].ends_with("module!deep"), "{backtrace:?}");
}

#[tokio::test]
async fn what_cannot_be_called_is_refused_in_words() {
    let server = Server::new();
    let digest = server.store(&ways_to_end()).await;
    for (name, args, status, code, words) in [
        ("ad", "1, 2", 422, "no-such-function", "`add`, `trap`"),
        (
            "a:b/c#add",
            "1, 2",
            422,
            "no-such-function",
            "`add`, `trap`",
        ),
        ("add", "1", 400, "bad-wave", "arguments are wrong"),
        ("add", "1, -2", 400, "bad-wave", "wrong at `-2`"),
        ("add", "1, \"2\"", 400, "bad-wave", "wrong at `\"2\"`"),
        ("add", "1, 2) (", 400, "bad-wave", "wrong at"),
    ] {
        let answer = server.ask(digest.clone(), function(name, args)).await;
        assert_eq!(answer.status.as_u16(), status, "{name}({args})");
        let error = answer.error();
        assert_eq!(error.code, code);
        assert!(error.message.contains(words), "{}", error.message);
    }
}

#[tokio::test]
async fn what_is_no_run_is_refused() {
    let server = Server::new();
    let http = Call::Http(HttpRequest {
        method: "GET".into(),
        path: "/".into(),
        headers: Vec::new(),
        body: String::new(),
    });
    let adder = server.store(&ways_to_end()).await;
    let unknown = "0".repeat(64);
    for (digest, call, status, code) in [
        (unknown, function("add", ""), 404, "no-such-component"),
        ("zz".into(), function("add", ""), 400, "bad-digest"),
        (
            adder.clone(),
            Call::Command(Default::default()),
            422,
            "not-a-command",
        ),
        (adder, http, 422, "no-handler"),
    ] {
        let answer = server.ask(digest, call).await;
        assert_eq!(answer.status.as_u16(), status);
        assert_eq!(answer.code(), code);
    }
    let answer = server.post("/api/runs", "{\"digest\":1}").await;
    assert_eq!(
        (answer.status.as_u16(), answer.code()),
        (400, "bad-json".into())
    );
}

#[tokio::test]
async fn all_missing_imports_are_told_and_nothing_runs() {
    let component = wat(r#"(component
        (import "test:absent/first@1.0.0" (instance (export "f" (func))))
        (import "wasi:random/random@0.2.0" (instance
            (export "get-random-u64" (func (result u64)))))
        (import "second" (func))
        (core module $module (func (export "f")))
        (core instance $instance (instantiate $module))
        (func (export "f") (canon lift (core func $instance "f"))))"#);
    let run = Server::new().run(&component, function("f", "")).await;
    let expected = Outcome::MissingImports {
        imports: vec!["test:absent/first@1.0.0".into(), "second".into()],
    };
    assert_eq!(*run.outcome(), expected);
}

#[tokio::test]
async fn a_resource_cannot_be_written_as_wave() {
    let server = Server::new();
    let digest = server.store(&sample("kv-store/kv-store.wasm")).await;
    let ids = server.ask(digest.clone(), function("?", "")).await.error();
    let method = ids
        .message
        .split('`')
        .find(|id| id.contains("[method]"))
        .unwrap();
    let answer = server.ask(digest, function(method, "")).await;
    assert_eq!(answer.code(), "no-wave");
}

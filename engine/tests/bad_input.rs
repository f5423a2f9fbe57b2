//! Texts that nobody writes and that reach the engine all the same: each is told what is wrong with
//! it, soon, and on a stack as small as a worker's.

#![allow(clippy::unwrap_used, reason = "a failed test may panic")]

use std::collections::BTreeMap;
use std::thread;
use std::time::{Duration, Instant};

use engine::Engine;
use model::{
    AnalyzeRequest, CompleteRequest, ComposeRequest, Diagnostic, EngineCall, FormatRequest,
    HoverRequest, Param, ParseWaveRequest, Position, Severity, StructureRequest, Type,
};

/// Without optimisation, on a machine that is busy; optimised, it is a tenth.
const PATIENCE: Duration = Duration::from_secs(60);
/// Frames that are not optimised take twice the room of those of a worker, which has 1 MiB.
const STACK: usize = 2 << 20;

#[test]
fn five_megabytes() {
    let interface = "interface i { /// some docs\n  f: func(a: u8) -> list<string>;\n}\n";
    let text = format!(
        "package a:b;\n{}",
        interface.repeat(5_000_000 / interface.len())
    );
    check(&text, "the text is larger than 4 MB");
}

#[test]
fn one_line_of_a_megabyte() {
    let funcs: String = (0..40_000)
        .map(|it| format!("g{it}: func(a: u8);"))
        .collect();
    check(
        &format!("package a:b; interface i {{ {funcs} oops }}"),
        "expected `:`, found `}`",
    );
    check(
        &format!("package a:{}", "b".repeat(1_000_000)),
        "expected `{`",
    );
}

#[test]
fn nul_bytes() {
    check("package a:b;\0", "character U+0000 is not allowed in WIT");
    check(
        &"\0".repeat(100_000),
        "character U+0000 is not allowed in WIT",
    );
}

#[test]
fn comments_that_are_not_closed() {
    check("package a:b; /* never closed", "unterminated block comment");
    check(&"/*".repeat(100_000), "unterminated block comment");
    check(&"/**/".repeat(100_000), "no `package` header");
}

#[test]
fn nested_packages() {
    let text = |depth: usize| {
        let open: String = (0..depth)
            .map(|it| format!("package a:b{it} {{ "))
            .collect();
        format!("{open}{}", "}".repeat(depth))
    };
    check(&text(2), "nested packages must be placed at the top-level");
    check(&text(1_000), "package nesting too deep");
    check(&text(100_000), "package nesting too deep");
    let beside: String = (0..1_000)
        .map(|it| format!("package a:b{it} {{ interface i {{}} }}\n"))
        .collect();
    check(
        &format!("package a:b;\n{beside} oops"),
        "expected `world`, `interface` or `use`",
    );
}

#[test]
fn brackets_that_are_not_closed() {
    let text = |open: &str| {
        format!(
            "package a:b; interface i {{ f: func(x: {}",
            open.repeat(100_000)
        )
    };
    for open in [
        "(",
        "{",
        "<",
        "[",
        "list<",
        "option<list<",
        "tuple<u8, ",
        "a: func(",
    ] {
        check(&text(open), "");
    }
    check(&text("list<"), "type nesting too deep");
    check(
        &"{".repeat(100_000),
        "expected `world`, `interface` or `use`",
    );
    check(
        &"(".repeat(100_000),
        "expected `world`, `interface` or `use`",
    );
    check(&"@".repeat(100_000), "expected a name, found `@`");
}

#[test]
fn chains_of_types_and_interfaces() {
    let types: String = (1..20_000)
        .map(|it| format!("type t{it} = t{};\n", it - 1))
        .collect();
    check(
        &format!("package a:b; interface i {{ {types} type t0 = missing; }}"),
        "unknown type `missing`",
    );
    check(
        &format!("package a:b; interface i {{ {types} type t0 = u8; flags f {{}} }}"),
        "flags `f` has no flag",
    );
    let uses: String = (1..2_000)
        .map(|it| format!("interface i{it} {{ use i{}.{{t}}; }}\n", it - 1))
        .collect();
    check(
        &format!("package a:b; {uses} interface i0 {{ type t = missing; }}"),
        "unknown type `missing`",
    );
}

#[test]
fn compositions() {
    for open in ["(", "new a:b { x: ", "{", "list<", "[", "/*", "let x = "] {
        let text = format!("package a:b;\nlet i = {}", open.repeat(100_000));
        let request = ComposeRequest {
            path: "compose.wac".to_owned(),
            text,
            components: Vec::new(),
        };
        let composition = ask(request);
        assert!(
            !composition.diagnostics.is_empty(),
            "`{open}` has no finding"
        );
    }
}

#[test]
fn values() {
    for open in ["(", "[", "{", "some(", "\"", "{a: "] {
        let request = ParseWaveRequest {
            params: vec![Param {
                name: "x".to_owned(),
                ty: Type::String,
            }],
            text: open.repeat(100_000),
        };
        let parsed = ask(request);
        assert!(!parsed.diagnostics.is_empty(), "`{open}` has no finding");
    }
}

/// Every verb that takes a text survives this one, and what is wrong with it is told as expected.
fn check(text: &str, expected: &str) {
    let files = BTreeMap::from([("wit/world.wit".to_owned(), text.to_owned())]);
    let analysis = ask(AnalyzeRequest {
        files: files.clone(),
    });
    let formatted = ask(FormatRequest {
        path: String::new(),
        text: text.to_owned(),
    });
    assert_eq!(formatted.text.is_none(), !formatted.diagnostics.is_empty());
    ask(StructureRequest {
        path: String::new(),
        text: text.to_owned(),
    });
    let at = |offset: usize| Position {
        path: "wit/world.wit".to_owned(),
        offset: u32::try_from(offset).unwrap(),
    };
    for offset in [20, text.len() - 1] {
        let (at, files) = (at(offset.min(text.len() - 1)), || files.clone());
        ask(HoverRequest {
            files: files(),
            components: Vec::new(),
            at: at.clone(),
        });
        ask(CompleteRequest {
            files: files(),
            components: Vec::new(),
            at,
        });
    }
    let is_error = |it: &&Diagnostic| it.severity == Severity::Error;
    let first = analysis.diagnostics.iter().find(is_error);
    let message = &first.expect("something is wrong with it").message;
    assert!(
        message.starts_with(expected),
        "told `{message}`, expected `{expected}`"
    );
}

/// Asks on a small stack and measures.
fn ask<C: EngineCall + Send + 'static>(request: C) -> C::Answer
where
    C::Answer: Send + 'static,
{
    let asking = thread::Builder::new().stack_size(STACK).spawn(move || {
        let start = Instant::now();
        let reply = Engine::default().handle(request.into_request());
        (C::answer(reply).unwrap(), start.elapsed())
    });
    let (answer, elapsed) = asking.unwrap().join().unwrap();
    println!("{:?} {}", elapsed, std::any::type_name::<C>());
    assert!(elapsed < PATIENCE, "took {elapsed:?}");
    answer
}

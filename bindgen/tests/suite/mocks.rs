//! Mocks as components. A case is WIT; its first line says after `//` which side of its one world is
//! mocked, or names a component, which the mocks are then composed with. After it come the mocks, a line each as `function = answer` or `function(arguments) =
//! answer`, with `in turn` or `after 5 ms` before the function. Then come calls, which Wasmtime makes,
//! an instance each, and what they give is in `mock-calls`; or a script that Node.js runs beside the
//! component. Where a program is not there, its tests are told as ignored.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

use engine::inspect;
use libtest_mimic::{Failed, Trial};
use model::{
    EncodeCompositionRequest, EncodeForm, EncodedWorld, KeptAnswer, KeptMock, MockFault, MockOrder,
    MockRequest, Mocked, MockedSide, NamedComponent, PackageRequest, Validation,
};

use serde_bytes::ByteBuf;

use crate::harness::{compare, is_installed};
use crate::packages::{node, run_in, write};
use crate::parts::parts;
use crate::verbs::{ask, header};
use crate::{cases, root, worlds};

/// The world of the component, and what cannot be done.
pub(crate) fn made(input: &str) -> String {
    let Mocked { component, faults } = match mocked(input) {
        Ok(mocked) => mocked,
        Err(failure) => return failure,
    };
    let mut out = String::new();
    for MockFault {
        severity,
        function,
        answer,
        message,
    } in faults
    {
        let answer = answer.map_or(String::new(), |it| format!(" answer {it}"));
        writeln!(out, "{severity:?} {function}{answer}: {message}").unwrap();
    }
    if let Some(component) = component {
        let inspection = inspect(&component).unwrap();
        assert_eq!(inspection.validation, Validation::Valid);
        writeln!(out, "{}", inspection.wit).unwrap();
    }
    out
}

/// A test for each case that has calls or a script.
pub(crate) fn trials() -> Vec<Trial> {
    let mut trials = Vec::new();
    for case in cases(&root().join("tests/suite/mock")) {
        let input = fs::read_to_string(&case).unwrap();
        let name = case.file_stem().unwrap().to_string_lossy().into_owned();
        let title = format!("the mock answers/{name}");
        if part(&input, "calls").is_some() {
            let trial = Trial::test(title, move || compare_calls(&name, &input));
            trials.push(trial.with_ignored_flag(!is_installed("wasmtime", "48.0.8")));
        } else if part(&input, "script").is_some() {
            let trial = Trial::test(title, move || run_script(&name, &input));
            trials.push(trial.with_ignored_flag(node() == 0));
        }
    }
    trials
}

/// The part of a case that has this name.
fn part<'a>(input: &'a str, name: &str) -> Option<&'a str> {
    let parts = parts(input);
    parts.iter().find(|it| it.0 == name).map(|it| it.1)
}

fn run_script(name: &str, input: &str) -> Result<(), Failed> {
    let bytes = component(input)?;
    let package = ask(PackageRequest {
        name: name.to_owned(),
        bytes,
    })?;
    let script = part(input, "script").unwrap_or_default();
    run_in(&write(&format!("mock-{name}"), package, script)?)
}

/// The component that a case names in its first line: it is what asks the mocks.
fn asking(input: &str) -> Option<ByteBuf> {
    let (_, path) = header(input).split_once(' ')?;
    Some(fs::read(root().join(path)).unwrap().into())
}

/// The component, put where it is asked for if the case says by whom.
fn component(input: &str) -> Result<ByteBuf, Failed> {
    let mock = mocked(input)?.component.ok_or("no component")?;
    let Some(asking) = asking(input) else {
        return Ok(mock);
    };
    let text = "package example:composed;\nlet mock = new its:mock {};\n\
        let asking = new its:asking { ...mock };\nexport asking...;\n";
    let components = [("its:mock", mock), ("its:asking", asking)];
    let components = components.map(|(name, bytes)| NamedComponent {
        name: name.to_owned(),
        bytes,
    });
    let composed = engine::encode_composition(&EncodeCompositionRequest {
        text: text.to_owned(),
        components: components.into(),
        form: EncodeForm::default(),
    });
    Ok(composed.map_err(|error| error.message)?.bytes)
}

fn compare_calls(name: &str, input: &str) -> Result<(), Failed> {
    let component = component(input)?;
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("mock-{name}.wasm"));
    fs::write(&file, &component)?;
    let mut out = String::new();
    let calls = part(input, "calls").unwrap_or_default();
    for call in calls.lines().filter(|it| !it.is_empty()) {
        let mut wasmtime = Command::new("wasmtime");
        let told = wasmtime
            .args(["run", "--invoke", call])
            .arg(&file)
            .output()?;
        let (answer, fault) = (told.stdout, String::from_utf8_lossy(&told.stderr));
        let mut frames = fault.lines().filter_map(|it| it.split_once("!"));
        let trap = frames.next().map(|(_, name)| name);
        let answer = match told.status.success() {
            true => String::from_utf8_lossy(&answer).trim().to_owned(),
            false => format!("! {}", trap.unwrap_or(&fault)),
        };
        writeln!(out, "{call}\n= {answer}").unwrap();
    }
    compare(&root().join("tests/suite/mock-calls").join(name), &out)
}

pub(crate) fn mocked(input: &str) -> Result<Mocked, String> {
    let side = match header(input).starts_with("imports") {
        true => MockedSide::Imports,
        false => MockedSide::Exports,
    };
    let of = match asking(input) {
        None => worlds::own(parts(input)[0].1),
        Some(package) => EncodedWorld {
            package,
            world: None,
        },
    };
    let mocks = mocks(part(input, "mocks").unwrap());
    ask(MockRequest { of, side, mocks })
}

fn mocks(text: &str) -> Vec<KeptMock> {
    let mut mocks: Vec<KeptMock> = Vec::new();
    for line in text.lines().filter(|it| !it.is_empty()) {
        let (called, result) = line.split_once(" = ").unwrap_or((line, ""));
        let is_in_turn = called.starts_with("in turn ");
        let called = called.trim_start_matches("in turn ");
        let (delay, called) = match called.strip_prefix("after 5 ms ") {
            Some(called) => (5, called),
            None => (0, called),
        };
        let (function, args) = match called.strip_suffix(')').and_then(|it| it.split_once('(')) {
            Some((function, args)) => (function, Some(args.to_owned())),
            None => (called, None),
        };
        if !mocks.iter().any(|it| it.function == function) {
            mocks.push(KeptMock {
                function: function.to_owned(),
                order: if is_in_turn {
                    MockOrder::InTurn
                } else {
                    MockOrder::Fitting
                },
                answers: Vec::new(),
                delay,
            });
        }
        let mock = mocks.iter_mut().find(|it| it.function == function).unwrap();
        let is_made = function.contains("[constructor]") && result.is_empty();
        if !is_made {
            let result = result.to_owned();
            mock.answers.push(KeptAnswer { args, result });
        }
    }
    mocks
}

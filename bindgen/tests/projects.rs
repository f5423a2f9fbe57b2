//! Projects to start from, built with the tools that they are for, as far as the machine has them.
//! What it has not is told by name.

#![allow(
    clippy::unwrap_used,
    reason = "a project that does not build must fail"
)]

#[path = "suite/worlds.rs"]
#[allow(dead_code, reason = "the suite needs more of it")]
mod worlds;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use bindgen::Maker;
use engine::inspect;
use model::{
    EncodedWorld, Inspection, MakerCall, MakerReply, Project, StartProjectRequest, Validation,
};
use wit_component::ComponentEncoder;

const PROGRAM: &str = "wasm32-wasip2";
const PLAIN: &str = "wasm32-unknown-unknown";

/// Interfaces, resources, functions of the world itself, imports.
const SHOP: &str = include_str!("../../tests/suite/project/rust.wit");
/// Several packages, and names that are words of the languages.
const WORDS: &str = include_str!("../../tests/suite/project/words.wit");

/// The root of the repository.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

#[test]
fn rust_builds_and_its_component_is_of_the_world() {
    for (name, text) in [("shop", SHOP), ("words", WORDS)] {
        let of = worlds::own(text);
        let folder = start(&of, "rust", name);
        let found = build(&folder, name);
        assert_eq!(found.validation, Validation::Valid);
        let asked = inspect(&ask(model::StubRequest { of })).unwrap();
        assert_eq!(names(&found.exports), names(&asked.exports), "of {name}");
        // What is imported and not used is not there; Rust's own library adds some of `wasi:*`.
        let asked = names(&asked.imports);
        let foreign = names(&found.imports);
        let mut foreign = foreign.iter().filter(|it| !it.starts_with("wasi:"));
        assert!(foreign.all(|it| asked.contains(it)), "{foreign:?}");
    }
}

#[test]
fn c_is_understood_by_a_compiler() {
    for (name, text) in [("shop", SHOP), ("words", WORDS)] {
        let folder = start(&worlds::own(text), "c", name);
        let mut compiler = Command::new("cc");
        compiler
            .args(["-fsyntax-only", "-Wno-attributes", "-Ibindings"])
            .arg("src/component.c");
        run(compiler.current_dir(folder));
    }
}

#[test]
fn javascript_has_the_types_of_the_world() {
    let tsc = root().join("web/node_modules/.bin/tsc");
    if !tsc.exists() {
        println!("skipped: there is no TypeScript in web/; `npm ci` there brings it");
        return;
    }
    for (name, text) in [("shop", SHOP), ("words", WORDS)] {
        let folder = start(&worlds::own(text), "javascript", name);
        run(Command::new(&tsc)
            .args(["--project", "."])
            .current_dir(folder));
    }
}

/// Writes a project out.
fn start(of: &EncodedWorld, kind: &str, name: &str) -> PathBuf {
    let Project { files, .. } = ask(StartProjectRequest {
        of: of.clone(),
        kind: kind.to_owned(),
    });
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{kind}-{name}"));
    // A file that is no longer made must not be there.
    let _ = fs::remove_dir_all(folder.join("src"));
    for (path, contents) in files {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, contents).unwrap();
    }
    folder
}

/// Builds a Rust project into a component, for the target that makes one or, where the toolchain
/// has only the other, by encoding what that makes.
fn build(folder: &Path, name: &str) -> Inspection {
    let target = if has_target(PROGRAM) { PROGRAM } else { PLAIN };
    let out = Path::new(env!("CARGO_TARGET_TMPDIR")).join("target");
    let cargo = |offline: &[&str]| {
        let mut cargo = Command::new(env!("CARGO"));
        cargo
            .args(["build", "--quiet", "--target", target])
            .args(offline)
            .env("CARGO_TARGET_DIR", &out)
            .env_remove("RUSTFLAGS")
            .current_dir(folder);
        cargo
    };
    // It stands in the folder of this repository's workspace, and is none of its crates.
    let manifest = folder.join("Cargo.toml");
    let text = fs::read_to_string(&manifest).unwrap();
    fs::write(manifest, format!("{text}\n[workspace]\n")).unwrap();
    if !cargo(&["--offline"]).output().unwrap().status.success() {
        run(&mut cargo(&[]));
    }
    let module = out.join(target).join("debug").join(format!("{name}.wasm"));
    let bytes = fs::read(module).unwrap();
    if target == PROGRAM {
        return inspect(&bytes).unwrap();
    }
    println!("encoded by hand: this toolchain has no {PROGRAM}");
    let mut encoder = ComponentEncoder::default();
    encoder.module(&bytes).unwrap();
    inspect(&encoder.encode().unwrap()).unwrap()
}

/// Whether the toolchain has the standard library for a target.
fn has_target(target: &str) -> bool {
    let mut rustc = Command::new("rustc");
    rustc.args(["--print", "target-libdir", "--target", target]);
    let told = rustc.output().map(|it| it.stdout).unwrap_or_default();
    let folder = String::from_utf8(told).unwrap_or_default();
    Path::new(folder.trim()).is_dir()
}

fn run(command: &mut Command) {
    let output = command.output().unwrap();
    let told = [output.stdout, output.stderr].concat();
    let told = String::from_utf8_lossy(&told);
    assert!(output.status.success(), "{command:?}\n{told}");
}

fn ask<C: MakerCall>(call: C) -> C::Answer {
    match Maker.handle(call.into_request()) {
        MakerReply::Failed(error) => panic!("{}: {}", error.code, error.message),
        reply => C::answer(reply).unwrap(),
    }
}

fn names(externs: &[model::Extern]) -> Vec<&str> {
    let mut names: Vec<&str> = externs.iter().map(|it| it.name.as_str()).collect();
    names.sort_unstable();
    names
}

//! A case is a folder of `cases/`: a world, modules, and `expected.txt`, which has either what calls
//! of the component give when Wasmtime runs it, or what is found in the modules; `skeleton.txt` is the
//! module to begin with, `fixed.txt` the module once what is offered was accepted. `UPDATE=1` writes
//! the expected texts anew.
//!
//! The engine is where the page's assets are built, or where `DOVETAIL_SCRIPT_ENGINE` says.

#![allow(clippy::unwrap_used, reason = "a case that cannot be read must fail")]

mod bounds;
mod calls;
mod case;
mod host;
mod native;

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::{env, fs};

use author::Author;
use libtest_mimic::{Arguments, Trial};
use model::{AuthorRequest, LoadRuntimeRequest};

use native::Native;

/// One author for all cases, which compiles the engine once.
type Shared = Arc<Mutex<Author<Native>>>;

fn main() {
    let arguments = Arguments::from_args();
    let Some(engines) = engines() else {
        let trial = Trial::test("suite", || Ok(())).with_ignored_flag(true);
        eprintln!("the engine of JavaScript is not there: `cargo xtask assets` brings it");
        libtest_mimic::run(&arguments, vec![trial]).exit();
    };
    let engine = native::engine();
    let mut author = Author::new(Native::new(&engine));
    for (name, concurrent) in [("quickjs.wasm", false), ("quickjs-concurrent.wasm", true)] {
        let bytes = fs::read(engines.join(name)).unwrap().into();
        let request = LoadRuntimeRequest { bytes, concurrent };
        author.handle(AuthorRequest::LoadRuntime(request));
    }
    let author: Shared = Arc::new(Mutex::new(author));
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut folders: Vec<PathBuf> = fs::read_dir(cases)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    folders.sort();
    let (many, much) = (Arc::clone(&author), Arc::clone(&author));
    let bounds = [
        Trial::test("many functions", move || Ok(bounds::many_functions(&many)?)),
        Trial::test("much text", move || Ok(bounds::much_text(&much)?)),
    ];
    let cases = folders.into_iter().map(|folder| {
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        let (author, engine) = (Arc::clone(&author), engine.clone());
        Trial::test(name, move || Ok(case::check(&folder, &author, &engine)?))
    });
    libtest_mimic::run(&arguments, cases.chain(bounds).collect()).exit();
}

fn engines() -> Option<PathBuf> {
    let built = || {
        let target = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/site");
        target.join("quickjs.wasm").is_file().then_some(target)
    };
    env::var_os("DOVETAIL_SCRIPT_ENGINE")
        .map(PathBuf::from)
        .or_else(built)
}

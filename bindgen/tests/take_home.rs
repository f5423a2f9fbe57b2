//! Projects of components that are made of modules, built with the tools that they name, as far as
//! the machine has them: the others are told as ignored. `cargo xtask peers` brings these tools, `npm ci` in
//! `web/` the bundler.

#![allow(
    clippy::unwrap_used,
    reason = "a project that does not build must fail"
)]

#[path = "suite/worlds.rs"]
#[allow(dead_code, reason = "the suite needs more of it")]
mod worlds;

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use bindgen::Maker;
use engine::inspect;
use libtest_mimic::{Arguments, Trial};
use model::{
    Extern, Inspection, MakerCall, MakerReply, Project, ScriptEngine, TakeHomeRequest, Validation,
};

/// The root of the repository.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

const WIT: &str = "package test:home@1.0.0;
interface words { split: func(text: string) -> list<string>; }
interface report { longest: func(text: string) -> string; }
world writer { import words; export report; }";

const MAIN: &str = "import { split } from 'test:home/words@1.0.0';
import { byLength } from './lib/order';

export const report = {
  longest(text: string): string {
    console.log('asked for', new TextEncoder().encode(text).length);
    return split(text).sort(byLength)[0] ?? '';
  },
};
";

const ORDER: &str = "export const byLength = (a: string, b: string) => b.length - a.length;\n";

/// What the page brings for `TextEncoder` does not matter here.
const PLATFORM: &str = "globalThis.TextEncoder ??= class { encode(it) { return it; } };\n";

fn project(engine: ScriptEngine) -> Project {
    let files = [("main.ts", MAIN), ("lib/order.ts", ORDER), ("other.ts", "")];
    let platform: &[_] = match engine {
        ScriptEngine::Quickjs => &[("text", PLATFORM)],
        ScriptEngine::Starlingmonkey => &[],
    };
    let request = TakeHomeRequest {
        name: "test:writer".to_owned(),
        of: worlds::own(WIT),
        files: texts(&files),
        entry: "main.ts".to_owned(),
        engine,
        platform: texts(platform),
        types: String::new(),
    };
    let reply = Maker.handle(request.into_request());
    let shown = format!("{reply:?}");
    match reply {
        MakerReply::TakeHome(project) => project,
        _ => panic!("{shown}"),
    }
}

fn texts(files: &[(&str, &str)]) -> BTreeMap<String, String> {
    let files = files.iter();
    files
        .map(|(path, text)| ((*path).to_owned(), (*text).to_owned()))
        .collect()
}

fn main() {
    let arguments = Arguments::from_args();
    let contents = Trial::test("a_project_has_what_its_module_needs_and_no_more", || {
        has_what_its_module_needs();
        Ok(())
    });
    let quickjs = built(
        "quickjs_is_built_by_componentize_qjs",
        ScriptEngine::Quickjs,
        "componentize-qjs",
        &["test:home/words@1.0.0", "wasi:cli/stderr@0.2.12"],
    );
    let starlingmonkey = built(
        "starlingmonkey_is_built_by_componentize_js",
        ScriptEngine::Starlingmonkey,
        "componentize-js",
        &["test:home/words@1.0.0"],
    );
    libtest_mimic::run(&arguments, vec![contents, quickjs, starlingmonkey]).exit();
}

/// A test that builds the project with a program, if the machine has that.
fn built(
    name: &str,
    engine: ScriptEngine,
    program: &'static str,
    imports: &'static [&str],
) -> Trial {
    let path = env::var_os("PATH").unwrap();
    let is_there = env::split_paths(&path).any(|folder| folder.join(program).is_file());
    let can_build = is_there && bundler().join("esbuild").exists();
    let build = move || {
        builds(engine, program, imports);
        Ok(())
    };
    Trial::test(name, build).with_ignored_flag(!can_build)
}

fn has_what_its_module_needs() {
    let paths = |engine| project(engine).files.into_keys().collect::<Vec<_>>();
    let quickjs = [
        ".gitignore",
        "README.md",
        "package.json",
        "platform/console.js",
        "platform/main.js",
        "platform/text.js",
        "src/lib/order.ts",
        "src/main.ts",
        "tsconfig.json",
        "types/world.d.ts",
        "wit/deps/wasi-cli-0.2.12/package.wit",
        "wit/deps/wasi-io-0.2.12/package.wit",
        "wit/world.wit",
    ];
    assert_eq!(paths(ScriptEngine::Quickjs), quickjs);
    let starlingmonkey = quickjs
        .into_iter()
        .filter(|it| !it.contains("platform") && !it.contains("deps"));
    let starlingmonkey: Vec<&str> = starlingmonkey.collect();
    assert_eq!(paths(ScriptEngine::Starlingmonkey), starlingmonkey);
}

/// Where esbuild is.
fn bundler() -> PathBuf {
    root().join("web/node_modules/.bin")
}

fn builds(engine: ScriptEngine, program: &str, imports: &[&str]) {
    let Project { name, files } = project(engine);
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("home-{program}"));
    drop(fs::remove_dir_all(&folder));
    for (path, contents) in files {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, contents).unwrap();
    }
    let path = env::var_os("PATH").unwrap();
    let folders = std::iter::once(bundler()).chain(env::split_paths(&path));
    let told = Command::new("npm")
        .args(["run", "build"])
        .env("PATH", env::join_paths(folders).unwrap())
        .current_dir(&folder)
        .output()
        .unwrap();
    let out = String::from_utf8_lossy(&told.stderr);
    assert!(told.status.success(), "{out}");
    let bytes = fs::read(folder.join(format!("{name}.wasm"))).unwrap();
    let Inspection {
        validation,
        imports: found,
        exports,
        ..
    } = inspect(&bytes).unwrap();
    assert_eq!(validation, Validation::Valid);
    // The tools' own imports and exports are theirs.
    let names = |all: &[Extern], name: &str| all.iter().any(|it| it.name == name);
    assert!(names(&exports, "test:home/report@1.0.0"), "{exports:?}");
    for import in imports {
        assert!(names(&found, import), "{import}");
    }
}

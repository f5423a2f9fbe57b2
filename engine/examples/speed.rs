//! How long the engine takes for what follows every key.
//!
//! `cargo run --release -p engine --example speed -- target/site/wit-pack.json` prints the median
//! and the 95th percentile of each verb, over edits of a text that needs much of the pack.

use std::collections::BTreeMap;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use engine::Engine;
use model::{
    AnalyzeRequest, CompleteRequest, DefineRequest, EngineRequest, HoverRequest, LoadPackRequest,
    Package, Position, ReferencesRequest,
};

/// Edits of each kind.
const ROUNDS: usize = 60;

fn main() -> ExitCode {
    let path = std::env::args().nth(1).unwrap_or_default();
    let Ok(text) = std::fs::read_to_string(&path) else {
        eprintln!("usage: speed <wit-pack.json>");
        return ExitCode::FAILURE;
    };
    let packages: Vec<Package> = match serde_json::from_str(&text) {
        Ok(packages) => packages,
        Err(error) => {
            eprintln!("{path}: {error}");
            return ExitCode::FAILURE;
        }
    };
    let http = "package example:app;\n\nworld app {\n  include wasi:http/proxy@0.2.3;\n}\n";
    measure("wasi:http in scope", &packages, http.to_owned());
    measure("every package in scope", &packages, everything(&packages));
    let files = as_workspace(&packages);
    measure_files("every package a workspace's", &packages, files);
    ExitCode::SUCCESS
}

/// A world for each interface of each package that imports it.
fn everything(packages: &[Package]) -> String {
    let mut text = String::from("package example:app;\n");
    for package in packages {
        let (path, version) = package.name.split_once('@').unwrap_or((&package.name, ""));
        // What is behind a gate cannot be imported.
        let open = |file: &&String| !file.contains("unstable");
        for file in package.files.values().filter(open) {
            let names = file
                .lines()
                .filter_map(|line| line.strip_prefix("interface "));
            for name in names.filter_map(|rest| rest.split([' ', '{']).next()) {
                let world = [&package.name, "-", name]
                    .concat()
                    .replace([':', '@', '.', '+'], "-x");
                let import = format!("import {path}/{name}@{version};");
                text += &format!("world w-{world} {{ {import} }}\n");
            }
        }
    }
    text
}

/// Every package in a folder of its own.
fn as_workspace(packages: &[Package]) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    for package in packages {
        let folder = package.name.replace([':', '@'], "-");
        for (name, text) in &package.files {
            files.insert(format!("wit/deps/{folder}/{name}"), text.clone());
        }
    }
    files
}

fn measure(title: &str, packages: &[Package], text: String) {
    let files = BTreeMap::from([("wit/world.wit".to_owned(), text)]);
    measure_files(title, packages, files);
}

fn measure_files(title: &str, packages: &[Package], files: BTreeMap<String, String>) {
    let mut engine = Engine::default();
    engine.handle(EngineRequest::LoadPack(LoadPackRequest {
        packages: packages.to_vec(),
    }));
    let path = "wit/world.wit".to_owned();
    let mut files = files;
    let base = files
        .entry(path.clone())
        .or_insert_with(|| "package example:app;\n".to_owned());
    let base = base.clone() + "interface edited {\n  type number = u32;\n  f: func(x: ";
    let mut times: BTreeMap<&str, Vec<Duration>> = BTreeMap::new();
    for round in 0..ROUNDS {
        let text = format!("{base}number) -> u{};\n}}\n", [8, 16, 32, 64][round % 4]);
        files.insert(path.clone(), text);
        let files = || files.clone();
        let offset = u32::try_from(base.len()).unwrap_or_default() + 2;
        let at = || Position {
            path: path.clone(),
            offset,
        };
        let requests = [
            (
                "analyze",
                EngineRequest::Analyze(AnalyzeRequest { files: files() }),
            ),
            (
                "hover",
                EngineRequest::Hover(HoverRequest {
                    files: files(),
                    components: Vec::new(),
                    at: at(),
                }),
            ),
            (
                "define",
                EngineRequest::Define(DefineRequest {
                    files: files(),
                    components: Vec::new(),
                    at: at(),
                }),
            ),
            (
                "complete",
                EngineRequest::Complete(CompleteRequest {
                    files: files(),
                    components: Vec::new(),
                    at: at(),
                }),
            ),
            (
                "references",
                EngineRequest::References(ReferencesRequest {
                    files: files(),
                    components: Vec::new(),
                    at: at(),
                }),
            ),
        ];
        for (verb, request) in requests {
            let start = Instant::now();
            let reply = engine.handle(request);
            times.entry(verb).or_default().push(start.elapsed());
            if round == 0
                && let model::EngineReply::Analyze(analysis) = reply
            {
                println!("{title}: {} findings", analysis.diagnostics.len());
                for diagnostic in analysis.diagnostics.iter().take(3) {
                    println!("  {}", diagnostic.message);
                }
            }
        }
    }
    for (verb, mut times) in times {
        let first = times[0];
        times.sort();
        let (median, late) = (times[ROUNDS / 2], times[ROUNDS * 95 / 100]);
        println!("  {verb}: first {first:.1?}, median {median:.1?}, p95 {late:.1?}");
    }
}

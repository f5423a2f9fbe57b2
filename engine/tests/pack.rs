//! Every bundled WIT package is understood.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::{env, fs};

use engine::Engine;
use model::{
    AnalyzeRequest, DefineRequest, Diagnostic, EngineReply, EngineRequest, LoadPackRequest,
    Package, Position, Severity, StructureRequest,
};

#[test]
fn every_bundled_package_is_understood() {
    let packages = pack();
    let mut engine = Engine::default();
    engine.handle(EngineRequest::LoadPack(LoadPackRequest {
        packages: packages.clone(),
    }));
    let faulty: Vec<String> = packages
        .iter()
        .flat_map(|package| findings(&mut engine, package))
        .collect();
    assert!(faulty.is_empty(), "{}", faulty.join("\n"));
    assert!(packages.len() > 100, "only {} packages", packages.len());
}

/// The editor's own reading of WIT finds what wit-parser finds.
#[test]
fn every_name_in_a_bundled_package_leads_to_its_declaration() {
    let packages = pack();
    let mut engine = Engine::default();
    engine.handle(EngineRequest::LoadPack(LoadPackRequest {
        packages: packages.clone(),
    }));
    let mut lost = Vec::new();
    let mut count = 0;
    for package in &packages {
        for (name, text) in &package.files {
            let path = format!("bundled/{}/{name}", package.name);
            for offset in named(&mut engine, text) {
                let at = Position {
                    path: path.clone(),
                    offset,
                };
                let files = BTreeMap::new();
                let define = EngineRequest::Define(DefineRequest {
                    files,
                    components: Vec::new(),
                    at,
                });
                count += 1;
                if !matches!(engine.handle(define), EngineReply::Define(Some(_))) {
                    let rest = &text[offset as usize..];
                    lost.push(format!(
                        "{path} {}",
                        rest.lines().next().unwrap_or_default()
                    ));
                }
            }
        }
    }
    assert!(
        lost.is_empty(),
        "{} of {count}:\n{}",
        lost.len(),
        lost.join("\n")
    );
    assert!(count > 10_000, "only {count} names");
}

/// Where names are in a text.
fn named(engine: &mut Engine, text: &str) -> Vec<u32> {
    let request = EngineRequest::Structure(StructureRequest {
        path: String::new(),
        text: text.to_owned(),
    });
    let EngineReply::Structure(structure) = engine.handle(request) else {
        panic!("a text has no structure");
    };
    let tokens = structure.tokens.iter();
    tokens.map(|token| token.span.start).collect()
}

/// What is found in a package's files as a workspace of its own, which takes what it needs from
/// the pack.
fn findings(engine: &mut Engine, package: &Package) -> Vec<String> {
    let files: BTreeMap<String, String> = package
        .files
        .iter()
        .map(|(name, text)| (format!("wit/{name}"), text.clone()))
        .collect();
    let EngineReply::Analyze(analysis) =
        engine.handle(EngineRequest::Analyze(AnalyzeRequest { files }))
    else {
        panic!("`{}` has no analysis", package.name);
    };
    assert_eq!(analysis.packages.len(), 1, "of `{}`", package.name);
    assert_eq!(analysis.packages[0].name, package.name);
    let is_fault = |it: &&Diagnostic| it.severity != Severity::Info;
    let told = analysis.diagnostics.iter().filter(is_fault);
    told.map(|it| {
        format!(
            "{} of {}: {} {}",
            package.name, package.origin, it.path, it.message
        )
    })
    .collect()
}

fn pack() -> Vec<Package> {
    let built = || {
        PathBuf::from(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../target/site/wit-pack.json"
        ))
    };
    let path = env::var_os("DOVETAIL_WIT_PACK").map_or_else(built, PathBuf::from);
    let text = fs::read_to_string(&path).unwrap_or_else(|error| {
        panic!("{}: {error}; `cargo xtask assets` makes it", path.display())
    });
    serde_json::from_str(&text).expect("xtask writes packages")
}

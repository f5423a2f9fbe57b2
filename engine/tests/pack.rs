//! Every bundled WIT package is understood.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::{env, fs};

use engine::Engine;
use model::{
    AnalyzeRequest, Diagnostic, EngineReply, EngineRequest, LoadPackRequest, Package, Severity,
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

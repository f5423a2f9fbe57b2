//! Worlds to make something of, encoded as the page has them encoded: by the engine.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{env, fs};

use engine::Engine;
use model::{
    AnalyzeRequest, EncodeWorldRequest, EncodedWorld, EngineCall, EngineReply, LoadPackRequest,
    Package, WitSource, WorldChoice,
};

/// The one world of a text.
pub(crate) fn own(text: &str) -> EncodedWorld {
    let files = BTreeMap::from([("world.wit".to_owned(), text.to_owned())]);
    let all = of_files(&mut Engine::default(), &files);
    let [(_, world)] = &all[..] else {
        panic!("{} worlds", all.len());
    };
    world.clone()
}

/// Every world of the samples, and the usual ones of WASI, with their names.
pub(crate) fn all() -> Vec<(String, EncodedWorld)> {
    let mut engine = Engine::default();
    let packages = pack();
    ask(&mut engine, LoadPackRequest { packages });
    let mut worlds = Vec::new();
    for folder in folders(&crate::root().join("wit-samples")) {
        worlds.extend(of_files(&mut engine, &wit_files(&folder)));
    }
    let bundled = [
        ("wasi:cli@0.2.6", "command"),
        ("wasi:http@0.2.6", "proxy"),
        ("wasi:http@0.3.0", "service"),
    ];
    for (package, world) in bundled {
        let source = WitSource::Bundled {
            package: package.to_owned(),
        };
        let encoded = encode(&mut engine, &BTreeMap::new(), source, world);
        worlds.push((format!("{package}/{world}"), encoded));
    }
    worlds
}

fn of_files(engine: &mut Engine, files: &BTreeMap<String, String>) -> Vec<(String, EncodedWorld)> {
    let files = files.clone();
    let analysis = ask(
        engine,
        AnalyzeRequest {
            files: files.clone(),
        },
    );
    assert_eq!(analysis.diagnostics, []);
    let mut worlds = Vec::new();
    for package in analysis.packages {
        for world in package.worlds {
            let source = WitSource::Own {
                package: package.name.clone(),
            };
            let encoded = encode(engine, &files, source, &world);
            worlds.push((format!("{}/{world}", package.name), encoded));
        }
    }
    worlds
}

fn encode(
    engine: &mut Engine,
    files: &BTreeMap<String, String>,
    source: WitSource,
    world: &str,
) -> EncodedWorld {
    let files = files.clone();
    let world = Some(world.to_owned());
    let of = WorldChoice { source, world };
    ask(engine, EncodeWorldRequest { files, of })
}

fn ask<C: EngineCall>(engine: &mut Engine, call: C) -> C::Answer {
    match engine.handle(call.into_request()) {
        EngineReply::Failed(error) => panic!("{}: {}", error.code, error.message),
        reply => C::answer(reply).unwrap(),
    }
}

fn folders(path: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(path)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let mut folders: Vec<PathBuf> = entries.filter(|it| it.join("wit").is_dir()).collect();
    folders.sort();
    folders
}

/// The WIT files below a folder.
fn wit_files(folder: &Path) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    let mut queue = vec![folder.join("wit")];
    while let Some(path) = queue.pop() {
        if path.is_dir() {
            queue.extend(fs::read_dir(&path).unwrap().map(|it| it.unwrap().path()));
        } else if path.extension().is_some_and(|it| it == "wit") {
            let text = fs::read_to_string(&path).unwrap();
            let path = path.strip_prefix(folder).unwrap().display().to_string();
            files.insert(path, text);
        }
    }
    files
}

fn pack() -> Vec<Package> {
    let built = || crate::root().join("target/site/wit-pack.json");
    let path = env::var_os("DOVETAIL_WIT_PACK").map_or_else(built, PathBuf::from);
    let text = fs::read_to_string(&path).unwrap_or_else(|error| {
        panic!("{}: {error}; `cargo xtask assets` makes it", path.display())
    });
    serde_json::from_str(&text).unwrap()
}

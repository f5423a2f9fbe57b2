//! Every sample's calls give on the server what the sample says.

use std::path::{Path, PathBuf};

use indexmap::IndexMap;
use model::{Expected, Outcome, Sample, SampleCall, Stream, Target};
use wac_graph::EncodeOptions;
use wac_graph::types::BorrowedPackageKey;
use wac_parser::Document;

use crate::support::{Run, Server, digest};

#[tokio::test]
async fn every_sample_gives_what_it_says() {
    let server = Server::new();
    let folders = std::fs::read_dir(root()).unwrap();
    let folders = folders.map(|entry| entry.unwrap().path());
    let mut calls = 0;
    for folder in folders.filter(|folder| folder.join("sample.json").exists()) {
        let sample = std::fs::read(folder.join("sample.json")).unwrap();
        let sample: Sample = serde_json::from_slice(&sample).unwrap();
        for call in &sample.calls {
            let component = target(&folder, &sample, &call.target);
            let path = format!("/api/components/{}", digest(&component));
            server.put(&path, component.clone()).await;
            let run = server
                .run_stored(digest(&component), call.call.clone())
                .await;
            check(&sample.name, call, &run);
            calls += 1;
        }
    }
    assert!(calls >= 7, "{calls}");
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../wit-samples")
}

/// The component that a call is of.
fn target(folder: &Path, sample: &Sample, target: &Target) -> Vec<u8> {
    let components = sample.components.iter().map(|component| {
        let bytes = std::fs::read(folder.join(&component.file)).unwrap();
        (component.name.as_str(), bytes)
    });
    let mut components: IndexMap<&str, Vec<u8>> = components.collect();
    match target {
        Target::Component { name } => components.swap_remove(name.as_str()).unwrap(),
        Target::Composition => compose(&folder.join("compose.wac"), components),
    }
}

fn compose(file: &Path, components: IndexMap<&str, Vec<u8>>) -> Vec<u8> {
    let text = std::fs::read_to_string(file).unwrap();
    let document = Document::parse(&text).unwrap();
    let keyed = components.into_iter().map(|(name, bytes)| {
        let key = BorrowedPackageKey::from_name_and_version(name, None);
        (key, bytes)
    });
    let resolution = document.resolve(keyed.collect()).unwrap();
    resolution.encode(EncodeOptions::default()).unwrap()
}

fn check(sample: &str, call: &SampleCall, run: &Run) {
    let found = match run.outcome() {
        Outcome::Returned { wave, .. } => Expected::Returned {
            wave: wave.clone().unwrap_or_default(),
        },
        Outcome::Exited { code } => Expected::Exited {
            code: *code,
            stdout: run.output(Stream::Stdout),
        },
        Outcome::Responded { response } => Expected::Responded {
            status: response.status,
            body: String::from_utf8(response.body.to_vec()).unwrap(),
        },
        other => panic!("{sample}: {other:?}"),
    };
    assert_eq!(found, call.expected, "{sample}");
}

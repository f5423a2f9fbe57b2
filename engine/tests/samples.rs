//! The samples, as far as the engine goes: their texts are right, they compose, and the calls in
//! `sample.json` are in the words that a run will answer in.

#![allow(clippy::unwrap_used, reason = "a failed test may panic")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use engine::Engine;
use model::{
    AnalyzeRequest, Artifact, Call, ComposeRequest, Composition, EngineCall, Expected, Function,
    InspectRequest, Inspection, KnownComponent, LoadComponentRequest, NamedComponent, Param,
    ParseWaveRequest, PrintWaveRequest, Sample, SampleCall, Target, TranspileRequest, Validation,
};
use serde_bytes::ByteBuf;
use wac_graph::EncodeOptions;
use wac_graph::types::BorrowedPackageKey;
use wac_parser::Document;

/// A sample and where it is.
struct SampleFolder {
    path: PathBuf,
    sample: Sample,
}

#[test]
fn texts_have_no_findings() {
    for folder in samples() {
        let texts = folder.texts(".wit");
        // The packages of WASI come with the built page.
        if texts.values().any(|text| text.contains("wasi:")) {
            continue;
        }
        let analysis = ask(AnalyzeRequest { files: texts });
        assert_eq!(analysis.diagnostics, [], "in {}", folder.sample.name);
    }
}

#[test]
fn components_are_valid() {
    for folder in samples() {
        for component in folder.components() {
            let bytes = component.bytes;
            let inspection = ask(InspectRequest { bytes });
            assert_eq!(inspection.artifact, Artifact::Component);
            assert_eq!(inspection.validation, Validation::Valid);
        }
    }
}

#[test]
fn compositions_are_valid_and_can_be_run() {
    for folder in samples() {
        let name = &folder.sample.name;
        let composition = folder.compose();
        assert_eq!(composition.diagnostics, [], "in {name}");
        assert_eq!(
            composition.inspection.unwrap().validation,
            Validation::Valid
        );
        let bytes = composition.bytes.unwrap();
        let transpiled = ask(TranspileRequest { bytes });
        let waits = ["cli-hello", "http-text"].contains(&name.as_str());
        assert_eq!(transpiled.needs_jspi, waits, "in {name}");
        let host: Vec<&String> = transpiled.imports.iter().map(|it| &it.name).collect();
        assert!(
            host.iter().all(|it| it.starts_with("wasi:")),
            "{name} imports {host:?}"
        );
    }
}

#[test]
fn compositions_are_those_of_wac() {
    for folder in samples() {
        let (_, text) = folder.texts(".wac").pop_first().unwrap();
        let components = folder.components();
        let packages = components.iter().map(|component| {
            let key = BorrowedPackageKey::from_name_and_version(&component.name, None);
            (key, component.bytes.to_vec())
        });
        let document = Document::parse(&text).unwrap();
        let resolution = document.resolve(packages.collect()).unwrap();
        let bytes = resolution.encode(EncodeOptions::default()).unwrap();
        let composed = folder.compose().bytes.unwrap();
        assert!(bytes == *composed, "{} is another", folder.sample.name);
    }
}

#[test]
fn text_bridge_hides_the_interface_between_its_components() {
    let folder = samples()
        .into_iter()
        .find(|it| it.sample.name == "text-bridge");
    let inspection = folder.unwrap().compose().inspection.unwrap();
    assert!(!inspection.wit.contains("process"), "{}", inspection.wit);
}

#[test]
fn calls_are_of_what_their_targets_export() {
    for folder in samples() {
        for call in &folder.sample.calls {
            let inspection = folder.inspect(&call.target);
            match &call.call {
                Call::Function(it) => assert!(find(&inspection, &it.function).is_some()),
                Call::Command(_) => assert!(inspection.is_command),
                Call::Http(_) => assert!(inspection.is_http),
            }
        }
    }
}

#[test]
fn arguments_and_results_are_written_as_the_engine_writes_them() {
    for folder in samples() {
        for call in &folder.sample.calls {
            if let SampleCall {
                call: Call::Function(request),
                expected: Expected::Returned { wave },
                target,
            } = call
            {
                let function = find(&folder.inspect(target), &request.function).unwrap();
                assert_eq!(rewrite(&function.params, &request.args), request.args);
                assert_eq!(rewrite(&results_of(&function), wave), *wave);
            }
        }
    }
}

impl SampleFolder {
    /// The texts whose path ends so.
    fn texts(&self, ending: &str) -> BTreeMap<String, String> {
        let paths = self.sample.files.iter().filter(|it| it.ends_with(ending));
        paths
            .map(|path| {
                let text = fs::read_to_string(self.path.join(path)).unwrap();
                (path.clone(), text)
            })
            .collect()
    }

    fn components(&self) -> Vec<NamedComponent> {
        let components = self.sample.components.iter();
        components
            .map(|it| NamedComponent {
                name: it.name.clone(),
                bytes: ByteBuf::from(fs::read(self.path.join(&it.file)).unwrap()),
            })
            .collect()
    }

    fn compose(&self) -> Composition {
        let (path, text) = self.texts(".wac").pop_first().unwrap();
        let mut engine = Engine::default();
        let mut components = Vec::new();
        for NamedComponent { name, bytes } in self.components() {
            let digest = name.clone();
            components.push(KnownComponent {
                name,
                digest: digest.clone(),
            });
            ask_of(&mut engine, LoadComponentRequest { digest, bytes });
        }
        let request = ComposeRequest {
            path,
            text,
            components,
        };
        ask_of(&mut engine, request)
    }

    fn inspect(&self, target: &Target) -> Inspection {
        match target {
            Target::Composition => self.compose().inspection.unwrap(),
            Target::Component { name } => {
                let components = self.components();
                let found = components.into_iter().find(|it| it.name == *name);
                let bytes = found.unwrap().bytes;
                ask(InspectRequest { bytes })
            }
        }
    }
}

fn samples() -> Vec<SampleFolder> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../wit-samples");
    let mut samples = Vec::new();
    for entry in fs::read_dir(root).unwrap() {
        let path = entry.unwrap().path();
        if let Ok(json) = fs::read(path.join("sample.json")) {
            let sample = serde_json::from_slice(&json).unwrap();
            samples.push(SampleFolder { path, sample });
        }
    }
    assert!(!samples.is_empty());
    samples
}

fn ask<Request: EngineCall>(request: Request) -> Request::Answer {
    ask_of(&mut Engine::default(), request)
}

fn ask_of<Request: EngineCall>(engine: &mut Engine, request: Request) -> Request::Answer {
    let reply = engine.handle(request.into_request());
    let shown = format!("{reply:.300?}");
    Request::answer(reply).unwrap_or_else(|| panic!("the engine answered {shown}"))
}

fn find(inspection: &Inspection, id: &str) -> Option<Function> {
    inspection.functions.iter().find(|it| it.id == id).cloned()
}

/// What a function returns, as if it were its parameters.
fn results_of(function: &Function) -> Vec<Param> {
    let name = "result".to_owned();
    let results = function.result.clone().map(|ty| Param { name, ty });
    results.into_iter().collect()
}

/// The text, read as values and written again.
fn rewrite(params: &[Param], text: &str) -> String {
    let params = params.to_vec();
    let text = text.to_owned();
    let parsed = ask(ParseWaveRequest {
        params: params.clone(),
        text,
    });
    assert_eq!(parsed.diagnostics, []);
    let values = parsed.values.unwrap();
    ask(PrintWaveRequest { params, values })
}

//! Every composition that there is: those of the samples, and the cases of `compose`.

use std::fs;
use std::path::Path;

use engine::{Engine, inspect};
use model::{
    ComposeRequest, Composition, KnownComponent, LoadComponentRequest, NamedComponent, Sample,
};

use crate::fixture::{Part, parts};
use crate::verbs::{ask, load_pack};

/// A text and what it is composed of.
pub(crate) struct Composing {
    /// Its folder and name.
    pub(crate) name: String,
    pub(crate) text: String,
    pub(crate) components: Vec<NamedComponent>,
    /// Names of those that are packages of the pack.
    bundled: Vec<String>,
    case: String,
}

impl Composing {
    /// What the page would have of it.
    pub(crate) fn compose(&self) -> Composition {
        let mut engine = Engine::default();
        load_pack(&mut engine, &self.case);
        // Those out of the pack are there by themselves.
        let components = self
            .components
            .iter()
            .filter(|it| !self.bundled.contains(&it.name));
        let load = |component: &NamedComponent| {
            let digest = inspect(&component.bytes).unwrap().digest;
            let loaded = LoadComponentRequest {
                digest: digest.clone(),
                bytes: component.bytes.clone(),
            };
            ask(&mut engine, loaded).unwrap();
            let name = component.name.clone();
            KnownComponent { name, digest }
        };
        let components = components.map(load).collect();
        let request = ComposeRequest {
            path: "compose.wac".to_owned(),
            text: self.text.clone(),
            components,
        };
        ask(&mut engine, request).unwrap()
    }
}

/// All that compose, by name.
pub(crate) fn all() -> Vec<Composing> {
    let mut all: Vec<Composing> = samples().into_iter().chain(cases()).collect();
    all.retain(|it| it.compose().bytes.is_some());
    all.sort_by(|a, b| a.name.cmp(&b.name));
    all
}

fn samples() -> Vec<Composing> {
    let folders = fs::read_dir(crate::root().join("wit-samples")).unwrap();
    let folders = folders.map(|entry| entry.unwrap().path());
    let samples = folders.filter_map(|folder| {
        let json = fs::read(folder.join("sample.json")).ok()?;
        Some(sample(&folder, &serde_json::from_slice(&json).unwrap()))
    });
    samples.collect()
}

fn sample(folder: &Path, sample: &Sample) -> Composing {
    let mut paths = sample.files.iter();
    let wac = paths.find(|path| path.ends_with(".wac")).unwrap();
    let components = sample.components.iter().map(|it| NamedComponent {
        name: it.name.clone(),
        bytes: fs::read(folder.join(&it.file)).unwrap().into(),
    });
    Composing {
        name: format!("samples/{}", sample.name),
        text: fs::read_to_string(folder.join(wac)).unwrap(),
        components: components.collect(),
        bundled: Vec::new(),
        case: String::new(),
    }
}

fn cases() -> Vec<Composing> {
    let cases = crate::cases(&crate::root().join("tests/suite/compose"));
    let cases = cases.into_iter().filter_map(|path| {
        let case = fs::read_to_string(&path).unwrap();
        let parts = parts(&case);
        let text = parts.first().filter(|part| part.name.is_empty())?;
        // What the workspace's WIT is called is known to nobody else.
        if parts.iter().any(|part| part.name.ends_with(".wit")) {
            return None;
        }
        // Packages of the pack are WIT packages by their names to every other tool.
        let components = parts.iter().filter(|part| !part.name.is_empty());
        let components = components.map(|part| NamedComponent {
            name: part.name.to_owned(),
            bytes: match part.options {
                "bundled" => Part {
                    options: "package",
                    ..*part
                }
                .binary()
                .into(),
                _ => part.binary().into(),
            },
        });
        let bundled = parts.iter().filter(|part| part.options == "bundled");
        let bundled = bundled.map(|part| part.name.to_owned()).collect();
        Some(Composing {
            name: format!("compose/{}", path.file_stem()?.display()),
            text: text.text.to_owned(),
            components: components.collect(),
            bundled,
            case: case.clone(),
        })
    });
    cases.collect()
}

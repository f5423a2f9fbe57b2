//! The recipe of every sample's composition, and what its script makes where wac and wasm-tools
//! are there (`cargo xtask peers`); else the tests of the scripts are told as ignored.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use engine::encode_composition;
use libtest_mimic::{Failed, Trial};
use model::{
    EncodeCompositionRequest, EncodeForm, NamedComponent, Recipe, RecipeRequest, RecipeSource,
    Sample, Target,
};

use crate::harness::is_installed;
use crate::verbs::ask;

/// What a folder and a component may be called at worst.
const HOSTILE: &str = "it's $(touch x) \"&& rm\" `-rf`";

/// Forms that a result may have.
const FORMS: [(&str, EncodeForm); 3] = [
    (
        "as it is",
        EncodeForm {
            imports_components: false,
            strips_names: false,
        },
    ),
    (
        "without names",
        EncodeForm {
            imports_components: false,
            strips_names: true,
        },
    ),
    (
        "with components left out",
        EncodeForm {
            imports_components: true,
            strips_names: false,
        },
    ),
];

/// The steps of every sample's recipe, as a text that a human would read.
pub(crate) fn every() -> String {
    let mut out = String::new();
    for making in samples() {
        let (recipe, _) = making.recipe(EncodeForm::default());
        writeln!(out, "==> {}", making.request.name).unwrap();
        for step in &recipe.steps {
            writeln!(out, "{}\n  {}", step.title, step.command).unwrap();
        }
        for input in &recipe.inputs {
            writeln!(out, "{} is {:?}", input.path, input.source).unwrap();
        }
        out.push('\n');
    }
    out
}

/// A test for each sample and form.
pub(crate) fn trials() -> Vec<Trial> {
    let is_missing = !(is_installed("wac", "0.12.0") && is_installed("wasm-tools", "1."));
    let mut trials = Vec::new();
    for making in samples() {
        for (words, form) in FORMS {
            let name = format!(
                "the script makes the same bytes/{} {words}",
                making.request.name
            );
            let making = making.clone();
            let trial = Trial::test(name, move || making.check(form));
            trials.push(trial.with_ignored_flag(is_missing));
        }
    }
    let mut hostile = samples().remove(0);
    hostile.request.name = HOSTILE.to_owned();
    hostile.request.path = format!("-{}.wac", HOSTILE.replace('/', ""));
    let trial = Trial::test(
        "the script makes the same bytes/of a hostile name",
        move || hostile.check(EncodeForm::default()),
    );
    trials.push(trial.with_ignored_flag(is_missing));
    trials
}

/// A composition whose recipe is asked for.
#[derive(Clone)]
struct Making {
    request: RecipeRequest,
    components: Vec<NamedComponent>,
}

impl Making {
    /// The recipe for a form, and the bytes that it must make.
    fn recipe(&self, form: EncodeForm) -> (Recipe, Vec<u8>) {
        let encoded = encode_composition(&EncodeCompositionRequest {
            text: self.request.text.clone(),
            components: self.components.clone(),
            form,
        });
        let encoded = encoded.unwrap();
        let imports = encoded.inspection.imports.into_iter();
        let request = RecipeRequest {
            form,
            digest: Some(encoded.inspection.digest),
            imports: imports.map(|it| it.name).collect(),
            ..self.request.clone()
        };
        (ask(request).unwrap(), encoded.bytes.into_vec())
    }

    fn check(&self, form: EncodeForm) -> Result<(), Failed> {
        let (recipe, bytes) = self.recipe(form);
        let folder = std::env::temp_dir().join(format!("dovetail-recipe-{}", std::process::id()));
        let folder = folder.join(format!("{} {form:?}", self.request.name.replace('/', "")));
        let result = self.run(&recipe, &folder);
        drop(fs::remove_dir_all(&folder));
        match result? == bytes {
            true => Ok(()),
            false => Err("it makes other bytes".into()),
        }
    }

    fn run(&self, recipe: &Recipe, folder: &Path) -> Result<Vec<u8>, Failed> {
        for input in &recipe.inputs {
            let contents = match &input.source {
                RecipeSource::Composition => self.request.text.as_bytes(),
                RecipeSource::Text(text) => text.as_bytes(),
                RecipeSource::Package(name) => {
                    let mut components = self.components.iter();
                    &components.find(|it| it.name == *name).unwrap().bytes
                }
            };
            write(&folder.join(&input.path), contents);
        }
        write(&folder.join("make.sh"), recipe.script.as_bytes());
        // It finds its folder by itself.
        let told = Command::new("sh")
            .arg(folder.join("make.sh"))
            .current_dir("/")
            .output()?;
        if !told.status.success() {
            let told = [told.stdout, told.stderr].concat();
            return Err(String::from_utf8_lossy(&told).into_owned().into());
        }
        Ok(fs::read(folder.join(format!("{}.wasm", recipe.folder)))?)
    }
}

fn write(path: &Path, contents: &[u8]) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, contents).unwrap();
}

fn samples() -> Vec<Making> {
    let folders = fs::read_dir(crate::root().join("wit-samples")).unwrap();
    let mut folders: Vec<PathBuf> = folders.map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    let samples = folders.iter().filter_map(|folder| {
        let json = fs::read(folder.join("sample.json")).ok()?;
        Some(making(folder, &serde_json::from_slice(&json).unwrap()))
    });
    samples.collect()
}

fn making(folder: &Path, sample: &Sample) -> Making {
    let wac = sample
        .files
        .iter()
        .find(|path| path.ends_with(".wac"))
        .unwrap();
    let components: Vec<NamedComponent> = sample
        .components
        .iter()
        .map(|it| NamedComponent {
            name: it.name.clone(),
            bytes: fs::read(folder.join(&it.file)).unwrap().into(),
        })
        .collect();
    let mut calls = sample
        .calls
        .iter()
        .filter(|call| call.target == Target::Composition);
    let request = RecipeRequest {
        name: sample.name.clone(),
        path: wac.clone(),
        text: fs::read_to_string(folder.join(wac)).unwrap(),
        packages: components.iter().map(|it| it.name.clone()).collect(),
        form: EncodeForm::default(),
        digest: None,
        imports: Vec::new(),
        call: calls.next().map(|call| call.call.clone()),
    };
    Making {
        request,
        components,
    }
}

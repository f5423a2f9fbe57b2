//! What is in `wit-samples/`.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use model::Sample;

use crate::files;

/// A sample and where it is.
#[derive(Debug)]
pub(crate) struct SampleFolder {
    /// The folder that holds its `sample.json`.
    pub(crate) path: PathBuf,
    /// What `sample.json` says.
    pub(crate) sample: Sample,
}

impl SampleFolder {
    /// Whether the sample has a component in this file.
    pub(super) fn uses(&self, file: &str) -> bool {
        self.sample.components.iter().any(|it| it.file == file)
    }
}

/// The sources of a component: a folder `components/<name>` of a sample.
#[derive(Debug)]
pub(super) struct Source {
    /// Name of the folder, of the world it implements, of the crate and of the built file.
    pub(super) name: String,
    /// The folder.
    pub(super) path: PathBuf,
    /// The WIT of its sample.
    pub(super) wit: PathBuf,
    /// How it is built.
    pub(super) kind: SourceKind,
}

impl Source {
    /// The file of the built component, in each sample that uses it.
    pub(super) fn file(&self) -> String {
        format!("{}.wasm", self.name)
    }
}

/// How a component is built.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SourceKind {
    /// A Rust crate with `src/lib.rs`: it imports what its world says and nothing else.
    Library,
    /// A Rust crate with `src/main.rs`: a program for WASI.
    Program,
    /// `<name>.c`.
    C,
}

/// The samples of the repository with this root, by name.
pub(crate) fn read_samples(root: &Path) -> Result<Vec<SampleFolder>> {
    let mut samples = Vec::new();
    for path in folders(&root.join("wit-samples"))? {
        let json = path.join("sample.json");
        if json.is_file() {
            let sample = serde_json::from_str(&files::read(&json)?)
                .with_context(|| format!("`{}` is not a sample", json.display()))?;
            samples.push(SampleFolder { path, sample });
        }
    }
    Ok(samples)
}

/// The sources of the samples' components.
pub(super) fn find_sources(samples: &[SampleFolder]) -> Result<Vec<Source>> {
    let mut sources = Vec::new();
    for folder in samples {
        let components = folder.path.join("components");
        for path in folders(&components)? {
            let name = file_name(&path);
            sources.push(Source {
                kind: kind_of(&path, &name)?,
                wit: folder.path.join("wit"),
                name,
                path,
            });
        }
    }
    Ok(sources)
}

fn kind_of(path: &Path, name: &str) -> Result<SourceKind> {
    if path.join("src/main.rs").exists() {
        Ok(SourceKind::Program)
    } else if path.join("src/lib.rs").exists() {
        Ok(SourceKind::Library)
    } else if path.join(format!("{name}.c")).exists() {
        Ok(SourceKind::C)
    } else {
        bail!("no sources in {}", path.display())
    }
}

fn folders(path: &Path) -> Result<Vec<PathBuf>> {
    let entries =
        fs::read_dir(path).with_context(|| format!("cannot read `{}`", path.display()))?;
    let mut folders = Vec::new();
    for entry in entries {
        let path = entry?.path();
        if path.is_dir() {
            folders.push(path);
        }
    }
    folders.sort();
    Ok(folders)
}

fn file_name(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

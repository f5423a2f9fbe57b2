//! What is in `wit-samples/`.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use model::Sample;

/// A sample and where it is.
#[derive(Debug)]
pub(super) struct SampleFolder {
    /// The folder that holds its `sample.json`.
    pub(super) path: PathBuf,
    /// What `sample.json` says.
    pub(super) sample: Sample,
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

/// Every folder of `root` with a `sample.json`, by name.
pub(super) fn read_samples(root: &Path) -> Result<Vec<SampleFolder>> {
    let mut samples = Vec::new();
    for path in folders(root)? {
        let json = path.join("sample.json");
        if !json.exists() {
            continue;
        }
        let read = || -> Result<Sample> { Ok(serde_json::from_slice(&fs::read(&json)?)?) };
        let sample = read().with_context(|| format!("reading {}", json.display()))?;
        samples.push(SampleFolder { path, sample });
    }
    ensure!(!samples.is_empty(), "no samples in {}", root.display());
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
    let entries = fs::read_dir(path).with_context(|| format!("reading {}", path.display()))?;
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

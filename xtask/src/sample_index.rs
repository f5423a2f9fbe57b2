//! The samples as the page is served them, and `samples/index.json`.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use model::Sample;

use crate::files;
use crate::step::note;

/// Lays every sample and the index into a folder that the page is served from.
pub(crate) fn stage(root: &Path, to: &Path) -> Result<()> {
    let mut index = Vec::new();
    for folder in sample_folders(&root.join("wit-samples"))? {
        let path = folder.join("sample.json");
        let sample: Sample = serde_json::from_str(&files::read(&path)?)
            .with_context(|| format!("`{}` is not a sample", path.display()))?;
        stage_sample(&sample, &folder, to)?;
        index.push(sample);
    }
    note(&format!("{} samples", index.len()));
    files::write(&to.join("index.json"), serde_json::to_vec(&index)?)
}

fn stage_sample(sample: &Sample, from: &Path, to: &Path) -> Result<()> {
    let binaries = sample.components.iter().map(|component| &component.file);
    for path in sample.files.iter().chain(binaries) {
        let bytes = fs::read(from.join(path))
            .with_context(|| format!("the sample `{}` names `{path}`", sample.name))?;
        files::write(&to.join(&sample.name).join(path), bytes)?;
    }
    Ok(())
}

fn sample_folders(below: &Path) -> Result<Vec<PathBuf>> {
    let entries =
        fs::read_dir(below).with_context(|| format!("cannot read `{}`", below.display()))?;
    let mut found = Vec::new();
    for entry in entries {
        let path = entry?.path();
        if path.join("sample.json").is_file() {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

//! The samples as the page is served them, and `samples/index.json`.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use model::Sample;

use crate::files;
use crate::samples::read_samples;
use crate::step::note;

/// Lays every sample and the index into a folder that the page is served from.
pub(crate) fn stage(root: &Path, to: &Path) -> Result<()> {
    let mut index = Vec::new();
    for folder in read_samples(root)? {
        stage_sample(&folder.sample, &folder.path, to)?;
        index.push(folder.sample);
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

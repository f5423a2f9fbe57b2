//! The files of a run, in a folder of its own.

use std::path::{Component, Path};

use tempfile::TempDir;

use crate::error::AppError;

/// How many files a run may have.
const FILES: usize = 100;

/// Writes `files` below a new folder, which is removed when it is dropped; none for no files.
pub(crate) fn write(files: &[(String, String)]) -> Result<Option<TempDir>, AppError> {
    if files.is_empty() {
        return Ok(None);
    }
    if files.len() > FILES {
        let message = format!("a run may have {FILES} files, not {}", files.len());
        return Err(AppError::bad_request("too-many-files", message));
    }
    let folder = tempfile::Builder::new().prefix("dovetail-run").tempdir()?;
    for (path, text) in files {
        let below = below(path)?;
        let file = folder.path().join(below);
        let refuse = |_| AppError::bad_request("bad-path", format!("cannot make a file `{path}`"));
        if let Some(parent) = file.parent() {
            std::fs::create_dir_all(parent).map_err(refuse)?;
        }
        std::fs::write(&file, text).map_err(refuse)?;
    }
    Ok(Some(folder))
}

/// The path without its leading `/`, if it stays where it is put.
fn below(path: &str) -> Result<&Path, AppError> {
    let below = Path::new(path.trim_start_matches('/'));
    let is_plain = |part| matches!(part, Component::Normal(_));
    if below.as_os_str().is_empty() || !below.components().all(is_plain) {
        let message = format!("`{path}` is not a path below `/`");
        return Err(AppError::bad_request("bad-path", message));
    }
    Ok(below)
}

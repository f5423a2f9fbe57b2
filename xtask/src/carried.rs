//! Core modules that published packages carry, held to what is known of them.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use sha2::{Digest, Sha256};

use crate::files;
use crate::step::note;

/// A module of a package.
pub(crate) struct Carried {
    /// Where it is in the package.
    pub(crate) path: &'static str,
    /// What it is called beside the page.
    pub(crate) name: &'static str,
    /// Its SHA-256, in lower-case hexadecimal.
    pub(crate) digest: &'static str,
}

impl Carried {
    /// Whether a folder has it already.
    pub(crate) fn is_in(&self, folder: &Path) -> bool {
        fs::read(folder.join(self.name)).is_ok_and(|bytes| digest(&bytes) == self.digest)
    }

    /// Copies it from the files of `package` to a folder.
    pub(crate) fn copy(&self, package: &str, files: &Path, folder: &Path) -> Result<()> {
        let Self { path, name, .. } = self;
        let bytes = fs::read(files.join(path))
            .with_context(|| format!("`{package}` carries no `{path}`"))?;
        let found = digest(&bytes);
        ensure!(
            found == self.digest,
            "`{path}` of {package} is not the one that is known: its SHA-256 is {found}"
        );
        files::write(&folder.join(name), bytes)?;
        note(&format!("{package}: {name}"));
        Ok(())
    }
}

fn digest(bytes: &[u8]) -> String {
    format!("{:x}", Sha256::digest(bytes))
}

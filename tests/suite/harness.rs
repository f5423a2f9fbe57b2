//! Cases: a file each, and beside it, with the extension `expected`, what must come of it.
//! `UPDATE=1 cargo test` writes the expected files anew; review them in the diff.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use libtest_mimic::Failed;

/// The root of the repository.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The cases in a folder, in order.
pub(crate) fn cases(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{folder:?}: {error}"));
    let mut cases: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    cases.retain(|path| {
        let extension = path.extension().unwrap_or_default();
        // What goes with a case is JSON.
        extension != "expected" && extension != "json"
    });
    cases.sort();
    cases
}

/// Holds what came of a case to what must come of it.
pub(crate) fn compare(case: &Path, found: &str) -> Result<(), Failed> {
    let found = found.trim_end().to_owned() + "\n";
    let path = case.with_extension("expected");
    let expected = fs::read_to_string(&path).unwrap_or_default();
    if found == expected {
        return Ok(());
    }
    if std::env::var_os("UPDATE").is_some() {
        return Ok(fs::write(&path, found)?);
    }
    let case = case.display();
    Err(
        format!("{case}\n\n--- expected\n{expected}\n--- found\n{found}\n(UPDATE=1 accepts it)")
            .into(),
    )
}

/// Whether a program is there in this release.
pub(crate) fn is_installed(program: &str, release: &str) -> bool {
    let told = Command::new(program).arg("--version").output();
    told.is_ok_and(|told| String::from_utf8_lossy(&told.stdout).contains(release))
}

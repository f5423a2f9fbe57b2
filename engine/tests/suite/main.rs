//! Runs every case of `tests/suite` at the root of the repository.
//!
//! A case is a file in the folder of its verb; what must come of it stands beside it, with the
//! extension `expected`. `UPDATE=1 cargo test -p engine --test suite` writes the expected files
//! anew; review them in the diff. A case may hold several files, each after a line
//! `//- name options`; `fixture.rs` tells which.

#![allow(clippy::unwrap_used, reason = "a case that cannot be read must fail")]

mod arrange;
mod compositions;
mod fixture;
mod identity;
mod kept;
mod language;
mod render;
mod semver;
mod verbs;
mod wires;
mod worlds;
mod xray;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use libtest_mimic::{Arguments, Failed, Trial};

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let suite = root().join("tests/suite");
    let mut trials = Vec::new();
    for (verb, run) in verbs::VERBS.iter().copied() {
        for case in cases(&suite.join(verb)) {
            let name = format!("{verb}/{}", case.file_stem().unwrap_or_default().display());
            trials.push(Trial::test(name, move || check(&case, run)));
        }
    }
    for case in cases(&suite.join("analyze")) {
        let name = format!("kept/{}", case.file_stem().unwrap_or_default().display());
        trials.push(Trial::test(name, move || {
            kept::check(&fs::read_to_string(&case)?);
            Ok(())
        }));
    }
    trials.extend(identity::trials());
    let case = suite.join("every-composition/xray");
    trials.push(Trial::test("every-composition/xray", move || {
        compare(&case, &xray::every())
    }));
    let case = suite.join("every-composition/xray-of-peers");
    let trial = Trial::test("every-composition/xray-of-peers", move || {
        compare(&case, &xray::of_peers()?)
    });
    trials.push(trial.with_ignored_flag(!xray::has_peers()));
    libtest_mimic::run(&arguments, trials).exit_code()
}

/// The root of the repository.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn cases(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{folder:?}: {error}"));
    let mut cases: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    cases.retain(|path| {
        path.extension()
            .is_some_and(|extension| extension != "expected")
    });
    cases.sort();
    cases
}

fn check(case: &Path, run: verbs::Run) -> Result<(), Failed> {
    compare(case, &run(&fs::read_to_string(case)?))
}

fn compare(case: &Path, found: &str) -> Result<(), Failed> {
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

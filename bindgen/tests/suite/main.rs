//! Runs the cases of `tests/suite` that are about what is made of a world, and makes everything
//! out of every world that there is.
//!
//! A case is a WIT file that declares one world, or another text; its first line says after `//` what
//! to make.
//! What must come of it stands beside it, with the extension `expected`. `UPDATE=1 cargo test -p
//! bindgen --test suite` writes the expected files anew; review them in the diff.

#![allow(clippy::unwrap_used, reason = "a case that cannot be read must fail")]

mod every;
mod packages;
mod parts;
mod recipes;
mod verbs;
mod worlds;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use libtest_mimic::{Arguments, Failed, Trial};

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let suite = root().join("tests/suite");
    let mut trials = Vec::new();
    for (verb, run) in verbs::VERBS {
        for case in cases(&suite.join(verb)) {
            let name = format!("{verb}/{}", case.file_stem().unwrap_or_default().display());
            trials.push(Trial::test(name, move || {
                check(&case, run(&fs::read_to_string(&case)?))
            }));
        }
    }
    for (name, run) in every::TRIALS {
        let case = suite.join("every-world").join(name);
        trials.push(Trial::test(name, move || check(&case, run())));
    }
    let case = suite.join("every-composition/recipes");
    trials.push(Trial::test("every-composition/recipes", move || {
        check(&case, recipes::every())
    }));
    trials.extend(packages::trials());
    trials.extend(recipes::trials());
    libtest_mimic::run(&arguments, trials).exit_code()
}

/// The root of the repository.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn cases(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{folder:?}: {error}"));
    let mut cases: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    let is_case = |path: &PathBuf| {
        let extension = path.extension().unwrap_or_default();
        extension != "expected" && extension != "json"
    };
    cases.retain(is_case);
    cases.sort();
    cases
}

fn check(case: &Path, found: String) -> Result<(), Failed> {
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

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
#[path = "../../../tests/suite/harness.rs"]
mod harness;
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
use std::path::Path;
use std::process::ExitCode;

use libtest_mimic::{Arguments, Failed, Trial};

use harness::{cases, compare, root};

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

fn check(case: &Path, run: verbs::Run) -> Result<(), Failed> {
    compare(case, &run(&fs::read_to_string(case)?))
}

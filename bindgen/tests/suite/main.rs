//! Runs the cases of `tests/suite` that are about what is made of a world, and makes everything
//! out of every world that there is.
//!
//! A case is a WIT file that declares one world, or another text; its first line says after `//` what
//! to make.
//! What must come of it stands beside it, with the extension `expected`. `UPDATE=1 cargo test -p
//! bindgen --test suite` writes the expected files anew; review them in the diff.

#![allow(clippy::unwrap_used, reason = "a case that cannot be read must fail")]

mod abis;
mod compilers;
mod componentize;
mod every;
#[path = "../../../tests/suite/harness.rs"]
mod harness;
mod mocks;
mod packages;
mod parts;
mod recipes;
mod verbs;
mod worlds;

use std::fs;
use std::process::ExitCode;

use libtest_mimic::{Arguments, Trial};

use harness::{cases, compare, root};

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let suite = root().join("tests/suite");
    let mut trials = Vec::new();
    for (verb, run) in verbs::VERBS {
        for case in cases(&suite.join(verb)) {
            let name = format!("{verb}/{}", case.file_stem().unwrap_or_default().display());
            trials.push(Trial::test(name, move || {
                compare(&case, &run(&fs::read_to_string(&case)?))
            }));
        }
    }
    for (name, run) in every::TRIALS {
        let case = suite.join("every-world").join(name);
        trials.push(Trial::test(name, move || compare(&case, &run())));
    }
    let case = suite.join("every-composition/recipes");
    trials.push(Trial::test("every-composition/recipes", move || {
        compare(&case, &recipes::every())
    }));
    trials.extend(compilers::trials());
    trials.extend(mocks::trials());
    trials.extend(packages::trials());
    trials.extend(recipes::trials());
    libtest_mimic::run(&arguments, trials).exit_code()
}

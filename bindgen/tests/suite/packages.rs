//! JavaScript packages of components, used under Node.js. A case is a script that stands in the
//! package's folder; its first line says after `//` which component the package is of.
//!
//! What the packages depend on is brought by npm; where it is not there, or the machine's Node.js is
//! too old for a package, its test is told as ignored. `DOVETAIL_NODE` names a newer one: what needs
//! JSPI runs from 25 on.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use libtest_mimic::{Failed, Trial};
use model::{PackageRequest, Project};

use crate::verbs::{ask, header};
use crate::{cases, root};

/// Files that are read rather than run.
const READ: [&str; 2] = ["package.json", "README.md"];

/// What a case's package is made of, and the files of it that are not generated.
pub(crate) fn contents(input: &str) -> String {
    let Project { name, files } = match package(input) {
        Ok(project) => project,
        Err(failure) => return failure,
    };
    let paths: Vec<&str> = files.keys().map(String::as_str).collect();
    let mut out = format!("{name}\n{}\n", paths.join("\n"));
    for (path, contents) in &files {
        if READ.contains(&path.as_str()) || path.starts_with("imports/") {
            out.push_str(&format!(
                "\n---- {path}\n{}",
                String::from_utf8_lossy(contents)
            ));
        }
    }
    out
}

/// A test for each case: the script runs to its end.
pub(crate) fn trials() -> Vec<Trial> {
    let mut trials = Vec::new();
    for case in cases(&root().join("tests/suite/package")) {
        let name = case.file_stem().unwrap().to_string_lossy().into_owned();
        let input = fs::read_to_string(&case).unwrap();
        let needs = node_needed(&input);
        let is_too_old = node() < needs;
        let why = match is_too_old {
            true => format!(", with Node.js {needs} (DOVETAIL_NODE)"),
            false => String::new(),
        };
        let title = format!("the package runs/{name}{why}");
        let trial = Trial::test(title, move || run(&name, &input));
        trials.push(trial.with_ignored_flag(is_too_old || shims().is_none()));
    }
    trials
}

fn package(input: &str) -> Result<Project, String> {
    let path = header(input);
    let name = Path::new(path).file_stem().unwrap().to_string_lossy();
    ask(PackageRequest {
        name: name.into_owned(),
        bytes: fs::read(root().join(path)).unwrap().into(),
    })
}

/// The release of Node.js that a case's package takes at least.
fn node_needed(input: &str) -> u32 {
    let manifest = package(input).map(|it| it.files["package.json"].clone());
    let manifest: serde_json::Value = serde_json::from_slice(&manifest.unwrap()).unwrap();
    let range = manifest["engines"]["node"].as_str().unwrap();
    range.trim_start_matches(">=").parse().unwrap()
}

fn run(name: &str, input: &str) -> Result<(), Failed> {
    let folder = write(name, package(input)?, input)?;
    let shims = shims().ok_or("npm brought no shims")?;
    std::os::unix::fs::symlink(shims.join("node_modules"), folder.join("node_modules"))?;
    run_in(&folder)
}

/// Writes a package and the script that uses it.
pub(crate) fn write(name: &str, package: Project, script: &str) -> Result<PathBuf, Failed> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("package-{name}"));
    drop(fs::remove_dir_all(&folder));
    for (path, contents) in package.files {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap())?;
        fs::write(path, contents)?;
    }
    fs::write(folder.join("case.mjs"), script)?;
    Ok(folder)
}

/// Runs the script of a package.
pub(crate) fn run_in(folder: &Path) -> Result<(), Failed> {
    let told = Command::new(program())
        .arg("case.mjs")
        .current_dir(folder)
        .output()?;
    match told.status.success() {
        true => Ok(()),
        false => Err(
            String::from_utf8_lossy(&[told.stdout, told.stderr].concat())
                .into_owned()
                .into(),
        ),
    }
}

/// Node.js, or another one that `DOVETAIL_NODE` names.
fn program() -> String {
    std::env::var("DOVETAIL_NODE").unwrap_or_else(|_| "node".to_owned())
}

/// The release of Node.js that is there; 0 where none is.
pub(crate) fn node() -> u32 {
    static FOUND: OnceLock<u32> = OnceLock::new();
    *FOUND.get_or_init(|| {
        let told = Command::new(program()).arg("--version").output();
        let told = told.map(|it| it.stdout).unwrap_or_default();
        let version = String::from_utf8_lossy(&told).into_owned();
        let major = version.trim_start_matches('v').split('.').next();
        major.and_then(|it| it.parse().ok()).unwrap_or_default()
    })
}

/// The folder with what packages depend on. There is no lock file to install it by: what one of them
/// depends on for other systems is not in every registry.
fn shims() -> Option<&'static Path> {
    static FOUND: OnceLock<Option<PathBuf>> = OnceLock::new();
    let found = FOUND.get_or_init(|| {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("package-shims");
        fs::create_dir_all(&folder).ok()?;
        let wanted = root().join("tests/suite/package/shims.json");
        fs::copy(wanted, folder.join("package.json")).ok()?;
        let npm = Command::new("npm")
            .args(["install", "--no-package-lock", "--prefer-offline"])
            .args(["--no-audit", "--no-fund"])
            .current_dir(&folder)
            .output();
        npm.is_ok_and(|it| it.status.success()).then_some(folder)
    });
    found.as_deref()
}

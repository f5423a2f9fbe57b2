//! `test`: every test there is, with real counts.

use std::fs;
use std::path::Path;

use anyhow::{Result, bail};
use serde_json::Value;

use crate::browser::{self, Browser};
use crate::command::Command;
use crate::counts::Counts;
use crate::machine::Machine;
use crate::step::{note, step, told};
use crate::{assets, dist, http, npm, options, peers, server, toolchain, trunk};

const SUITES: [&str; 4] = ["web", "native", "wasm", "e2e"];

/// What is built and tested natively for development.
const NATIVE: [&str; 5] = ["--workspace", "--exclude", "server", "--exclude", "author"];

/// What runs Wasmtime, natively too: built for release, as the server itself is, since Wasmtime is
/// too big to be compiled twice.
const WASMTIME: [&str; 5] = ["--package", "server", "--package", "author", "--release"];

/// What came of a command that runs tests.
struct Outcome {
    name: String,
    counts: Counts,
    /// Why it counts as broken though no test failed.
    broken: Option<String>,
}

/// Runs the suites and closes with their counts.
///
/// # Errors
/// When a test failed or a suite could not be run to its end.
pub(crate) fn run(words: &[String]) -> Result<()> {
    let suites = options::parts(words, &SUITES)?;
    let mut machine = Machine::new()?;
    trunk::set_up(&mut machine)?;
    let missing = peers::put_in_force(&mut machine);
    let mut outcomes = Vec::new();
    for suite in suites {
        match suite {
            "web" => outcomes.extend(web(&machine)),
            "native" => outcomes.extend(native(&machine)),
            "wasm" => outcomes.extend(wasm(&machine)),
            _ => outcomes.extend(e2e(&machine)),
        }
    }
    close(&outcomes, &missing)
}

/// Types and tests of the TypeScript, in Node and in the browser.
fn web(machine: &Machine) -> Vec<Outcome> {
    let web = machine.root.join("web");
    let checked = step("npm packages of web/", || npm::set_up(machine, &web))
        .and_then(|()| step("types of web/", || npm::script(machine, &web, "check")));
    if let Err(error) = checked {
        return vec![Outcome::broken("web", &error)];
    }
    vec![
        counted("web", &npm::command(machine, &web, "test")),
        web_in_browser(machine, &web),
    ]
}

/// The editor and the run worker as they are built, with components that the engine transpiles.
fn web_in_browser(machine: &Machine, web: &Path) -> Outcome {
    let name = "web in the browser";
    let set_up = || -> Result<_> {
        let browser = step("Chromium", || browser::set_up(machine))?;
        step("the engine, as a command", || {
            // The packages that the native tests take, so that nothing is compiled twice.
            let engine = machine.command("cargo").arg("build").args(NATIVE);
            engine.args(["--example", "engine"]).run()
        })?;
        Ok(browser)
    };
    match set_up() {
        Err(error) => Outcome::broken(name, &error),
        Ok(browser) => {
            let command = npm::command(machine, web, "test:browser")
                .env("CHROME", browser.chrome)
                .env(
                    "DOVETAIL_ENGINE",
                    machine.target.join("debug/examples/engine"),
                );
            counted(name, &command)
        }
    }
}

/// Native tests.
fn native(machine: &Machine) -> Vec<Outcome> {
    if let Err(error) = assets::prepare(machine) {
        return vec![Outcome::broken("native", &error)];
    }
    let pack = machine.site().join("wit-pack.json");
    let command = native_command(machine)
        .env("DOVETAIL_WIT_PACK", pack)
        .env("DOVETAIL_SCRIPT_ENGINE", machine.site());
    vec![
        counted("native", &command.clone().args(NATIVE)),
        counted("native with Wasmtime", &command.args(WASMTIME)),
    ]
}

fn native_command(machine: &Machine) -> Command {
    let cargo = machine.command("cargo");
    match machine.find("cargo-nextest") {
        Some(_) => cargo.args(["nextest", "run", "--no-fail-fast", "--no-tests=pass"]),
        None => cargo.args(["test", "--no-fail-fast"]),
    }
}

/// Tests on wasm32 in the browser, of every crate that has wasm-bindgen-test.
fn wasm(machine: &Machine) -> Vec<Outcome> {
    let set_up = || -> Result<_> {
        let browser = step("Chromium", || browser::set_up(machine))?;
        Ok((wasm_packages(machine)?, wasm_command(machine, &browser)?))
    };
    match set_up() {
        Err(error) => vec![Outcome::broken("wasm32", &error)],
        Ok((packages, command)) => packages
            .iter()
            .map(|package| {
                let command = command.clone().args(["--package", package]);
                counted(&format!("{package} on wasm32"), &command)
            })
            .collect(),
    }
}

fn wasm_command(machine: &Machine, browser: &Browser) -> Result<Command> {
    let capabilities = browser::write_capabilities(machine, browser)?;
    Ok(machine
        .command("cargo")
        .args(["test", "--no-fail-fast", "--target", toolchain::WASM])
        .env(
            "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER",
            "wasm-bindgen-test-runner",
        )
        .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", capabilities)
        .env("WASM_BINDGEN_TEST_TIMEOUT", "120")
        .env("CHROMEDRIVER", &browser.driver))
}

fn wasm_packages(machine: &Machine) -> Result<Vec<String>> {
    let metadata = machine
        .command("cargo")
        .args(["metadata", "--no-deps", "--format-version", "1"])
        .read()?;
    let metadata: Value = serde_json::from_str(&metadata)?;
    let packages = metadata["packages"].as_array().into_iter().flatten();
    Ok(packages
        .filter(|package| {
            let mut dependencies = package["dependencies"].as_array().into_iter().flatten();
            dependencies.any(|dependency| dependency["name"] == "wasm-bindgen-test")
        })
        .filter_map(|package| package["name"].as_str().map(str::to_owned))
        .collect())
}

/// The whole of Dovetail in a real browser.
fn e2e(machine: &Machine) -> Vec<Outcome> {
    let folder = machine.root.join("tests/e2e");
    let store = machine.target.join("e2e-store");
    let set_up = || -> Result<_> {
        let browser = step("Chromium", || browser::set_up(machine))?;
        dist::build(machine)?;
        step("the server", || server::build(machine))?;
        step("npm packages of tests/e2e", || {
            npm::set_up(machine, &folder)
        })?;
        let server = step("start", || {
            clear(&store)?;
            server::start(machine, http::free_port()?, store.clone())
        })?;
        Ok((browser, server))
    };
    match set_up() {
        Err(error) => vec![Outcome::broken("end to end", &error)],
        Ok((browser, server)) => {
            let command = npm::command(machine, &folder, "test")
                .env("DOVETAIL_URL", server.address())
                .env("CHROME", browser.chrome);
            vec![counted("end to end", &command)]
        }
    }
}

fn clear(folder: &Path) -> Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error.into()),
        _ => Ok(()),
    }
}

/// Runs a command that tests and counts what it says.
fn counted(name: &str, command: &Command) -> Outcome {
    let told = step(&format!("tests: {name}"), || command.tell());
    match told {
        Err(error) => Outcome::broken(name, &error),
        Ok(told) => {
            let counts = Counts::parse(&told.text);
            let unexplained = !told.status.success() && counts.failed == 0;
            let silent = told.status.success() && !counts.any();
            Outcome {
                name: name.to_owned(),
                counts,
                broken: (unexplained.then(|| command.failure(told.status)))
                    .or(silent.then(|| "it counted no test".to_owned())),
            }
        }
    }
}

impl Outcome {
    fn broken(name: &str, error: &anyhow::Error) -> Outcome {
        Outcome {
            name: name.to_owned(),
            counts: Counts::default(),
            broken: Some(told(error)),
        }
    }
}

fn close(outcomes: &[Outcome], missing_peers: &[&str]) -> Result<()> {
    println!("\n==> tests in all");
    for outcome in outcomes {
        note(&format!("{:<24} {}", outcome.name, outcome.counts));
        if let Some(why) = &outcome.broken {
            eprintln!("error: {} is broken: {why}", outcome.name);
        }
    }
    if !missing_peers.is_empty() {
        note(&format!(
            "comparisons skipped, as these are not installed: {} (`cargo xtask peers`)",
            missing_peers.join(", ")
        ));
    }
    let counts: Counts = outcomes.iter().map(|outcome| outcome.counts).sum();
    let broken = outcomes.iter().any(|outcome| outcome.broken.is_some());
    println!("\n{counts}");
    if broken || counts.failed > 0 {
        bail!("not every test passed");
    }
    Ok(())
}

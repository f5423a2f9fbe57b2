//! What only a browser can tell: edits, transpiling, runs.

use anyhow::{Context, Result};
use serde_json::Value;

use crate::bench::Figure;
use crate::browser::Browser;
use crate::machine::Machine;
use crate::peers;
use crate::server::Server;

/// In milliseconds.
const EDIT: f64 = 16.0;
/// In milliseconds.
const EDIT_OF_ALL: f64 = 50.0;
/// From a changed module to its component.
const BUILD: f64 = 150.0;
/// The same when its world changed.
const BUILD_OF_WORLD: f64 = 400.0;
/// In milliseconds.
const COMPLETION: f64 = 30.0;
/// In milliseconds.
const LAYOUT: f64 = 16.0;
/// Sixty in a second, as precisely as a browser tells the time.
const FRAME: f64 = 17.0;
/// In milliseconds.
const RECOMPOSITION: f64 = 50.0;
/// In milliseconds.
const RECOMPOSITION_OF_LARGE: f64 = 300.0;
/// In milliseconds.
const FIRST_OUTPUT: f64 = 50.0;
/// In milliseconds.
const OUTPUT: f64 = 300.0;
/// Times as many calls as jco's own output takes in Node.js.
const CALLS: f64 = 1.0;
/// Of the calls of one instance over a wire that is not traced.
const TRACED: f64 = 0.25;
/// In milliseconds.
const ASYNC_CALL: f64 = 0.5;
/// In megabytes: what the collector of garbage leaves differs from time to time.
const MEMORY: f64 = 1.0;
/// In milliseconds.
const SERVER_RUN: f64 = 0.5;

/// Measures on the served page; beside jco where it is installed.
pub(crate) fn measure(
    machine: &Machine,
    server: &Server,
    browser: &Browser,
    jco: bool,
) -> Result<Vec<Figure>> {
    let mut command = machine
        .command("node")
        .args(["bench.mjs", "speed"])
        .folder(machine.root.join("tests/e2e"))
        .env("DOVETAIL_URL", server.address())
        .env("CHROME", &browser.chrome);
    if jco {
        command = command.arg(peers::jco_folder(machine));
    }
    let told = command.read()?;
    let last = told.lines().last().context("it printed nothing")?;
    let measured: Value = serde_json::from_str(last).context("it printed no figures")?;
    Ok(figures(&measured))
}

fn figures(measured: &Value) -> Vec<Figure> {
    let edits = numbers(&measured["edits"]);
    let of_all = numbers(&measured["editsOfAll"]);
    let completions = numbers(&measured["completions"]);
    let first_output = numbers(&measured["firstOutput"]);
    let mut figures = vec![
        Figure::new("edit to findings, median", part(&edits, 50), "ms"),
        Figure::new("edit to findings, 95 of 100", part(&edits, 95), "ms").most(EDIT),
        Figure::new(
            "the same with every bundled package, 95 of 100",
            part(&of_all, 95),
            "ms",
        )
        .most(EDIT_OF_ALL),
        Figure::new("completion, 95 of 100", part(&completions, 95), "ms").most(COMPLETION),
    ];
    let canvas = &measured["canvas"];
    let (one, all) = (numbers(&canvas["one"]), numbers(&canvas["all"]));
    figures.extend([
        Figure::new(
            "layout of 100 nodes, median",
            part(&numbers(&canvas["layouts"]), 50),
            "ms",
        )
        .most(LAYOUT),
        Figure::new(
            "frame while one of 100 nodes is dragged, 95 of 100",
            part(&one, 95),
            "ms",
        )
        .most(FRAME),
        Figure::new("the same with all 100, 95 of 100", part(&all, 95), "ms"),
    ]);
    let builds = &measured["builds"];
    let median = |which: &str| part(&numbers(&builds[which]), 50);
    figures.extend([
        Figure::new("first component of JavaScript", median("first"), "ms"),
        Figure::new(
            "edit of JavaScript to component, median",
            median("scripts"),
            "ms",
        )
        .most(BUILD),
        Figure::new(
            "edit of WIT to component of JavaScript, median",
            median("worlds"),
            "ms",
        )
        .most(BUILD_OF_WORLD),
    ]);
    figures.extend(array(&measured["transpiles"]).flat_map(transpile_figures));
    let samples = array(&measured["compositions"]).map(|entry| numbers(&entry["times"]));
    let slowest = samples.map(|times| part(&times, 95)).fold(0.0, f64::max);
    let large = numbers(&measured["largeComposition"]);
    let prospects = numbers(&measured["prospects"]);
    figures.extend([
        Figure::new(
            "edit to composition, slowest sample, 95 of 100",
            slowest,
            "ms",
        )
        .most(RECOMPOSITION),
        Figure::new(
            "the same of ten components of 1 MB, 95 of 100",
            part(&large, 95),
            "ms",
        )
        .most(RECOMPOSITION_OF_LARGE),
        Figure::new(
            "wires that could be among 200 instances",
            part(&prospects, 50),
            "ms",
        ),
    ]);
    let runs = fields(&measured["runs"], &["total"]);
    figures.extend([
        Figure::new(
            "run of a cached program, median",
            part(&first_output, 50),
            "ms",
        )
        .most(FIRST_OUTPUT),
        Figure::new(
            "call in the tab, a worker each, median",
            part(&runs, 50),
            "ms",
        ),
        Figure::new("calls in the tab", 1000.0 / part(&runs, 50), "1/s"),
    ]);
    figures.extend(run_figures(measured));
    let server_runs = fields(&measured["serverRuns"], &["instantiate", "call"]);
    figures.push(
        Figure::new(
            "on the server: instantiate and call, median",
            part(&server_runs, 50),
            "ms",
        )
        .most(SERVER_RUN),
    );
    figures
}

/// What runs in the tab cost beside their start.
fn run_figures(measured: &Value) -> Vec<Figure> {
    let output = part(&numbers(&measured["output"]), 50);
    let number = |value: &Value| value.as_f64().unwrap_or_default();
    let calls = &measured["calls"];
    let (ours, jco) = (number(&calls["ours"]), number(&calls["jco"]));
    let mut figures = vec![
        Figure::new("10 MB of standard output, median", output, "ms").most(OUTPUT),
        Figure::new("calls of one instance", ours, "1/s"),
    ];
    if jco > 0.0 {
        figures.extend([
            Figure::new("the same in Node.js, jco", jco, "1/s"),
            Figure::new("as many calls as jco, times", ours / jco, "").least(CALLS),
        ]);
    }
    let crossings = &measured["crossings"];
    let (linked, traced) = (number(&crossings["linked"]), number(&crossings["traced"]));
    let async_call = part(&numbers(&measured["asyncCalls"]), 50);
    figures.extend([
        Figure::new("calls through two linked instances", linked, "1/s"),
        Figure::new("as many traced, times", traced / linked, "").least(TRACED),
        Figure::new(
            "asynchronous call through an asynchronous import, median",
            async_call,
            "ms",
        )
        .most(ASYNC_CALL),
    ]);
    let memory = &measured["memory"];
    let held = |when: &str, what: &str| number(&memory[when][what]);
    let grown = |what: &str| held("after", what) - held("before", what);
    figures.extend([
        Figure::new("held after 1,000 runs", grown("bytes") / 1e6, "MB").most(MEMORY),
        Figure::new("workers left after 1,000 runs", grown("workers"), "").most(0.0),
    ]);
    figures
}

/// The first turn warms both up and is left out.
fn transpile_figures(entry: &Value) -> Vec<Figure> {
    let name = entry["name"].as_str().unwrap_or_default();
    let kilobytes = entry["bytes"].as_f64().unwrap_or_default() / 1000.0;
    let title = format!("transpile {name} ({kilobytes:.0} KB)");
    let warm = |key: &str| numbers(&entry[key]).into_iter().skip(1).collect::<Vec<_>>();
    let (ours, jco) = (warm("ours"), warm("jco"));
    let figure = Figure::new(title.clone(), part(&ours, 50), "ms");
    if jco.is_empty() {
        return vec![figure];
    }
    let theirs = part(&jco, 50);
    vec![
        figure.most(theirs),
        Figure::new(format!("{title}, jco"), theirs, "ms"),
    ]
}

fn array(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn numbers(value: &Value) -> Vec<f64> {
    array(value).filter_map(Value::as_f64).collect()
}

/// The sum of some fields, for each object of a list.
fn fields(value: &Value, names: &[&str]) -> Vec<f64> {
    array(value)
        .map(|object| names.iter().filter_map(|name| object[name].as_f64()).sum())
        .collect()
}

/// The value that so many of a hundred do not exceed; 0 of an empty list.
fn part(values: &[f64], of_hundred: usize) -> f64 {
    let mut values = values.to_vec();
    values.sort_by(f64::total_cmp);
    let index = (values.len() * of_hundred).div_ceil(100).saturating_sub(1);
    values.get(index).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn parts_of_a_hundred() {
        let values: Vec<f64> = (1..=20).rev().map(f64::from).collect();
        assert_eq!(part(&values, 50), 10.0);
        assert_eq!(part(&values, 95), 19.0);
        assert_eq!(part(&[7.0], 95), 7.0);
        assert_eq!(part(&[], 50), 0.0);
    }

    #[test]
    fn transpiling_is_held_against_jco_where_it_was_measured() {
        let entry =
            json!({ "name": "greeter", "bytes": 30_000, "ours": [90, 8, 9], "jco": [50, 12, 14] });
        let figures = transpile_figures(&entry);
        assert_eq!(
            figures[0],
            Figure::new("transpile greeter (30 KB)", 8.0, "ms").most(12.0)
        );
        let alone = json!({ "name": "greeter", "bytes": 30_000, "ours": [90, 8, 9], "jco": [] });
        assert_eq!(transpile_figures(&alone)[0].budget, None);
    }
}

//! `tidy`: the dependency arrows and what every file keeps to.

use std::path::Path;

use anyhow::{Result, bail};
use serde_json::Value;

use crate::files;
use crate::machine::Machine;
use crate::step::step;

/// Which rooms a room may depend on; no others.
const ARROWS: [(&str, &[&str]); 8] = [
    ("model", &[]),
    ("author", &["model"]),
    ("engine", &["model"]),
    ("bindgen", &["model", "engine"]),
    ("worker", &["model", "engine", "bindgen", "author"]),
    ("app", &["model"]),
    ("server", &["model", "engine"]),
    ("xtask", &["model"]),
];

/// What must not be anywhere below a room, however deep.
const BANS: [(&str, &[&str]); 4] = [
    (
        "author",
        &["wasm-bindgen", "web-sys", "js-sys", "tokio", "getrandom"],
    ),
    (
        "engine",
        &["wasm-bindgen", "web-sys", "js-sys", "tokio", "getrandom"],
    ),
    (
        "bindgen",
        &["wasm-bindgen", "web-sys", "js-sys", "tokio", "getrandom"],
    ),
    (
        "app",
        &[
            "engine",
            "bindgen",
            "author",
            "js-component-bindgen",
            "wit-parser",
            "wac-graph",
        ],
    ),
];

/// Suffixes of files that are read for [`check_text`].
const TEXTS: [&str; 14] = [
    "rs", "toml", "ts", "mjs", "js", "css", "html", "md", "json", "wit", "wac", "c", "sh", "yml",
];

/// What marks a to-do; in halves, so that this file has none.
const MARKS: [&str; 2] = [concat!("TO", "DO"), concat!("FIX", "ME")];

/// Checks arrows and files and tells everything that is wrong.
pub(crate) fn run() -> Result<()> {
    step("tidy", || {
        let machine = Machine::new()?;
        let mut faults = arrow_faults(&metadata(&machine)?);
        faults.extend(file_faults(&machine)?);
        if !faults.is_empty() {
            bail!("{}", faults.join("\n"));
        }
        Ok(())
    })
}

fn metadata(machine: &Machine) -> Result<Value> {
    let told = machine
        .command("cargo")
        .args(["metadata", "--format-version", "1", "--locked"])
        .args(["--filter-platform", crate::toolchain::WASM])
        .read()?;
    Ok(serde_json::from_str(&told)?)
}

fn arrow_faults(metadata: &Value) -> Vec<String> {
    let rooms = array(&metadata["workspace_members"]).filter_map(Value::as_str);
    let graph = Graph { metadata };
    let mut faults = Vec::new();
    for id in rooms {
        let name = graph.name(id);
        let Some((_, allowed)) = ARROWS.iter().find(|(room, _)| *room == name) else {
            faults.push(format!("`{name}` is a room that tidy has no arrows for"));
            continue;
        };
        for other in graph.direct(id) {
            let is_room = ARROWS.iter().any(|(room, _)| *room == other);
            if is_room && !allowed.contains(&other) {
                faults.push(format!("`{name}` must not depend on `{other}`"));
            }
        }
        let banned = BANS.iter().find(|(room, _)| *room == name);
        for ban in banned.map_or(&[][..], |(_, bans)| bans) {
            if let Some(path) = graph.path_to(id, ban) {
                faults.push(format!("`{name}` must not reach `{ban}`: {path}"));
            }
        }
    }
    faults
}

/// Who depends on whom, without dev-dependencies and build-dependencies.
struct Graph<'a> {
    metadata: &'a Value,
}

impl<'a> Graph<'a> {
    fn name(&self, id: &str) -> &'a str {
        array(&self.metadata["packages"])
            .find(|package| package["id"] == id)
            .and_then(|package| package["name"].as_str())
            .unwrap_or_default()
    }

    fn direct(&self, id: &str) -> Vec<&'a str> {
        self.below(id).into_iter().map(|id| self.name(id)).collect()
    }

    fn below(&self, id: &str) -> Vec<&'a str> {
        let nodes = &self.metadata["resolve"]["nodes"];
        let node = array(nodes).find(|node| node["id"] == id);
        node.into_iter()
            .flat_map(|node| array(&node["deps"]))
            .filter(|dep| array(&dep["dep_kinds"]).any(|kind| kind["kind"].is_null()))
            .filter_map(|dep| dep["pkg"].as_str())
            .collect()
    }

    /// The shortest way from a package to one of this name, as text.
    fn path_to(&self, id: &'a str, wanted: &str) -> Option<String> {
        let mut ways = vec![vec![id]];
        let mut seen = vec![id];
        let mut next = 0;
        while let Some(way) = ways.get(next).cloned() {
            next += 1;
            let last = *way.last()?;
            for below in self.below(last) {
                if seen.contains(&below) {
                    continue;
                }
                seen.push(below);
                let mut longer = way.clone();
                longer.push(below);
                if self.name(below) == wanted {
                    let names: Vec<&str> = longer.iter().map(|id| self.name(id)).collect();
                    return Some(names.join(" → "));
                }
                ways.push(longer);
            }
        }
        None
    }
}

fn array(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn file_faults(machine: &Machine) -> Result<Vec<String>> {
    let listed = machine
        .command("git")
        .args(["ls-files", "--cached", "--others", "--exclude-standard"])
        .read()?;
    let mut faults = Vec::new();
    for path in listed.lines() {
        let suffix = Path::new(path).extension().unwrap_or_default();
        if !TEXTS.iter().any(|text| suffix == *text) || path.ends_with("package-lock.json") {
            continue;
        }
        // A file that was deleted but not yet committed is listed still.
        if let Ok(text) = files::read(&machine.root.join(path)) {
            faults.extend(check_text(path, &text));
        }
    }
    Ok(faults)
}

/// What is wrong with a text of the repository.
fn check_text(path: &str, text: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let module = path.ends_with(".rs") && path.contains("src/") && !path.ends_with("/tests.rs");
    if module && !text.starts_with("//!") {
        faults.push(format!(
            "{path}:1: say first what this module is, with `//!`"
        ));
    }
    for (index, line) in text.lines().enumerate() {
        let at = format!("{path}:{}", index + 1);
        if has_machine_path(line) {
            faults.push(format!("{at}: a path of one machine"));
        }
        if has_ownerless_todo(line) {
            let mark = MARKS[0];
            faults.push(format!(
                "{at}: a to-do without its owner, as in `{mark}(name)`"
            ));
        }
    }
    faults
}

fn has_machine_path(line: &str) -> bool {
    // Written in halves, so that this file has none either.
    let homes = [
        concat!("/ro", "ot/"),
        concat!("/ho", "me/"),
        concat!("/Us", "ers/"),
    ];
    homes.iter().any(|home| line.contains(home))
}

fn has_ownerless_todo(line: &str) -> bool {
    MARKS.iter().any(|mark| {
        line.split_once(mark)
            .is_some_and(|(_, rest)| !rest.starts_with('('))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn graph(arrows: &[(&str, &str)]) -> Value {
        let names = [
            "model", "engine", "worker", "app", "server", "leaf", "tokio",
        ];
        let packages: Vec<Value> = names
            .iter()
            .map(|name| json!({ "id": name, "name": name }))
            .collect();
        let nodes: Vec<Value> = names
            .iter()
            .map(|name| {
                let below = arrows.iter().filter(|(from, _)| from == name);
                let deps: Vec<Value> = below
                    .map(|(_, to)| json!({ "pkg": to, "dep_kinds": [{ "kind": null }] }))
                    .collect();
                json!({ "id": name, "deps": deps })
            })
            .collect();
        json!({
            "workspace_members": ["model", "engine", "worker", "app", "server"],
            "packages": packages,
            "resolve": { "nodes": nodes },
        })
    }

    #[test]
    fn the_arrows_of_the_design_are_allowed() {
        let arrows = [
            ("engine", "model"),
            ("worker", "engine"),
            ("worker", "model"),
            ("app", "model"),
            ("server", "tokio"),
        ];
        assert_eq!(arrow_faults(&graph(&arrows)), Vec::<String>::new());
    }

    #[test]
    fn other_arrows_and_banned_crates_are_told() {
        let arrows = [("app", "worker"), ("engine", "leaf"), ("leaf", "tokio")];
        assert_eq!(
            arrow_faults(&graph(&arrows)),
            [
                "`engine` must not reach `tokio`: engine → leaf → tokio",
                "`app` must not depend on `worker`",
            ]
        );
    }

    #[test]
    fn files_keep_to_the_house_rules() {
        let mark = MARKS[0];
        let text = format!("//! A module.\n// {mark}(ann): later.\n// {mark}: never.\n");
        assert_eq!(
            check_text("app/src/x.rs", &text),
            [format!(
                "app/src/x.rs:3: a to-do without its owner, as in `{mark}(name)`"
            )]
        );
        assert_eq!(check_text("engine/src/y.rs", "use std::fmt;\n").len(), 1);
        let home = concat!("/ho", "me/ann/x");
        assert_eq!(check_text("README.md", home).len(), 1);
    }
}

//! Cases of edits of a composition.
//!
//! The first part is the WAC text, the part `edits` has an edit a line, each made in that text, as
//! JSON; `{"copy": [ids]}` asks for statements for the clipboard. A line `then` makes the next edit
//! in what came of the last. The others are the components.

use std::collections::BTreeMap;
use std::fmt::Write;

use engine::Engine;
use model::{ArrangeRequest, CopyNodesRequest, KnownComponent};

use crate::fixture::{self, Part, parts};
use crate::render;
use crate::verbs::{ask, load_pack};

pub(crate) fn arrange(input: &str) -> String {
    let mut engine = Engine::default();
    load_pack(&mut engine, input);
    let parts = parts(input);
    let is_component =
        |part: &&Part| !part.name.is_empty() && part.name != "edits" && part.options != "bundled";
    let components = parts.iter().filter(is_component);
    let components: Vec<KnownComponent> = components.map(|part| part.load(&mut engine)).collect();
    let text = parts.iter().find(|part| part.name.is_empty());
    let text = text.map(|part| part.text).unwrap_or_default();
    let edits = parts.iter().find(|part| part.name == "edits").unwrap();
    let mut out = String::new();
    let mut last = text.to_owned();
    let mut goes_on = false;
    for line in edits.text.lines().filter(|line| !line.trim().is_empty()) {
        if line == "then" {
            goes_on = true;
            continue;
        }
        let base = if goes_on {
            last.clone()
        } else {
            text.to_owned()
        };
        let then = if goes_on { "then " } else { "" };
        goes_on = false;
        writeln!(out, "== {then}{line}").unwrap();
        last = edit(&mut engine, &components, &base, line, &mut out);
    }
    out
}

/// Makes an edit and writes down what came of it; answers the text after.
fn edit(
    engine: &mut Engine,
    components: &[KnownComponent],
    text: &str,
    line: &str,
    out: &mut String,
) -> String {
    let value: serde_json::Value = serde_json::from_str(line).unwrap();
    if let Some(nodes) = value.get("copy") {
        let request = CopyNodesRequest {
            text: text.to_owned(),
            components: components.to_vec(),
            nodes: serde_json::from_value(nodes.clone()).unwrap(),
        };
        let copied = ask(engine, request).unwrap_or_else(|failure| failure);
        writeln!(out, "{copied}").unwrap();
        return text.to_owned();
    }
    let request = ArrangeRequest {
        path: "compose.wac".to_owned(),
        text: text.to_owned(),
        components: components.to_vec(),
        edit: serde_json::from_value(wrapped(value)).unwrap(),
    };
    let arranged = ask(engine, request).unwrap();
    if !arranged.done.is_empty() {
        writeln!(out, "{}", arranged.done).unwrap();
    }
    if !arranged.made.is_empty() {
        writeln!(out, "made {}", arranged.made.join(", ")).unwrap();
    }
    out.push_str(&render::diagnostics(&arranged.diagnostics, |_| {
        Some(text.to_owned())
    }));
    let edits = arranged.edits.iter();
    let inserted: usize = edits.map(|edit| edit.text.len()).sum();
    let before = BTreeMap::from([("compose.wac".to_owned(), text.to_owned())]);
    let after = fixture::apply(&before, &arranged.edits);
    if !arranged.edits.is_empty() {
        writeln!(
            out,
            "{} edits, {inserted} bytes written",
            arranged.edits.len()
        )
        .unwrap();
        render::changes(out, &before, &after);
    }
    out.push('\n');
    after["compose.wac"].clone()
}

/// `{"edit": "connect", …}`, which reads well, as `{"connect": {…}}`.
fn wrapped(edit: serde_json::Value) -> serde_json::Value {
    let kind = edit["edit"].as_str().unwrap().to_owned();
    serde_json::json!({ kind: edit })
}

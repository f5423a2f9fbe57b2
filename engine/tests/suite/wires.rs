//! Cases about what fits what in a composition: the first part is the WAC text, the others are the
//! components.

use std::fmt::Write;

use engine::Engine;
use model::{
    ComposeRequest, End, ExplainWireRequest, KnownComponent, Likeness, ProspectSort,
    ProspectsBySort, ProspectsRequest, WireReport,
};

use crate::fixture::{Part, parts};
use crate::verbs::{ask, load_pack};

/// All wires that could be.
pub(crate) fn prospects(input: &str) -> String {
    let mut engine = Engine::default();
    load_pack(&mut engine, input);
    let (text, components) = read(&mut engine, input);
    let request = ProspectsRequest { text, components };
    let ProspectsBySort { ends, sorts } = ask(&mut engine, request).unwrap();
    let mut lines = Vec::new();
    for sort in sorts {
        let ProspectSort {
            from_port,
            to_port,
            likeness,
            pairs,
        } = sort;
        for pair in pairs.chunks(2) {
            let [from, to] = [pair[0], pair[1]].map(|at| end(&ends[at as usize]));
            let likeness = like(&likeness);
            lines.push(format!("{to} {to_port} < {from} {from_port}: {likeness}"));
        }
    }
    lines.sort();
    lines.join("\n")
}

/// The part `ask` has a line for each wire that is to be explained, `end port > end port`, where an
/// end is a node's id or a component's name.
pub(crate) fn explain(input: &str) -> String {
    let mut engine = Engine::default();
    load_pack(&mut engine, input);
    let (text, components) = read(&mut engine, input);
    let mut out = String::new();
    // What the composition itself complains about.
    let request = ComposeRequest {
        path: "compose.wac".to_owned(),
        text: text.clone(),
        components: components.clone(),
    };
    for diagnostic in ask(&mut engine, request).unwrap().diagnostics {
        writeln!(out, "composing: {}", diagnostic.message).unwrap();
    }
    let parts = parts(input);
    let asked = parts.iter().find(|part| part.name == "ask").unwrap();
    for line in asked.text.lines().filter(|line| !line.is_empty()) {
        let words: Vec<&str> = line.split_whitespace().collect();
        let [from, from_port, ">", to, to_port] = words[..] else {
            panic!("no wire: {line}");
        };
        let request = ExplainWireRequest {
            text: text.clone(),
            components: components.clone(),
            from: to_end(from),
            from_port: from_port.to_owned(),
            to: to_end(to),
            to_port: to_port.to_owned(),
        };
        writeln!(out, "\n{line}").unwrap();
        match ask(&mut engine, request) {
            Ok(report) => write_report(&mut out, &report),
            Err(failure) => writeln!(out, "{failure}").unwrap(),
        }
    }
    out
}

fn read(engine: &mut Engine, input: &str) -> (String, Vec<KnownComponent>) {
    let parts = parts(input);
    let text = parts.iter().find(|part| part.name.is_empty());
    let text = text.map(|part| part.text.to_owned()).unwrap_or_default();
    let is_component =
        |part: &&Part| !part.name.is_empty() && part.options != "bundled" && part.name != "ask";
    let components = parts.iter().filter(is_component);
    (text, components.map(|part| part.load(engine)).collect())
}

fn write_report(out: &mut String, report: &WireReport) {
    writeln!(out, "  {}", like(&report.likeness)).unwrap();
    for difference in &report.differences {
        let item = difference.item.join(" › ");
        let (cause, message) = (difference.cause, &difference.message);
        writeln!(out, "  {cause:?} [{item}] {message}").unwrap();
        both(out, "    ", &difference.wanted, &difference.given);
    }
    if let Some(versions) = &report.versions {
        writeln!(out, "  versions: {versions}").unwrap();
    }
    for remedy in &report.remedies {
        write!(out, "  remedy: {}", remedy.title).unwrap();
        match &remedy.edit {
            Some(edit) => writeln!(out, " {}", serde_json::to_string(edit).unwrap()).unwrap(),
            None => writeln!(out).unwrap(),
        }
    }
    let shown = [&report.wanted, &report.given].map(|text| Some(text.clone()));
    both(out, "  ", &shown[0], &shown[1]);
}

fn both(out: &mut String, indent: &str, wanted: &Option<String>, given: &Option<String>) {
    for (word, text) in [("wanted", wanted), ("given", given)] {
        let lines = text.iter().flat_map(|text| text.lines());
        for (number, line) in lines.enumerate() {
            let word = if number == 0 { word } else { "" };
            writeln!(out, "{}", format!("{indent}{word:6} | {line}").trim_end()).unwrap();
        }
    }
}

fn like(likeness: &Likeness) -> String {
    match likeness {
        Likeness::Fits => "fits".to_owned(),
        Likeness::FitsByVersion => "fits by version".to_owned(),
        Likeness::Near { reason } => format!("near, {reason}"),
    }
}

fn end(end: &End) -> &str {
    match end {
        End::Node { id } => id,
        End::Package { name } => name,
    }
}

fn to_end(word: &str) -> End {
    let is_node = ["instance:", "import:", "export:"].map(|kind| word.starts_with(kind));
    match is_node.contains(&true) {
        true => End::Node {
            id: word.to_owned(),
        },
        false => End::Package {
            name: word.to_owned(),
        },
    }
}

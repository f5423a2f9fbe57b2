//! How cases about worlds are asked and answered.
//!
//! Each line of the part `ask` names WIT and perhaps a world of it: `own example:app@1.0.0 main`,
//! `bundled wasi:http@0.2.3 proxy`, or `binary example:greeter`. The parts with the option
//! `bundled` are packages of the pack, those with a `.wit` name files, the others binaries.

use std::collections::BTreeMap;
use std::fmt::Write;

use engine::Engine;
use model::{
    CheckFitRequest, CompareVerdict, CompareWitRequest, DescribeWorldRequest, Fit, Gate, Location,
    Step, StepVerb, WitSource, WorldChoice, WorldExtern, WorldFunction, WorldView,
};

use crate::fixture::{Part, parts};
use crate::semver;
use crate::verbs::{ask, load_pack};

/// The texts and binaries of a case, and what is asked of them.
pub(crate) struct Case<'a> {
    pub(crate) parts: Vec<Part<'a>>,
    files: BTreeMap<String, String>,
    pub(crate) asked: Vec<WorldChoice>,
}

impl<'a> Case<'a> {
    fn read(input: &'a str, engine: &mut Engine) -> Case<'a> {
        load_pack(engine, input);
        let parts = parts(input);
        let texts = parts.iter().filter(|part| part.name.ends_with(".wit"));
        let files = texts.map(|part| (part.name.to_owned(), part.text.to_owned()));
        let mut case = Case {
            files: files.collect(),
            parts,
            asked: Vec::new(),
        };
        let asked = case.parts.iter().find(|part| part.name == "ask").unwrap();
        let lines = asked.text.lines().filter(|line| !line.is_empty());
        case.asked = lines.map(|line| case.choice(line, engine)).collect();
        case
    }

    fn choice(&self, line: &str, engine: &mut Engine) -> WorldChoice {
        let mut words = line.split_whitespace();
        let (kind, name) = (words.next().unwrap(), words.next().unwrap().to_owned());
        let source = match kind {
            "own" => WitSource::Own { package: name },
            "bundled" => WitSource::Bundled { package: name },
            "binary" => {
                let part = self.parts.iter().find(|part| part.name == name).unwrap();
                WitSource::Component(part.load(engine))
            }
            kind => panic!("unknown source `{kind}`"),
        };
        let world = words.next().map(str::to_owned);
        WorldChoice { source, world }
    }

    /// What stands at a location, which must be there.
    fn excerpt(&self, at: &Location) -> String {
        let bundled = self.parts.iter().find(|part| {
            part.options == "bundled" && at.path == format!("bundled/{}/package.wit", part.name)
        });
        let text = match bundled {
            Some(part) => part.text,
            None => &self.files[&at.path],
        };
        let (start, end) = (at.span.start as usize, at.span.end as usize);
        let line = text[..start].matches('\n').count() + 1;
        format!("{}:{line} `{}`", at.path, &text[start..end])
    }
}

/// The line of `ask` names a world.
pub(crate) fn world(input: &str) -> String {
    let mut engine = Engine::default();
    let case = Case::read(input, &mut engine);
    let request = DescribeWorldRequest {
        files: case.files.clone(),
        of: case.asked[0].clone(),
    };
    match ask(&mut engine, request) {
        Ok(view) => view_text(&case, &view),
        Err(failure) => failure,
    }
}

fn view_text(case: &Case, view: &WorldView) -> String {
    let package = view.package.as_deref().unwrap_or("no package");
    let mut out = format!("{} of {package}{}\n", view.name, gate(&view.gate));
    docs(&mut out, "", view.docs.as_ref());
    if !view.features.is_empty() {
        writeln!(out, "features: {}", view.features.join(", ")).unwrap();
    }
    for include in &view.includes {
        writeln!(out, "includes {}{}", include.world, at(case, &include.at)).unwrap();
        for (there, here) in &include.renames {
            writeln!(out, "  {there} as {here}").unwrap();
        }
    }
    for (side, externs) in [("import", &view.imports), ("export", &view.exports)] {
        for item in externs {
            extern_text(&mut out, case, side, item);
        }
    }
    write!(out, "\n{}", view.wit).unwrap();
    out
}

fn extern_text(out: &mut String, case: &Case, side: &str, item: &WorldExtern) {
    let (name, place) = (&item.name, at(case, &item.at));
    writeln!(
        out,
        "\n{side} {name} ({:?}){}{place}",
        item.kind,
        gate(&item.gate)
    )
    .unwrap();
    docs(out, "  ", item.docs.as_ref());
    for step in &item.why {
        writeln!(out, "  why: {}{}", step_text(step), at(case, &step.at)).unwrap();
    }
    for used in &item.uses {
        writeln!(
            out,
            "  use {}.{{{}}}",
            used.interface,
            used.names.join(", ")
        )
        .unwrap();
    }
    for ty in &item.types {
        let place = at(case, &ty.at);
        writeln!(out, "  {} {}{}{place}", ty.kind, ty.name, gate(&ty.gate)).unwrap();
        docs(out, "    ", ty.docs.as_ref());
        for line in ty.wit.lines() {
            writeln!(out, "    {line}").unwrap();
        }
        for function in &ty.functions {
            function_text(out, "    ", function);
        }
    }
    for function in &item.functions {
        function_text(out, "  ", function);
    }
}

fn function_text(out: &mut String, indent: &str, function: &WorldFunction) {
    let gate = gate(&function.gate);
    writeln!(out, "{indent}[{}] {}{gate}", function.name, function.wit).unwrap();
    docs(out, &format!("{indent}  "), function.docs.as_ref());
}

fn step_text(step: &Step) -> String {
    let verb = match step.verb {
        StepVerb::Imports => "imports",
        StepVerb::Exports => "exports",
        StepVerb::Includes => "includes",
        StepVerb::Uses => "uses",
    };
    let names = match step.names.is_empty() {
        true => String::new(),
        false => format!(".{{{}}}", step.names.join(", ")),
    };
    format!("{} {verb} {}{names}", step.from, step.to)
}

fn docs(out: &mut String, indent: &str, docs: Option<&String>) {
    for line in docs.iter().flat_map(|docs| docs.lines()) {
        writeln!(out, "{}", format!("{indent}/// {line}").trim_end()).unwrap();
    }
}

fn gate(gate: &Gate) -> String {
    let parts = [
        ("since", &gate.since),
        ("unstable", &gate.unstable),
        ("deprecated", &gate.deprecated),
    ];
    let told = parts
        .iter()
        .filter_map(|(word, value)| Some(format!(", {word} {}", value.as_ref()?)));
    told.collect()
}

fn at(case: &Case, at: &Option<Location>) -> String {
    match at {
        Some(at) => format!(" at {}", case.excerpt(at)),
        None => String::new(),
    }
}

/// The lines of `ask` name what is to fit, and what it is to fit.
pub(crate) fn fit(input: &str) -> String {
    let mut engine = Engine::default();
    let case = Case::read(input, &mut engine);
    let request = CheckFitRequest {
        files: case.files.clone(),
        subject: case.asked[0].clone(),
        target: case.asked[1].clone(),
    };
    let fit = match ask(&mut engine, request) {
        Ok(fit) => fit,
        Err(failure) => return failure,
    };
    let Fit {
        subject,
        target,
        verdict,
        checked,
        ..
    } = &fit;
    let mut out = format!("{subject} in {target}: {verdict:?}, {checked} compared\n");
    for finding in &fit.findings {
        writeln!(out, "\n{:?}: {}", finding.kind, finding.message).unwrap();
        if let Some(hint) = &finding.hint {
            writeln!(out, "  hint: {hint}").unwrap();
        }
        both(
            &mut out,
            ("wanted", &finding.wanted),
            ("given", &finding.given),
        );
    }
    out
}

fn both(out: &mut String, first: (&str, &Option<String>), second: (&str, &Option<String>)) {
    for (word, text) in [first, second] {
        let lines = text.iter().flat_map(|text| text.lines());
        for (number, line) in lines.enumerate() {
            let word = if number == 0 { word } else { "" };
            writeln!(out, "{}", format!("  {word:7} | {line}").trim_end()).unwrap();
        }
    }
}

/// The lines of `ask` name the older and the newer; the parts with the option `file` or `wit` are
/// the workspace's components.
pub(crate) fn compare(input: &str) -> String {
    let mut engine = Engine::default();
    let case = Case::read(input, &mut engine);
    let components = case.parts.iter();
    let components = components.filter(|part| matches!(part.options, "wit" | "file"));
    let [before, after] = [0, 1].map(|at| case.asked[at].source.clone());
    let request = CompareWitRequest {
        files: case.files.clone(),
        before,
        after,
        components: components.map(|part| part.load(&mut engine)).collect(),
    };
    let compared = match ask(&mut engine, request) {
        Ok(compared) => compared,
        Err(failure) => return failure,
    };
    let (old, new) = (&compared.before, &compared.after);
    let mut out = format!(
        "{old} to {new}: {:?}\n{}\n",
        compared.verdict, compared.summary
    );
    for change in &compared.changes {
        let scope = match change.scope.as_str() {
            "" => String::new(),
            scope => format!(" of {scope}"),
        };
        let breaking = if change.is_breaking { ", breaking" } else { "" };
        let (kind, name, what) = (&change.kind, &change.name, change.change);
        writeln!(out, "\n{kind} {name}{scope}: {what:?}{breaking}").unwrap();
        for detail in &change.details {
            writeln!(out, "  {detail}").unwrap();
        }
        both(
            &mut out,
            ("before", &change.before),
            ("after", &change.after),
        );
        for at in [&change.before_at, &change.after_at].into_iter().flatten() {
            writeln!(out, "  at {}", case.excerpt(at)).unwrap();
        }
    }
    for affected in &compared.affected {
        let side = if affected.is_export {
            "exports"
        } else {
            "imports"
        };
        let breaking = if affected.is_breaking {
            ", breaking"
        } else {
            ""
        };
        let items = affected.items.join(", ");
        let (component, interface) = (&affected.component, &affected.interface);
        writeln!(out, "\n{component} {side} {interface}: {items}{breaking}").unwrap();
    }
    if let Some(is_compatible) = semver::is_compatible(&case) {
        assert_eq!(is_compatible, compared.verdict != CompareVerdict::Breaking);
    }
    out
}

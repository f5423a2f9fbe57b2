//! What is made of a case, as text that a human would read.

use std::collections::BTreeMap;
use std::fmt::Write;

use bindgen::Maker;
use engine::{inspect, print_wat};
use model::{
    EncodeCompositionRequest, EncodeForm, GenerateRequest, JudgeRequest, Judgement, MakerCall,
    MakerReply, NamedComponent, ReadConfig, ReadConfigRequest, StartProjectRequest, StubRequest,
    Validation,
};
use serde_bytes::ByteBuf;

use crate::parts::parts;
use crate::{abis, componentize, mocks, packages, worlds};

/// A case's text to what came of it.
pub(crate) type Run = fn(&str) -> String;

/// Folder of cases, and what runs them.
pub(crate) const VERBS: [(&str, Run); 9] = [
    ("abi", abis::told),
    ("bindings", bindings),
    ("componentize", componentize::run),
    ("compose-config", compose_config),
    ("judge", judge),
    ("mock", mocks::made),
    ("package", packages::contents),
    ("project", project),
    ("stub", stub),
];

/// Asks the maker; a failure is its code and message.
pub(crate) fn ask<C: MakerCall>(call: C) -> Result<C::Answer, String> {
    match Maker.handle(call.into_request()) {
        MakerReply::Failed(error) => Err(format!("{}: {}", error.code, error.message)),
        reply => Ok(C::answer(reply).unwrap()),
    }
}

/// The first line names the generator and its options.
fn bindings(input: &str) -> String {
    let mut words = header(input).split(' ');
    let request = GenerateRequest {
        of: worlds::own(input),
        generator: words.next().unwrap_or_default().to_owned(),
        options: words
            .map(|pair| pair.split_once('=').unwrap())
            .map(|(id, value)| (id.to_owned(), value.to_owned()))
            .collect(),
    };
    let is_shuffled = request.generator == "moonbit";
    match ask(request) {
        Ok(mut generated) => {
            if is_shuffled {
                generated.files.values_mut().for_each(in_order);
            }
            contents(&generated.files)
        }
        Err(failure) => failure,
    }
}

/// Sorts the paragraphs of a text whose generator keeps them in no certain order.
fn in_order(contents: &mut ByteBuf) {
    let text = String::from_utf8_lossy(contents);
    let mut paragraphs: Vec<&str> = text.trim().split("\n\n").map(str::trim).collect();
    paragraphs.sort_unstable();
    *contents = ByteBuf::from(paragraphs.join("\n\n") + "\n");
}

/// The first line names the kind of project.
fn project(input: &str) -> String {
    let request = StartProjectRequest {
        of: worlds::own(input),
        kind: header(input).to_owned(),
    };
    match ask(request) {
        Ok(project) => format!("{}/\n\n{}", project.name, contents(&project.files)),
        Err(failure) => failure,
    }
}

/// The component's world, and the names that its traps tell.
fn stub(input: &str) -> String {
    let of = worlds::own(input);
    let bytes = match ask(StubRequest { of }) {
        Ok(bytes) => bytes,
        Err(failure) => return failure,
    };
    let inspection = inspect(&bytes).unwrap();
    assert_eq!(inspection.validation, Validation::Valid);
    let mut out = inspection.wit + "\n\n";
    let wat = print_wat(&bytes).unwrap();
    let functions = wat.lines().map(str::trim);
    for line in functions.filter(|line| line.starts_with("(func $") && line.contains("stub")) {
        let name = line.split('"').nth(1).unwrap_or_default();
        writeln!(out, "traps in `{name}`").unwrap();
    }
    out
}

/// Two versions of a package, or the worlds of two components.
fn judge(input: &str) -> String {
    let of_components = header(input) == "components";
    let side = |text: &str| match of_components {
        true => ask(StubRequest {
            of: worlds::own(text),
        })
        .unwrap(),
        false => worlds::own(text).package,
    };
    let parts = parts(input);
    let request = JudgeRequest {
        before: side(parts[1].1),
        after: side(parts[2].1),
    };
    match ask(request) {
        Ok(Judgement::Compatible { checked }) => format!("compatible, by {checked} checks"),
        Ok(Judgement::Breaking { reasons }) => format!("breaking:\n{}", reasons.join("\n")),
        Ok(Judgement::Unasked { reason }) => format!("not asked: {reason}"),
        Err(failure) => failure,
    }
}

/// The first part is the configuration, the others are the components of the workspace. What comes
/// of it must compose, unless components are missing.
fn compose_config(input: &str) -> String {
    let parts = parts(input);
    let components = parts[1..].iter().map(|(name, wit)| NamedComponent {
        name: (*name).to_owned(),
        bytes: ask(StubRequest {
            of: worlds::own(wit),
        })
        .unwrap(),
    });
    let components: Vec<_> = components.collect();
    let request = ReadConfigRequest {
        path: "config.yml".to_owned(),
        text: parts[0].1.to_owned(),
        components: components.clone(),
    };
    let ReadConfig {
        text,
        missing,
        diagnostics,
    } = ask(request).unwrap();
    let mut out = String::new();
    for it in diagnostics {
        writeln!(out, "{:?}: {}", it.severity, it.message).unwrap();
    }
    let Some(text) = text else { return out };
    writeln!(out, "\n{text}").unwrap();
    if missing.is_empty() {
        let form = EncodeForm::default();
        let composed = engine::encode_composition(&EncodeCompositionRequest {
            text,
            components,
            form,
        });
        match composed {
            Ok(composed) => writeln!(out, "{}", composed.inspection.wit).unwrap(),
            Err(error) => writeln!(out, "{}", error.message).unwrap(),
        }
    }
    out
}

pub(crate) fn header(input: &str) -> &str {
    let line = input.lines().next().unwrap_or_default();
    line.trim_start_matches("//").trim()
}

fn contents(files: &BTreeMap<String, ByteBuf>) -> String {
    let mut out = String::new();
    for (path, contents) in files {
        writeln!(out, "==> {path}").unwrap();
        match std::str::from_utf8(contents) {
            Ok(text) if !text.contains('\0') => out.push_str(text),
            _ => writeln!(out, "{} bytes", contents.len()).unwrap(),
        }
        out.push_str("\n\n");
    }
    let lines = out.lines().map(str::trim_end);
    lines.collect::<Vec<_>>().join("\n")
}

//! How a case of each verb is asked and answered.

use std::collections::BTreeMap;
use std::fmt::Write;

use engine::Engine;
use model::{
    AnalyzeRequest, ArrangeRequest, ComposeRequest, EncodedWat, End, EngineCall, EngineReply,
    ExportForm, ExportRequest, FormatRequest, GraphEdit, InspectRequest, KnownComponent,
    LinkRequest, LoadPackRequest, LoadTextsRequest, NamedFile, OpenRequest, Opened, Package,
    ParseWaveRequest, PrintWaveRequest, ReadWitRequest, StructureRequest, TranspileRequest,
    TurnOnRequest,
};

use crate::fixture::{self, Part, parts};
use crate::{arrange, language, render, wires, worlds, xray};

/// Asks what a case asks and writes down the answer.
pub(crate) type Run = fn(&str) -> String;

/// Every verb, by the folder of its cases.
pub(crate) const VERBS: &[(&str, Run)] = &[
    ("analyze", analyze),
    ("arrange", arrange::arrange),
    ("complete", language::complete),
    ("compose", compose),
    ("define", language::define),
    ("diff", worlds::compare),
    ("explain-wire", wires::explain),
    ("fit", worlds::fit),
    ("fixes", fixes),
    ("format", format),
    ("hover", language::hover),
    ("inspect", inspect),
    ("export", export),
    ("link", link),
    ("open", open),
    ("prospects", wires::prospects),
    ("read-wit", read_wit),
    ("plug", plug),
    ("references", language::references),
    ("rename", language::rename),
    ("structure", structure),
    ("transpile", transpile),
    ("wat", wat),
    ("wave", wave),
    ("world", worlds::world),
    ("xray", xray::of_wat),
];

/// The answer to a request, or a failure as a text.
pub(crate) fn ask<C: EngineCall>(engine: &mut Engine, request: C) -> Result<C::Answer, String> {
    match engine.handle(request.into_request()) {
        EngineReply::Failed(error) => Err(render::failure(&error)),
        reply => Ok(C::answer(reply).unwrap()),
    }
}

/// As `analyze`, and each finding with each of its fixes and what becomes of the texts. A fix that
/// leaves the finding fails the case. Where there is a `compose.wac`, as `compose`; then the parts
/// with the option `component` are components.
fn fixes(input: &str) -> String {
    let mut engine = Engine::default();
    load_pack(&mut engine, input);
    let mut files = files(input);
    let components = parts(input).into_iter().filter_map(|part| {
        let options = "wit";
        let is_component = part.options == "component";
        is_component.then(|| {
            files.remove(part.name);
            Part { options, ..part }.load(&mut engine)
        })
    });
    let components: Vec<KnownComponent> = components.collect();
    let diagnose =
        |engine: &mut Engine, files: &BTreeMap<String, String>| match files.get("compose.wac") {
            Some(text) => {
                let request = ComposeRequest {
                    path: "compose.wac".to_owned(),
                    text: text.clone(),
                    components: components.clone(),
                };
                ask(engine, request).unwrap().diagnostics
            }
            None => {
                let files = files.clone();
                let analysis = ask(engine, AnalyzeRequest { files }).unwrap();
                analysis.diagnostics
            }
        };
    let found = diagnose(&mut engine, &files);
    let mut out = String::new();
    for diagnostic in &found {
        let one = std::slice::from_ref(diagnostic);
        out.push_str(&render::diagnostics(one, |path| files.get(path).cloned()));
        for fix in &diagnostic.fixes {
            let fixed = fixture::apply(&files, &fix.edits);
            writeln!(out, "  fix: {}", fix.title).unwrap();
            render::changes(&mut out, &files, &fixed);
            turn_on(&mut engine, input, fix.feature.as_ref());
            let after = diagnose(&mut engine, &fixed);
            turn_on(&mut engine, input, None);
            let is_left = after.iter().any(|left| {
                left.message == diagnostic.message && left.span.start == diagnostic.span.start
            });
            assert!(!is_left, "`{}` leaves what is found:\n{out}", fix.title);
            let (before, left) = (found.len(), after.len());
            writeln!(out, "  {before} found before, {left} after\n").unwrap();
        }
    }
    out
}

/// The parts with the option `bundled` are packages of the pack, the others files.
fn analyze(input: &str) -> String {
    let mut engine = Engine::default();
    load_pack(&mut engine, input);
    let files = files(input);
    let request = AnalyzeRequest {
        files: files.clone(),
    };
    let analysis = ask(&mut engine, request).unwrap();
    let mut out = String::new();
    for package in &analysis.packages {
        write!(out, "package {}", package.name).unwrap();
        for interface in &package.interfaces {
            write!(out, ", interface {interface}").unwrap();
        }
        for world in &package.worlds {
            write!(out, ", world {world}").unwrap();
        }
        for bundled in &package.bundled {
            write!(out, ", bundled {bundled}").unwrap();
        }
        out.push('\n');
    }
    out + "\n" + &render::diagnostics(&analysis.diagnostics, |path| files.get(path).cloned())
}

/// Turns on the features of a case, and one more.
fn turn_on(engine: &mut Engine, input: &str, further: Option<&String>) {
    let parts = parts(input);
    let on = parts.iter().filter(|part| part.options == "feature");
    let on = on.map(|part| part.name.to_owned());
    let features = on.chain(further.cloned()).collect();
    ask(engine, TurnOnRequest { features }).unwrap();
}

/// Every part that is a file of the workspace.
pub(crate) fn files(input: &str) -> BTreeMap<String, String> {
    let parts = parts(input);
    let parts = parts
        .iter()
        .filter(|it| !matches!(it.options, "bundled" | "feature"));
    let named = parts.map(|part| match part.name {
        "" => ("wit/world.wit".to_owned(), part.text.to_owned()),
        name => (name.to_owned(), part.text.to_owned()),
    });
    named.collect()
}

/// Loads the parts with the option `bundled`, and turns on those with the option `feature`.
pub(crate) fn load_pack(engine: &mut Engine, input: &str) {
    turn_on(engine, input, None);
    let to_package = |part: &Part| Package {
        name: part.name.to_owned(),
        origin: "this case".to_owned(),
        files: BTreeMap::from([("package.wit".to_owned(), part.text.to_owned())]),
    };
    let parts = parts(input);
    let packages = parts
        .iter()
        .filter(|part| part.options == "bundled")
        .map(to_package);
    let request = LoadPackRequest {
        packages: packages.collect(),
    };
    ask(engine, request).unwrap();
}

/// The first part is the WAC text, the others are the components, or WIT files of the workspace.
fn compose(input: &str) -> String {
    let mut engine = Engine::default();
    load_pack(&mut engine, input);
    let parts = parts(input);
    let text = parts
        .first()
        .filter(|part| part.name.is_empty())
        .map(|part| part.text)
        .unwrap_or_default();
    let components = parts
        .iter()
        .filter(|part| !part.name.is_empty() && part.options != "bundled")
        .filter(|part| !part.name.ends_with(".wit"));
    let files = files(input).into_iter();
    let files = files.filter(|(path, _)| path.ends_with(".wit") && path != "wit/world.wit");
    let files = files.collect();
    ask(&mut engine, LoadTextsRequest { files }).unwrap();
    let request = ComposeRequest {
        path: "compose.wac".to_owned(),
        text: text.to_owned(),
        components: components.map(|part| part.load(&mut engine)).collect(),
    };
    let composition = ask(&mut engine, request.clone()).unwrap();
    let mut out = String::new();
    for diagnostic in &composition.diagnostics {
        let found = std::slice::from_ref(diagnostic);
        out.push_str(&render::diagnostics(found, |_| Some(text.to_owned())));
        mend(&mut out, &mut engine, &request, diagnostic, &composition);
    }
    if let Some(graph) = &composition.graph {
        out.push_str(&render::graph(graph, text));
    }
    assert_eq!(
        composition.bytes.is_some(),
        composition.inspection.is_some()
    );
    if let Some(inspection) = &composition.inspection {
        writeln!(out, "\n{}", inspection.wit).unwrap();
    }
    out
}

/// Writes down each way to mend a finding. One that leaves the finding fails the case.
fn mend(
    out: &mut String,
    engine: &mut Engine,
    request: &ComposeRequest,
    diagnostic: &model::Diagnostic,
    composition: &model::Composition,
) {
    let count = |found: &[model::Diagnostic]| {
        let same = found.iter().filter(|it| it.message == diagnostic.message);
        same.count()
    };
    let before = BTreeMap::from([(request.path.clone(), request.text.clone())]);
    for fix in &diagnostic.fixes {
        let after = fixture::apply(&before, &fix.edits);
        writeln!(out, "  fix: {}", fix.title).unwrap();
        render::changes(out, &before, &after);
        let mended = ComposeRequest {
            text: after[&request.path].clone(),
            ..request.clone()
        };
        let found = ask(engine, mended).unwrap().diagnostics;
        let is_left = count(&found) >= count(&composition.diagnostics);
        assert!(!is_left, "`{}` leaves what is found:\n{out}", fix.title);
        writeln!(out, "  {} found after\n", found.len()).unwrap();
    }
}

/// As `compose`; whether each instance needs JSPI tells whether what it imports may have to wait.
fn link(input: &str) -> String {
    let mut engine = Engine::default();
    let parts = parts(input);
    let request = LinkRequest {
        path: "compose.wac".to_owned(),
        text: parts[0].text.to_owned(),
        components: (parts[1..].iter())
            .map(|part| part.load(&mut engine))
            .collect(),
    };
    let linked = match ask(&mut engine, request) {
        Ok(linked) => linked,
        Err(failure) => return failure,
    };
    let name = |index: u32| linked.instances[index as usize].name.as_str();
    let mut out = String::new();
    for instance in &linked.instances {
        let jspi = ["", ", needs JSPI"][usize::from(instance.transpiled.needs_jspi)];
        writeln!(out, "instance {}{jspi}", instance.name).unwrap();
        for wire in &instance.wires {
            writeln!(
                out,
                "  {} from {} {}",
                wire.import,
                name(wire.from),
                wire.export
            )
            .unwrap();
        }
        for (kind, functions) in [("import", &instance.imports), ("export", &instance.exports)] {
            let ids = functions.iter().map(|function| &function.id);
            ids.for_each(|id| writeln!(out, "  {kind} {id}").unwrap());
        }
    }
    for export in &linked.exports {
        writeln!(
            out,
            "export {} of {} {}",
            export.name,
            name(export.from),
            export.export
        )
        .unwrap();
    }
    out
}

/// The case is a WIT text, or a WAC one behind its header; `␍` stands for a carriage return.
fn format(input: &str) -> String {
    let mut engine = Engine::default();
    let (path, text) = one_text(input);
    let text = text.replace('␍', "\r");
    let request = |text: &str| FormatRequest {
        path: path.to_owned(),
        text: text.to_owned(),
    };
    let formatted = ask(&mut engine, request(&text)).unwrap();
    assert_eq!(formatted.text.is_none(), !formatted.diagnostics.is_empty());
    let Some(once) = formatted.text else {
        return render::diagnostics(&formatted.diagnostics, |_| Some(text.clone()));
    };
    let twice = ask(&mut engine, request(&once)).unwrap().text;
    assert_eq!(twice, Some(once.clone()));
    once.replace('\r', "␍")
}

/// The first part is the binary.
fn inspect(input: &str) -> String {
    let bytes = parts(input)[0].binary().into();
    match ask(&mut Engine::default(), InspectRequest { bytes }) {
        Ok(inspection) => render::inspection(&inspection),
        Err(failure) => failure,
    }
}

/// Parts called `archive.zip!path` are put into that archive.
fn open(input: &str) -> String {
    let mut archives: BTreeMap<&str, Vec<(&str, Vec<u8>)>> = BTreeMap::new();
    let mut files = Vec::new();
    let parts = parts(input);
    for part in &parts {
        let bytes = match part.options {
            "" => part.text.trim_end().as_bytes().to_vec(),
            _ => part.binary(),
        };
        // A part's name has no blanks.
        let path = part.name.replace('_', " ");
        match part.name.split_once('!') {
            Some((archive, path)) => archives.entry(archive).or_default().push((path, bytes)),
            None => files.push(NamedFile {
                path,
                bytes: bytes.into(),
            }),
        }
    }
    for (archive, contents) in archives {
        let contents: Vec<(&str, &[u8])> = contents
            .iter()
            .map(|(path, bytes)| (*path, bytes.as_slice()))
            .collect();
        files.push(NamedFile {
            path: archive.to_owned(),
            bytes: fixture::zip(&contents).into(),
        });
    }
    let opened = open_all(files);
    let mut out = String::new();
    assert_eq!(opened.components.len(), opened.inspections.len());
    for (component, inspection) in opened.components.iter().zip(&opened.inspections) {
        writeln!(out, "{}: {:?}", component.name, inspection.artifact).unwrap();
    }
    out.push_str(&texts(&opened.texts));
    for (folder, package) in &opened.packages {
        writeln!(out, "{folder} is {package}").unwrap();
    }
    out + &render::diagnostics(&opened.refused, |_| None)
}

/// Opens files as the page does: WAT is encoded and opened as a binary beside the others.
fn open_all(mut files: Vec<NamedFile>) -> Opened {
    let ask_for = |files: &[NamedFile]| {
        let files = files.to_vec();
        ask(&mut Engine::default(), OpenRequest { files }).unwrap()
    };
    let mut refused = Vec::new();
    for file in ask_for(&files).wat {
        match engine::encode_wat(file) {
            EncodedWat::Binary(file) => files.push(file),
            EncodedWat::Refused(diagnostic) => refused.push(diagnostic),
        }
    }
    let mut opened = ask_for(&files);
    opened.refused.append(&mut refused);
    opened
}

/// The part `form` says what becomes of the others: `zip`, `zip with bundled`, `text <package>` or
/// `binary <package>`; those with the option `bundled` are packages of the pack. What was exported
/// is opened again.
fn export(input: &str) -> String {
    let mut engine = Engine::default();
    load_pack(&mut engine, input);
    let parts = parts(input);
    let own = parts[1..].iter().filter(|part| part.options != "bundled");
    let files: BTreeMap<String, String> = own
        .map(|part| (part.name.to_owned(), part.text.to_owned()))
        .collect();
    let form = match parts[0].text.trim().split_once(' ') {
        None => ExportForm::Zip {
            with_bundled: false,
        },
        Some(("zip", _)) => ExportForm::Zip { with_bundled: true },
        Some(("text", package)) => ExportForm::Text {
            package: package.to_owned(),
        },
        Some((_, package)) => ExportForm::Binary {
            package: package.to_owned(),
        },
    };
    let path = match form {
        ExportForm::Zip { .. } => "export.zip",
        ExportForm::Text { .. } => "export.wit",
        ExportForm::Binary { .. } => "export.wasm",
    };
    let is_plain_zip = form
        == ExportForm::Zip {
            with_bundled: false,
        };
    let request = ExportRequest {
        files: files.clone(),
        form,
    };
    let bytes = match ask(&mut engine, request) {
        Ok(bytes) => bytes,
        Err(failure) => return failure,
    };
    let path = path.to_owned();
    let request = OpenRequest {
        files: vec![NamedFile { path, bytes }],
    };
    let opened = ask(&mut engine, request).unwrap();
    if is_plain_zip {
        assert_eq!(opened.texts, files);
    }
    texts(&opened.texts) + &render::diagnostics(&opened.refused, |_| None)
}

/// The first part is the binary; a part `known` lists packages that are there already.
fn read_wit(input: &str) -> String {
    let parts = parts(input);
    let known = parts.iter().filter(|part| part.name == "known");
    let request = ReadWitRequest {
        name: parts[0].name.to_owned(),
        bytes: parts[0].binary().into(),
        known: known
            .flat_map(|part| part.text.split_whitespace().map(str::to_owned))
            .collect(),
    };
    match ask(&mut Engine::default(), request) {
        Ok(files) => texts(&files),
        Err(failure) => failure,
    }
}

fn texts(texts: &BTreeMap<String, String>) -> String {
    let mut out = String::new();
    for (path, text) in texts {
        writeln!(out, "{path}:").unwrap();
        for line in text.lines() {
            writeln!(out, "{}", format!("    {line}").trim_end()).unwrap();
        }
    }
    out
}

/// The first part names the socket and then the plugs; the others are the components.
fn plug(input: &str) -> String {
    let parts = parts(input);
    let mut names = parts[0].text.split_whitespace().map(str::to_owned);
    let mut engine = Engine::default();
    let components = parts[1..].iter().map(|part| part.load(&mut engine));
    let components: Vec<_> = components.collect();
    let socket = names.next().unwrap();
    let request = ArrangeRequest {
        path: "compose.wac".to_owned(),
        text: String::new(),
        components: components.clone(),
        edit: GraphEdit::Plug {
            socket: End::Package { name: socket },
            plugs: names.collect(),
        },
    };
    let plugged = ask(&mut engine, request).unwrap();
    let mut out = render::diagnostics(&plugged.diagnostics, |_| None);
    let Some(text) = plugged.edits.into_iter().next().map(|edit| edit.text) else {
        return out;
    };
    writeln!(out, "{}", plugged.done).unwrap();
    writeln!(out, "\n{text}").unwrap();
    let request = ComposeRequest {
        path: "compose.wac".to_owned(),
        text: text.clone(),
        components,
    };
    let composition = ask(&mut engine, request).unwrap();
    out.push_str(&render::diagnostics(&composition.diagnostics, |_| {
        Some(text.clone())
    }));
    let wit = composition.inspection.map(|inspection| inspection.wit);
    writeln!(out, "composes to\n\n{}", wit.unwrap_or_default()).unwrap();
    out
}

/// The path and text of a case that is one text.
fn one_text(input: &str) -> (&str, &str) {
    let header = input
        .strip_prefix("//- ")
        .and_then(|it| it.split_once('\n'));
    header.unwrap_or(("world.wit", input))
}

/// The case is a WIT text, or a WAC one behind its header.
fn structure(input: &str) -> String {
    let (path, input) = one_text(input);
    let request = StructureRequest {
        path: path.to_owned(),
        text: input.to_owned(),
    };
    let structure = ask(&mut Engine::default(), request).unwrap();
    let mut out = String::new();
    render::outline(&mut out, &structure.outline, 0, input);
    render::folds(&mut out, &structure.folds, input);
    render::tokens(&mut out, &structure.tokens, input);
    out
}

/// The first part is the binary.
fn transpile(input: &str) -> String {
    let bytes = parts(input)[0].binary().into();
    let transpiled = match ask(&mut Engine::default(), TranspileRequest { bytes }) {
        Ok(transpiled) => transpiled,
        Err(failure) => return failure,
    };
    let mut out = String::new();
    let jspi = if transpiled.needs_jspi {
        "needs"
    } else {
        "does not need"
    };
    writeln!(out, "{jspi} JSPI").unwrap();
    for import in &transpiled.imports {
        let functions = import.functions.join(", ");
        writeln!(
            out,
            "{}",
            format!("import {}: {functions}", import.name).trim_end()
        )
        .unwrap();
    }
    for core in &transpiled.cores {
        assert!(core.bytes.starts_with(b"\0asm"));
        writeln!(out, "core {}", core.name).unwrap();
    }
    for line in transpiled
        .js
        .lines()
        .filter(|line| line.contains("imports[") || line.contains("imports."))
    {
        writeln!(out, "js {}", line.trim()).unwrap();
    }
    out
}

/// The first part is the binary.
fn wat(input: &str) -> String {
    let bytes = parts(input)[0].binary();
    engine::print_wat(&bytes).unwrap_or_else(|error| render::failure(&error))
}

/// The first part is WIT with a function `f` in an interface; each line of the part `args` holds
/// its arguments.
fn wave(input: &str) -> String {
    let parts = parts(input);
    let mut engine = Engine::default();
    let bytes = parts[0].binary().into();
    let inspection = ask(&mut engine, InspectRequest { bytes }).unwrap();
    let function = inspection
        .functions
        .iter()
        .find(|function| function.name == "f")
        .unwrap();
    let mut out = String::new();
    for line in parts[1].text.lines() {
        writeln!(out, "f({line})").unwrap();
        let request = ParseWaveRequest {
            params: function.params.clone(),
            text: line.replace('⏎', "\n"),
        };
        let text = request.text.clone();
        let parsed = ask(&mut engine, request).unwrap();
        assert_eq!(parsed.values.is_none(), !parsed.diagnostics.is_empty());
        out.push_str(&render::diagnostics(&parsed.diagnostics, |_| {
            Some(text.clone())
        }));
        let Some(values) = parsed.values else {
            continue;
        };
        let request = PrintWaveRequest {
            params: function.params.clone(),
            values: values.clone(),
        };
        let printed = ask(&mut engine, request).unwrap_or_else(|failure| failure);
        writeln!(out, "  {values:?}\n  = f({printed})\n").unwrap();
        let request = ParseWaveRequest {
            params: function.params.clone(),
            text: printed,
        };
        assert_eq!(ask(&mut engine, request).unwrap().values, Some(values));
    }
    out
}

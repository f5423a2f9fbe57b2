//! No edit panics the engine: texts of `tests/suite` and the samples, broken at random, through
//! every verb that takes a text. `MUTATIONS=1000000` tries more of them, `SEED=7` others.

#![allow(clippy::unwrap_used, reason = "a failed test may panic")]

mod inputs;

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::{env, thread};

use engine::Engine;
use inputs::{Case, Random, mutate};
use model::{
    AnalyzeRequest, CompareWitRequest, CompleteRequest, ComposeRequest, DefineRequest,
    DescribeWorldRequest, Diagnostic, EncodeWorldRequest, EngineCall, ExportForm, ExportRequest,
    FormatRequest, HoverRequest, KnownComponent, LoadComponentRequest, LoadPackRequest,
    OutlineItem, Package, PackageOutline, Param, ParseWaveRequest, Position, ReferencesRequest,
    RenameRequest, Span, StructureRequest, Type, WitSource, WorldChoice,
};

/// Texts that are tried when nothing else is asked for.
const INPUTS: usize = 110_000;
/// Bytes of a text that a mutation starts from; longer ones take long and tell no more.
const MAX_LEN: usize = 4_000;

#[test]
fn no_edit_panics_the_engine() {
    let number = |name| env::var(name).ok().and_then(|it| it.parse::<usize>().ok());
    let count = number("MUTATIONS").unwrap_or(INPUTS);
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let cases = inputs::cases(MAX_LEN);
    let failures: Vec<String> = thread::scope(|scope| {
        let handles: Vec<_> = (0..threads)
            .map(|index| {
                let seed = number("SEED").unwrap_or(1) * 1000 + index;
                let cases = &cases;
                scope.spawn(move || try_many(cases, count / threads + 1, seed))
            })
            .collect();
        handles
            .into_iter()
            .flat_map(|it| it.join().unwrap())
            .collect()
    });
    println!("{count} inputs, made of {} texts", cases.len());
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
}

/// What went wrong with any of `count` mutations; stops after a few.
fn try_many(cases: &[Case], count: usize, seed: usize) -> Vec<String> {
    let mut random = Random::new(seed as u64);
    let mut engine = new_engine();
    let mut failures = Vec::new();
    for _ in 0..count {
        let mut case = cases[random.below(cases.len())].clone();
        let other = &cases[random.below(cases.len())];
        mutate(&mut case.text, &other.text, &mut random);
        let at = random.below(case.text.len() + 1);
        let tried = catch_unwind(AssertUnwindSafe(|| try_one(&mut engine, &case, at)));
        if tried.is_err() {
            failures.push(format!("{} {:?}", case.path, case.text));
            engine = new_engine();
        }
        if failures.len() > 8 {
            break;
        }
    }
    failures
}

/// One that holds a few small packages, which the suite's texts name.
fn new_engine() -> Engine {
    let package = |name: &str, text: &str| Package {
        name: name.to_owned(),
        origin: "this test".to_owned(),
        files: BTreeMap::from([("package.wit".to_owned(), text.to_owned())]),
    };
    let packages = vec![
        package(
            "wasi:io@0.2.3",
            "package wasi:io@0.2.3; interface poll { resource pollable { ready: func() -> bool; } }",
        ),
        package(
            "wasi:cli@0.2.3",
            "package wasi:cli@0.2.3; interface stdout { use wasi:io/poll@0.2.3.{pollable}; \
             get: func() -> pollable; } world imports { import stdout; }",
        ),
    ];
    let mut engine = Engine::default();
    ask(&mut engine, LoadPackRequest { packages });
    for known in components() {
        let path = known.name.replace("example:", "wit-samples/text-bridge/") + ".wasm";
        let bytes = std::fs::read(inputs::root().join(path)).unwrap().into();
        let digest = known.digest;
        ask(&mut engine, LoadComponentRequest { digest, bytes });
    }
    engine
}

/// What the texts of compositions may be about.
fn components() -> Vec<KnownComponent> {
    let known = ["example:text-processor", "example:text-reporter"].map(|name| KnownComponent {
        name: name.to_owned(),
        digest: name.to_owned(),
    });
    known.into()
}

fn ask<C: EngineCall>(engine: &mut Engine, request: C) -> Option<C::Answer> {
    C::answer(engine.handle(request.into_request()))
}

fn try_one(engine: &mut Engine, case: &Case, at: usize) {
    match case.path.rsplit('.').next() {
        Some("wac") => try_wac(engine, case, at),
        Some("wave") => try_wave(engine, &case.text),
        _ => try_wit(engine, case, at),
    }
}

fn try_wac(engine: &mut Engine, case: &Case, at: usize) {
    let text = case.text.as_str();
    let request = ComposeRequest {
        path: "compose.wac".to_owned(),
        text: text.to_owned(),
        components: Vec::new(),
    };
    let composition = ask(engine, request).unwrap();
    check_diagnostics(&composition.diagnostics, |_| Some(text));
    try_format(engine, &case.path, text);
    try_structure(engine, &case.path, text);
    let files = BTreeMap::from([(case.path.clone(), case.text.clone())]);
    try_place(engine, files, &case.path, at);
}

fn try_wave(engine: &mut Engine, text: &str) {
    let param = |ty: Type| Param {
        name: "x".to_owned(),
        ty,
    };
    let list = |element| Type::List {
        element: Box::new(element),
        length: None,
    };
    let request = ParseWaveRequest {
        params: vec![
            param(Type::String),
            param(list(Type::U8)),
            param(list(list(Type::Char))),
        ],
        text: text.to_owned(),
    };
    let parsed = ask(engine, request).unwrap();
    check_diagnostics(&parsed.diagnostics, |_| Some(text));
}

fn try_wit(engine: &mut Engine, case: &Case, at: usize) {
    let mut files = case.others.clone();
    files.insert(case.path.clone(), case.text.clone());
    let request = AnalyzeRequest {
        files: files.clone(),
    };
    let analysis = ask(engine, request).unwrap();
    check_diagnostics(&analysis.diagnostics, |path| {
        files.get(path).map(String::as_str)
    });
    for package in &analysis.packages {
        try_package(engine, &files, package);
    }
    try_format(engine, &case.path, &case.text);
    try_structure(engine, &case.path, &case.text);
    try_place(engine, files, &case.path, at);
}

/// The verbs that ask about a package and its worlds.
fn try_package(engine: &mut Engine, files: &BTreeMap<String, String>, package: &PackageOutline) {
    let own = || WitSource::Own {
        package: package.name.clone(),
    };
    let comparison = CompareWitRequest {
        files: files.clone(),
        before: own(),
        after: own(),
        components: Vec::new(),
    };
    ask(engine, comparison);
    let export = ExportRequest {
        files: files.clone(),
        form: ExportForm::Text {
            package: package.name.clone(),
        },
    };
    ask(engine, export);
    for world in &package.worlds {
        let of = || WorldChoice {
            source: own(),
            world: Some(world.clone()),
        };
        let files = || files.clone();
        ask(
            engine,
            DescribeWorldRequest {
                files: files(),
                of: of(),
            },
        );
        ask(
            engine,
            EncodeWorldRequest {
                files: files(),
                of: of(),
            },
        );
    }
}

fn try_format(engine: &mut Engine, path: &str, text: &str) {
    let mut format = |text: &str| {
        let (path, text) = (path.to_owned(), text.to_owned());
        ask(engine, FormatRequest { path, text }).unwrap()
    };
    let formatted = format(text);
    check_diagnostics(&formatted.diagnostics, |_| Some(text));
    if let Some(once) = formatted.text {
        assert_eq!(format(&once).text.as_ref(), Some(&once), "formatted twice");
        let comments = |text| {
            inputs::lexemes(text)
                .into_iter()
                .filter(|it| inputs::is_comment(it))
                .count()
        };
        assert_eq!(comments(text), comments(&once), "comments that are kept");
    }
}

fn try_structure(engine: &mut Engine, path: &str, text: &str) {
    let request = StructureRequest {
        path: path.to_owned(),
        text: text.to_owned(),
    };
    let structure = ask(engine, request).unwrap();
    check_outline(text, &structure.outline);
    for fold in &structure.folds {
        check_span(text, *fold);
    }
    for token in &structure.tokens {
        check_span(text, token.span);
    }
    let ordered = |pair: &[model::Token]| pair[0].span.end <= pair[1].span.start;
    assert!(structure.tokens.windows(2).all(ordered), "names in order");
}

fn check_outline(text: &str, items: &[OutlineItem]) {
    for item in items {
        check_span(text, item.span);
        check_span(text, item.name_span);
        assert!(item.span.start <= item.name_span.start && item.name_span.end <= item.span.end);
        check_outline(text, &item.children);
    }
}

/// The verbs that ask about a place.
fn try_place(engine: &mut Engine, files: BTreeMap<String, String>, path: &str, mut at: usize) {
    while !files[path].is_char_boundary(at) {
        at -= 1;
    }
    let at = Position {
        path: path.to_owned(),
        offset: u32::try_from(at).unwrap(),
    };
    let (name, files_of) = ("new-name".to_owned(), || files.clone());
    let components = components();
    ask(
        engine,
        HoverRequest {
            files: files_of(),
            components: components.clone(),
            at: at.clone(),
        },
    );
    ask(
        engine,
        DefineRequest {
            files: files_of(),
            components: components.clone(),
            at: at.clone(),
        },
    );
    ask(
        engine,
        ReferencesRequest {
            files: files_of(),
            components: components.clone(),
            at: at.clone(),
        },
    );
    ask(
        engine,
        RenameRequest {
            files: files_of(),
            components: components.clone(),
            at: at.clone(),
            name,
        },
    );
    ask(
        engine,
        CompleteRequest {
            files: files_of(),
            components: components.clone(),
            at,
        },
    );
}

fn check_diagnostics<'a>(diagnostics: &[Diagnostic], text_of: impl Fn(&str) -> Option<&'a str>) {
    for diagnostic in diagnostics {
        let check = |path: &str, span| {
            let text = text_of(path).unwrap_or_else(|| panic!("no file `{path}`: {diagnostic:?}"));
            check_span(text, span);
        };
        check(&diagnostic.path, diagnostic.span);
        for related in &diagnostic.related {
            check(&related.path, related.span);
        }
        let edits = diagnostic.fixes.iter().flat_map(|fix| &fix.edits);
        for edit in edits.filter(|edit| text_of(&edit.path).is_some()) {
            check(&edit.path, edit.span);
        }
    }
}

fn check_span(text: &str, span: Span) {
    let slice = text.get(span.start as usize..span.end as usize);
    assert!(slice.is_some(), "{span:?} is no part of the text");
}

//! Compositions that nobody writes by hand: many instances, many imports, large components, large
//! texts. Each is answered soon, and in words.

#![allow(clippy::unwrap_used, reason = "a failed test may panic")]

#[path = "inputs/components.rs"]
mod components;

use std::time::{Duration, Instant};

use components::{component, enlarged, load};
use engine::{Engine, xray};
use model::{
    ComposeRequest, Composition, EngineCall, KnownComponent, Likeness, ProspectSort,
    ProspectsBySort, ProspectsRequest, XRayRequest,
};

/// Without optimisation, on a machine that is busy; optimised, it is a tenth.
const PATIENCE: Duration = Duration::from_secs(60);

const STAGE: &str = "package example:stage@0.1.0;
interface stage { record item { text: string } pass: func(item: item) -> item; }
world w { import stage; export stage; }";

#[test]
fn two_hundred_instances_in_a_row() {
    let mut engine = Engine::default();
    let stage = load(&mut engine, "example:stage", component(STAGE));
    let mut text = "package example:row;\nlet n0 = new example:stage { ... };\n".to_owned();
    for number in 1..200 {
        let before = number - 1;
        text += &format!("let n{number} = new example:stage {{ stage: n{before}.stage }};\n");
    }
    text += "export n199...;\n";
    let composition = compose(&mut engine, &text, std::slice::from_ref(&stage));
    assert_eq!(composition.diagnostics, []);
    assert_eq!(composition.graph.unwrap().edges.len(), 201);
    let prospects = prospects(&mut engine, &text, &[stage]);
    let count = |sorts: &[ProspectSort]| sorts.iter().map(|it| it.pairs.len() / 2).sum::<usize>();
    let fitting = |it: &&ProspectSort| it.likeness == Likeness::Fits;
    let fits: Vec<ProspectSort> = prospects.sorts.iter().filter(fitting).cloned().collect();
    // Each could take from those before it, and from the import; from those after it only in a
    // circle.
    assert_eq!(count(&fits), 200 * 199 / 2 + 200);
    assert_eq!(count(&prospects.sorts), 200 * 199 + 200);
}

#[test]
fn thousands_of_instances_are_counted_and_not_drawn() {
    let mut engine = Engine::default();
    let stage = [load(&mut engine, "example:stage", component(STAGE))];
    let mut crowd = |count: u32| {
        let instances: String = (0..count)
            .map(|it| format!("let n{it} = new example:stage {{ ... }};\n"))
            .collect();
        let text = format!("package example:crowd;\n{instances}export n0...;\n");
        let composition = compose(&mut engine, &text, &stage);
        let graph = composition.graph.as_ref().unwrap();
        assert_eq!(graph.left_out, Some(count));
        assert!(graph.nodes.is_empty() && graph.edges.is_empty());
        composition
    };
    let drawn = XRayRequest {
        name: "example:crowd".to_owned(),
        bytes: crowd(400).bytes.unwrap(),
        known: Vec::new(),
    };
    let seen = xray(&drawn, &|_| None).unwrap();
    assert_eq!(seen.graph.left_out, Some(400));
    assert!(seen.graph.nodes.is_empty() && seen.text.is_some());
    // More than a thousand are no valid component.
    let hint = crowd(2000).diagnostics[0].hint.clone();
    assert!(hint.unwrap().contains("into a component of their own"));
}

#[test]
fn five_hundred_imports() {
    let mut engine = Engine::default();
    // A component has room for a thousand instances, and each interface takes two.
    let interfaces: String = (0..300)
        .map(|it| format!("interface i{it} {{ f: func(x: u32) -> u32; }}\n"))
        .collect();
    let world = |verb: &str, count: usize, functions: usize| {
        let functions: String = (0..functions)
            .map(|it| format!("{verb} g{it}: func(x: u32) -> u32;\n"))
            .collect();
        let items: String = (0..count).map(|it| format!("{verb} i{it};\n")).collect();
        format!("package example:many@0.1.0;\n{interfaces}\nworld w {{\n{items}{functions}}}")
    };
    let taker = load(
        &mut engine,
        "example:taker",
        component(&world("import", 300, 200)),
    );
    let giver = load(
        &mut engine,
        "example:giver",
        component(&world("export", 200, 0)),
    );
    let both = [taker, giver];
    let text = "package example:all;\nlet taker = new example:taker {};\n";
    let missing = compose(&mut engine, text, &both).diagnostics;
    assert_eq!(missing.len(), 1);
    let message = &missing[0].message;
    assert!(
        message.ends_with("`example:many/i5@0.1.0` and 494 more"),
        "{message}"
    );
    let text = "package example:all;\nlet giver = new example:giver {};\n\
                let taker = new example:taker { ...giver, ... };\nexport giver...;\n";
    let composition = compose(&mut engine, text, &both);
    assert_eq!(composition.diagnostics, []);
    let prospects = prospects(&mut engine, text, &both);
    // Each of them from the instance, or left open.
    assert_eq!(prospects.sorts.len(), 200 + 100 + 200);
}

#[test]
fn twenty_megabytes_of_code() {
    let mut engine = Engine::default();
    let large = enlarged(component(STAGE), 20_000_000);
    let large = [load(&mut engine, "example:large", large)];
    let text = "package example:all;\nlet large = new example:large { ... };\nexport large...;\n";
    // The first time, its code is validated.
    let composition = compose(&mut engine, text, &large);
    assert_eq!(composition.diagnostics, []);
    let again = compose(&mut engine, &format!("{text}// edited"), &large);
    assert_eq!(again.bytes, composition.bytes);
    assert!(again.bytes.unwrap().len() > 20_000_000);
}

#[test]
fn a_text_of_a_megabyte() {
    let mut engine = Engine::default();
    let stage = [load(&mut engine, "example:stage", component(STAGE))];
    let comment = "// a line that says nothing much, again and again\n".repeat(20_000);
    let text = format!(
        "package example:all;\n{comment}let s = new example:stage {{ ... }};\n{comment}\
         export s...;\n"
    );
    assert!(text.len() > 1_000_000);
    assert_eq!(compose(&mut engine, &text, &stage).diagnostics, []);
    let wrong = "let x = new example:missing {};\n".repeat(30_000);
    let found = compose(
        &mut engine,
        &format!("package example:all;\n{wrong}"),
        &stage,
    );
    assert!(!found.diagnostics.is_empty());
}

#[test]
fn a_circle_is_told_where_it_closes() {
    let mut engine = Engine::default();
    let stage = [load(&mut engine, "example:stage", component(STAGE))];
    let text = "package example:circle;\nlet a = new example:stage { stage: b.stage };\n\
                let b = new example:stage { stage: a.stage };\nexport b...;\n";
    let found = compose(&mut engine, text, &stage).diagnostics;
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].message, "undefined name `b`");
    assert_eq!(found[0].hint.as_deref(), Some("it is defined further down"));
    let itself = "package example:circle;\nlet a = new example:stage { stage: a.stage };\n";
    assert_eq!(compose(&mut engine, itself, &stage).diagnostics.len(), 1);
}

#[test]
fn two_providers_are_two_arguments_of_one_name() {
    let mut engine = Engine::default();
    let stage = [load(&mut engine, "example:stage", component(STAGE))];
    let text = "package example:two;\nlet a = new example:stage { ... };\n\
                let b = new example:stage { stage: a.stage, \"example:stage/stage@0.1.0\": \
                a.stage };\nexport b...;\n";
    let found = compose(&mut engine, text, &stage).diagnostics;
    assert_eq!(found.len(), 1);
    let message = &found[0].message;
    assert!(message.contains("example:stage/stage@0.1.0"), "{message}");
}

fn compose(engine: &mut Engine, text: &str, components: &[KnownComponent]) -> Composition {
    ask(
        engine,
        ComposeRequest {
            path: "compose.wac".to_owned(),
            text: text.to_owned(),
            components: components.to_vec(),
        },
    )
}

fn prospects(engine: &mut Engine, text: &str, components: &[KnownComponent]) -> ProspectsBySort {
    ask(
        engine,
        ProspectsRequest {
            text: text.to_owned(),
            components: components.to_vec(),
        },
    )
}

fn ask<C: EngineCall>(engine: &mut Engine, request: C) -> C::Answer {
    let start = Instant::now();
    let answer = C::answer(engine.handle(request.into_request())).unwrap();
    let elapsed = start.elapsed();
    println!("{elapsed:?} {}", std::any::type_name::<C>());
    assert!(elapsed < PATIENCE, "took {elapsed:?}");
    answer
}

//! Random edits of random compositions: text and graph stay equal, and comments stay.
//!
//! What an edit does to the wires is told by a plain model of them, which knows no text. `EDITS=10000`
//! makes more edits, `SEED=7` others.

#![allow(clippy::unwrap_used, reason = "a failed test may panic")]

mod bench;
mod edits;
#[path = "../inputs/mod.rs"]
mod inputs;
mod wires;

use std::collections::BTreeMap;
use std::env;
use std::time::{Duration, Instant};

use bench::{Bench, component, load};
use edits::any_edit;
use inputs::{Random, is_comment, lexemes};
use model::{Arranged, Connection, GraphEdit, Severity};
use wires::{expected, may_be_refused, said, takes_away};

/// Edits that are made when nothing else is asked for.
const EDITS: usize = 400;
/// A composition that grew larger is begun anew.
const MAX_NODES: usize = 24;

/// Texts that the edits begin with.
const TEXTS: &[&str] = &[
    "",
    "// nothing yet\n",
    "package test:comp;\n",
    include_str!("../inputs/worded.wac"),
    include_str!("../inputs/nested.wac"),
    include_str!("../inputs/dense.wac"),
    include_str!("../inputs/imports.wac"),
];

#[test]
fn text_and_graph_stay_equal() {
    let number = |name| env::var(name).ok().and_then(|it| it.parse::<usize>().ok());
    let mut random = Random::new(number("SEED").unwrap_or(1) as u64);
    let mut bench = Bench::new();
    let mut made = BTreeMap::new();
    let mut text = String::new();
    for _ in 0..number("EDITS").unwrap_or(EDITS) {
        let graph = bench.graph(&text);
        if graph.nodes.len() > MAX_NODES || random.below(20) == 0 {
            text = TEXTS[random.below(TEXTS.len())].to_owned();
            continue;
        }
        let Some(edit) = any_edit(&graph, &mut random) else {
            text = TEXTS[random.below(TEXTS.len())].to_owned();
            continue;
        };
        let name = format!("{edit:?}");
        let name = name.split([' ', '{']).next().unwrap().to_owned();
        let arranged = bench.arrange(&text, &edit);
        let told = || format!("{edit:#?}\non\n{text}\nanswers {arranged:#?}");
        if arranged
            .diagnostics
            .iter()
            .any(|it| it.severity == Severity::Error)
        {
            assert!(arranged.edits.is_empty(), "refused with edits: {}", told());
            assert!(may_be_refused(&graph, &edit), "refused: {}", told());
            let message = &arranged.diagnostics[0].message;
            *made
                .entry(format!("{name}, refused: {message}"))
                .or_insert(0) += 1;
            continue;
        }
        assert!(!arranged.done.is_empty(), "says nothing: {}", told());
        let after = apply(&text, &arranged);
        let found = bench.graph(&after);
        let told = || format!("{}\nwrites\n{after}", told());
        if let Some(expected) = expected(&graph, &edit) {
            assert_eq!(said(&found), expected, "{}", told());
        }
        for id in &arranged.made {
            assert!(
                found.nodes.iter().any(|it| it.id == *id),
                "no {id}: {}",
                told()
            );
        }
        assert_eq!(undone(&text, &after, &arranged), text, "{}", told());
        if !takes_away(&edit) {
            assert_eq!(comments(&after), comments(&text), "{}", told());
        }
        *made.entry(name).or_insert(0) += 1;
        text = after;
    }
    println!("{made:#?}");
}

fn apply(text: &str, arranged: &Arranged) -> String {
    let mut after = text.to_owned();
    let mut until = text.len();
    for edit in arranged.edits.iter().rev() {
        let (start, end) = (edit.span.start as usize, edit.span.end as usize);
        assert!(start <= end && end <= until, "edits overlap: {arranged:#?}");
        after.replace_range(start..end, &edit.text);
        until = start;
    }
    after
}

/// The text before, by taking back each edit.
fn undone(before: &str, after: &str, arranged: &Arranged) -> String {
    let mut undone = after.to_owned();
    let mut shift = 0_isize;
    let mut inverse = Vec::new();
    for edit in &arranged.edits {
        let start = (edit.span.start as isize + shift) as usize;
        let old = &before[edit.span.start as usize..edit.span.end as usize];
        inverse.push((start..start + edit.text.len(), old));
        shift += edit.text.len() as isize - old.len() as isize;
    }
    for (range, old) in inverse.into_iter().rev() {
        undone.replace_range(range, old);
    }
    undone
}

fn comments(text: &str) -> Vec<String> {
    let comments = lexemes(text).into_iter().filter(|it| is_comment(it));
    let mut comments: Vec<String> = comments
        .filter(|it| !it.contains("pasted") && !it.contains("once"))
        .map(str::to_owned)
        .collect();
    comments.sort();
    comments
}

#[test]
fn what_is_copied_can_be_pasted() {
    let mut bench = Bench::new();
    for text in &TEXTS[3..] {
        let graph = bench.graph(text);
        let ids: Vec<String> = graph.nodes.iter().map(|node| node.id.clone()).collect();
        let copied = bench.copy(text, ids);
        let arranged = bench.arrange(
            "",
            &GraphEdit::Paste {
                text: copied.clone(),
            },
        );
        let pasted = apply("", &arranged);
        if !copied.is_empty() {
            assert_eq!(
                said(&bench.graph(&pasted)),
                said(&graph),
                "{copied}\n{arranged:#?}"
            );
        }
    }
}

/// Prints how long edits of large compositions take; they are not to take seconds.
#[test]
fn large_compositions_are_edited_at_once() {
    let mut bench = Bench::new();
    let imports: Vec<String> = (0..500)
        .map(|it| format!("import call-x{it}: func();"))
        .collect();
    let exports: Vec<String> = (0..500)
        .map(|it| format!("export call-x{it}: func();"))
        .collect();
    for (name, items) in [("test:many", imports), ("test:all", exports)] {
        let loaded = load(&mut bench.engine, name, component(&items.join(" ")));
        bench.components.push(loaded);
    }
    let mut text = "package test:large;\n\nlet i0 = new test:source {};\n".to_owned();
    for number in 1..200 {
        let before = number - 1;
        text += &format!("let i{number} = new test:both {{ a: i{before}.a }};\n");
    }
    text += "let all = new test:all {};\nlet many = new test:many { ... };\nexport i199...;\n";
    let connect = |from: &str, from_port: &str, to: &str, to_port: &str| Connection {
        from: from.to_owned(),
        from_port: from_port.to_owned(),
        to: to.to_owned(),
        to_port: to_port.to_owned(),
    };
    let a = "my:api/a@0.2.0";
    let all = (0..500).map(|it| {
        let port = format!("call-x{it}");
        connect("instance:all", &port, "instance:many", &port)
    });
    let edits = [
        GraphEdit::Connect(connect("instance:i100", a, "instance:i150", a)),
        GraphEdit::Disconnect {
            to: "instance:i20".to_owned(),
            to_port: a.to_owned(),
        },
        GraphEdit::Remove {
            nodes: (20..80).map(|it| format!("instance:i{it}")).collect(),
            heal: true,
        },
        GraphEdit::ConnectAll {
            connections: all.collect(),
        },
    ];
    for edit in edits {
        let start = Instant::now();
        let arranged = bench.arrange(&text, &edit);
        let took = start.elapsed();
        println!("{took:?} {}", arranged.done);
        assert!(!arranged.edits.is_empty(), "{arranged:#?}");
        assert!(took < Duration::from_secs(5), "{}", arranged.done);
    }
}

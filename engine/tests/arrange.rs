//! Random edits of random compositions: text and graph stay equal, and comments stay.
//!
//! What an edit does to the wires is told by a plain model of them, which knows no text. `EDITS=10000`
//! makes more edits, `SEED=7` others.

#![allow(clippy::unwrap_used, reason = "a failed test may panic")]

mod inputs;

use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::time::{Duration, Instant};

use engine::Engine;
use inputs::{Random, is_comment, lexemes};
use model::{
    ArrangeRequest, Arranged, ComposeRequest, Connection, CopyNodesRequest, Edge, EdgeOrigin,
    EngineCall, Graph, GraphEdit, KnownComponent, LoadComponentRequest, Node, NodeKind,
};
use wit_component::{ComponentEncoder, StringEncoding};
use wit_parser::{LiftLowerAbi, ManglingAndAbi, Resolve};

/// Edits that are made when nothing else is asked for.
const EDITS: usize = 400;
/// A composition that grew larger is begun anew.
const MAX_NODES: usize = 24;

/// Worlds of the components that are composed; all speak of the same interfaces.
const WORLDS: &[(&str, &str)] = &[
    ("test:source", "export a; export b;"),
    ("test:both", "import a; export a;"),
    ("test:sink", "import a; import b; export c;"),
    (
        "test:join",
        "import a; import c; import log: func(s: string); export d; export run: func();",
    ),
    ("test:logger", "export log: func(s: string);"),
    (
        "test:result",
        "import d; import b; export a; export b; export c;",
    ),
];

const INTERFACES: &str = "package my:api@0.2.0;
interface a { type t = u32; a: func() -> t; }
interface b { b: func(s: string); }
interface c { c: func(); }
interface d { type bytes = list<u8>; d: func() -> bytes; }
";

/// Texts that the edits begin with.
const TEXTS: &[&str] = &[
    "",
    "// nothing yet\n",
    "package test:comp;\n",
    include_str!("inputs/worded.wac"),
    include_str!("inputs/nested.wac"),
    include_str!("inputs/dense.wac"),
    include_str!("inputs/imports.wac"),
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
            .any(|it| it.severity == model::Severity::Error)
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

/// The wires of a graph that a text says, and its nodes but for open imports. Instances without a
/// variable go by their package: their ids depend on the names around.
fn said(graph: &Graph) -> Vec<String> {
    let name = |id: &str| {
        let node = graph.nodes.iter().find(|node| node.id == id).unwrap();
        called(node)
    };
    let nodes = graph.nodes.iter().filter(|node| !is_open(node));
    let nodes = nodes.map(called);
    let wires = graph.edges.iter();
    let wires = wires.filter(|edge| edge.origin != EdgeOrigin::Implicit);
    let wires = wires.map(|edge| {
        let (from, to) = (name(&edge.from), name(&edge.to));
        let from_port = if from.starts_with("import:") {
            ""
        } else {
            &edge.from_port
        };
        let to_port = if to.starts_with("export:") {
            ""
        } else {
            &edge.to_port
        };
        format!("{from} {from_port} -> {to} {to_port}")
    });
    let mut said: Vec<String> = nodes.chain(wires).collect();
    said.sort();
    said
}

fn called(node: &Node) -> String {
    match &node.kind {
        NodeKind::Instance { package } if is_inside(node) => format!("new {package}"),
        _ => node.id.clone(),
    }
}

fn is_open(node: &Node) -> bool {
    node.kind == NodeKind::Import && node.span.is_none()
}

/// Whether an instance has no variable: its span is that of its `new`.
fn is_inside(node: &Node) -> bool {
    let span = node.span.unwrap();
    (span.end - span.start) as usize > node.label.len() + 1
}

/// What the graph is to be after an edit; None where that takes more than a model of wires.
fn expected(graph: &Graph, edit: &GraphEdit) -> Option<Vec<String>> {
    let mut graph = graph.clone();
    let connect = |graph: &mut Graph, wire: &Connection| {
        graph
            .edges
            .retain(|it| it.to != wire.to || it.to_port != wire.to_port);
        if graph
            .nodes
            .iter()
            .any(|it| it.id == wire.from && is_open(it))
        {
            return;
        }
        graph.edges.push(Edge {
            from: wire.from.clone(),
            from_port: wire.from_port.clone(),
            to: wire.to.clone(),
            to_port: wire.to_port.clone(),
            ..Edge::default()
        });
    };
    // One that was inside another may get a variable: those are not predicted.
    if graph
        .nodes
        .iter()
        .any(|node| matches!(node.kind, NodeKind::Instance { .. }) && is_inside(node))
    {
        return None;
    }
    match edit {
        GraphEdit::Connect(wire) => connect(&mut graph, wire),
        GraphEdit::ConnectAll { connections } => {
            connections
                .iter()
                .for_each(|wire| connect(&mut graph, wire));
        }
        GraphEdit::Disconnect { to, to_port } => disconnect(&mut graph, to, to_port),
        GraphEdit::Remove { nodes, heal: false } => {
            let mut gone: BTreeSet<String> = nodes.iter().cloned().collect();
            for edge in &graph.edges {
                if gone.contains(&edge.from) && edge.to.starts_with("export:") {
                    gone.insert(edge.to.clone());
                }
            }
            graph.nodes.retain(|node| !gone.contains(&node.id));
            graph.edges.retain(|edge| !gone.contains(&edge.to));
            for edge in graph.edges.clone() {
                if gone.contains(&edge.from) {
                    disconnect(&mut graph, &edge.to, &edge.to_port);
                }
            }
        }
        GraphEdit::Rename { node, name } => {
            let (kind, _) = node.split_once(':')?;
            let id = format!("{kind}:{name}");
            // An instance that is handed on whole goes by its own name.
            let label = graph.nodes.iter().find(|it| it.id == *node)?.label.clone();
            let whole = graph.edges.iter_mut();
            let whole = whole.filter(|it| it.from == *node && it.from_port == label);
            whole.for_each(|it| it.from_port.clone_from(name));
            let ids = graph
                .edges
                .iter_mut()
                .flat_map(|edge| [&mut edge.from, &mut edge.to]);
            let ids = ids.chain(graph.nodes.iter_mut().map(|node| &mut node.id));
            ids.filter(|it| *it == node)
                .for_each(|it| it.clone_from(&id));
        }
        _ => return None,
    }
    Some(said(&graph))
}

/// Takes away what fills an import, which is imported then: by the statement that does so, if any.
fn disconnect(graph: &mut Graph, to: &str, to_port: &str) {
    graph
        .edges
        .retain(|edge| edge.to != to || edge.to_port != to_port);
    let mut nodes = graph.nodes.iter();
    let is_import = |it: &&Node| it.kind == NodeKind::Import && !is_open(it);
    if let Some(import) = nodes.find(|it| is_import(it) && it.label == to_port) {
        graph.edges.push(Edge {
            from: import.id.clone(),
            from_port: to_port.to_owned(),
            to: to.to_owned(),
            to_port: to_port.to_owned(),
            ..Edge::default()
        });
    }
}

/// Whether there is a reason to refuse an edit: a circle, or an import that the text makes itself.
fn may_be_refused(graph: &Graph, edit: &GraphEdit) -> bool {
    let wires: &[Connection] = match edit {
        GraphEdit::Connect(wire) => std::slice::from_ref(wire),
        GraphEdit::ConnectAll { connections } => connections,
        GraphEdit::Disconnect { to_port, .. } => {
            return graph
                .nodes
                .iter()
                .any(|it| it.id == format!("import:{to_port}"));
        }
        // The name of a type that the text declares.
        GraphEdit::Rename { node, .. } => return node == "export:line",
        GraphEdit::Instantiate { .. } => return false,
        _ => return true,
    };
    wires
        .iter()
        .any(|wire| reaches(graph, &wire.to, &wire.from) || wire.from.starts_with("import:"))
        || wires.len() > 1
}

fn reaches(graph: &Graph, from: &str, to: &str) -> bool {
    let mut seen = BTreeSet::from([from]);
    let mut rest = vec![from];
    while let Some(next) = rest.pop() {
        for edge in graph.edges.iter().filter(|edge| edge.from == next) {
            if seen.insert(&edge.to) {
                rest.push(&edge.to);
            }
        }
    }
    seen.contains(to)
}

/// Whether comments may go with what they are about.
fn takes_away(edit: &GraphEdit) -> bool {
    // Taking from an open import is leaving it open.
    let opens = |wire: &Connection| wire.from.starts_with("import:");
    match edit {
        GraphEdit::Disconnect { .. } | GraphEdit::Remove { .. } => true,
        GraphEdit::Connect(wire) => opens(wire),
        GraphEdit::ConnectAll { connections } => connections.iter().any(opens),
        _ => false,
    }
}

fn any_edit(graph: &Graph, random: &mut Random) -> Option<GraphEdit> {
    let mut pick = |nodes: Vec<&Node>| -> Option<Node> {
        let node = (!nodes.is_empty()).then(|| nodes[random.below(nodes.len())]);
        node.cloned()
    };
    let instances = || -> Vec<&Node> {
        let instances = graph.nodes.iter();
        instances
            .filter(|it| matches!(it.kind, NodeKind::Instance { .. }))
            .collect()
    };
    let any = pick(graph.nodes.iter().filter(|it| !is_open(it)).collect());
    let instance = pick(instances());
    let other = pick(instances());
    Some(match random.below(14) {
        0 | 1 => GraphEdit::Instantiate {
            package: WORLDS[random.below(WORLDS.len())].0.to_owned(),
        },
        2..=5 => GraphEdit::Connect(any_wire(graph, random)?),
        6 => {
            let connections = (0..3).filter_map(|_| any_wire(graph, random));
            let connections = connections.collect();
            GraphEdit::ConnectAll { connections }
        }
        7 => {
            let to = instance.filter(|it| !it.imports.is_empty())?;
            let to_port = to.imports[random.below(to.imports.len())].name.clone();
            GraphEdit::Disconnect { to: to.id, to_port }
        }
        8 => GraphEdit::Remove {
            nodes: vec![any?.id],
            heal: random.below(2) == 0,
        },
        9 => {
            let node = any?;
            let name = match node.kind {
                NodeKind::Instance { .. } if is_inside(&node) => return None,
                _ => ["new", "a-name", "list", "x1"][random.below(4)],
            };
            let taken = graph.nodes.iter().any(|it| it.label == name);
            GraphEdit::Rename {
                node: (!taken).then_some(node.id)?,
                name: name.to_owned(),
            }
        }
        10 => {
            let from = instance?;
            let port = (random.below(2) == 0).then(|| from.exports[0].name.clone());
            GraphEdit::Export {
                from: from.id,
                from_port: port,
                name: (random.below(3) == 0).then(|| "renamed".to_owned()),
            }
        }
        11 => GraphEdit::Plug {
            socket: model::End::Node { id: instance?.id },
            plugs: vec!["test:source".to_owned(), "test:logger".to_owned()],
        },
        12 => GraphEdit::Insert {
            middle: model::End::Package {
                name: "test:both".to_owned(),
            },
            to: other.as_ref()?.id.clone(),
            to_port: "my:api/a@0.2.0".to_owned(),
        },
        _ => GraphEdit::Paste {
            text: "// pasted\nlet source = new test:source {}; // once\nlet sink = new test:sink { ...source };\n".to_owned(),
        },
    })
}

/// A wire that fits: from any export to any import of the same name.
fn any_wire(graph: &Graph, random: &mut Random) -> Option<Connection> {
    let wires = graph.nodes.iter().flat_map(|to| {
        let ends = to.imports.iter().map(move |port| (to, port));
        ends.flat_map(|(to, import)| {
            graph.nodes.iter().flat_map(move |from| {
                let fitting = from.exports.iter().filter(|it| it.name == import.name);
                fitting.map(move |export| Connection {
                    from: from.id.clone(),
                    from_port: export.name.clone(),
                    to: to.id.clone(),
                    to_port: import.name.clone(),
                })
            })
        })
    });
    let wires: Vec<Connection> = wires.collect();
    (!wires.is_empty()).then(|| wires[random.below(wires.len())].clone())
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

/// An engine and the components.
struct Bench {
    engine: Engine,
    components: Vec<KnownComponent>,
}

impl Bench {
    fn new() -> Bench {
        let mut engine = Engine::default();
        let components = WORLDS
            .iter()
            .map(|(name, world)| load(&mut engine, name, component(world)));
        let mut components: Vec<KnownComponent> = components.collect();
        let mut resolve = Resolve::default();
        let package = resolve.push_source("api.wit", INTERFACES).unwrap();
        let bytes = wit_component::encode(&resolve, package).unwrap();
        components.push(load(&mut engine, "my:api@0.2.0", bytes));
        Bench { engine, components }
    }

    fn ask<C: EngineCall>(&mut self, request: C) -> C::Answer {
        C::answer(self.engine.handle(request.into_request())).unwrap()
    }

    /// The graph of a text; an empty one of a text that says nothing.
    fn graph(&mut self, text: &str) -> Graph {
        if lexemes(text).into_iter().all(is_comment) {
            return Graph::default();
        }
        let composition = self.ask(ComposeRequest {
            path: "compose.wac".to_owned(),
            text: text.to_owned(),
            components: self.components.clone(),
        });
        let told = || format!("{:#?}\n{text}", composition.diagnostics);
        composition
            .graph
            .clone()
            .unwrap_or_else(|| panic!("no graph: {}", told()))
    }

    fn arrange(&mut self, text: &str, edit: &GraphEdit) -> Arranged {
        let (components, edit) = (self.components.clone(), edit.clone());
        self.ask(ArrangeRequest {
            path: "compose.wac".to_owned(),
            text: text.to_owned(),
            components,
            edit,
        })
    }

    fn copy(&mut self, text: &str, nodes: Vec<String>) -> String {
        let components = self.components.clone();
        self.ask(CopyNodesRequest {
            text: text.to_owned(),
            components,
            nodes,
        })
    }
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

fn load(engine: &mut Engine, name: &str, bytes: Vec<u8>) -> KnownComponent {
    let request = LoadComponentRequest {
        digest: name.to_owned(),
        bytes: bytes.into(),
    };
    engine.handle(request.into_request());
    KnownComponent {
        name: name.to_owned(),
        digest: name.to_owned(),
    }
}

fn component(world: &str) -> Vec<u8> {
    let mut resolve = Resolve::default();
    let wit = format!("{INTERFACES}world w {{ {world} }}\n");
    let package = resolve.push_source("world.wit", &wit).unwrap();
    let world = resolve.select_world(&[package], None).unwrap();
    let mangling = ManglingAndAbi::Legacy(LiftLowerAbi::Sync);
    let mut module = wit_component::dummy_module(&resolve, world, mangling);
    let encoding = StringEncoding::UTF8;
    wit_component::embed_component_metadata(&mut module, &resolve, world, encoding).unwrap();
    ComponentEncoder::default()
        .module(&module)
        .unwrap()
        .encode()
        .unwrap()
}

//! An engine with components to compose.

use engine::Engine;
use model::{
    ArrangeRequest, Arranged, ComposeRequest, CopyNodesRequest, EngineCall, Graph, GraphEdit,
    KnownComponent, LoadComponentRequest,
};
use wit_component::{ComponentEncoder, StringEncoding};
use wit_parser::{LiftLowerAbi, ManglingAndAbi, Resolve};

use crate::inputs::{is_comment, lexemes};

/// Worlds of the components that are composed; all speak of the same interfaces.
pub(crate) const WORLDS: &[(&str, &str)] = &[
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

/// An engine and the components.
pub(crate) struct Bench {
    pub(crate) engine: Engine,
    pub(crate) components: Vec<KnownComponent>,
}

impl Bench {
    pub(crate) fn new() -> Bench {
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
    pub(crate) fn graph(&mut self, text: &str) -> Graph {
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

    pub(crate) fn arrange(&mut self, text: &str, edit: &GraphEdit) -> Arranged {
        let (components, edit) = (self.components.clone(), edit.clone());
        self.ask(ArrangeRequest {
            path: "compose.wac".to_owned(),
            text: text.to_owned(),
            components,
            edit,
        })
    }

    pub(crate) fn copy(&mut self, text: &str, nodes: Vec<String>) -> String {
        let components = self.components.clone();
        self.ask(CopyNodesRequest {
            text: text.to_owned(),
            components,
            nodes,
        })
    }
}

pub(crate) fn load(engine: &mut Engine, name: &str, bytes: Vec<u8>) -> KnownComponent {
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

pub(crate) fn component(world: &str) -> Vec<u8> {
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

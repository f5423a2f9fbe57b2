//! Components with StarlingMonkey, the engine of componentize-js: SpiderMonkey and the web platform.
//!
//! Its splicer gives the engine, a core module, the functions of a world. What comes of it evaluates
//! the user's module once; what is then in its memory is written into a second module, of which the
//! splicer took what the component has no use for, and that becomes the component.

mod module;
mod preview1;
mod ready;
mod splicer;
mod told;

use std::collections::BTreeMap;

use model::{BuildStage, BuildTime, Built, EncodedWorld, EngineError};
use wasmparser::{ExternalKind, Parser, Payload};
use wit_component::WitPrinter;

use crate::fault::fault;
use crate::machine::Machine;
use crate::place::word_of;
use crate::snapshot::instrument_module;
use crate::world::World;
use module::imports;
use ready::{Ready, Stubbed};
use splicer::{Feature, Splicer, Target};

/// What the engine calls the function that evaluates a module.
const EVALUATE: &str = "componentize.wizer";

/// Comes before the bindings that the splicer writes.
const BEFORE: &str = include_str!("js/starling.js");

/// How the engine calls the module around the user's, and the bindings. No file of a workspace has
/// such a path.
const ENTRY: &str = ":component.js";
const BINDINGS: &str = ":bindings.js";

/// The engine and its splicer.
pub(crate) struct Starling<M: Machine> {
    engine: Vec<u8>,
    splicer: Splicer<M>,
    /// What was built last; the next time it is mostly the same world.
    last: Option<Ready<M>>,
}

impl<M: Machine> Starling<M> {
    /// Compiles what can be compiled without a world. The error is what the runtime says.
    pub(crate) fn new(machine: &mut M, engine: Vec<u8>, splicer: &[u8]) -> Result<Self, String> {
        Ok(Self {
            engine,
            splicer: Splicer::new(machine, splicer)?,
            last: None,
        })
    }

    /// Makes a component of a module and what it imports.
    pub(crate) fn build(
        &mut self,
        machine: &mut M,
        encoded: EncodedWorld,
        files: &BTreeMap<String, String>,
        entry: &str,
    ) -> Result<Built, EngineError> {
        let mut stages = Vec::new();
        let features = features(files);
        let last = self.last.take();
        let last = last.filter(|it| it.encoded == encoded && it.features == features);
        let ready = match last {
            Some(last) => last,
            None => self.prepare(machine, encoded, features, &mut stages)?,
        };
        let built = ready.build(machine, files, entry, stages);
        self.last = Some(ready);
        built
    }

    fn prepare(
        &self,
        machine: &mut M,
        encoded: EncodedWorld,
        features: Vec<Feature>,
        stages: &mut Vec<BuildTime>,
    ) -> Result<Ready<M>, EngineError> {
        let start = machine.now();
        let world = World::decode(&encoded)?;
        if world.is_concurrent() {
            return Err(fault("not-linked", CONCURRENT));
        }
        let refused = |reason: String| {
            let message =
                format!("no component of this world can be made with StarlingMonkey: {reason}");
            fault("not-linked", message)
        };
        let mut wit = wit(&world).map_err(refused)?;
        if features.contains(&Feature::FetchEvent) {
            wit = of_engine(&wit);
        }
        let target = Target {
            wit: &wit,
            world: &world.resolve.worlds[world.id].name,
            features: &features,
        };
        let spliced = self
            .splicer
            .splice(machine, &self.engine, &target)
            .map_err(refused)?;
        let stubbed = self
            .splicer
            .stub(machine, &spliced.module, &target)
            .map_err(refused)?;
        let whole = instrument_module(&spliced.module, EVALUATE).map_err(refused)?;
        let stubbed = Stubbed::try_new(stubbed, |it| instrument_module(it, EVALUATE));
        let stubbed = stubbed.map_err(refused)?;
        let told = state_of(&whole.module).map_err(refused)?;
        if told != state_of(&stubbed.borrow_dependent().module).map_err(refused)? {
            return Err(refused("its engine changed under the splicer".to_owned()));
        }
        let linked = machine.now();
        let module = machine.compile(&whole.module).map_err(refused)?;
        stages.extend([
            time(BuildStage::Link, linked - start),
            time(BuildStage::Compile, machine.now() - linked),
        ]);
        Ok(Ready {
            imports: imports(&whole.module).map_err(refused)?,
            bindings: format!("{BEFORE}{}", with_null(&spliced.bindings)),
            env: spliced.env,
            encoded,
            features,
            world,
            module,
            told,
            stubbed,
        })
    }
}

const CONCURRENT: &str = "StarlingMonkey knows no async functions, streams and futures of worlds; \
    choose QuickJS for this component";

/// A component that answers requests by a function of its own exports it by this name.
const HANDLER: &str = "incomingHandler";

/// What the sources use of the engine, as far as their words tell.
fn features(files: &BTreeMap<String, String>) -> Vec<Feature> {
    let has = |word: &str| files.values().any(|text| word_of(text, word).is_some());
    let mut features = vec![Feature::Stdio, Feature::Clocks, Feature::Random];
    if has("fetch") {
        features.push(Feature::Http);
    }
    if has("addEventListener") && !has(HANDLER) {
        features.push(Feature::FetchEvent);
    }
    features
}

/// A world and all that it needs as one text.
fn wit(world: &World) -> Result<String, String> {
    let resolve = &world.resolve;
    let own = resolve.worlds[world.id]
        .package
        .ok_or("the world is of no package")?;
    let others = resolve.packages.iter().map(|(id, _)| id);
    let others: Vec<_> = others.filter(|id| *id != own).collect();
    let mut printer = WitPrinter::default();
    printer.emit_docs(false);
    let printed = printer.print(resolve, own, &others);
    printed.map_err(|error| format!("{error:#}"))?;
    Ok(printer.output.to_string())
}

/// The text with the engine's own version of WASI 0.2 in place of another: what answers requests
/// there is made for that one.
fn of_engine(wit: &str) -> String {
    let mut pieces = wit.split("wasi:");
    let mut text = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        text.push_str("wasi:");
        let end = piece.find([' ', ';', '{', '\n']).unwrap_or(piece.len());
        let (name, rest) = piece.split_at(end);
        match name.split_once("@0.2.") {
            Some((name, version)) => {
                let more = version.trim_start_matches(|it: char| it.is_ascii_digit());
                text.push_str(&format!("{name}@{WASI}{more}{rest}"));
            }
            None => text.push_str(piece),
        }
    }
    text
}

/// The version that the engine imports.
const WASI: &str = "0.2.10";

#[test]
fn only_the_versions_of_wasi_are_those_of_the_engine() {
    let wit = "package a:b@0.2.3;\nworld c { import wasi:io/poll@0.2.12; use wasi:http/types@0.2.0.{fields}; }\n\
        package wasi:io@0.2.12 {}\npackage wasi:x@0.3.0 {}\n";
    let expected = "package a:b@0.2.3;\nworld c { import wasi:io/poll@0.2.10; use wasi:http/types@0.2.10.{fields}; }\n\
        package wasi:io@0.2.10 {}\npackage wasi:x@0.3.0 {}\n";
    assert_eq!(of_engine(wit), expected);
}

/// The bindings, in which nothing is `null`, as with the other engine.
fn with_null(bindings: &str) -> String {
    let lines = bindings.lines().map(|line| {
        let is_none = line.trim_start().starts_with("variant") && line.ends_with("= undefined;");
        match is_none {
            true => line.replace("= undefined;", "= null;"),
            false => line.to_owned(),
        }
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// The memories and globals that an instrumented module tells.
fn state_of(module: &[u8]) -> Result<Vec<(String, ExternalKind)>, String> {
    let mut told = Vec::new();
    for payload in Parser::new(0).parse_all(module) {
        let Payload::ExportSection(exports) = payload.map_err(|error| error.to_string())? else {
            continue;
        };
        for export in exports {
            let export = export.map_err(|error| error.to_string())?;
            if export.name.starts_with("__wizer_") {
                told.push((export.name.to_owned(), export.kind));
            }
        }
        break;
    }
    Ok(told)
}

fn time(stage: BuildStage, milliseconds: f64) -> BuildTime {
    BuildTime {
        stage,
        milliseconds,
    }
}

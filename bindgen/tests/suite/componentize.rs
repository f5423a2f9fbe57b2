//! Core modules, and what comes of them. A case is a module in WAT, and after it, if one is named or
//! stands in the module, a world. The first line says after `;;` what is special: `embedded` puts the
//! world into the module, `adapter=proxy` names an adapter.

use std::fmt::Write;

use engine::{encode_wat, inspect};
use model::{
    Adapter, ComponentizeRequest, Componentized, EncodedWat, Misfit, NamedFile, Validation,
};
use wit_component::{DecodedWasm, StringEncoding, decode, embed_component_metadata};

use crate::parts::parts;
use crate::verbs::ask;
use crate::worlds;

pub(crate) fn run(input: &str) -> String {
    let parts = parts(input);
    let (_, wat) = parts[0];
    let said: Vec<&str> = wat.lines().next().unwrap().split_whitespace().collect();
    let mut request = ComponentizeRequest {
        module: module(wat).into(),
        world: parts.get(1).map(|(_, wit)| worlds::own(wit)),
        adapter: said.contains(&"adapter=proxy").then_some(Adapter::Proxy),
    };
    if said.contains(&"embedded") {
        let world = request.world.take().unwrap();
        let DecodedWasm::WitPackage(resolve, package) = decode(&world.package).unwrap() else {
            panic!("a text is a package");
        };
        let id = resolve
            .select_world(&[package], world.world.as_deref())
            .unwrap();
        let utf8 = StringEncoding::UTF8;
        embed_component_metadata(&mut request.module, &resolve, id, utf8).unwrap();
    }
    match ask(request) {
        Ok(componentized) => told(&componentized),
        Err(failure) => failure,
    }
}

fn told(componentized: &Componentized) -> String {
    let Componentized {
        world,
        adapter,
        component,
        misfits,
    } = componentized;
    let mut out = format!("world: {world:?}\nadapter: {adapter:?}\n\n");
    for misfit in misfits {
        let Misfit {
            kind,
            name,
            wanted,
            found,
            hint,
        } = misfit;
        writeln!(out, "{kind:?} {name}").unwrap();
        for (what, text) in [("wanted", wanted), ("found", found), ("hint", hint)] {
            if let Some(text) = text {
                writeln!(out, "  {what}: {text}").unwrap();
            }
        }
    }
    if let Some(component) = component {
        let inspection = inspect(component).unwrap();
        assert_eq!(inspection.validation, Validation::Valid);
        // What is of WASI follows from the adapter.
        let own = |it: &&str| !it.contains("wasi:");
        let text: Vec<&str> = inspection.wit.split("\n\npackage wasi:").collect();
        let text: Vec<&str> = text[0].lines().filter(own).collect();
        let wasi = |name: &str| name.starts_with("wasi:");
        let externs = [
            ("imports", &inspection.imports),
            ("exports", &inspection.exports),
        ];
        for (side, externs) in externs {
            let names = externs.iter().map(|it| it.name.as_str());
            let names: Vec<&str> = names.filter(|name| wasi(name)).collect();
            if !names.is_empty() {
                writeln!(out, "{side} {}", names.join(" ")).unwrap();
            }
        }
        writeln!(out, "\n{}", text.join("\n")).unwrap();
    }
    out
}

fn module(wat: &str) -> Vec<u8> {
    let path = "module.wat".to_owned();
    let bytes = wat.as_bytes().to_vec().into();
    match encode_wat(NamedFile { path, bytes }) {
        EncodedWat::Binary(file) => file.bytes.into_vec(),
        EncodedWat::Refused(diagnostic) => panic!("{diagnostic:?}"),
    }
}

//! The WIT of a project, as its tools look for it: the package in `wit`, what it needs in
//! `wit/deps`.

use serde_bytes::ByteBuf;
use wit_component::WitPrinter;
use wit_parser::{PackageName, Resolve, Stability, WorldItem};

use crate::bindings::Sources;
use crate::world::World;

/// A file for each package. What is there of features that are on stands in it without a gate, for
/// the project's tools have all features off.
pub(super) fn files(world: &World) -> Sources {
    let World { mut resolve, id } = world.clone();
    open_gates(&mut resolve);
    let (resolve, id) = (&resolve, &id);
    let own = resolve.worlds[*id].package;
    let mut files = Sources::new();
    for (package, it) in &resolve.packages {
        let path = if own == Some(package) {
            "wit/world.wit".to_owned()
        } else {
            format!("{}/package.wit", folder(&it.name))
        };
        let mut printer = WitPrinter::default();
        // What was decoded can be printed.
        let _ = printer.print(resolve, package, &[]);
        files.insert(path, ByteBuf::from(printer.output.to_string()));
    }
    files
}

fn open_gates(resolve: &mut Resolve) {
    let open = |stability: &mut Stability| {
        if let Stability::Unstable { .. } = stability {
            *stability = Stability::Unknown;
        }
    };
    for (_, ty) in &mut resolve.types {
        open(&mut ty.stability);
    }
    for (_, interface) in &mut resolve.interfaces {
        open(&mut interface.stability);
        let functions = interface.functions.values_mut();
        functions.for_each(|it| open(&mut it.stability));
    }
    for (_, world) in &mut resolve.worlds {
        open(&mut world.stability);
        for item in world.imports.values_mut().chain(world.exports.values_mut()) {
            match item {
                WorldItem::Interface { stability, .. } => open(stability),
                WorldItem::Function(function) => open(&mut function.stability),
                WorldItem::Type { .. } => {}
            }
        }
    }
}

/// The folders of what the world's package needs, as cargo-component's manifest has them.
pub(super) fn dependencies(world: &World) -> String {
    let World { resolve, id } = world;
    let own = resolve.worlds[*id].package;
    let others = resolve.packages.iter().filter(|(id, _)| own != Some(*id));
    let lines = others.map(|(_, it)| {
        let PackageName {
            namespace, name, ..
        } = &it.name;
        format!(
            "\"{namespace}:{name}\" = {{ path = \"{}\" }}\n",
            folder(&it.name)
        )
    });
    lines.collect()
}

fn folder(name: &PackageName) -> String {
    format!("wit/deps/{}", name.to_string().replace([':', '@'], "-"))
}

//! The WIT of a project, as its tools look for it: the package in `wit`, what it needs in
//! `wit/deps`.

use serde_bytes::ByteBuf;
use wit_component::WitPrinter;
use wit_parser::PackageName;

use crate::bindings::Sources;
use crate::world::World;

/// A file for each package.
pub(super) fn files(world: &World) -> Sources {
    let World { resolve, id } = world;
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

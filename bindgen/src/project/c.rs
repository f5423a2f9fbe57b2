//! C, with wasi-sdk.

use std::fmt::Write;

use heck::ToSnakeCase;

use super::template::template;
use super::{Kind, generated, text_of};
use crate::bindings::Sources;
use crate::world::World;

pub(super) const KIND: Kind = Kind {
    id: "c",
    name: "C · wasi-sdk",
    summary: "With a Makefile, bound by wit-bindgen",
    start,
    templates: &[
        template!("c", "Makefile"),
        template!("c", "src/component.c"),
        template!("c", ".gitignore"),
        template!("c", "README.md"),
    ],
};

/// What the header says before the functions that the program must have.
const EXPORTED: &str = "// Exported Functions from ";

fn start(world: &World, files: &mut Sources) -> anyhow::Result<String> {
    let sources = generated(world, "c", &[])?;
    let header = format!("{}.h", world.name().to_snake_case());
    let bodies = bodies(text_of(&sources, &header)?);
    for (path, contents) in sources {
        files.insert(format!("bindings/{path}"), contents);
    }
    Ok(bodies)
}

/// A body for each function that the header says must be there.
fn bodies(header: &str) -> String {
    let mut out = String::new();
    let mut is_exported = false;
    for line in header.lines() {
        if let Some(from) = line.strip_prefix(EXPORTED) {
            is_exported = true;
            writeln!(out, "// {}\n", from.trim_matches('`')).ok();
        } else if line.starts_with("// Imported") || line.starts_with("// Helper") {
            is_exported = false;
        }
        let is_destructor = line.contains("_destructor(") && !line.starts_with("extern");
        let Some(signature) = line.strip_suffix(";") else {
            continue;
        };
        if !(is_exported || is_destructor) || line.starts_with("extern") || !line.ends_with(");") {
            continue;
        }
        let name = signature.split('(').next().unwrap_or_default();
        let name = name.rsplit([' ', '*']).next().unwrap_or_default();
        match is_destructor {
            true => writeln!(out, "{signature} {{\n  free(rep);\n}}\n").ok(),
            false => writeln!(out, "{signature} {{\n  not_written(\"{name}\");\n}}\n").ok(),
        };
    }
    out
}

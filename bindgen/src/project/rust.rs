//! Rust, with cargo alone or with cargo-component.

use super::template::template;
use super::{Kind, generated, text_of};
use crate::bindings::Sources;
use crate::world::World;

pub(super) const CARGO: Kind = Kind {
    id: "rust",
    name: "Rust · cargo",
    summary: "For the target wasm32-wasip2, bound by wit-bindgen’s macro",
    start: |world, _| bodies(world),
    templates: &[
        template!("rust", "Cargo.toml"),
        template!("rust", "src/lib.rs"),
        template!("rust", ".gitignore"),
        template!("rust", "README.md"),
    ],
};

pub(super) const CARGO_COMPONENT: Kind = Kind {
    id: "cargo-component",
    name: "Rust · cargo-component",
    summary: "For cargo component, which writes the bindings as it builds",
    start: |world, _| bodies(world),
    templates: &[
        template!("cargo-component", "Cargo.toml"),
        template!("cargo-component", "src/lib.rs"),
        template!("cargo-component", ".gitignore"),
        template!("cargo-component", "README.md"),
    ],
};

/// What the generator's stubs are called.
const STUB: &str = "Stub";

/// An implementation of every export for a type `Component`: the generator's own stubs, in the
/// words that a person would use.
fn bodies(world: &World) -> anyhow::Result<String> {
    let sources: Sources = generated(world, "rust", &[("stubs", "true")])?;
    let path = sources.keys().next().cloned().unwrap_or_default();
    let source = text_of(&sources, &path)?;
    let mut out = String::new();
    let mut is_inside = false;
    let mut function = "";
    for line in source.lines() {
        let begins = line.starts_with("impl ") && line.contains(&format!(" for {STUB} {{"));
        is_inside |= begins;
        if !is_inside || line.trim().starts_with("#[allow(async") {
            continue;
        }
        let code = line.trim().trim_start_matches("async ");
        if let Some(rest) = code.strip_prefix("fn ") {
            let end = rest.find(['(', '<']).unwrap_or(rest.len());
            function = &rest[..end];
        }
        let body = format!("todo!(\"say what `{function}` does\")");
        out.push_str(&plain(line).replace("unreachable!()", &body));
        out.push('\n');
        if line == "}" || line.ends_with("{}") && begins {
            is_inside = false;
            out.push('\n');
        }
    }
    Ok(out)
}

/// A line of generated code with the names that people write.
fn plain(line: &str) -> String {
    let names = [
        ("::core::result::Result", "Result"),
        ("::core::option::Option", "Option"),
        ("_rt::String", "String"),
        ("_rt::Vec", "Vec"),
        ("_rt::Box", "Box"),
        (" for Stub {", " for Component {"),
        (" = Stub;", " = Component;"),
    ];
    names
        .iter()
        .fold(line.to_owned(), |line, (from, to)| line.replace(from, to))
}

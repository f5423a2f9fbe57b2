//! Go, with componentize-go.

use std::collections::BTreeMap;

use serde_bytes::ByteBuf;

use super::template::template;
use super::{Kind, generated, text_of};
use crate::bindings::Sources;
use crate::world::World;

pub(super) const KIND: Kind = Kind {
    id: "go",
    name: "Go · componentize-go",
    summary: "Bound by wit-bindgen, built by Go’s own compiler",
    start,
    templates: &[template!("go", ".gitignore"), template!("go", "README.md")],
};

/// What each file of bindings is called.
const BINDINGS: &str = "/wit_bindings.go";

fn start(world: &World, files: &mut Sources) -> anyhow::Result<String> {
    let plain = generated(world, "go", &[])?;
    let stubs = generated(world, "go", &[("generate-stubs", "true")])?;
    for path in stubs.keys().filter(|path| path.ends_with(BINDINGS)) {
        let with = text_of(&stubs, path)?;
        let without = text_of(&plain, path).unwrap_or_default();
        if with != without {
            let package = path.trim_end_matches(BINDINGS);
            let source = implementation(with, without);
            files.insert(format!("{package}/{package}.go"), ByteBuf::from(source));
        }
    }
    files.insert("go.mod".into(), ByteBuf::from(text_of(&plain, "go.mod")?));
    Ok(String::new())
}

/// What the stubs add to a file of bindings, as a file of its own.
fn implementation(with: &str, without: &str) -> String {
    let (clause, imports, body) = parts(with);
    let known = parts(without).2;
    let body = body.strip_prefix(known.trim_end()).unwrap_or(body);
    let used: BTreeMap<&str, &str> = imports
        .lines()
        .map(str::trim)
        .filter_map(|line| {
            let (alias, path) = line.split_once('"')?;
            let name = path.trim_end_matches('"').rsplit('/').next()?;
            let name = if alias.is_empty() { name } else { alias.trim() };
            body.contains(&format!("{name}.")).then_some((line, name))
        })
        .collect();
    let mut out = format!("{clause}\n\n");
    if !used.is_empty() {
        out.push_str("import (\n");
        for line in used.keys() {
            out.push_str(&format!("\t{line}\n"));
        }
        out.push_str(")\n\n");
    }
    let body = body.trim().replace("        ", "\t");
    out.push_str(&body.replace("\n\n\n", "\n\n"));
    out.push('\n');
    out
}

/// The package clause, the imports and the rest of a file.
fn parts(text: &str) -> (&str, &str, &str) {
    let start = text.find("package ").unwrap_or(0);
    let text = &text[start..];
    let (clause, rest) = text.split_once('\n').unwrap_or((text, ""));
    match rest.trim_start().strip_prefix("import (") {
        Some(rest) => {
            let (imports, body) = rest.split_once("\n)").unwrap_or((rest, ""));
            (clause, imports, body)
        }
        None => (clause, "", rest),
    }
}

//! Python, with componentize-py.

use std::fmt::Write;

use heck::{ToSnakeCase, ToUpperCamelCase};
use serde_bytes::ByteBuf;
use wit_parser::Function;

use super::Kind;
use super::exports::{Interface, Role, comment, exports, params, role};
use super::template::template;
use crate::bindings::Sources;
use crate::world::World;

pub(super) const KIND: Kind = Kind {
    id: "python",
    name: "Python · componentize-py",
    summary: "With CPython inside the component",
    start,
    templates: &[
        template!("python", "app.py"),
        template!("python", "requirements.txt"),
        template!("python", ".gitignore"),
        template!("python", "README.md"),
    ],
};

/// Resources are looked for in a module that is named after their interface.
fn start(world: &World, files: &mut Sources) -> anyhow::Result<String> {
    let exports = exports(world);
    let mut out = String::new();
    for interface in exports
        .interfaces
        .iter()
        .filter(|it| !it.resources.is_empty())
    {
        let module = interface.name.to_snake_case();
        writeln!(out, "import {module}").ok();
        files.insert(format!("{module}.py"), ByteBuf::from(resources(interface)));
    }
    if !exports.functions.is_empty() {
        out.push_str("\n\nclass WitWorld(wit_world.WitWorld):\n");
        for function in &exports.functions {
            method(&mut out, function);
        }
    }
    for interface in exports.interfaces {
        let name = interface.name.to_upper_camel_case();
        writeln!(out, "\n\nclass {name}(exports.{name}):").ok();
        out.push_str(&comment(interface.docs, "    #"));
        for function in &interface.functions {
            method(&mut out, function);
        }
        if interface.functions.is_empty() {
            out.push_str("    pass\n");
        }
    }
    Ok(out)
}

fn resources(interface: &Interface) -> String {
    let module = interface.name.to_snake_case();
    let mut out = format!("from wit_world.exports import {module}\n");
    for resource in &interface.resources {
        let name = resource.name.to_upper_camel_case();
        writeln!(out, "\n\nclass {name}({module}.{name}):").ok();
        for function in &resource.functions {
            method(&mut out, function);
        }
        if resource.functions.is_empty() {
            out.push_str("    pass\n");
        }
    }
    out
}

/// A method that says that it is not written.
fn method(out: &mut String, function: &Function) {
    let item = function.item_name();
    let (name, mut names) = match role(function) {
        Role::Constructor => ("__init__".to_owned(), vec!["self".to_owned()]),
        Role::Static => (identifier(item), vec!["cls".to_owned()]),
        Role::Method => (identifier(item), vec!["self".to_owned()]),
    };
    if matches!(role(function), Role::Static) {
        out.push_str("    @classmethod\n");
    }
    names.extend(params(function).map(identifier));
    let keyword = if function.kind.is_async() {
        "async "
    } else {
        ""
    };
    writeln!(out, "    {keyword}def {name}({}):", names.join(", ")).ok();
    out.push_str(&comment(&function.docs, "        #"));
    writeln!(
        out,
        "        raise NotImplementedError(\"say what `{item}` does\")\n"
    )
    .ok();
}

/// A name; an underscore keeps it apart from Python's own words.
fn identifier(name: &str) -> String {
    const WORDS: [&str; 35] = [
        "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class",
        "continue", "def", "del", "elif", "else", "except", "finally", "for", "from", "global",
        "if", "import", "in", "is", "lambda", "nonlocal", "not", "or", "pass", "raise", "return",
        "try", "while", "with", "yield",
    ];
    let name = name.to_snake_case();
    match WORDS.contains(&name.as_str()) {
        true => format!("{name}_"),
        false => name,
    }
}

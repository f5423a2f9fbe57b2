//! JavaScript with types, with jco and the QuickJS in it.

use std::fmt::Write;

use heck::{ToLowerCamelCase, ToUpperCamelCase};
use wit_parser::Function;

use super::exports::{Resource, Role, comment, exports, params, role};
use super::template::template;
use super::{Kind, generated};
use crate::bindings::Sources;
use crate::world::World;

pub(super) const KIND: Kind = Kind {
    id: "javascript",
    name: "JavaScript · jco",
    summary: "For jco componentize, its types checked by TypeScript",
    start,
    templates: &[
        template!("javascript", "package.json"),
        template!("javascript", "tsconfig.json"),
        template!("javascript", "src/component.js"),
        template!("javascript", ".gitignore"),
        template!("javascript", "README.md"),
    ],
};

fn start(world: &World, files: &mut Sources) -> anyhow::Result<String> {
    for (path, contents) in generated(world, "typescript", &[])? {
        files.insert(format!("types/{path}"), contents);
    }
    Ok(bodies(world))
}

/// A function or object for every export.
fn bodies(world: &World) -> String {
    let mut out = String::new();
    let exports = exports(world);
    for function in &exports.functions {
        out.push_str(&free_standing(function));
        out.push('\n');
    }
    for interface in &exports.interfaces {
        for resource in &interface.resources {
            out.push_str(&class(resource, interface.is_imported));
            out.push('\n');
        }
        out.push_str(&comment(interface.docs, "//"));
        let name = interface.name.to_lower_camel_case();
        writeln!(out, "/** @type {{typeof import('{}')}} */", interface.id).ok();
        writeln!(out, "export const {name} = {{").ok();
        for resource in &interface.resources {
            writeln!(out, "  {},", resource.name.to_upper_camel_case()).ok();
        }
        for function in &interface.functions {
            out.push_str(&comment(&function.docs, "  //"));
            let signature = signature(function);
            writeln!(out, "  {signature} {{\n    {}\n  }},", body(function)).ok();
        }
        out.push_str("};\n\n");
    }
    out
}

/// A function that its module exports, with docs.
pub(crate) fn free_standing(function: &Function) -> String {
    let name = function.item_name().to_lower_camel_case();
    match argument(&name) {
        local if local == name => declaration(function, "export "),
        local => declaration(function, "") + &format!("export {{ {local} as {name} }};\n"),
    }
}

/// A function with docs, and what stands before it.
pub(crate) fn declaration(function: &Function, prefix: &str) -> String {
    let docs = comment(&function.docs, "//");
    let keyword = if function.kind.is_async() {
        "async "
    } else {
        ""
    };
    let name = argument(function.item_name());
    let (arguments, body) = (arguments(function), body(function));
    format!("{docs}{prefix}{keyword}function {name}{arguments} {{\n  {body}\n}}\n")
}

/// A class for a resource, with docs; `is_disposed` says whether its type asks for a disposer.
pub(crate) fn class(resource: &Resource<'_>, is_disposed: bool) -> String {
    let name = resource.name.to_upper_camel_case();
    let mut out = format!("class {name} {{\n");
    for function in &resource.functions {
        let prefix = match role(function) {
            Role::Constructor => "constructor",
            Role::Static => "static ",
            Role::Method => "",
        };
        out.push_str(&comment(&function.docs, "  //"));
        if !matches!(role(function), Role::Constructor) {
            // Until there is a body, that it returns nothing would be a fault.
            out.push_str("  /** @returns {any} */\n");
        }
        let signature = match role(function) {
            Role::Constructor => arguments(function),
            _ => signature(function),
        };
        let body = body(function);
        writeln!(out, "  {prefix}{signature} {{\n    {body}\n  }}\n").ok();
    }
    if is_disposed {
        // Its type is then that of the import too, which can be disposed of.
        out.push_str("  [Symbol.dispose]() {}\n");
    }
    out.truncate(out.trim_end().len());
    out.push_str("\n}\n");
    out
}

fn signature(function: &Function) -> String {
    let name = function.item_name().to_lower_camel_case();
    let keyword = if function.kind.is_async() {
        "async "
    } else {
        ""
    };
    format!("{keyword}{name}{}", arguments(function))
}

pub(crate) fn arguments(function: &Function) -> String {
    let names: Vec<String> = params(function).map(argument).collect();
    format!("({})", names.join(", "))
}

/// A parameter's name; an underscore keeps it apart from JavaScript's own words.
fn argument(name: &str) -> String {
    const WORDS: [&str; 12] = [
        "in", "default", "function", "delete", "new", "this", "class", "with", "var", "enum",
        "export", "import",
    ];
    let name = name.to_lower_camel_case();
    match WORDS.contains(&name.as_str()) {
        true => format!("{name}_"),
        false => name,
    }
}

fn body(function: &Function) -> String {
    let name = function.item_name();
    format!("throw new Error(\"say what `{name}` does\");")
}

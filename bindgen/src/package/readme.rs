//! How a package is used, in its `README.md`.

use std::fmt::Write;

use heck::{ToLowerCamelCase, ToUpperCamelCase};

use super::imports::{Giver, Import};
use super::{MODULE, Package, Starter};
use crate::bindings::JS_COMPONENT_BINDGEN;
use crate::project::exports::{Interface, Role, exports, role};
use crate::project::javascript::arguments;

/// The text.
pub(super) fn readme(package: &Package<'_>) -> String {
    let Package { name, node, .. } = package;
    let install = match package.shims().is_empty() {
        true => "It has no dependencies.".to_owned(),
        false => "```sh\nnpm install\n```".to_owned(),
    };
    let mut text = format!(
        "# {name}\n\nA WebAssembly component as a JavaScript module with types, made by Dovetail as \
         `jco transpile` makes it, with js-component-bindgen {JS_COMPONENT_BINDGEN}. It needs \
         Node.js {node} or newer{why}.\n\n{install}\n",
        why = if *node > 20 {
            ", as it suspends WebAssembly (JSPI)"
        } else {
            ""
        },
    );
    text.push_str(&calling(package));
    text.push_str(&starting(package));
    text.push_str(&importing(package));
    text.push_str(
        "\n## What differs from jco's own output\n\nOf a list of resources that an export gives, \
         each drops itself; as js-component-bindgen generates it, each drops the last one. \
         A component that calls an asynchronous import and waits gets what the import gives; as \
         generated, it gets numbers only.\n",
    );
    text
}

/// The exports as JavaScript calls them.
fn calling(package: &Package<'_>) -> String {
    let exports = exports(package.world);
    let locals: Vec<String> = exports.interfaces.iter().map(local).collect();
    let mut names: Vec<String> = Vec::new();
    let mut calls = String::new();
    for function in &exports.functions {
        let name = function.item_name().to_lower_camel_case();
        let _ = writeln!(calls, "- `{name}{}`", arguments(function));
        names.push(name);
    }
    for (interface, local) in exports.interfaces.iter().zip(&locals) {
        let is_alone = locals.iter().filter(|it| it == &local).count() == 1;
        let clashes = exports.functions.iter().any(|it| it.item_name() == local);
        match is_alone && !clashes {
            true => names.push(local.clone()),
            false => names.push(format!("'{}' as {local}", interface.id)),
        }
        calls.push_str(&of_interface(interface, local));
    }
    if names.is_empty() {
        return String::new();
    }
    format!(
        "\n## Call it\n\n```js\nimport {{ {} }} from './{MODULE}.js';\n```\n\n{calls}\nThe types are \
         in `{MODULE}.d.ts` and `interfaces/`. An export whose WIT result is a `result` returns the \
         value and throws the error, as an `Error` with the value as its `payload`. What is \
         `async` in WIT is awaited.\n",
        names.join(", ")
    )
}

fn of_interface(interface: &Interface<'_>, local: &str) -> String {
    let mut calls = String::new();
    for function in &interface.functions {
        let name = function.item_name().to_lower_camel_case();
        let _ = writeln!(calls, "- `{local}.{name}{}`", arguments(function));
    }
    for resource in &interface.resources {
        let class = resource.name.to_upper_camel_case();
        let own = resource.name.to_lower_camel_case();
        for function in &resource.functions {
            let arguments = arguments(function);
            let name = function.item_name().to_lower_camel_case();
            let _ = match role(function) {
                Role::Constructor => writeln!(calls, "- `new {local}.{class}{arguments}`"),
                Role::Static => writeln!(calls, "- `{local}.{class}.{name}{arguments}`"),
                Role::Method => writeln!(calls, "- `{own}.{name}{arguments}`"),
            };
        }
    }
    calls
}

fn starting(package: &Package<'_>) -> String {
    match package.starter {
        Some(Starter { script: "run", .. }) => {
            "\n## Run it\n\n```sh\nnode run.js [ARGUMENT…]\n```\n\n\
             The folder that it is started in is the program's `/`; environment and streams are \
             those of Node.js.\n"
                .to_owned()
        }
        Some(_) => "\n## Serve it\n\n```sh\nnpm start   # on http://127.0.0.1:8080, or PORT\n```\n"
            .to_owned(),
        None => String::new(),
    }
}

/// Who gives what it imports.
fn importing(package: &Package<'_>) -> String {
    let mut own = String::new();
    for Import { id, giver, .. } in &package.imports {
        if let Giver::File(path) = giver {
            let _ = writeln!(own, "- `{path}` is `{id}`.");
        }
    }
    match own.is_empty() {
        true => String::new(),
        false => format!(
            "\n## Write what it imports\n\nNo package gives these; each function in them throws an \
             error that says what is missing.\n\n{own}"
        ),
    }
}

/// What an interface is called in a module.
fn local(interface: &Interface<'_>) -> String {
    interface.name.to_lower_camel_case()
}

//! A module that implements a world, with a body to fill in for each export.

use std::fmt::Write;

use model::ScriptLanguage;
use wit_parser::{Docs, Function};

use crate::dialect::Dialect;
use crate::example::example;
use crate::type_name::{thrown, type_name};
use crate::wanted::{Wanted, WantedKind, wanted};
use crate::word::{camel, is_reserved};
use crate::world::World;

/// The module's text.
pub(crate) fn skeleton(world: &World, language: ScriptLanguage) -> String {
    let wanted = wanted(world);
    let dialect = &Dialect::of_skeleton(world, language, &wanted);
    let mut classes = String::new();
    let mut objects = String::new();
    for (at, _) in wanted.iter().enumerate().filter(|(_, it)| it.is_exported()) {
        let written = Written::new(dialect, &wanted, at);
        classes.push_str(&written.classes);
        objects.push_str(&written.export);
    }
    let body = format!("{classes}{objects}");
    let (imports, types) = (imports(world), dialect.imports(&body));
    let text = format!("{imports}{types}{body}");
    text.trim_start().to_owned()
}

/// One export of a module, with a body to fill in for each function of it.
pub(crate) struct Written {
    /// The classes that it names, which stand before it.
    pub(crate) classes: String,
    /// The export itself.
    pub(crate) export: String,
}

impl Written {
    /// The one of this number, of all that is wanted.
    pub(crate) fn new(dialect: &Dialect, wanted: &[Wanted], at: usize) -> Self {
        let it = &wanted[at];
        let Some(function) = it.function else {
            return Self::interface(dialect, it, &wanted[at + 1..]);
        };
        let (name, asynchronous) = (&it.path[0], asynchronous(function));
        let (params, body) = (dialect.params(function), body(dialect, function, ""));
        let comment = comment(dialect, function, "");
        let export = match is_reserved(name) {
            true => format!(
                "\n{comment}{asynchronous}function {name}_{params} {body}\nexport {{ {name}_ as {name} }};\n"
            ),
            false => format!("\n{comment}export {asynchronous}function {name}{params} {body}\n"),
        };
        let classes = String::new();
        Self { classes, export }
    }

    /// An object for an interface, and classes for its resources.
    fn interface(dialect: &Dialect, holder: &Wanted, rest: &[Wanted]) -> Self {
        let mut classes = String::new();
        let name = &holder.path[0];
        let (before, after) = match is_reserved(name) {
            true => (
                format!("const {name}_"),
                format!("export {{ {name}_ as {name} }};\n"),
            ),
            false => (format!("export const {name}"), String::new()),
        };
        let mut export = format!("\n{before} = {{\n");
        let own: Vec<_> = rest.iter().take_while(|it| !it.is_exported()).collect();
        for of in own.iter().filter(|it| it.kind == WantedKind::Class) {
            let _ = writeln!(export, "  {},", of.path[1]);
            classes.push_str(&class(dialect, of, &own));
        }
        for it in own.iter().filter(|it| it.kind == WantedKind::Function) {
            export.push_str(&member(dialect, it));
        }
        export.push_str(&format!("}}{};\n", dialect.held_to(holder)));
        export.push_str(&after);
        Self { classes, export }
    }
}

/// A class for a resource, with those of its members that are among `all`.
pub(crate) fn class(dialect: &Dialect, of: &Wanted, all: &[&Wanted]) -> String {
    let title = &of.path[1];
    let own = all.iter().filter(|it| it.path.get(1) == Some(title));
    let members: String = own.map(|it| member(dialect, it)).collect();
    format!("\nclass {title} {{\n{members}}}\n")
}

/// A function as it stands in an object or a class; nothing for what is no function.
pub(crate) fn member(dialect: &Dialect, it: &Wanted) -> String {
    let Some(function) = it.function else {
        return String::new();
    };
    let name = it.path.last().map_or("", String::as_str);
    let (asynchronous, params) = (asynchronous(function), dialect.params(function));
    let (before, after) = match it.kind {
        WantedKind::Constructor => ("constructor".to_owned(), ""),
        WantedKind::Static => (format!("static {asynchronous}{name}"), ""),
        WantedKind::Method => (format!("{asynchronous}{name}"), ""),
        _ => (format!("{asynchronous}{name}"), ","),
    };
    let (comment, body) = (
        comment(dialect, function, "  "),
        body(dialect, function, "  "),
    );
    format!("{comment}  {before}{params} {body}{after}\n")
}

/// An import for each interface that the world imports.
fn imports(world: &World) -> String {
    let imported = world.resolve.worlds[world.id].imports.iter();
    let mut text = String::new();
    for (key, item) in imported {
        let wit_parser::WorldItem::Interface { id, .. } = item else {
            continue;
        };
        let interface = &world.resolve.interfaces[*id];
        let name = world.resolve.name_world_key(key);
        // What the engine itself uses would only fill the page.
        let is_plain = !interface.functions.is_empty() && !name.starts_with("wasi:");
        if let (true, Some(own)) = (is_plain, &interface.name) {
            let own = heck::ToLowerCamelCase::to_lower_camel_case(own.as_str());
            let _ = writeln!(text, "import {own} from '{name}';");
        }
    }
    text
}

/// What is known of a function, as JSDoc: its types too, where these are not written otherwise.
fn comment(dialect: &Dialect, function: &Function, indent: &str) -> String {
    let (world, names) = (dialect.world, &dialect.names);
    let type_name = |ty: &_| type_name(world, names, ty);
    let mut lines = doc_lines(&function.docs);
    let params = own_params(function).filter(|_| !dialect.is_typed());
    for param in params {
        let name = camel(&param.name);
        lines.push(format!("@param {{{}}} {name}", type_name(&param.ty)));
    }
    if let Some(result) = &function.result {
        match thrown(world, result) {
            Some((ok, error)) => {
                if !dialect.is_typed() {
                    let ok = ok.map_or("void".to_owned(), |it| type_name(&it));
                    lines.push(format!("@returns {{{ok}}}"));
                }
                let error = error.map_or("null".to_owned(), |it| type_name(&it));
                lines.push(format!("@throws {{{error}}}"));
            }
            None if is_constructor(function) || dialect.is_typed() => {}
            None => lines.push(format!("@returns {{{}}}", type_name(result))),
        }
    }
    commented(&lines, indent)
}

/// Lines as a comment of a declaration; nothing of none.
pub(crate) fn commented(lines: &[String], indent: &str) -> String {
    if lines.is_empty() {
        return String::new();
    }
    let mut text = format!("{indent}/**\n");
    for line in lines {
        let line = format!("{indent} * {}", line.replace("*/", "* /"));
        let _ = writeln!(text, "{}", line.trim_end());
    }
    let _ = writeln!(text, "{indent} */");
    text
}

/// What its author wrote of something, a line each.
pub(crate) fn doc_lines(docs: &Docs) -> Vec<String> {
    let text = docs.contents.as_deref().unwrap_or_default();
    text.trim().lines().map(str::to_owned).collect()
}

/// A body that gives something of the right type, where that is simple.
fn body(dialect: &Dialect, function: &Function, indent: &str) -> String {
    let world = dialect.world;
    if is_constructor(function) {
        return "{}".to_owned();
    }
    let given = match &function.result {
        None => return "{}".to_owned(),
        Some(result) => match thrown(world, result) {
            Some((None, _)) => return "{}".to_owned(),
            Some((Some(ok), _)) => example(world, &ok, 0),
            None => example(world, result, 0),
        },
    };
    match given {
        Some(given) => format!("{{\n{indent}  return {given};\n{indent}}}"),
        None => format!("{{\n{indent}  throw new Error('not written yet');\n{indent}}}"),
    }
}

pub(crate) fn is_constructor(function: &Function) -> bool {
    matches!(function.kind, wit_parser::FunctionKind::Constructor(_))
}

fn asynchronous(function: &Function) -> &'static str {
    if function.kind.is_async() {
        "async "
    } else {
        ""
    }
}

/// The parameters that are written: a method's own object is `this`.
pub(crate) fn own_params(function: &Function) -> impl Iterator<Item = &wit_parser::Param> {
    use wit_parser::FunctionKind::{AsyncMethod, Method};
    let own = matches!(function.kind, Method(_) | AsyncMethod(_));
    function.params.iter().skip(usize::from(own))
}

//! A module that implements a world, with a body to fill in for each export.

use std::fmt::Write;

use wit_parser::{Docs, Function, Handle, Type, TypeDefKind, TypeId};

use crate::wanted::{Wanted, WantedKind, wanted};
use crate::world::World;

/// The module's text.
pub(crate) fn skeleton(world: &World) -> String {
    let wanted = wanted(world);
    let mut classes = String::new();
    let mut objects = String::new();
    for (at, it) in wanted
        .iter()
        .enumerate()
        .filter(|(_, it)| it.path.len() == 1)
    {
        objects.push('\n');
        match it.function {
            Some(function) => {
                objects.push_str(&comment(world, function, ""));
                let (name, asynchronous) = (&it.path[0], asynchronous(function));
                let params = params(function);
                let body = body(world, function, "");
                let is_word = is_reserved(name);
                let word = if is_word { "" } else { "export " };
                let own = if is_word {
                    format!("{name}_")
                } else {
                    name.clone()
                };
                let _ = writeln!(
                    objects,
                    "{word}{asynchronous}function {own}({params}) {body}"
                );
                if is_word {
                    let _ = writeln!(objects, "export {{ {own} as {name} }};");
                }
            }
            None => interface(world, it, &wanted[at + 1..], &mut classes, &mut objects),
        }
    }
    let imports = imports(world);
    let text = format!("{imports}{classes}{objects}");
    text.trim_start().to_owned()
}

/// An object for an interface, and classes for its resources.
fn interface(
    world: &World,
    holder: &Wanted,
    rest: &[Wanted],
    classes: &mut String,
    objects: &mut String,
) {
    let name = &holder.path[0];
    let own: Vec<_> = rest.iter().take_while(|it| it.path.len() > 1).collect();
    let _ = writeln!(objects, "export const {name} = {{");
    for class in own.iter().filter(|it| it.kind == WantedKind::Class) {
        let title = &class.path[1];
        let _ = writeln!(objects, "  {title},");
        let _ = writeln!(classes, "\nclass {title} {{");
        for member in own.iter().filter(|it| it.path.get(1) == Some(title)) {
            let Some(function) = member.function else {
                continue;
            };
            let before = match member.kind {
                WantedKind::Constructor => "constructor".to_owned(),
                WantedKind::Static => {
                    format!("static {}{}", asynchronous(function), member.path[2])
                }
                _ => format!("{}{}", asynchronous(function), member.path[2]),
            };
            let (params, body) = (params(function), body(world, function, "  "));
            let _ = writeln!(
                classes,
                "{}  {before}({params}) {body}",
                comment(world, function, "  ")
            );
        }
        classes.push_str("}\n");
    }
    for member in own.iter().filter(|it| it.kind == WantedKind::Function) {
        let Some(function) = member.function else {
            continue;
        };
        let (params, body) = (params(function), body(world, function, "  "));
        let title = format!("{}{}", asynchronous(function), member.path[1]);
        let _ = writeln!(
            objects,
            "{}  {title}({params}) {body},",
            comment(world, function, "  ")
        );
    }
    objects.push_str("};\n");
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

/// What is known of a function, as JSDoc.
fn comment(world: &World, function: &Function, indent: &str) -> String {
    let mut lines = doc_lines(&function.docs);
    for param in own_params(function) {
        let name = camel(&param.name);
        lines.push(format!("@param {{{}}} {name}", type_name(world, &param.ty)));
    }
    if let Some(result) = &function.result {
        match thrown(world, result) {
            Some((ok, error)) => {
                let ok = ok.map_or("void".to_owned(), |it| type_name(world, &it));
                lines.push(format!("@returns {{{ok}}}"));
                let error = error.map_or("null".to_owned(), |it| type_name(world, &it));
                lines.push(format!("@throws {{{error}}}"));
            }
            None if function.kind.resource().is_some() && is_constructor(function) => {}
            None => lines.push(format!("@returns {{{}}}", type_name(world, result))),
        }
    }
    if lines.is_empty() {
        return String::new();
    }
    let mut text = format!("{indent}/**\n");
    for line in lines {
        let _ = writeln!(text, "{indent} * {}", line.replace("*/", "* /"));
    }
    let _ = writeln!(text, "{indent} */");
    text.replace(" * \n", " *\n")
}

fn doc_lines(docs: &Docs) -> Vec<String> {
    let text = docs.contents.as_deref().unwrap_or_default();
    text.trim().lines().map(str::to_owned).collect()
}

/// A body that gives something of the right type, where that is simple.
fn body(world: &World, function: &Function, indent: &str) -> String {
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

/// A value of a type, as JavaScript.
fn example(world: &World, ty: &Type, depth: usize) -> Option<String> {
    let id = match ty {
        Type::Bool => return Some("false".to_owned()),
        Type::U64 | Type::S64 => return Some("0n".to_owned()),
        Type::Char => return Some("' '".to_owned()),
        Type::String => return Some("''".to_owned()),
        Type::ErrorContext => return None,
        Type::Id(id) => *id,
        _ => return Some("0".to_owned()),
    };
    if depth > 4 {
        return None;
    }
    let inner = |ty: &Type| example(world, ty, depth + 1);
    match &world.resolve.types[id].kind {
        TypeDefKind::Type(ty) => inner(ty),
        TypeDefKind::Option(_) => Some("null".to_owned()),
        TypeDefKind::List(Type::U8) => Some("new Uint8Array()".to_owned()),
        TypeDefKind::List(_) => Some("[]".to_owned()),
        TypeDefKind::Map(..) => Some("new Map()".to_owned()),
        TypeDefKind::Tuple(it) => {
            let items: Option<Vec<_>> = it.types.iter().map(inner).collect();
            Some(format!("[{}]", items?.join(", ")))
        }
        TypeDefKind::Record(it) => {
            let fields = it.fields.iter();
            let fields: Option<Vec<_>> = fields
                .map(|field| Some(format!("{}: {}", key(&field.name), inner(&field.ty)?)))
                .collect();
            Some(format!("{{ {} }}", fields?.join(", ")))
        }
        TypeDefKind::Flags(_) => Some("{}".to_owned()),
        TypeDefKind::Enum(it) => Some(format!("'{}'", it.cases.first()?.name)),
        TypeDefKind::Variant(it) => {
            let case = it.cases.first()?;
            let tag = &case.name;
            match &case.ty {
                Some(ty) => Some(format!("{{ tag: '{tag}', val: {} }}", inner(ty)?)),
                None => Some(format!("{{ tag: '{tag}' }}")),
            }
        }
        TypeDefKind::Result(it) => match &it.ok {
            Some(ok) => Some(format!("{{ tag: 'ok', val: {} }}", inner(ok)?)),
            None => Some("{ tag: 'ok' }".to_owned()),
        },
        _ => None,
    }
}

/// A type as JSDoc has it.
fn type_name(world: &World, ty: &Type) -> String {
    match ty {
        Type::Bool => "boolean".to_owned(),
        Type::U64 | Type::S64 => "bigint".to_owned(),
        Type::Char | Type::String => "string".to_owned(),
        Type::ErrorContext => "unknown".to_owned(),
        Type::Id(id) => defined(world, *id),
        _ => "number".to_owned(),
    }
}

fn defined(world: &World, id: TypeId) -> String {
    let name = |ty: &Type| type_name(world, ty);
    let maybe = |ty: &Option<Type>| ty.as_ref().map_or("null".to_owned(), name);
    match &world.resolve.types[id].kind {
        TypeDefKind::Type(ty) => name(ty),
        TypeDefKind::Option(ty) => format!("{} | null", name(ty)),
        TypeDefKind::List(Type::U8) => "Uint8Array".to_owned(),
        TypeDefKind::List(ty) => format!("Array<{}>", name(ty)),
        TypeDefKind::Map(key, value) => format!("Map<{}, {}>", name(key), name(value)),
        TypeDefKind::Tuple(it) => {
            let items: Vec<_> = it.types.iter().map(name).collect();
            format!("[{}]", items.join(", "))
        }
        TypeDefKind::Record(it) => {
            let fields = it.fields.iter();
            let fields: Vec<_> = fields
                .map(|field| format!("{}: {}", key(&field.name), name(&field.ty)))
                .collect();
            format!("{{ {} }}", fields.join(", "))
        }
        TypeDefKind::Flags(it) => {
            let flags: Vec<_> = it
                .flags
                .iter()
                .map(|it| format!("{}?: boolean", key(&it.name)))
                .collect();
            format!("{{ {} }}", flags.join(", "))
        }
        TypeDefKind::Enum(it) => {
            let cases: Vec<_> = it.cases.iter().map(|it| format!("'{}'", it.name)).collect();
            cases.join(" | ")
        }
        TypeDefKind::Variant(it) => {
            let cases = it.cases.iter().map(|case| match &case.ty {
                Some(ty) => format!("{{ tag: '{}', val: {} }}", case.name, name(ty)),
                None => format!("{{ tag: '{}' }}", case.name),
            });
            cases.collect::<Vec<_>>().join(" | ")
        }
        TypeDefKind::Result(it) => {
            let (ok, err) = (maybe(&it.ok), maybe(&it.err));
            format!("{{ tag: 'ok', val: {ok} }} | {{ tag: 'err', val: {err} }}")
        }
        TypeDefKind::Handle(Handle::Own(of) | Handle::Borrow(of)) => {
            let of = world.resolve.types[*of].name.as_deref().unwrap_or("object");
            heck::ToUpperCamelCase::to_upper_camel_case(of)
        }
        TypeDefKind::Stream(ty) => format!("AsyncIterable<{}>", maybe(ty)),
        TypeDefKind::Future(ty) => format!("Promise<{}>", maybe(ty)),
        _ => "unknown".to_owned(),
    }
}

/// What a result becomes that a function gives: a value, or something that is thrown.
fn thrown(world: &World, ty: &Type) -> Option<(Option<Type>, Option<Type>)> {
    let Type::Id(id) = ty else { return None };
    match &world.resolve.types[*id].kind {
        TypeDefKind::Result(it) => Some((it.ok, it.err)),
        TypeDefKind::Type(ty) => thrown(world, ty),
        _ => None,
    }
}

fn is_constructor(function: &Function) -> bool {
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
fn own_params(function: &Function) -> impl Iterator<Item = &wit_parser::Param> {
    use wit_parser::FunctionKind::{AsyncMethod, Method};
    let own = matches!(function.kind, Method(_) | AsyncMethod(_));
    function.params.iter().skip(usize::from(own))
}

fn params(function: &Function) -> String {
    let names: Vec<_> = own_params(function).map(|it| camel(&it.name)).collect();
    names.join(", ")
}

/// The name of a field, as JavaScript writes it.
fn key(name: &str) -> String {
    heck::ToLowerCamelCase::to_lower_camel_case(name)
}

/// The name of a parameter; one that is a word of the language gets a dash below.
fn camel(name: &str) -> String {
    let name = key(name);
    if is_reserved(&name) {
        format!("{name}_")
    } else {
        name
    }
}

fn is_reserved(name: &str) -> bool {
    const WORDS: [&str; 46] = [
        "arguments",
        "await",
        "break",
        "case",
        "catch",
        "class",
        "const",
        "continue",
        "debugger",
        "default",
        "delete",
        "do",
        "else",
        "enum",
        "eval",
        "export",
        "extends",
        "false",
        "finally",
        "for",
        "function",
        "if",
        "implements",
        "import",
        "in",
        "instanceof",
        "interface",
        "let",
        "new",
        "null",
        "package",
        "private",
        "protected",
        "public",
        "return",
        "static",
        "super",
        "switch",
        "this",
        "throw",
        "true",
        "try",
        "typeof",
        "var",
        "void",
        "while",
    ];
    WORDS.contains(&name) || matches!(name, "with" | "yield")
}

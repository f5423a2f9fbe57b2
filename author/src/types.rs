//! What a world provides and asks for, declared for TypeScript: a module for each interface, called
//! as modules import it, and one for the world. Types are of the values that the engine takes and
//! gives, which are not in all ways those of other tools: what is missing is `null`.

use std::fmt::Write;

use heck::{ToLowerCamelCase, ToUpperCamelCase};
use wit_parser::{Function, InterfaceId, TypeDefKind, TypeId, WorldItem, WorldKey};

use crate::dialect::{Dialect, used};
use crate::skeleton::{commented, doc_lines, is_constructor};
use crate::type_name::{Names, definition, is_option, type_name};
use crate::word::{is_reserved, key};
use crate::world::World;

/// The declarations, as the text of one file.
pub(crate) fn types(world: &World) -> String {
    let own = &world.resolve.worlds[world.id];
    let mut text = String::new();
    let mut known = Vec::new();
    for (key, item) in own.imports.iter().chain(&own.exports) {
        if let WorldItem::Interface { id, .. } = item
            && !known.contains(id)
        {
            known.push(*id);
            interface(world, key, *id, &mut text);
        }
    }
    let dialect = Dialect::declaring(world, world_names(world));
    for item in own.imports.values() {
        if let WorldItem::Function(it) = item {
            let _ = writeln!(text, "{}", function(&dialect, it, "declare ", ""));
        }
    }
    declare_world(&dialect, &mut text);
    text
}

/// The types that the world itself declares or uses, all of which are written out.
fn world_names(world: &World) -> Names {
    let items = world.resolve.worlds[world.id].imports.values();
    let types = items.filter_map(|item| match item {
        WorldItem::Type { id, .. } => Some(*id),
        _ => None,
    });
    let named = types.filter_map(|id| {
        let (module, name) = used(world, id)?;
        Some((id, format!("import('{module}').{name}")))
    });
    named.collect()
}

fn declare_world(dialect: &Dialect, text: &mut String) {
    let world = dialect.world;
    let own = &world.resolve.worlds[world.id];
    let Some(name) = own
        .package
        .map(|id| world.resolve.id_of_name(id, &own.name))
    else {
        return;
    };
    let _ = writeln!(text, "declare module '{name}' {{");
    for (key, item) in &own.exports {
        match item {
            WorldItem::Function(it) => text.push_str(&function(dialect, it, "export ", "  ")),
            WorldItem::Interface { id, .. } => {
                let (name, module) = (
                    interface_name(world, key, *id),
                    world.resolve.name_world_key(key),
                );
                let _ = writeln!(text, "  export * as {name} from '{module}';");
            }
            WorldItem::Type { .. } => {}
        }
    }
    text.push_str("}\n");
}

fn interface_name(world: &World, key: &WorldKey, id: InterfaceId) -> String {
    let name = match key {
        WorldKey::Name(name) => Some(name),
        WorldKey::Interface(_) => world.resolve.interfaces[id].name.as_ref(),
    };
    name.map_or(String::new(), |it| it.to_lower_camel_case())
}

fn interface(world: &World, key: &WorldKey, id: InterfaceId, text: &mut String) {
    let interface = &world.resolve.interfaces[id];
    let names = interface.types.iter();
    let names = names.map(|(name, id)| (*id, name.to_upper_camel_case()));
    let dialect = Dialect::declaring(world, names.collect());
    let module = world.resolve.name_world_key(key);
    text.push_str(&commented(&doc_lines(&interface.docs), ""));
    let _ = writeln!(text, "declare module '{module}' {{");
    for id in interface.types.values() {
        declare_type(&dialect, *id, text);
    }
    let free = interface.functions.values();
    for it in free.filter(|it| it.kind.resource().is_none()) {
        text.push_str(&function(&dialect, it, "export ", "  "));
    }
    text.push_str("}\n");
    if let Some((unversioned, _)) = module.split_once('@') {
        // An import may leave the version out.
        let _ = writeln!(
            text,
            "declare module '{unversioned}' {{\n  export * from '{module}';\n}}"
        );
    }
}

fn declare_type(dialect: &Dialect, id: TypeId, text: &mut String) {
    let world = dialect.world;
    let ty = &world.resolve.types[id];
    let name = ty.name.as_deref().unwrap_or_default().to_upper_camel_case();
    text.push_str(&commented(&doc_lines(&ty.docs), "  "));
    if let Some((module, of)) = used(world, id) {
        let _ = writeln!(text, "  export type {name} = import('{module}').{of};");
        return;
    }
    match &ty.kind {
        TypeDefKind::Resource => class(dialect, id, &name, text),
        TypeDefKind::Record(record) => {
            let _ = writeln!(text, "  export interface {name} {{");
            for field in &record.fields {
                text.push_str(&commented(&doc_lines(&field.docs), "    "));
                let mark = if is_option(world, &field.ty) { "?" } else { "" };
                let ty = type_name(world, &dialect.names, &field.ty);
                let _ = writeln!(text, "    {}{mark}: {ty};", key(&field.name));
            }
            text.push_str("  }\n");
        }
        _ => {
            let _ = writeln!(
                text,
                "  export type {name} = {};",
                definition(world, &dialect.names, id)
            );
        }
    }
}

fn class(dialect: &Dialect, id: TypeId, name: &str, text: &mut String) {
    let world = dialect.world;
    let wit_parser::TypeOwner::Interface(owner) = world.resolve.types[id].owner else {
        return;
    };
    let functions = world.resolve.interfaces[owner].functions.values();
    let own: Vec<_> = functions
        .filter(|it| it.kind.resource() == Some(id))
        .collect();
    let _ = writeln!(text, "  export class {name} {{");
    if !own.iter().any(|it| is_constructor(it)) {
        text.push_str("    private constructor();\n");
    }
    for it in own {
        use wit_parser::FunctionKind::{AsyncStatic, Static};
        let name = it.item_name().to_lower_camel_case();
        let before = match it.kind {
            Static(_) | AsyncStatic(_) => format!("static {name}"),
            _ if is_constructor(it) => "constructor".to_owned(),
            _ => name,
        };
        text.push_str(&commented(&doc_lines(&it.docs), "    "));
        let _ = writeln!(text, "    {before}{};", dialect.params(it));
    }
    text.push_str("  }\n");
}

fn function(dialect: &Dialect, it: &Function, before: &str, indent: &str) -> String {
    let comment = commented(&doc_lines(&it.docs), indent);
    let (name, params) = (it.name.to_lower_camel_case(), dialect.params(it));
    match is_reserved(&name) {
        true => format!(
            "{comment}{indent}function {name}_{params};\n{indent}export {{ {name}_ as {name} }};\n"
        ),
        false => format!("{comment}{indent}{before}function {name}{params};\n"),
    }
}

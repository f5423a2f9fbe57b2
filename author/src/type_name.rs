//! Types as JSDoc and TypeScript write them, of the values that the engine takes and gives.

use std::collections::BTreeMap;

use wit_parser::{Handle, Type, TypeDefKind, TypeId};

use crate::word::key;
use crate::world::World;

/// Types that a text has a name for; others are written out.
pub(crate) type Names = BTreeMap<TypeId, String>;

/// A type as JSDoc and TypeScript have it.
pub(crate) fn type_name(world: &World, names: &Names, ty: &Type) -> String {
    match ty {
        Type::Bool => "boolean".to_owned(),
        Type::U64 | Type::S64 => "bigint".to_owned(),
        Type::Char | Type::String => "string".to_owned(),
        Type::ErrorContext => "unknown".to_owned(),
        Type::Id(id) => match names.get(id) {
            Some(name) => name.clone(),
            None => definition(world, names, *id),
        },
        _ => "number".to_owned(),
    }
}

/// What a type is, written out.
pub(crate) fn definition(world: &World, names: &Names, id: TypeId) -> String {
    let name = |ty: &Type| type_name(world, names, ty);
    let maybe = |ty: &Option<Type>| ty.as_ref().map_or("null".to_owned(), name);
    match &world.resolve.types[id].kind {
        TypeDefKind::Type(ty) => name(ty),
        TypeDefKind::Option(ty) if is_option(world, ty) => {
            format!("{{ tag: 'some', val: {} }} | {{ tag: 'none' }}", name(ty))
        }
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
            if let Some(name) = names.get(of) {
                return name.clone();
            }
            let of = world.resolve.types[*of].name.as_deref().unwrap_or("object");
            heck::ToUpperCamelCase::to_upper_camel_case(of)
        }
        TypeDefKind::Stream(ty) => format!("AsyncIterable<{}>", maybe(ty)),
        TypeDefKind::Future(ty) => format!("Promise<{}>", maybe(ty)),
        _ => "unknown".to_owned(),
    }
}

/// Whether a value of a type may be missing: `null` would not tell it from one that holds none.
pub(crate) fn is_option(world: &World, ty: &Type) -> bool {
    let Type::Id(id) = ty else { return false };
    match &world.resolve.types[*id].kind {
        TypeDefKind::Option(_) => true,
        TypeDefKind::Type(ty) => is_option(world, ty),
        _ => false,
    }
}

/// What a result becomes that a function gives: a value, or something that is thrown.
pub(crate) fn thrown(world: &World, ty: &Type) -> Option<(Option<Type>, Option<Type>)> {
    let Type::Id(id) = ty else { return None };
    match &world.resolve.types[*id].kind {
        TypeDefKind::Result(it) => Some((it.ok, it.err)),
        TypeDefKind::Type(ty) => thrown(world, ty),
        _ => None,
    }
}

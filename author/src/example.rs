//! Values to begin with.

use wit_parser::{Type, TypeDefKind};

use crate::type_name::is_option;
use crate::word::key;
use crate::world::World;

/// A value of a type, as JavaScript; none of a type that has no simple one, such as a resource.
pub(crate) fn example(world: &World, ty: &Type, depth: usize) -> Option<String> {
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
        TypeDefKind::Option(ty) if is_option(world, ty) => Some("{ tag: 'none' }".to_owned()),
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

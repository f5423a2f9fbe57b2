//! What a world asks for that the engine does wrongly.

use std::collections::BTreeMap;

use model::{Diagnostic, Severity};
use wit_parser::{Handle, Type, TypeDefKind, TypeOwner, WorldItem};

use crate::place::word_of;
use crate::told::error;
use crate::wanted::wanted;
use crate::world::World;

/// A warning for each exported function that is given a resource of the module's own to keep: the
/// engine takes the handle for the number of the object.
pub(crate) fn diagnostics(
    world: &World,
    files: &BTreeMap<String, String>,
    entry: &str,
) -> Vec<Diagnostic> {
    let text = files.get(entry).map_or("", String::as_str);
    let mut warnings = Vec::new();
    for wanted in wanted(world) {
        let params = wanted.function.map_or(&[][..], |function| &function.params);
        let Some(resource) = params.iter().find_map(|it| given(world, &it.ty, 0)) else {
            continue;
        };
        let name = wanted.path.last().map_or("", String::as_str);
        let message = format!(
            "`{name}` is given a `{resource}` to keep, for which the engine finds another object or none"
        );
        let place = word_of(text, name).unwrap_or_default();
        let mut warning = error(entry.to_owned(), place, message);
        warning.severity = Severity::Warning;
        warning.hint = Some(format!(
            "let it borrow one: `borrow<{resource}>` in the WIT"
        ));
        warnings.push(warning);
    }
    warnings
}

/// The resource of the world's own exports that a value of this type hands over.
fn given<'a>(world: &'a World, ty: &Type, depth: usize) -> Option<&'a str> {
    let Type::Id(id) = ty else { return None };
    // Types do not nest endlessly, but deep enough for it to take long.
    if depth > 20 {
        return None;
    }
    let inner = |ty: &Type| given(world, ty, depth + 1);
    let maybe = |ty: &Option<Type>| ty.as_ref().and_then(inner);
    match &world.resolve.types[*id].kind {
        TypeDefKind::Handle(Handle::Own(resource)) => {
            let resource = &world.resolve.types[*resource];
            let TypeOwner::Interface(owner) = resource.owner else {
                return None;
            };
            let mut exports = world.resolve.worlds[world.id].exports.values();
            let is_own =
                exports.any(|it| matches!(it, WorldItem::Interface { id, .. } if *id == owner));
            resource.name.as_deref().filter(|_| is_own)
        }
        TypeDefKind::Type(ty)
        | TypeDefKind::Option(ty)
        | TypeDefKind::List(ty)
        | TypeDefKind::FixedLengthList(ty, _) => inner(ty),
        TypeDefKind::Tuple(it) => it.types.iter().find_map(inner),
        TypeDefKind::Record(it) => it.fields.iter().find_map(|field| inner(&field.ty)),
        TypeDefKind::Variant(it) => it.cases.iter().find_map(|case| maybe(&case.ty)),
        TypeDefKind::Result(it) => maybe(&it.ok).or_else(|| maybe(&it.err)),
        _ => None,
    }
}

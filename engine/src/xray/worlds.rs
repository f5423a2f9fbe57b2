//! What a level imports and declares, as WIT.

use model::EncodedWorld;
use wasmparser::ComponentExternalKind as Kind;
use wasmparser::component_types::{ComponentAnyTypeId, ComponentEntityType};
use wit_component::DecodedWasm;
use wit_parser::{PackageId, Resolve, WorldId};

use super::level::Level;
use crate::decode::{one, same_type, with_exports};
use crate::inspect::validate;
use crate::sections::{ALIAS, EXPORT, IMPORT, TYPE, write_bytes, write_number, write_section};

/// Magic number, version and layer of a component.
const PREAMBLE: &[u8] = b"\0asm\x0d\0\x01\0";
/// Before the definition of a component's type.
const COMPONENT_TYPE: u8 = 0x41;
/// Sorts of exports.
const SORT_TYPE: u8 = 3;
const SORT_COMPONENT: u8 = 4;

/// A component's imports, and the types of values that it declares, as if it imported them too.
/// Exports are left out, for WIT cannot say that an import is exported as it is.
pub(super) fn imports(component: &[u8]) -> Option<(Resolve, WorldId)> {
    let types = validate(component).ok()?;
    let types = types.as_ref();
    let is_value = |name: &str| {
        matches!(
            types.component_item_for_export(name).map(|it| it.ty),
            Some(ComponentEntityType::Type {
                referenced: ComponentAnyTypeId::Defined(_),
                ..
            })
        )
    };
    let only = with_exports(component, |export, _| match export.kind {
        Kind::Type if is_value(export.name.name) => {
            Some((IMPORT, import_of_type(export.name.name, export.index)))
        }
        Kind::Type => Some((ALIAS, same_type(export.index))),
        _ => None,
    });
    match wit_component::decode(&only?).ok()? {
        DecodedWasm::Component(resolve, world) => Some((resolve, world)),
        DecodedWasm::WitPackage(..) => None,
    }
}

/// The package of interfaces and worlds that a level declares.
pub(super) fn declared(level: &Level) -> Option<(Resolve, PackageId)> {
    let exports = level.exports.iter().filter(|it| it.kind == Kind::Type);
    let declared = exports.filter_map(|it| Some((it.name, level.declaration(it.index)?)));
    let mut package = PREAMBLE.to_vec();
    let mut count = 0;
    for (name, definition) in declared.filter(|(_, it)| it.first() == Some(&COMPONENT_TYPE)) {
        write_section(&mut package, TYPE, &one(definition));
        // Each export of a type is one more index.
        write_section(&mut package, EXPORT, &one(&export(name, SORT_TYPE, count)));
        count += 2;
    }
    match wit_component::decode(&package).ok()? {
        DecodedWasm::WitPackage(resolve, package) => Some((resolve, package)),
        DecodedWasm::Component(..) => None,
    }
}

/// The world of a component that is imported, by its type.
pub(super) fn of_component(definition: &[u8]) -> EncodedWorld {
    const NAME: &str = "imported";
    // A type and an export.
    let mut world = vec![COMPONENT_TYPE, 2, 1];
    world.extend(definition);
    world.extend([4, 0]);
    write_bytes(&mut world, format!("local:imported/{NAME}").as_bytes());
    world.extend([SORT_COMPONENT, 0]);
    let mut package = PREAMBLE.to_vec();
    write_section(&mut package, TYPE, &one(&world));
    write_section(&mut package, EXPORT, &one(&export(NAME, SORT_TYPE, 0)));
    EncodedWorld {
        package: package.into(),
        world: Some(NAME.to_owned()),
    }
}

/// Whether a component can stand where another one stood: whether it imports no more, and exports
/// no less, by wasmparser's word.
pub(super) fn is_subtype(component: &[u8], of: &[u8]) -> bool {
    let mut both = PREAMBLE.to_vec();
    for (at, component) in [component, of].into_iter().enumerate() {
        write_section(&mut both, crate::sections::COMPONENT, component);
        let index = u32::try_from(at * 2).unwrap_or_default();
        let name = ["one", "other"][at];
        write_section(
            &mut both,
            EXPORT,
            &one(&export(name, SORT_COMPONENT, index)),
        );
    }
    let Ok(types) = validate(&both) else {
        return false;
    };
    let types = types.as_ref();
    let [one, other] = ["one", "other"].map(|it| types.component_item_for_export(it));
    match (one, other) {
        (Some(one), Some(other)) => {
            ComponentEntityType::is_subtype_of(&one.ty, types, &other.ty, types)
        }
        _ => false,
    }
}

fn export(name: &str, sort: u8, index: u32) -> Vec<u8> {
    let mut export = vec![0];
    write_bytes(&mut export, name.as_bytes());
    export.push(sort);
    write_number(&mut export, index);
    // Its type is not told again.
    export.push(0);
    export
}

/// One import that is equal to a type.
fn import_of_type(name: &str, index: u32) -> Vec<u8> {
    let mut imports = vec![1, 0];
    write_bytes(&mut imports, name.as_bytes());
    imports.extend([SORT_TYPE, 0]);
    write_number(&mut imports, index);
    imports
}

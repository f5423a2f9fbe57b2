//! WIT as text: packages, the items of an interface, signatures.

use std::collections::HashMap;

use wit_component::WitPrinter;
use wit_parser::{
    Function, FunctionKind, InterfaceId, PackageId, Resolve, Type, TypeId, TypeOwner, WorldId,
};

/// A package as WIT with docs, the packages it needs nested below it.
pub(crate) fn package(resolve: &Resolve, package: PackageId) -> String {
    let ids = resolve.packages.iter().map(|(id, _)| id);
    let others: Vec<PackageId> = ids.filter(|id| *id != package).collect();
    nested(resolve, package, &others)
}

/// A package as WIT with docs, and these packages nested below it.
pub(crate) fn nested(resolve: &Resolve, package: PackageId, nested: &[PackageId]) -> String {
    let mut text = one_package(resolve, package);
    for id in nested {
        let nested = print(|printer| printer.print_package(resolve, *id, false));
        text.push_str(&format!("\n\n{nested}"));
    }
    text
}

/// A package as WIT with docs, alone.
pub(crate) fn one_package(resolve: &Resolve, package: PackageId) -> String {
    print(|printer| printer.print(resolve, package, &[]))
}

/// The types and functions of an interface.
pub(crate) fn interface(resolve: &Resolve, interface: InterfaceId) -> String {
    print(|printer| printer.print_interface(resolve, interface))
}

/// The declaration of a type that a world imports or exports.
pub(crate) fn world_type(resolve: &Resolve, world: WorldId, name: &str, id: TypeId) -> String {
    declaration(resolve, TypeOwner::World(world), name, id)
}

/// The declaration of a type with its docs; a resource's functions are left out.
pub(crate) fn declaration(resolve: &Resolve, owner: TypeOwner, name: &str, id: TypeId) -> String {
    print(|printer| printer.print_types(resolve, owner, [(name, id)].into_iter(), &HashMap::new()))
}

/// A function's signature, such as `greet: func(who: person) -> string`.
pub(crate) fn signature(resolve: &Resolve, function: &Function) -> String {
    let keyword = match &function.kind {
        FunctionKind::Constructor(_) => "constructor",
        FunctionKind::Static(_) => "static func",
        FunctionKind::AsyncStatic(_) => "static async func",
        kind if kind.is_async() => "async func",
        _ => "func",
    };
    let is_constructor = matches!(function.kind, FunctionKind::Constructor(_));
    let params: Vec<String> = function
        .params
        .iter()
        .skip(usize::from(takes_self(&function.kind)))
        .map(|param| format!("{}: {}", param.name, type_name(resolve, param.ty)))
        .collect();
    let mut text = match is_constructor {
        true => String::new(),
        false => format!("{}: ", function.item_name()),
    };
    text.push_str(&format!("{keyword}({})", params.join(", ")));
    if let Some(result) = function.result.filter(|_| !is_constructor) {
        text.push_str(&format!(" -> {}", type_name(resolve, result)));
    }
    text
}

/// Whether a function's first parameter is the resource it is called on.
pub(crate) fn takes_self(kind: &FunctionKind) -> bool {
    matches!(kind, FunctionKind::Method(_) | FunctionKind::AsyncMethod(_))
}

/// A type as it is written where it is used.
pub(crate) fn type_name(resolve: &Resolve, ty: Type) -> String {
    print(|printer| printer.print_type_name(resolve, &ty))
}

fn print<E>(write: impl FnOnce(&mut WitPrinter) -> Result<(), E>) -> String {
    let mut printer = WitPrinter::default();
    // What was printed before a fault is the best there is to show.
    let _ = write(&mut printer);
    printer.output.to_string().trim_end().to_owned()
}

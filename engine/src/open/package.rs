//! WIT packages in binary form as files.

use std::collections::{BTreeMap, BTreeSet};

use model::EngineError;
use wit_component::DecodedWasm;
use wit_parser::{PackageId, PackageName, Resolve};

use super::name;
use crate::diagnostics::failure;
use crate::print;

/// The packages of a resolve as files: the main one in `wit`, each other below `wit/deps`.
pub(super) fn texts(resolve: &Resolve, main: PackageId) -> BTreeMap<String, String> {
    let file = |(id, package): (PackageId, &wit_parser::Package)| {
        let path = match id == main {
            true => format!("wit/{}.wit", package.name.name),
            false => format!("wit/deps/{}/package.wit", folder(&package.name)),
        };
        (path, print::one_package(resolve, id) + "\n")
    };
    resolve.packages.iter().map(file).collect()
}

/// The folder below `deps` in which a package is looked for.
pub(crate) fn folder(package: &PackageName) -> String {
    package.to_string().replace([':', '@'], "-")
}

/// The WIT in a component of that name, as files: its world in a package of its own, each package
/// that it names below `deps`, without those that are `known` by name and version.
///
/// # Errors
///
/// When it holds no WIT, as a core module.
pub(crate) fn read_wit(
    component: &str,
    bytes: &[u8],
    known: &BTreeSet<String>,
) -> Result<BTreeMap<String, String>, EngineError> {
    let none = |_| failure("no-wit", format!("`{component}` holds no WIT"));
    let (mut resolve, world) = match crate::decode::decode(bytes).map_err(none)? {
        DecodedWasm::WitPackage(resolve, main) => return Ok(texts(&resolve, main)),
        DecodedWasm::Component(resolve, world) => (resolve, world),
    };
    let is_empty =
        resolve.worlds[world].imports.is_empty() && resolve.worlds[world].exports.is_empty();
    let main = resolve.worlds[world].package;
    let Some(main) = main.filter(|_| !is_empty) else {
        return Err(failure("no-wit", format!("`{component}` holds no WIT")));
    };
    let short = component.rsplit([':', '/']).next().unwrap_or(component);
    let short = name::kebab(short);
    // Every component says that it is `root:component`, so two of them could not stand together.
    resolve.packages[main].name.name.clone_from(&short);
    let mut files = BTreeMap::new();
    for (id, package) in &resolve.packages {
        let path = match id == main {
            true => format!("wit/{short}/component.wit"),
            false => format!("wit/deps/{}/package.wit", folder(&package.name)),
        };
        if id == main || !known.contains(&package.name.to_string()) {
            files.insert(path, print::one_package(&resolve, id) + "\n");
        }
    }
    Ok(files)
}

//! What wit-component says about two versions of a package, to hold ours against.

use std::collections::BTreeSet;

use model::WitSource;
use wit_parser::{PackageId, Resolve};

use crate::worlds::Case;

/// Whether the second package of a case is compatible with the first, if both are texts of one
/// file without packages from elsewhere.
pub(crate) fn is_compatible(case: &Case) -> Option<bool> {
    let [old, new] = [text(case, 0)?, text(case, 1)?];
    let mut resolve = Resolve::default();
    let (old_id, new_id) = (push(&mut resolve, old), push(&mut resolve, new));
    let (old_names, new_names) = (names(&resolve, old_id), names(&resolve, new_id));
    if !old_names.is_subset(&new_names) {
        return Some(false);
    }
    // An interface is compatible when a world that imports it is.
    let interfaces = resolve.packages[old_id].interfaces.keys();
    let worlds: Vec<String> = interfaces
        .map(|name| format!("\nworld importer-of-{name} {{ import {name}; }}\n"))
        .collect();
    let worlds = worlds.concat();
    let mut resolve = Resolve::default();
    let old = push(&mut resolve, &format!("{old}{worlds}"));
    let new = push(&mut resolve, &format!("{new}{worlds}"));
    let mut pairs = resolve.packages[old].worlds.iter();
    Some(pairs.all(|(name, old)| {
        let new = resolve.packages[new].worlds[name];
        wit_component::semver_check(resolve.clone(), *old, new).is_ok()
    }))
}

fn text<'a>(case: &'a Case, at: usize) -> Option<&'a str> {
    let WitSource::Own { package } = &case.asked[at].source else {
        return None;
    };
    let header = format!("package {package};");
    let part = case.parts.iter().find(|part| part.text.contains(&header))?;
    Some(part.text)
}

fn push(resolve: &mut Resolve, text: &str) -> PackageId {
    resolve.push_source("case.wit", text).unwrap()
}

fn names(resolve: &Resolve, package: PackageId) -> BTreeSet<String> {
    let package = &resolve.packages[package];
    let names = package.interfaces.keys().chain(package.worlds.keys());
    names.cloned().collect()
}

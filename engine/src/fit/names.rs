//! What stands for a name in another world, or is meant by it.

use wac_graph::types::are_semver_compatible;
use wit_parser::{PackageName, WorldItem};

use crate::contrast::unversioned;
use crate::suggest::did_you_mean;
use crate::wit_text::package_name;

/// The item of that name, or else of a compatible version of it.
pub(super) fn find<'i, 'a>(
    name: &str,
    items: &'i [(String, &'a WorldItem)],
) -> Option<(&'i str, &'i &'a WorldItem)> {
    let exact = items.iter().find(|(other, _)| other == name);
    let compatible = || {
        items
            .iter()
            .find(|(other, _)| are_semver_compatible(name, other))
    };
    let (name, item) = exact.or_else(compatible)?;
    Some((name, item))
}

/// A plain name that is near; full names of interfaces are all near to each other.
pub(super) fn meant(name: &str, items: &[(String, &WorldItem)]) -> Option<String> {
    let is_plain = |name: &&str| !name.contains('/');
    let names = items.iter().map(|(name, _)| name.as_str());
    is_plain(&name)
        .then(|| did_you_mean(name, names.filter(is_plain)))
        .flatten()
}

/// The same interface in a version that is not compatible.
pub(super) fn other_version<'i>(name: &str, items: &'i [(String, &WorldItem)]) -> Option<&'i str> {
    let bare = unversioned(name);
    let other = items.iter().map(|(other, _)| other.as_str());
    other
        .into_iter()
        .find(|other| *other != name && name.contains('/') && unversioned(other) == bare)
}

/// The namespace of an interface, its version as far as it must agree, and the one that everything
/// else of that namespace is of instead.
pub(super) fn other_track<'n>(
    name: &'n str,
    items: &[(String, &WorldItem)],
) -> Option<(&'n str, String, String)> {
    let (namespace, wanted) = track(name)?;
    let others = items.iter().filter_map(|(other, _)| track(other));
    let mut others = others.filter_map(|(of, track)| (of == namespace).then_some(track));
    let other = others.next()?;
    let is_other = other != wanted && others.all(|it| it != wanted);
    is_other.then_some((namespace, wanted, other))
}

fn track(name: &str) -> Option<(&str, String)> {
    let (package, rest) = name.split_once('/')?;
    let (_, version) = rest.split_once('@')?;
    let version = package_name(&format!("{package}@{version}"))?.version?;
    let (namespace, _) = package.split_once(':')?;
    Some((
        namespace,
        PackageName::version_compat_track_string(&version),
    ))
}

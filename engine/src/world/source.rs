//! Where WIT is read from.

use std::collections::BTreeMap;

use model::{EngineError, WitSource};
use wit_component::DecodedWasm;
use wit_parser::{PackageId, PackageName, Resolve, UnresolvedPackageGroup, WorldId};

use crate::analyze;
use crate::binary::{self, Kind};
use crate::components::{Component, Components};
use crate::diagnostics::failure;
use crate::pack::Pack;
use crate::wit_text::package_name;

/// WIT that was read.
pub(crate) struct Wit {
    pub(crate) resolve: Resolve,
    /// What of the resolve was asked for.
    pub(crate) root: Root,
    /// What it is called.
    pub(crate) name: String,
    /// The packages of texts as they were before they were resolved.
    pub(crate) groups: Vec<UnresolvedPackageGroup>,
    /// Whether it was read from a binary, which does not tell statements from what they pull in.
    pub(crate) is_binary: bool,
}

/// What a source holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Root {
    Package(PackageId),
    Component(WorldId),
}

/// Reads a source.
///
/// # Errors
///
/// `no-such-package` when there is none or it has an error, `not-wit` for a binary without WIT,
/// `component-not-loaded`.
pub(crate) fn open(
    source: &WitSource,
    files: &BTreeMap<String, String>,
    pack: &mut Pack,
    components: &mut Components,
) -> Result<Wit, EngineError> {
    match source {
        WitSource::Own { package } => open_own(package, files, pack),
        WitSource::Bundled { package } => open_bundled(package, pack),
        WitSource::Component(known) => open_binary(&components.component(known)?),
    }
}

fn open_own(
    package: &str,
    files: &BTreeMap<String, String>,
    pack: &mut Pack,
) -> Result<Wit, EngineError> {
    let (resolve, groups) = analyze::resolve(files, pack);
    let id = package_id(&resolve, package).ok_or_else(|| {
        let path = |name: &str| name.split('@').next().unwrap_or_default().to_owned();
        let names = groups.iter().map(|group| group.main.name.to_string());
        let other = names.into_iter().find(|name| path(name) == path(package));
        let message = match other {
            Some(other) if other != package => {
                format!("the workspace has no package `{package}`, but `{other}`")
            }
            _ => format!(
                "package `{package}` cannot be read now: mend the errors in its files, or pick \
                 another"
            ),
        };
        failure("no-such-package", message)
    })?;
    Ok(Wit {
        resolve,
        root: Root::Package(id),
        name: package.to_owned(),
        groups,
        is_binary: false,
    })
}

/// Reads a package of the pack.
pub(crate) fn open_bundled(package: &str, pack: &mut Pack) -> Result<Wit, EngineError> {
    let missing = || {
        failure(
            "no-such-package",
            format!("no package `{package}` is bundled"),
        )
    };
    let name = package_name(package).ok_or_else(missing)?;
    let resolve = pack.resolve(&[name].into(), &[].into());
    let id = package_id(&resolve, package).ok_or_else(missing)?;
    Ok(Wit {
        resolve,
        root: Root::Package(id),
        name: package.to_owned(),
        groups: Vec::new(),
        is_binary: false,
    })
}

/// Reads a component, or a WIT package in binary form.
pub(crate) fn open_binary(component: &Component) -> Result<Wit, EngineError> {
    let Component { name, binary } = component;
    if binary::kind(&binary.bytes)? == Kind::Module {
        let message =
            format!("`{name}` is a core module, which has no WIT; make a component of it first");
        return Err(failure("not-wit", message));
    }
    let decoded = binary.decoded().map_err(|error| {
        let message = format!("the WIT of `{name}` cannot be read: {error}");
        failure("not-wit", message)
    })?;
    Ok(Wit::decoded(name, decoded))
}

impl Wit {
    /// What was read of a binary that is called `name`.
    pub(crate) fn decoded(name: &str, decoded: &DecodedWasm) -> Wit {
        let (resolve, root) = match decoded {
            DecodedWasm::WitPackage(resolve, id) => (resolve, Root::Package(*id)),
            DecodedWasm::Component(resolve, id) => (resolve, Root::Component(*id)),
        };
        Wit {
            resolve: resolve.clone(),
            root,
            name: name.to_owned(),
            groups: Vec::new(),
            is_binary: true,
        }
    }

    pub(crate) fn is_component(&self) -> bool {
        matches!(self.root, Root::Component(_))
    }

    /// A world by its name, or the only one.
    ///
    /// # Errors
    ///
    /// `no-such-world`, and `which-world` when there are several.
    pub(crate) fn world(&self, name: Option<&str>) -> Result<WorldId, EngineError> {
        let package = match self.root {
            Root::Component(id) => return Ok(id),
            Root::Package(id) => &self.resolve.packages[id],
        };
        let names: Vec<String> = package.worlds.keys().map(|it| format!("`{it}`")).collect();
        let (own, names) = (&self.name, names.join(", "));
        match name {
            Some(name) => package.worlds.get(name).copied().ok_or_else(|| {
                let message = match names.as_str() {
                    "" => format!("package `{own}` has no worlds"),
                    names => format!("package `{own}` has no world `{name}`; it has {names}"),
                };
                failure("no-such-world", message)
            }),
            None if package.worlds.len() == 1 => Ok(package.worlds[0]),
            None if package.worlds.is_empty() => Err(failure(
                "no-such-world",
                format!("package `{own}` has no worlds"),
            )),
            None => Err(failure(
                "which-world",
                format!("package `{own}` has several worlds: {names}; name one"),
            )),
        }
    }

    /// A world's full name; a component's is the component's.
    pub(crate) fn world_name(&self, id: WorldId) -> String {
        if self.root == Root::Component(id) {
            return self.name.clone();
        }
        full_name(&self.resolve, id)
    }
}

/// Such as `wasi:http/proxy@0.2.3`.
pub(super) fn full_name(resolve: &Resolve, id: WorldId) -> String {
    let world = &resolve.worlds[id];
    match world.package {
        Some(package) => resolve.packages[package].name.interface_id(&world.name),
        None => world.name.clone(),
    }
}

fn package_id(resolve: &Resolve, name: &str) -> Option<PackageId> {
    let name: PackageName = package_name(name)?;
    resolve.package_names.get(&name).copied()
}

//! What a world says itself, before anything is pulled in.

use model::Location;
use wit_parser::{
    AstItem, InterfaceId, PackageName, SourceMap, Span, UnresolvedPackage, UnresolvedPackageGroup,
    World, WorldId, WorldKey,
};

use crate::diagnostics;

/// The statements of a world.
#[derive(Debug, Clone, Default)]
pub(super) struct Declared {
    /// Full name and place of each import, in order.
    pub(super) imports: Vec<(String, Option<Location>)>,
    /// Full name and place of each export, in order.
    pub(super) exports: Vec<(String, Option<Location>)>,
    /// In order.
    pub(super) includes: Vec<Include>,
}

/// An `include`.
#[derive(Debug, Clone)]
pub(super) struct Include {
    pub(super) package: PackageName,
    pub(super) world: String,
    /// Name there and here.
    pub(super) renames: Vec<(String, String)>,
    pub(super) at: Option<Location>,
}

impl Include {
    /// Of the included world.
    pub(super) fn full_name(&self) -> String {
        self.package.interface_id(&self.world)
    }

    /// What is called `name` here is called this there.
    pub(super) fn name_there<'a>(&'a self, name: &'a str) -> &'a str {
        let renamed = self.renames.iter().find(|(_, here)| here == name);
        renamed.map_or(name, |(there, _)| there)
    }
}

/// What the world `name` of `package` says, if that package is one of the group.
pub(super) fn declared(
    group: &UnresolvedPackageGroup,
    package: &PackageName,
    name: &str,
) -> Option<Declared> {
    let mut packages = std::iter::once(&group.main).chain(&group.nested);
    let package = packages.find(|it| it.name == *package)?;
    let (_, world) = package
        .worlds
        .iter()
        .find(|(_, world)| world.name == name)?;
    let reader = Reader {
        package,
        sources: &group.source_map,
    };
    Some(reader.read(world))
}

struct Reader<'a> {
    package: &'a UnresolvedPackage,
    sources: &'a SourceMap,
}

impl Reader<'_> {
    fn read(&self, world: &World) -> Declared {
        let imports = world.imports.iter();
        let exports = world.exports.iter();
        let includes = world.includes.iter().filter_map(|include| {
            let (package, world) = self.world(include.id)?;
            let renames = include.names.iter();
            Some(Include {
                package,
                world,
                renames: renames
                    .map(|it| (it.name.clone(), it.as_.clone()))
                    .collect(),
                at: self.place(include.span),
            })
        });
        Declared {
            imports: imports
                .map(|(key, item)| (self.key(key), self.place(item.span())))
                .collect(),
            exports: exports
                .map(|(key, item)| (self.key(key), self.place(item.span())))
                .collect(),
            includes: includes.collect(),
        }
    }

    fn key(&self, key: &WorldKey) -> String {
        match key {
            WorldKey::Name(name) => name.clone(),
            WorldKey::Interface(id) => self.interface(*id),
        }
    }

    /// Interfaces of other packages have no name of their own here.
    fn interface(&self, id: InterfaceId) -> String {
        for (package, items) in &self.package.foreign_deps {
            for (name, (item, _)) in items {
                if *item == AstItem::Interface(id) {
                    return package.interface_id(name);
                }
            }
        }
        let name = self.package.interfaces[id].name.as_deref();
        self.package.name.interface_id(name.unwrap_or_default())
    }

    fn world(&self, id: WorldId) -> Option<(PackageName, String)> {
        for (package, items) in &self.package.foreign_deps {
            for (name, (item, _)) in items {
                if *item == AstItem::World(id) {
                    return Some((package.clone(), name.clone()));
                }
            }
        }
        let name = self.package.worlds[id].name.clone();
        (!name.is_empty()).then(|| (self.package.name.clone(), name))
    }

    fn place(&self, span: Span) -> Option<Location> {
        let at = self.sources.resolve_span(span)?;
        Some(Location {
            path: at.path.to_owned(),
            span: diagnostics::span(at.range),
        })
    }
}

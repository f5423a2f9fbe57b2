//! Why a world imports or exports what it does.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use model::{Inclusion, Step, StepVerb, Use};
use wit_parser::{
    InterfaceId, PackageName, Resolve, Span, Type, TypeDefKind, TypeId, TypeOwner, WorldId,
    WorldItem, WorldKey,
};

use super::declared::{Declared, declared};
use super::source::Wit;
use super::{inclusion, place, world_id};
use crate::pack::Pack;

/// Finds the way from worlds to what they import and export.
pub(super) struct Reasons<'a> {
    wit: &'a Wit,
    resolve: &'a Resolve,
    pack: &'a Pack,
    /// What each world says that was asked about; none for one of a binary.
    declared: BTreeMap<WorldId, Option<Declared>>,
}

/// Types that an interface or world takes from an interface.
pub(super) struct Taken {
    pub(super) from: InterfaceId,
    pub(super) names: Vec<String>,
    /// Of the first of them.
    pub(super) span: Span,
}

impl<'a> Reasons<'a> {
    pub(super) fn new(wit: &'a Wit, pack: &'a Pack) -> Reasons<'a> {
        Reasons {
            wit,
            resolve: &wit.resolve,
            pack,
            declared: BTreeMap::new(),
        }
    }

    /// The worlds that a world includes.
    pub(super) fn includes(&mut self, world: WorldId) -> Vec<Inclusion> {
        let declared = self.declared(world).unwrap_or_default();
        declared.includes.iter().map(inclusion).collect()
    }

    /// The way to an import or export by its full name.
    pub(super) fn why(&mut self, world: WorldId, name: &str, is_export: bool) -> Vec<Step> {
        match self.rooted(world, name, is_export) {
            Some(steps) => steps,
            None if is_export => Vec::new(),
            None => self.by_types(world, name),
        }
    }

    /// The way to what a world states, or includes with another world.
    fn rooted(&mut self, world: WorldId, name: &str, is_export: bool) -> Option<Vec<Step>> {
        let verb = match is_export {
            true => StepVerb::Exports,
            false => StepVerb::Imports,
        };
        let stated = Step {
            from: self.wit.world_name(world),
            verb,
            to: name.to_owned(),
            names: Vec::new(),
            at: None,
        };
        let Some(declared) = self.declared(world) else {
            return Some(vec![stated]);
        };
        let statements = match is_export {
            true => &declared.exports,
            false => &declared.imports,
        };
        if let Some((_, at)) = statements.iter().find(|(it, _)| it == name) {
            let at = at.clone();
            return Some(vec![Step { at, ..stated }]);
        }
        declared.includes.iter().find_map(|include| {
            let inner = world_id(self.resolve, &include.package, &include.world)?;
            let there = include.name_there(name);
            self.has(inner, there, is_export).then(|| {
                let first = Step {
                    from: self.wit.world_name(world),
                    verb: StepVerb::Includes,
                    to: include.full_name(),
                    names: Vec::new(),
                    at: include.at.clone(),
                };
                let rest = self.why(inner, there, is_export);
                std::iter::once(first).chain(rest).collect()
            })
        })
    }

    /// The shortest way to an interface that is imported for its types only.
    fn by_types(&mut self, world: WorldId, name: &str) -> Vec<Step> {
        let Some(wanted) = self.interface(world, name) else {
            return Vec::new();
        };
        let mut queue = VecDeque::from([(wanted, Vec::new())]);
        let mut seen = BTreeSet::from([wanted]);
        while let Some((used, steps)) = queue.pop_front() {
            if let Some(step) = self.used_by_world(world, used) {
                return std::iter::once(step).chain(steps).collect();
            }
            for (user, user_name, is_export, taken) in self.users(world, used) {
                let step = Step {
                    from: user_name.clone(),
                    verb: StepVerb::Uses,
                    to: self.resolve.id_of(used).unwrap_or_default(),
                    names: taken.names,
                    at: place(self.resolve, taken.span),
                };
                let steps: Vec<Step> = std::iter::once(step).chain(steps.clone()).collect();
                if let Some(root) = self.rooted(world, &user_name, is_export) {
                    return root.into_iter().chain(steps).collect();
                }
                if seen.insert(user) {
                    queue.push_back((user, steps));
                }
            }
        }
        Vec::new()
    }

    /// Imports and exports of a world that take types from an imported interface.
    fn users(&self, world: WorldId, used: InterfaceId) -> Vec<(InterfaceId, String, bool, Taken)> {
        let world = &self.resolve.worlds[world];
        // An exported interface takes the types of exported ones where there are such.
        let is_exported = world.exports.contains_key(&WorldKey::Interface(used));
        let exports = world.exports.iter().filter(|_| !is_exported);
        let exports = exports.map(|entry| (entry, true));
        let imports = world.imports.iter().map(|entry| (entry, false));
        let users = imports
            .chain(exports)
            .filter_map(|((key, item), is_export)| {
                let WorldItem::Interface { id, .. } = item else {
                    return None;
                };
                let types = self.resolve.interfaces[*id].types.values();
                let owner = TypeOwner::Interface(*id);
                let taken = taken(self.resolve, owner, types.copied());
                let taken = taken.into_iter().find(|taken| taken.from == used)?;
                Some((*id, self.resolve.name_world_key(key), is_export, taken))
            });
        users.collect()
    }

    /// The step from a world right to an interface that its own `use` names.
    fn used_by_world(&self, world: WorldId, used: InterfaceId) -> Option<Step> {
        let taken = world_uses(self.resolve, world);
        let taken = taken.into_iter().find(|taken| taken.from == used)?;
        Some(Step {
            from: self.wit.world_name(world),
            verb: StepVerb::Uses,
            to: self.resolve.id_of(used)?,
            names: taken.names,
            at: place(self.resolve, taken.span),
        })
    }

    fn interface(&self, world: WorldId, name: &str) -> Option<InterfaceId> {
        let mut imports = self.resolve.worlds[world].imports.iter();
        imports.find_map(|(key, item)| match item {
            WorldItem::Interface { id, .. } if self.resolve.name_world_key(key) == name => {
                Some(*id)
            }
            _ => None,
        })
    }

    fn has(&self, world: WorldId, name: &str, is_export: bool) -> bool {
        let world = &self.resolve.worlds[world];
        let items = match is_export {
            true => &world.exports,
            false => &world.imports,
        };
        items
            .keys()
            .any(|key| self.resolve.name_world_key(key) == name)
    }

    fn declared(&mut self, world: WorldId) -> Option<Declared> {
        if let Some(known) = self.declared.get(&world) {
            return known.clone();
        }
        let found = self.read(world);
        self.declared.insert(world, found.clone());
        found
    }

    fn read(&self, id: WorldId) -> Option<Declared> {
        if self.wit.is_binary {
            return None;
        }
        let world = &self.resolve.worlds[id];
        let package: &PackageName = &self.resolve.packages[world.package?].name;
        let mut own = self.wit.groups.iter();
        own.find_map(|group| declared(group, package, &world.name))
            .or_else(|| declared(&self.pack.group(package)?, package, &world.name))
    }
}

/// What types of `owner` take from other interfaces, in order.
pub(super) fn taken(
    resolve: &Resolve,
    owner: TypeOwner,
    types: impl Iterator<Item = TypeId>,
) -> Vec<Taken> {
    let mut all: Vec<Taken> = Vec::new();
    for id in types {
        let Some((from, name)) = origin(resolve, owner, id) else {
            continue;
        };
        let span = resolve.types[id].span;
        match all.iter_mut().find(|taken| taken.from == from) {
            Some(taken) => taken.names.push(name),
            None => all.push(Taken {
                from,
                names: vec![name],
                span,
            }),
        }
    }
    all
}

/// What a world's own `use` takes.
pub(super) fn world_uses(resolve: &Resolve, world: WorldId) -> Vec<Taken> {
    let items = resolve.worlds[world].imports.values();
    let types = items.filter_map(|item| match item {
        WorldItem::Type { id, .. } => Some(*id),
        _ => None,
    });
    taken(resolve, TypeOwner::World(world), types)
}

/// The interface that a type was taken from by `use`, and its name there.
pub(super) fn origin(
    resolve: &Resolve,
    owner: TypeOwner,
    id: TypeId,
) -> Option<(InterfaceId, String)> {
    let TypeDefKind::Type(Type::Id(other)) = resolve.types[id].kind else {
        return None;
    };
    let other = &resolve.types[other];
    match other.owner {
        TypeOwner::Interface(from) if other.owner != owner => {
            Some((from, other.name.clone().unwrap_or_default()))
        }
        _ => None,
    }
}

/// As the page is told.
pub(super) fn to_use(resolve: &Resolve, taken: Taken) -> Use {
    Use {
        interface: resolve.id_of(taken.from).unwrap_or_default(),
        names: taken.names,
    }
}

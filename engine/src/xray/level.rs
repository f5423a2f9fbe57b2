//! The outermost level of a component: what each index of its index spaces stands for.

mod read;

use std::collections::BTreeSet;

use model::{CorePart, Inspection, PortKind};
use wasmparser::ComponentExternalKind as Kind;

pub(super) use read::read;

/// What a component is made of, outermost level only.
#[derive(Default)]
pub(super) struct Level<'a> {
    /// In order.
    pub(super) imports: Vec<Import<'a>>,
    /// Components that are defined in it, in order.
    pub(super) nested: Vec<Nested<'a>>,
    /// Instances of components, in order.
    pub(super) instantiations: Vec<Instantiation<'a>>,
    /// In order.
    pub(super) exports: Vec<Export<'a>>,
    /// Core modules that are defined in it, in order.
    pub(super) modules: Vec<CorePart>,
    /// Whether it has code of its own: functions that are lifted from core modules.
    pub(super) has_functions: bool,
    /// Instances that are put together of exports: name, kind and index of each.
    bundles: Vec<Vec<(&'a str, Kind, u32)>>,
    spaces: Spaces<'a>,
}

/// An import.
pub(super) struct Import<'a> {
    pub(super) name: &'a str,
    /// The interface that it is, where it goes by another name.
    pub(super) implements: Option<&'a str>,
    pub(super) kind: Kind,
    /// The type of a component, in the index space of types.
    pub(super) component: Option<u32>,
}

/// A component that is defined in another one.
pub(super) struct Nested<'a> {
    pub(super) bytes: &'a [u8],
    /// What its own name section calls it.
    pub(super) name: Option<&'a str>,
    /// Whether there is a core module in it, at any depth.
    pub(super) has_code: bool,
}

/// Where a component comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Source {
    /// By its place in [`Level::nested`].
    Nested(usize),
    /// By its place in [`Level::imports`].
    Import(usize),
}

/// An instance of a component.
pub(super) struct Instantiation<'a> {
    /// In the index space of components.
    pub(super) component: u32,
    /// Name, kind and index of what each import is given.
    pub(super) args: Vec<(&'a str, Kind, u32)>,
    /// What the name section calls the instance.
    pub(super) name: Option<&'a str>,
}

/// An export.
pub(super) struct Export<'a> {
    pub(super) name: &'a str,
    pub(super) kind: Kind,
    pub(super) index: u32,
}

/// Where a thing comes from: what it is taken from, and by which exports in turn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Origin<'a> {
    pub(super) root: Root,
    pub(super) path: Vec<&'a str>,
}

/// What a thing is taken from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Root {
    /// By its place in [`Level::imports`].
    Import(usize),
    /// By its place in [`Level::instantiations`].
    Instance(usize),
}

/// What an index stands for.
#[derive(Clone, Copy)]
enum Item<'a> {
    Import(usize),
    Nested(usize),
    Instance(usize),
    Alias {
        instance: u32,
        name: &'a str,
    },
    /// The same as another index of its space.
    Same(u32),
    /// By its place in [`Level::bundles`].
    Bundle(usize),
    /// The definition of a type.
    Declared(&'a [u8]),
    /// What was made in the component itself, such as a function.
    Made,
}

/// Index spaces: components, instances, functions, types, values and core modules.
#[derive(Default)]
struct Spaces<'a>([Vec<Item<'a>>; 6]);

impl<'a> Spaces<'a> {
    fn of(&mut self, kind: Kind) -> &mut Vec<Item<'a>> {
        &mut self.0[place(kind)]
    }

    fn get(&self, kind: Kind, index: u32) -> Option<Item<'a>> {
        self.0[place(kind)].get(index as usize).copied()
    }
}

fn place(kind: Kind) -> usize {
    match kind {
        Kind::Component => 0,
        Kind::Instance => 1,
        Kind::Func => 2,
        Kind::Type => 3,
        Kind::Value => 4,
        Kind::Module => 5,
    }
}

impl<'a> Level<'a> {
    /// Whether it has code beside that of the components in it.
    pub(super) fn has_code(&self) -> bool {
        !self.modules.is_empty() || self.has_functions
    }

    /// Whether it is made of components. wit-component nests some too, without code, only for the
    /// types of exports.
    pub(super) fn is_composition(&self) -> bool {
        let mut sources = self
            .instantiations
            .iter()
            .map(|it| self.source(it.component));
        match self.has_code() {
            true => sources.any(|source| match source {
                Some(Source::Nested(nested)) => self.nested[nested].has_code,
                Some(Source::Import(_)) => true,
                None => false,
            }),
            false => sources.next().is_some(),
        }
    }

    /// What an index of the space of components stands for; none for one out of an instance.
    pub(super) fn source(&self, component: u32) -> Option<Source> {
        match self.spaces.get(Kind::Component, component)? {
            Item::Nested(nested) => Some(Source::Nested(nested)),
            Item::Import(import) => Some(Source::Import(import)),
            Item::Same(index) => self.source(index),
            _ => None,
        }
    }

    /// Places in [`Self::imports`] of the components that there are instances of, each once.
    pub(super) fn imported_components(&self) -> BTreeSet<usize> {
        let made = self.instantiations.iter();
        let imported = made.filter_map(|it| match self.source(it.component) {
            Some(Source::Import(import)) => Some(import),
            _ => None,
        });
        imported.collect()
    }

    /// The definition of a type; none for one that comes from an import or an instance.
    pub(super) fn declaration(&self, ty: u32) -> Option<&'a [u8]> {
        match self.spaces.get(Kind::Type, ty)? {
            Item::Declared(definition) => Some(definition),
            Item::Same(index) => self.declaration(index),
            _ => None,
        }
    }

    /// Where a thing comes from; none when it was made in the component itself.
    pub(super) fn origin(&self, kind: Kind, index: u32) -> Option<Origin<'a>> {
        let root = match self.spaces.get(kind, index)? {
            Item::Import(import) => Root::Import(import),
            Item::Instance(instance) => Root::Instance(instance),
            Item::Same(same) => return self.origin(kind, same),
            Item::Alias { instance, name } => return self.export_of(instance, name),
            Item::Bundle(bundle) => return self.bundled(&self.bundles[bundle]),
            Item::Nested(_) | Item::Declared(_) | Item::Made => return None,
        };
        let path = Vec::new();
        Some(Origin { root, path })
    }

    /// Where each export of a bundle comes from, as far as that is not made in the component itself;
    /// for anything else where it itself does.
    pub(super) fn origins(&self, kind: Kind, index: u32) -> Vec<Origin<'a>> {
        match (self.origin(kind, index), self.spaces.get(kind, index)) {
            (None, Some(Item::Same(same))) => self.origins(kind, same),
            (None, Some(Item::Bundle(bundle))) => {
                let exports = self.bundles[bundle].iter();
                let origins = exports.map(|(_, kind, index)| self.origins(*kind, *index));
                origins.flatten().collect()
            }
            (origin, _) => origin.into_iter().collect(),
        }
    }

    /// Where an export of an instance comes from.
    fn export_of(&self, instance: u32, name: &'a str) -> Option<Origin<'a>> {
        match self.spaces.get(Kind::Instance, instance)? {
            Item::Same(same) => self.export_of(same, name),
            Item::Bundle(bundle) => {
                let mut exports = self.bundles[bundle].iter();
                let (_, kind, index) = exports.find(|(it, ..)| *it == name)?;
                self.origin(*kind, *index)
            }
            _ => {
                let mut origin = self.origin(Kind::Instance, instance)?;
                origin.path.push(name);
                Some(origin)
            }
        }
    }

    /// The instance that all of a bundle are exports of, under the same names.
    fn bundled(&self, bundle: &[(&'a str, Kind, u32)]) -> Option<Origin<'a>> {
        let mut common = None;
        for (name, kind, index) in bundle {
            let mut origin = self.origin(*kind, *index)?;
            if origin.path.pop()? != *name || common.as_ref().is_some_and(|it| *it != origin) {
                return None;
            }
            common = Some(origin);
        }
        common
    }

    /// What a nested component may be called: what its first instance is called, what it calls
    /// itself, or what it exports.
    pub(super) fn wished_name(&self, nested: usize, inspection: &Inspection) -> String {
        let mut made = self.instantiations.iter();
        let first = made.find(|it| self.source(it.component) == Some(Source::Nested(nested)));
        let export = inspection.exports.first().map(|it| {
            let name = it.name.split('@').next().unwrap_or_default();
            name.rsplit(['/', ':']).next().unwrap_or(name)
        });
        let names = [
            first.and_then(|it| it.name),
            self.nested[nested].name,
            export,
        ];
        names
            .into_iter()
            .flatten()
            .next()
            .unwrap_or("part")
            .to_owned()
    }
}

/// What goes through a port of this kind.
pub(super) fn port_kind(kind: Kind) -> PortKind {
    match kind {
        Kind::Instance => PortKind::Instance,
        Kind::Func => PortKind::Function,
        Kind::Type | Kind::Value => PortKind::Type,
        Kind::Component | Kind::Module => PortKind::Component,
    }
}

//! The outermost level of a component: what each index of its index spaces stands for.

mod read;

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
    spaces: Spaces<'a>,
}

/// An import.
pub(super) struct Import<'a> {
    pub(super) name: &'a str,
    pub(super) kind: Kind,
}

/// A component that is defined in another one.
pub(super) struct Nested<'a> {
    pub(super) bytes: &'a [u8],
    /// What its own name section calls it.
    pub(super) name: Option<&'a str>,
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
    /// What was made in the component itself: a function, a type, a bundle of exports.
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
    /// Whether it is made of components alone, and has an instance of one.
    pub(super) fn is_composition(&self) -> bool {
        self.modules.is_empty() && !self.has_functions && !self.instantiations.is_empty()
    }

    /// The nested component that an index of the space of components stands for.
    pub(super) fn nested_of(&self, component: u32) -> Option<usize> {
        match self.spaces.get(Kind::Component, component)? {
            Item::Nested(nested) => Some(nested),
            Item::Same(index) => self.nested_of(index),
            _ => None,
        }
    }

    /// The import that an index of the space of components stands for.
    pub(super) fn imported_component(&self, component: u32) -> Option<&'a str> {
        match self.spaces.get(Kind::Component, component)? {
            Item::Import(import) => Some(self.imports[import].name),
            Item::Same(index) => self.imported_component(index),
            _ => None,
        }
    }

    /// Where a thing comes from; none when it was made in the component itself.
    pub(super) fn origin(&self, kind: Kind, index: u32) -> Option<Origin<'a>> {
        let root = match self.spaces.get(kind, index)? {
            Item::Import(import) => Root::Import(import),
            Item::Instance(instance) => Root::Instance(instance),
            Item::Same(same) => return self.origin(kind, same),
            Item::Alias { instance, name } => {
                let mut origin = self.origin(Kind::Instance, instance)?;
                origin.path.push(name);
                return Some(origin);
            }
            Item::Nested(_) | Item::Made => return None,
        };
        let path = Vec::new();
        Some(Origin { root, path })
    }

    /// What a nested component may be called: what its first instance is called, what it calls
    /// itself, or what it exports.
    pub(super) fn wished_name(&self, nested: usize, inspection: &Inspection) -> String {
        let mut made = self.instantiations.iter();
        let first = made.find(|it| self.nested_of(it.component) == Some(nested));
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

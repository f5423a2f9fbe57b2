//! What a module has to export for a world.

use heck::{ToLowerCamelCase, ToUpperCamelCase};
use wit_parser::{Function, FunctionKind, InterfaceId, TypeDefKind, WorldItem};

use crate::world::World;

/// Something that a module has to export.
#[derive(Debug, Clone)]
pub(crate) struct Wanted<'a> {
    pub(crate) kind: WantedKind,
    /// How it is reached from the module, such as `counters`, `Counter`, `add`.
    pub(crate) path: Vec<String>,
    /// What it stands for, where it is a function.
    pub(crate) function: Option<&'a Function>,
    /// The same, where it is an interface.
    pub(crate) interface: Option<InterfaceId>,
}

impl Wanted<'_> {
    /// Whether the module itself has to export it, rather than something in the module.
    pub(crate) fn is_exported(&self) -> bool {
        self.path.len() == 1
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum WantedKind {
    /// An object that holds what an interface has.
    Interface,
    /// A class for a resource.
    Class,
    Function,
    Constructor,
    /// A function of a class's objects.
    Method,
    /// A function of a class itself.
    Static,
}

impl WantedKind {
    /// For the script that looks at a module.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Interface => "object",
            Self::Class | Self::Constructor => "class",
            Self::Function => "function",
            Self::Method => "method",
            Self::Static => "static",
        }
    }

    /// The one of such a word.
    pub(crate) fn of(word: &str) -> Option<Self> {
        let all = [
            Self::Interface,
            Self::Class,
            Self::Function,
            Self::Method,
            Self::Static,
        ];
        all.into_iter().find(|kind| kind.word() == word)
    }
}

/// All that a world exports, in its order; what holds others before those.
pub(crate) fn wanted(world: &World) -> Vec<Wanted<'_>> {
    let mut wanted = Vec::new();
    for (key, item) in &world.resolve.worlds[world.id].exports {
        match item {
            WorldItem::Function(function) => wanted.push(Wanted {
                kind: WantedKind::Function,
                path: vec![function.name.to_lower_camel_case()],
                function: Some(function),
                interface: None,
            }),
            WorldItem::Interface { id, .. } => {
                let name = match key {
                    wit_parser::WorldKey::Name(name) => name,
                    wit_parser::WorldKey::Interface(id) => {
                        let name = world.resolve.interfaces[*id].name.as_ref();
                        name.expect("an interface without a name has one in the world")
                    }
                };
                of_interface(world, *id, name.to_lower_camel_case(), &mut wanted);
            }
            WorldItem::Type { .. } => {}
        }
    }
    wanted
}

fn of_interface<'a>(world: &'a World, id: InterfaceId, name: String, wanted: &mut Vec<Wanted<'a>>) {
    let interface = &world.resolve.interfaces[id];
    let resource = |id| &world.resolve.types[id];
    let classes: Vec<_> = interface
        .types
        .iter()
        .filter(|(_, id)| matches!(resource(**id).kind, TypeDefKind::Resource))
        .collect();
    if classes.is_empty() && interface.functions.is_empty() {
        return;
    }
    let under = |path: &[String], name: &str| {
        let mut path = path.to_vec();
        path.push(name.to_owned());
        path
    };
    let here = vec![name];
    let holder = |kind, path| Wanted {
        kind,
        path,
        function: None,
        interface: (kind == WantedKind::Interface).then_some(id),
    };
    wanted.push(holder(WantedKind::Interface, here.clone()));
    for (class, _) in classes {
        let path = under(&here, &class.to_upper_camel_case());
        wanted.push(holder(WantedKind::Class, path));
    }
    for function in interface.functions.values() {
        let of = function
            .kind
            .resource()
            .and_then(|id| resource(id).name.as_ref());
        let class = of.map(|name| under(&here, &name.to_upper_camel_case()));
        let name = function.item_name().to_lower_camel_case();
        let (kind, path) = match (&function.kind, class) {
            (FunctionKind::Constructor(_), Some(class)) => (WantedKind::Constructor, class),
            (FunctionKind::Method(_) | FunctionKind::AsyncMethod(_), Some(class)) => {
                (WantedKind::Method, under(&class, &name))
            }
            (_, Some(class)) => (WantedKind::Static, under(&class, &name)),
            (_, None) => (WantedKind::Function, under(&here, &name)),
        };
        wanted.push(Wanted {
            kind,
            path,
            function: Some(function),
            interface: None,
        });
    }
}

//! Whether an export can fill an import, as wac judges it, and why not.

mod differences;
mod resources;
mod scene;
mod type_uses;
mod versions;

use model::Likeness;
use wac_graph::types::{ItemKind, SubtypeChecker, Types, are_semver_compatible};
use wit_component::DecodedWasm;
use wit_parser::{Resolve, WorldId, WorldItem};

use crate::components::Binary;
use crate::contrast::unversioned;
use crate::print;

pub(crate) use differences::differences;
pub(crate) use resources::{Clash, Home, Joints};
pub(crate) use scene::{Scene, look};
pub(crate) use type_uses::{TypeUse, TypeUses, type_uses};
pub(crate) use versions::{is_incompatible, said};

/// An import or an export.
#[derive(Clone, Copy)]
pub(crate) struct Port<'a> {
    pub(crate) name: &'a str,
    types: &'a Types,
    kind: ItemKind,
    /// The component that has it.
    owner: Option<(&'a Binary, Side)>,
}

/// Which ports of a component.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Side {
    Import,
    Export,
}

/// An item of a world as WIT.
#[derive(Clone, Copy)]
struct WitItem<'a> {
    resolve: &'a Resolve,
    world: WorldId,
    item: &'a WorldItem,
}

/// All ports of one side of a component; none when wac cannot read it.
pub(crate) fn ports(binary: &Binary, side: Side) -> Vec<Port<'_>> {
    let Some(typed) = binary.typed() else {
        return Vec::new();
    };
    let world = &typed.types[typed.world];
    let items = match side {
        Side::Import => &world.imports,
        Side::Export => &world.exports,
    };
    let ports = items.iter().map(|(name, kind)| Port {
        name,
        types: &typed.types,
        kind: *kind,
        owner: Some((binary, side)),
    });
    ports.collect()
}

/// The port of that name.
pub(crate) fn port<'a>(binary: &'a Binary, side: Side, name: &str) -> Option<Port<'a>> {
    let mut ports = ports(binary, side).into_iter();
    ports.find(|port| port.name == name)
}

/// Whether `given` may be handed over where `wanted` is asked for. To wac, names are free.
pub(crate) fn fits(given: Port, wanted: Port) -> bool {
    refusal(given, wanted).is_none()
}

/// Why wac would refuse to hand `given` over where `wanted` is asked for.
fn refusal(given: Port, wanted: Port) -> Option<anyhow::Error> {
    let mut cache = Default::default();
    let mut checker = SubtypeChecker::new(&mut cache);
    let verdict = checker.is_subtype(given.kind, given.types, wanted.kind, wanted.types);
    verdict.err()
}

/// How well `given` fits `wanted`, by name and by type.
pub(crate) fn likeness(given: Port, wanted: Port) -> Likeness {
    let is_other = is_incompatible(given.name, wanted.name);
    match differences(given, wanted).into_iter().next() {
        Some(first) if is_other && fits(given, wanted) => Likeness::Near {
            reason: format!("{}, though their types agree", first.message),
        },
        Some(first) => Likeness::Near {
            reason: first.message,
        },
        None if given.name == wanted.name => Likeness::Fits,
        None if are_semver_compatible(given.name, wanted.name) => Likeness::FitsByVersion,
        None => Likeness::Fits,
    }
}

impl<'a> Port<'a> {
    /// An import of a composition.
    pub(crate) fn of_composition(name: &'a str, types: &'a Types, kind: ItemKind) -> Port<'a> {
        Port {
            name,
            types,
            kind,
            owner: None,
        }
    }

    /// Whether it is a type, which counts as an import but stands for itself.
    pub(crate) fn is_type(&self) -> bool {
        matches!(self.kind, ItemKind::Type(_))
    }

    /// Whether it is an interface, and not a bare function.
    pub(crate) fn is_interface(&self) -> bool {
        matches!(self.kind, ItemKind::Instance(_))
    }

    /// A function of an interface, that can be handed over by itself.
    pub(crate) fn function(&self, name: &str) -> Option<Port<'a>> {
        let ItemKind::Instance(interface) = self.kind else {
            return None;
        };
        let (name, kind) = self.types[interface].exports.get_key_value(name)?;
        Some(Port {
            name,
            kind: *kind,
            types: self.types,
            owner: None,
        })
    }

    /// All of it as WIT, or what kind of thing it is.
    pub(crate) fn text(&self) -> String {
        let Some(WitItem {
            resolve,
            world,
            item,
        }) = self.wit()
        else {
            return self.kind.desc(self.types).to_owned();
        };
        match item {
            WorldItem::Interface { id, .. } => {
                let name = short(self.name);
                let items = print::interface(resolve, *id);
                let items: Vec<String> = items.lines().map(indented).collect();
                format!("interface {name} {{\n{}\n}}", items.join("\n"))
            }
            WorldItem::Function(function) => print::signature(resolve, function),
            WorldItem::Type { id, .. } => print::world_type(resolve, world, self.name, *id),
        }
    }

    /// It as WIT; none for an import of the composition, or for what WIT cannot say.
    fn wit(&self) -> Option<WitItem<'a>> {
        let (binary, side) = self.owner?;
        let Ok(DecodedWasm::Component(resolve, world)) = binary.decoded() else {
            return None;
        };
        let items = match side {
            Side::Import => &resolve.worlds[*world].imports,
            Side::Export => &resolve.worlds[*world].exports,
        };
        let mut items = items.iter();
        let (_, item) = items.find(|(key, _)| resolve.name_world_key(key) == self.name)?;
        Some(WitItem {
            resolve,
            world: *world,
            item,
        })
    }
}

fn indented(line: &str) -> String {
    match line {
        "" => String::new(),
        line => format!("  {line}"),
    }
}

/// `streams` of `wasi:io/streams@0.2.3`.
pub(crate) fn short(name: &str) -> &str {
    let name = unversioned(name);
    name.rsplit('/').next().unwrap_or(name)
}

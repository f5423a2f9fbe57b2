//! Which resource is which. wac compares resources by their names only; a resource is the same as
//! another when one instance defines both, or when the composition imports both as one.

use std::collections::HashMap;

use model::{Edge, EdgeOrigin, Graph, NodeKind};

use super::{Side, TypeUse, short};
use crate::components::{Binary, Component};
use crate::contrast::unversioned;

/// Instances that take from instances deeper than this are not followed.
const MAX_DEPTH: usize = 256;

/// What defines a resource.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Home {
    /// An instance of the composition, by the id of its node.
    Instance(String),
    /// Whoever provides what the composition imports.
    Outside,
}

/// A resource that an instance is given from two places at once.
#[derive(Debug, Clone)]
pub(crate) struct Clash {
    pub(crate) resource: String,
    /// The import that uses it, and what defines it there.
    pub(crate) user: (String, Home),
    /// The import that declares it, and what defines it there.
    pub(crate) declarer: (String, Home),
}

/// The wires of a composition, to be followed.
pub(crate) struct Joints<'a> {
    graph: &'a Graph,
    binaries: HashMap<&'a str, &'a Binary>,
    wires: HashMap<(&'a str, &'a str), &'a Edge>,
}

/// A wire that there is not yet: from an export of a node to an import of another.
#[derive(Clone, Copy)]
struct Assumed<'a> {
    from: &'a str,
    from_port: &'a str,
    to: &'a str,
    to_port: &'a str,
}

/// A resource, by what defines it, its interface and its name.
type Identity = (Home, String, String);

impl<'a> Joints<'a> {
    pub(crate) fn new(graph: &'a Graph, components: &'a [Component]) -> Joints<'a> {
        let binary = |package: &str| {
            let mut components = components.iter();
            components.find(|component| component.name == package)
        };
        let binaries = graph.nodes.iter().filter_map(|node| match &node.kind {
            NodeKind::Instance { package } => Some((node.id.as_str(), &*binary(package)?.binary)),
            _ => None,
        });
        let wires = graph
            .edges
            .iter()
            .map(|edge| ((edge.to.as_str(), edge.to_port.as_str()), edge));
        Joints {
            graph,
            binaries: binaries.collect(),
            wires: wires.collect(),
        }
    }

    /// Resources that an instance is given from two places.
    pub(crate) fn clashes(&self, node: &str) -> Vec<Clash> {
        self.clashes_with(node, None)
    }

    /// The resource that an instance would be given from two places by one more wire. What is
    /// left open does not count: it may be filled next, from the same place.
    pub(crate) fn clash(
        &self,
        (from, from_port): (&str, &str),
        (to, to_port): (&str, &str),
    ) -> Option<Clash> {
        let assumed = Assumed {
            from,
            from_port,
            to,
            to_port,
        };
        let mut clashes = self.clashes_with(to, Some(assumed)).into_iter();
        clashes.find(|clash| {
            let other = match (clash.user.0 == to_port, clash.declarer.0 == to_port) {
                (true, _) => &clash.declarer.0,
                (_, true) => &clash.user.0,
                _ => return false,
            };
            self.wire(to, other).is_some()
        })
    }

    /// The wire of the text that fills an import.
    pub(crate) fn wire(&self, node: &str, import: &str) -> Option<&'a Edge> {
        let wire = self.wires.get(&(node, import)).copied();
        wire.filter(|edge| edge.origin != EdgeOrigin::Implicit)
    }

    fn clashes_with(&self, node: &str, assumed: Option<Assumed>) -> Vec<Clash> {
        let Some(binary) = self.binaries.get(node) else {
            return Vec::new();
        };
        let mut clashes = Vec::new();
        for ((side, import), uses) in binary.type_uses() {
            for ty in uses.iter().filter(|ty| ty.is_resource) {
                let Some((Side::Import, declarer, there)) = &ty.from else {
                    continue;
                };
                if *side == Side::Export {
                    continue;
                }
                let used = self.given(node, import, &ty.name, assumed, 0);
                let declared = self.given(node, declarer, there, assumed, 0);
                if let (Some(used), Some(declared)) = (used, declared)
                    && used != declared
                {
                    clashes.push(Clash {
                        resource: ty.name.clone(),
                        user: (import.clone(), used.0),
                        declarer: (declarer.clone(), declared.0),
                    });
                }
            }
        }
        clashes.sort_by(|a, b| (&a.user.0, &a.resource).cmp(&(&b.user.0, &b.resource)));
        clashes
    }

    /// What a resource of an import is; nothing when that cannot be told.
    fn given(
        &self,
        node: &str,
        import: &str,
        resource: &str,
        assumed: Option<Assumed>,
        depth: usize,
    ) -> Option<Identity> {
        if depth > MAX_DEPTH {
            return None;
        }
        if let Some(it) = assumed.filter(|it| it.to == node && it.to_port == import) {
            return match self.binaries.contains_key(it.from) {
                true => self.exported(it.from, it.from_port, resource, assumed, depth),
                false => self.open(node, import, resource),
            };
        }
        match self.wires.get(&(node, import)) {
            Some(edge) if self.binaries.contains_key(edge.from.as_str()) => {
                if !edge.item.is_empty() {
                    return None;
                }
                self.exported(&edge.from, &edge.from_port, resource, assumed, depth)
            }
            _ => self.open(node, import, resource),
        }
    }

    /// What a resource of an export is.
    fn exported(
        &self,
        node: &str,
        export: &str,
        resource: &str,
        assumed: Option<Assumed>,
        depth: usize,
    ) -> Option<Identity> {
        let home = || Home::Instance(node.to_owned());
        match &self.type_use(node, Side::Export, export, resource)?.from {
            None => Some((home(), unversioned(export).into(), resource.into())),
            Some((Side::Export, other, name)) => {
                Some((home(), unversioned(other).into(), name.clone()))
            }
            Some((Side::Import, other, name)) => self.given(node, other, name, assumed, depth + 1),
        }
    }

    /// What a resource of an import is that the composition imports for an instance.
    fn open(&self, node: &str, import: &str, resource: &str) -> Option<Identity> {
        let (interface, name) = match &self.type_use(node, Side::Import, import, resource)?.from {
            Some((_, other, name)) => (other.as_str(), name.as_str()),
            None => (import, resource),
        };
        Some((Home::Outside, unversioned(interface).into(), name.into()))
    }

    /// The types of an interface that a node imports or exports.
    pub(crate) fn uses(&self, node: &str, side: Side, port: &str) -> &'a [TypeUse] {
        let binary = self.binaries.get(node);
        let uses = binary.and_then(|binary| binary.type_uses().get(&(side, port.to_owned())));
        uses.map_or(&[], Vec::as_slice)
    }

    fn type_use(&self, node: &str, side: Side, port: &str, name: &str) -> Option<&'a TypeUse> {
        let mut uses = self.uses(node, side, port).iter();
        uses.find(|ty| ty.name == name)
    }

    /// What an instance is called.
    fn label(&self, id: &str) -> &'a str {
        let node = self.graph.nodes.iter().find(|node| node.id == id);
        node.map_or("", |node| &node.label)
    }

    /// A clash in words.
    pub(crate) fn told(&self, clash: &Clash) -> String {
        let (resource, user, declarer) = (&clash.resource, &clash.user, &clash.declarer);
        format!(
            "`{resource}` of `{}` is {}, and that of `{}` is {}",
            short(&user.0),
            self.home(&user.1),
            short(&declarer.0),
            self.home(&declarer.1)
        )
    }

    fn home(&self, home: &Home) -> String {
        match home {
            Home::Instance(id) => format!("defined by `{}`", self.label(id)),
            Home::Outside => "imported by the composition".to_owned(),
        }
    }
}

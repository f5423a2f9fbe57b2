//! Which open imports of a composition have exactly one provider, and how to join them.

use std::collections::{BTreeMap, BTreeSet};

use model::{Arranged, Connection, End, Graph, GraphEdit, Likeness, NodeKind, Prospect, Prospects};

use crate::state::composing::{Wire, possible};
use crate::state::providers::{Provided, provided};

/// What could be joined of all that is open, in instances and in components without one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WireAll {
    /// Imports with exactly one provider.
    pub certain: Vec<Wire>,
    /// Imports with several, or with one that would make a circle.
    pub ambiguous: Vec<Open>,
    /// Imports that nobody provides; what nearly would is what they could be given.
    pub lonely: Vec<Open>,
}

/// An import that is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Open {
    /// What imports.
    pub to: End,
    /// Its import.
    pub to_port: String,
    /// What it could be given.
    pub wires: Vec<Wire>,
}

/// Name of a component and of what it imports.
pub type Importing = (String, Vec<String>);

impl WireAll {
    /// Looks at every open import. Those of WASI count only where something of the workspace
    /// provides them, for else the host does.
    pub fn of(graph: &Graph, prospects: &Prospects, components: &[Importing]) -> Self {
        let instantiated: BTreeSet<&str> = graph.nodes.iter().filter_map(package).collect();
        let is_idle = |name: &str| !instantiated.contains(name);
        let mut all = Self::default();
        let mut joined = Joined::of(graph);
        for (to, to_port) in open_imports(graph, components, &is_idle) {
            let is_it = |it: &&Prospect| it.to == to && it.to_port == to_port && it.from != to;
            let could_provide = |it: &&Prospect| match &it.from {
                End::Package { name } => is_idle(name),
                End::Node { id } => graph
                    .nodes
                    .iter()
                    .any(|it| it.id == *id && is_instance(&it.kind)),
            };
            let wires = prospects.wires.iter().filter(is_it).filter(could_provide);
            let (near, fitting): (Vec<_>, Vec<_>) =
                wires.partition(|it| matches!(it.likeness, Likeness::Near { .. }));
            let fitting = one_each(&fitting);
            let open = |wires| Open {
                to: to.clone(),
                to_port: to_port.clone(),
                wires,
            };
            match fitting.as_slice() {
                [] if to_port.starts_with("wasi:") => {}
                [] => all.lonely.push(open(one_each(&near))),
                [wire] if joined.add(&wire.from, &wire.to) => all.certain.push(wire.clone()),
                _ => all.ambiguous.push(open(fitting)),
            }
        }
        all
    }

    /// How many imports are open.
    pub fn count(&self) -> usize {
        self.certain.len() + self.ambiguous.len() + self.lonely.len()
    }
}

/// The change after those that were made, of those that join these wires: an instance of each
/// component that has none, then all wires, then the one instance that is left over is exported if
/// nothing is yet. None when all is done.
pub fn next(wires: &[Wire], graph: &Graph, made: &[Arranged]) -> Option<GraphEdit> {
    let mut packages: Vec<&str> = Vec::new();
    for end in wires.iter().flat_map(|wire| [&wire.from, &wire.to]) {
        if let End::Package { name } = end
            && !packages.contains(&name.as_str())
        {
            packages.push(name);
        }
    }
    if let Some(package) = packages.get(made.len()) {
        let package = (*package).to_owned();
        return Some(GraphEdit::Instantiate { package });
    }
    let id = |end: &End| match end {
        End::Node { id } => id.clone(),
        End::Package { name } => {
            let at = packages.iter().position(|it| it == name);
            let made = at.and_then(|at| made[at].made.first());
            made.cloned().unwrap_or_default()
        }
    };
    match made.len() - packages.len() {
        0 => {
            let connection = |wire: &Wire| Connection {
                from: id(&wire.from),
                from_port: wire.from_port.clone(),
                to: id(&wire.to),
                to_port: wire.to_port.clone(),
            };
            let connections = wires.iter().map(connection).collect();
            Some(GraphEdit::ConnectAll { connections })
        }
        1 => {
            let from = id(&last(wires, graph)?);
            let (from_port, name) = (None, None);
            Some(GraphEdit::Export {
                from,
                from_port,
                name,
            })
        }
        _ => None,
    }
}

/// The only end of all that nobody takes from, where the composition exports nothing yet.
pub fn last(wires: &[Wire], graph: &Graph) -> Option<End> {
    if graph.nodes.iter().any(|node| node.kind == NodeKind::Export) {
        return None;
    }
    let instances = graph.nodes.iter().filter(|node| is_instance(&node.kind));
    let mut ends: BTreeSet<End> = instances
        .map(|node| End::Node {
            id: node.id.clone(),
        })
        .collect();
    ends.extend(wires.iter().flat_map(|it| [it.from.clone(), it.to.clone()]));
    for edge in &graph.edges {
        let id = edge.from.clone();
        ends.remove(&End::Node { id });
    }
    for wire in wires {
        ends.remove(&wire.from);
    }
    match ends.len() {
        1 => ends.pop_first(),
        _ => None,
    }
}

/// Every import that nothing in the composition provides.
fn open_imports(
    graph: &Graph,
    components: &[Importing],
    is_idle: &impl Fn(&str) -> bool,
) -> Vec<(End, String)> {
    let mut open = Vec::new();
    for node in graph.nodes.iter().filter(|node| is_instance(&node.kind)) {
        for port in &node.imports {
            if !matches!(provided(graph, &node.id, &port.name), Provided::By { .. }) {
                let id = node.id.clone();
                open.push((End::Node { id }, port.name.clone()));
            }
        }
    }
    for (name, imports) in components.iter().filter(|(name, _)| is_idle(name)) {
        let end = || End::Package { name: name.clone() };
        open.extend(imports.iter().map(|port| (end(), port.clone())));
    }
    open
}

/// The first wire of each provider.
fn one_each(prospects: &[&Prospect]) -> Vec<Wire> {
    let mut wires: Vec<Wire> = Vec::new();
    for prospect in prospects {
        if wires.iter().all(|wire| wire.from != prospect.from) {
            wires.push(possible(prospect));
        }
    }
    wires
}

fn package(node: &model::Node) -> Option<&str> {
    match &node.kind {
        NodeKind::Instance { package } => Some(package),
        NodeKind::Import | NodeKind::Export => None,
    }
}

fn is_instance(kind: &NodeKind) -> bool {
    matches!(kind, NodeKind::Instance { .. })
}

/// Who provides for whom, to see circles before they are closed.
struct Joined(BTreeMap<End, Vec<End>>);

impl Joined {
    fn of(graph: &Graph) -> Self {
        let mut joined = BTreeMap::<End, Vec<End>>::new();
        let end = |id: &str| End::Node { id: id.to_owned() };
        for edge in &graph.edges {
            joined
                .entry(end(&edge.from))
                .or_default()
                .push(end(&edge.to));
        }
        Self(joined)
    }

    /// Adds a wire; false where that would make a circle.
    fn add(&mut self, from: &End, to: &End) -> bool {
        let mut seen = BTreeSet::new();
        let mut next = vec![to];
        while let Some(end) = next.pop() {
            if end == from {
                return false;
            }
            if seen.insert(end) {
                next.extend(self.0.get(end).into_iter().flatten());
            }
        }
        self.0.entry(from.clone()).or_default().push(to.clone());
        true
    }
}

#[cfg(test)]
mod tests;

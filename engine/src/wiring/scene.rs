//! A composition beside the components of its workspace.

use std::collections::{HashMap, HashSet};

use model::{End, Graph, Node, NodeKind};
use wac_graph::types::{ItemKind, Types};
use wac_parser::resolution::Resolution;

use super::{Joints, Port, Side, fits, is_incompatible, port, ports, short};
use crate::components::{Component, Fitness};
use crate::compose::evaluate::Evaluated;
use crate::compose::{self, Explainer, graph};
use crate::pack::Pack;

/// What wires may join: nodes of a graph, and components.
pub(crate) struct Scene<'a> {
    pub(crate) graph: &'a Graph,
    pub(crate) components: &'a [Component],
    pub(crate) joints: Joints<'a>,
    /// What the composition imports.
    imports: HashMap<&'a str, (&'a Types, ItemKind)>,
}

/// Looks at a composition; at the components alone when there is no text. Answers whether there
/// was anything to look at: the text may have an error.
pub(crate) fn look(
    text: &str,
    components: &[Component],
    pack: &mut Pack,
    look: &mut dyn FnMut(&Scene),
) -> bool {
    if text.trim().is_empty() {
        look(&Scene::new(&Graph::default(), components, None));
        return true;
    }
    let explainer = Explainer::new("", text, components);
    let unread = compose::read(&explainer, pack, &mut |resolution, _| {
        let graph = graph::draw(text, &Evaluated::new(resolution)).graph;
        look(&Scene::new(&graph, components, Some(resolution)));
    });
    unread.is_empty()
}

impl<'a> Scene<'a> {
    fn new(
        graph: &'a Graph,
        components: &'a [Component],
        resolution: Option<&'a Resolution>,
    ) -> Scene<'a> {
        let source = resolution.map(Resolution::graph);
        let imports = source.into_iter().flat_map(|source| {
            let imports = source.imports();
            imports.map(|(name, kind, _)| (name, (source.types(), kind)))
        });
        Scene {
            graph,
            components,
            joints: Joints::new(graph, components),
            imports: imports.collect(),
        }
    }

    pub(crate) fn node(&self, id: &str) -> Option<&'a Node> {
        self.graph.nodes.iter().find(|node| node.id == id)
    }

    pub(crate) fn component(&self, name: &str) -> Option<&'a Component> {
        self.components.iter().find(|it| it.name == name)
    }

    /// The component that an end is, or is made of.
    pub(crate) fn component_of(&self, end: &End) -> Option<&'a Component> {
        match end {
            End::Package { name } => self.component(name),
            End::Node { id } => match &self.node(id)?.kind {
                NodeKind::Instance { package } => self.component(package),
                _ => None,
            },
        }
    }

    /// Nodes that wires may begin or end at, and components that have no instance, sorted.
    pub(crate) fn ends(&self) -> Vec<End> {
        let nodes = self.graph.nodes.iter();
        let nodes = nodes.filter(|node| node.kind != NodeKind::Export);
        let mut ends: Vec<End> = nodes
            .map(|node| End::Node {
                id: node.id.clone(),
            })
            .collect();
        let instances = self.graph.nodes.iter();
        let instances = instances.filter_map(|node| match &node.kind {
            NodeKind::Instance { package } => Some(package.as_str()),
            _ => None,
        });
        let instances: HashSet<&str> = instances.collect();
        for Component { name, binary } in self.components {
            let is_component = *binary.fitness() == Fitness::Component;
            if is_component && !instances.contains(name.as_str()) {
                ends.push(End::Package { name: name.clone() });
            }
        }
        ends.sort();
        ends
    }

    /// An export of one end that can fill an import of another.
    pub(crate) fn fitting(&self, from: &End, to: &End, import: &str) -> Option<Port<'a>> {
        let wanted = port(&self.component_of(to)?.binary, Side::Import, import)?;
        let exports = ports(&self.component_of(from)?.binary, Side::Export);
        exports.into_iter().find(|it| {
            short(it.name) == short(import)
                && !is_incompatible(it.name, import)
                && fits(*it, wanted)
        })
    }

    /// What the composition imports by this name.
    pub(crate) fn import(&self, name: &'a str) -> Option<Port<'a>> {
        let (types, kind) = self.imports.get(name)?;
        Some(Port::of_composition(name, types, *kind))
    }

    /// What an end exports by this name.
    pub(crate) fn export(&self, end: &End, name: &str) -> Option<Port<'a>> {
        if let End::Node { id } = end
            && let Some(node) = self.node(id)
            && node.kind == NodeKind::Import
        {
            return self.import(&node.label);
        }
        port(&self.component_of(end)?.binary, Side::Export, name)
    }

    /// Nodes that take from a node, or from those that do.
    pub(crate) fn takers(&self, id: &str) -> HashSet<&'a str> {
        let mut wires: HashMap<&str, Vec<&str>> = HashMap::new();
        for edge in &self.graph.edges {
            wires.entry(&edge.from).or_default().push(&edge.to);
        }
        let mut takers = HashSet::new();
        let mut rest: Vec<&str> = self.node(id).map(|node| &*node.id).into_iter().collect();
        while let Some(id) = rest.pop() {
            if takers.insert(id) {
                rest.extend(wires.get(id).into_iter().flatten());
            }
        }
        takers
    }

    /// What an end is called.
    pub(crate) fn label(&self, end: &'a End) -> &'a str {
        match end {
            End::Package { name } => name,
            End::Node { id } => self.node(id).map_or(id, |node| &node.label),
        }
    }
}

//! A resolved WAC text as boxes and wires.

use std::collections::{BTreeMap, BTreeSet};

use model::{Edge, Graph, Node, NodeKind, Port, PortKind};
use wac_graph::types::{ItemKind, are_semver_compatible};
use wac_graph::{CompositionGraph, NodeId};
use wac_parser::resolution::Resolution;

use super::document::{instantiations, names, span};

/// The graph of a resolution: imports, instances and exports, in this order, each in the order of
/// the text.
pub(super) fn graph(resolution: &Resolution) -> Graph {
    let mut drawing = Drawing {
        source: resolution.graph(),
        ids: BTreeMap::new(),
        taken: BTreeSet::new(),
        graph: Graph::default(),
    };
    drawing.add_imports(resolution);
    drawing.add_instances(resolution);
    drawing.add_implicit_imports();
    drawing.add_arguments();
    drawing.add_exports();
    drawing.graph
}

struct Drawing<'a> {
    source: &'a CompositionGraph,
    /// What each node of the source is called here.
    ids: BTreeMap<NodeId, String>,
    taken: BTreeSet<String>,
    graph: Graph,
}

impl Drawing<'_> {
    fn add_imports(&mut self, resolution: &Resolution) {
        let names = names(resolution.document());
        for id in self.source.node_ids() {
            let node = &self.source[id];
            let Some(import) = node.import_name() else {
                continue;
            };
            let span = node.name().and_then(|name| names.get(name)).copied();
            let drawn = self.add_import(import, node.item_kind(), span);
            self.ids.insert(id, drawn);
        }
    }

    fn add_import(&mut self, name: &str, kind: ItemKind, span: Option<model::Span>) -> String {
        let id = self.unique_id("import", name);
        self.graph.nodes.push(Node {
            id: id.clone(),
            label: name.to_owned(),
            kind: NodeKind::Import,
            imports: Vec::new(),
            exports: vec![to_port(name, kind)],
            span,
        });
        id
    }

    fn add_instances(&mut self, resolution: &Resolution) {
        let names = names(resolution.document());
        let made = instantiations(resolution.document());
        let nodes = self
            .source
            .node_ids()
            .filter(|id| is_instantiation(self.source, *id));
        for (id, new) in nodes.zip(made) {
            let node = &self.source[id];
            let package = new.package.string.to_owned();
            let label = match node.name() {
                Some(name) => name.to_owned(),
                None => last_part(&package).to_owned(),
            };
            let named = node.name().and_then(|name| names.get(name)).copied();
            let drawn = self.unique_id("instance", &label);
            self.graph.nodes.push(Node {
                id: drawn.clone(),
                label,
                kind: NodeKind::Instance { package },
                imports: ports(self.source, id, Side::Imports),
                exports: ports(self.source, id, Side::Exports),
                span: Some(named.unwrap_or_else(|| span(new.span))),
            });
            self.ids.insert(id, drawn);
        }
    }

    /// Imports that `...` leaves to the composition. Compatible versions of one interface become
    /// one import.
    fn add_implicit_imports(&mut self) {
        let mut added: Vec<(String, String)> = Vec::new();
        for instance in self.instances() {
            let given = self.source.get_instantiation_arguments(instance);
            let given: BTreeSet<String> = given.map(|(name, _)| name.to_owned()).collect();
            for (name, kind) in world_imports(self.source, instance) {
                if given.contains(&name) {
                    continue;
                }
                let same = added
                    .iter()
                    .find(|(other, _)| are_semver_compatible(other, &name));
                let import = match same {
                    Some((_, import)) => import.clone(),
                    None => {
                        let import = self.add_import(&name, kind, None);
                        added.push((name.clone(), import.clone()));
                        import
                    }
                };
                let from_port = self.label_of(&import);
                self.graph.edges.push(Edge {
                    from: import,
                    from_port,
                    to: self.ids[&instance].clone(),
                    to_port: name,
                });
            }
        }
    }

    fn add_arguments(&mut self) {
        for instance in self.instances() {
            let mut arguments: Vec<(String, NodeId)> = self
                .source
                .get_instantiation_arguments(instance)
                .map(|(name, argument)| (name.to_owned(), argument))
                .collect();
            arguments.sort();
            for (to_port, argument) in arguments {
                let to = self.ids[&instance].clone();
                self.add_edge(argument, to, to_port);
            }
        }
    }

    fn add_exports(&mut self) {
        for id in self.source.node_ids() {
            let node = &self.source[id];
            let Some(name) = node.export_name() else {
                continue;
            };
            let drawn = self.unique_id("export", name);
            self.graph.nodes.push(Node {
                id: drawn.clone(),
                label: name.to_owned(),
                kind: NodeKind::Export,
                imports: vec![to_port(name, node.item_kind())],
                exports: Vec::new(),
                span: None,
            });
            self.add_edge(id, drawn, name.to_owned());
        }
    }

    /// A wire from where `source` comes from.
    fn add_edge(&mut self, source: NodeId, to: String, to_port: String) {
        let Some((from, from_port)) = self.origin(source) else {
            return;
        };
        self.graph.edges.push(Edge {
            from,
            from_port,
            to,
            to_port,
        });
    }

    /// The box and the port that a value comes out of.
    ///
    /// An instance that is handed on whole comes out of a port of its own name.
    fn origin(&mut self, mut source: NodeId) -> Option<(String, String)> {
        let mut port = None;
        while let Some((instance, export)) = self.source.get_alias_source(source) {
            port = Some(export.to_owned());
            source = instance;
        }
        let id = self.ids.get(&source)?.clone();
        let drawn = self.graph.nodes.iter_mut().find(|node| node.id == id)?;
        if drawn.kind == NodeKind::Import {
            return Some((id, drawn.label.clone()));
        }
        let port = port.unwrap_or_else(|| {
            let whole = Port {
                name: drawn.label.clone(),
                kind: PortKind::Instance,
            };
            if !drawn.exports.contains(&whole) {
                drawn.exports.push(whole);
            }
            drawn.label.clone()
        });
        Some((id, port))
    }

    fn instances(&self) -> Vec<NodeId> {
        let ids = self.source.node_ids();
        let drawn = ids.filter(|id| self.ids.contains_key(id));
        drawn
            .filter(|id| is_instantiation(self.source, *id))
            .collect()
    }

    fn label_of(&self, id: &str) -> String {
        let node = self.graph.nodes.iter().find(|node| node.id == id);
        node.map(|node| node.label.clone()).unwrap_or_default()
    }

    fn unique_id(&mut self, kind: &str, name: &str) -> String {
        let mut id = format!("{kind}:{name}");
        let mut number = 2;
        while !self.taken.insert(id.clone()) {
            id = format!("{kind}:{name}#{number}");
            number += 1;
        }
        id
    }
}

enum Side {
    Imports,
    Exports,
}

fn ports(source: &CompositionGraph, instance: NodeId, side: Side) -> Vec<Port> {
    let Some(package) = source[instance].package() else {
        return Vec::new();
    };
    let world = &source.types()[source[package].ty()];
    let items = match side {
        Side::Imports => &world.imports,
        Side::Exports => &world.exports,
    };
    items
        .iter()
        .map(|(name, kind)| to_port(name, *kind))
        .collect()
}

fn world_imports(source: &CompositionGraph, instance: NodeId) -> Vec<(String, ItemKind)> {
    let Some(package) = source[instance].package() else {
        return Vec::new();
    };
    let world = &source.types()[source[package].ty()];
    let imports = world.imports.iter();
    imports.map(|(name, kind)| (name.clone(), *kind)).collect()
}

fn is_instantiation(source: &CompositionGraph, id: NodeId) -> bool {
    matches!(source[id].kind(), wac_graph::NodeKind::Instantiation(_))
}

fn to_port(name: &str, kind: ItemKind) -> Port {
    Port {
        name: name.to_owned(),
        kind: match kind {
            ItemKind::Instance(_) => PortKind::Instance,
            ItemKind::Func(_) => PortKind::Function,
            ItemKind::Type(_) | ItemKind::Value(_) => PortKind::Type,
            ItemKind::Component(_) | ItemKind::Module(_) => PortKind::Component,
        },
    }
}

/// `text-processor` of `example:text-processor@0.1.0`.
fn last_part(package: &str) -> &str {
    let name = package.split('@').next().unwrap_or_default();
    name.rsplit(':').next().unwrap_or_default()
}

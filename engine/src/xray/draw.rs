//! A component's outermost level as boxes and wires, as the graph of a WAC text has them.

use std::collections::{BTreeMap, BTreeSet};

use model::{Edge, EdgeOrigin, Extern, ExternKind, Graph, Node, NodeKind, Port, PortKind};
use wasmparser::ComponentExternalKind as Kind;

use super::level::{Level, Origin, Root, Source, port_kind};
use super::parts::Named;
use crate::open::kebab;

/// Imports that something is taken from, instances and exports, in this order.
pub(super) fn graph(level: &Level, parts: &BTreeMap<Source, Named>) -> Graph {
    let mut drawing = Drawing {
        level,
        ids: Ids::default(),
        graph: Graph::default(),
        imports: BTreeMap::new(),
        instances: Vec::new(),
    };
    drawing.add_imports();
    drawing.add_instances(parts);
    drawing.add_arguments();
    drawing.add_exports();
    drawing.graph
}

/// Names of instances as variables of a text: the binary's own where it keeps them.
pub(super) fn variables(level: &Level, parts: &BTreeMap<Source, Named>) -> Vec<String> {
    let mut taken = Ids::default();
    for declared in level.exports.iter().filter(|it| it.kind == Kind::Type) {
        taken.unique(declared.name, "");
    }
    let made = level.instantiations.iter();
    made.map(|it| {
        let part = level.source(it.component).and_then(|it| parts.get(&it));
        let package = part.map_or("part", |part| part.name.as_str());
        let last = package.split('@').next().unwrap_or(package);
        let last = last.rsplit(':').next().unwrap_or(last);
        // A binary's own names may be any text at all.
        taken.unique(&kebab(it.name.unwrap_or(last)), "")
    })
    .collect()
}

#[derive(Default)]
struct Ids(BTreeSet<String>);

impl Ids {
    /// The name, with a number when it is taken.
    fn unique(&mut self, name: &str, mark: &str) -> String {
        let numbered = (2..).map(|number| format!("{name}{mark}{number}"));
        let mut names = std::iter::once(name.to_owned()).chain(numbered);
        let free = names.find(|it| !self.0.contains(it));
        let free = free.unwrap_or_else(|| name.to_owned());
        self.0.insert(free.clone());
        free
    }
}

struct Drawing<'a> {
    level: &'a Level<'a>,
    ids: Ids,
    graph: Graph,
    /// Ids of imports that are drawn.
    imports: BTreeMap<usize, String>,
    /// Ids of instances.
    instances: Vec<String>,
}

impl<'a> Drawing<'a> {
    fn add_imports(&mut self) {
        let args = self.level.instantiations.iter().flat_map(|it| &it.args);
        let args = args.map(|(_, kind, index)| (*kind, *index));
        let exports = self.level.exports.iter().map(|it| (it.kind, it.index));
        let used: BTreeSet<usize> = args
            .chain(exports)
            .flat_map(|(kind, index)| self.level.origins(kind, index))
            .filter_map(|origin| match origin.root {
                Root::Import(import) => Some(import),
                Root::Instance(_) => None,
            })
            .collect();
        for import in used {
            let it = &self.level.imports[import];
            let id = self.ids.unique(&format!("import:{}", it.name), "#");
            self.graph.nodes.push(Node {
                id: id.clone(),
                label: it.name.to_owned(),
                kind: NodeKind::Import,
                imports: Vec::new(),
                exports: vec![port(it.name, it.kind)],
                span: None,
            });
            self.imports.insert(import, id);
        }
    }

    fn add_instances(&mut self, parts: &BTreeMap<Source, Named>) {
        let labels = variables(self.level, parts);
        for (made, label) in self.level.instantiations.iter().zip(labels) {
            let source = self.level.source(made.component);
            let part = source.and_then(|it| parts.get(&it));
            let given = made.args.iter().map(|(name, kind, _)| port(name, *kind));
            let id = self.ids.unique(&format!("instance:{label}"), "#");
            self.graph.nodes.push(Node {
                id: id.clone(),
                label,
                kind: NodeKind::Instance {
                    package: part.map_or_else(String::new, |part| part.name.clone()),
                },
                imports: part.map_or_else(|| given.collect(), |it| ports(&it.inspection.imports)),
                exports: part.map_or_else(Vec::new, |it| ports(&it.inspection.exports)),
                span: None,
            });
            self.instances.push(id);
        }
    }

    fn add_arguments(&mut self) {
        let level = self.level;
        for (at, made) in level.instantiations.iter().enumerate() {
            for (name, kind, index) in &made.args {
                let to = self.instances[at].clone();
                self.add_edges(level.origins(*kind, *index), &to, name);
            }
        }
    }

    fn add_exports(&mut self) {
        let level = self.level;
        for export in &level.exports {
            let origins = level.origins(export.kind, export.index);
            // Types that are declared here are no ends of wires.
            if export.kind == Kind::Type && origins.is_empty() {
                continue;
            }
            let id = self.ids.unique(&format!("export:{}", export.name), "#");
            self.graph.nodes.push(Node {
                id: id.clone(),
                label: export.name.to_owned(),
                kind: NodeKind::Export,
                imports: vec![port(export.name, export.kind)],
                exports: Vec::new(),
                span: None,
            });
            self.add_edges(origins, &id, export.name);
        }
    }

    fn add_edges(&mut self, origins: Vec<Origin>, to: &str, to_port: &str) {
        for origin in origins {
            self.add_edge(origin, to.to_owned(), to_port);
        }
    }

    fn add_edge(&mut self, Origin { root, path }: Origin, to: String, to_port: &str) {
        let from = match root {
            Root::Import(import) => self.imports[&import].clone(),
            Root::Instance(instance) => self.instances[instance].clone(),
        };
        let Some(node) = self.graph.nodes.iter_mut().find(|node| node.id == from) else {
            return;
        };
        let from_port = match path.first() {
            Some(port) if node.kind != NodeKind::Import => (*port).to_owned(),
            _ => node.label.clone(),
        };
        // An instance that is handed on whole comes out of a port of its own name.
        if !node.exports.iter().any(|port| port.name == from_port) {
            node.exports.push(port(&from_port, Kind::Instance));
        }
        let is_implicit = matches!(root, Root::Import(_)) && path.is_empty();
        self.graph.edges.push(Edge {
            from,
            from_port,
            to,
            to_port: to_port.to_owned(),
            item: path.iter().skip(1).map(|it| (*it).to_owned()).collect(),
            origin: match is_implicit {
                true => EdgeOrigin::Implicit,
                false => EdgeOrigin::Named,
            },
            span: None,
        });
    }
}

fn port(name: &str, kind: Kind) -> Port {
    Port {
        name: name.to_owned(),
        kind: port_kind(kind),
    }
}

fn ports(externs: &[Extern]) -> Vec<Port> {
    let ports = externs.iter().map(|it| Port {
        name: it.name.clone(),
        kind: match it.kind {
            ExternKind::Interface => PortKind::Instance,
            ExternKind::Function => PortKind::Function,
            ExternKind::Type => PortKind::Type,
            ExternKind::Component | ExternKind::Module | ExternKind::Core => PortKind::Component,
        },
    });
    ports.collect()
}

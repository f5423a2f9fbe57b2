//! A resolved WAC text as boxes and wires.

mod open_imports;

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use model::{Edge, EdgeOrigin, Graph, Node, NodeKind, Port, PortKind, Span};
use wac_graph::types::ItemKind;
use wac_graph::{CompositionGraph, NodeId};
use wac_parser::Statement;

use super::document::{self, span};
use super::evaluate::{Evaluated, New};
use super::names::world;
use crate::diagnostics;
use crate::tokens::{Token, tokens};

/// A graph, and which of its nodes stands for what.
pub(crate) struct Drawn {
    pub(crate) graph: Graph,
    /// Index of the node that stands for an import or instance.
    pub(crate) nodes: HashMap<NodeId, usize>,
}

/// The graph of a text: imports, instances and exports, in this order, each in the order of
/// the text.
pub(crate) fn draw(text: &str, evaluated: &Evaluated) -> Drawn {
    let tokens = tokens(text);
    let mut drawing = Drawing {
        evaluated,
        source: evaluated.source,
        statements: document::statements(evaluated.document, &tokens),
        tokens,
        taken: BTreeSet::new(),
        drawn: Drawn {
            graph: Graph::default(),
            nodes: HashMap::new(),
        },
    };
    drawing.add_imports();
    drawing.add_instances();
    drawing.add_implicit_imports();
    drawing.add_arguments();
    drawing.add_exports();
    drawing.drawn
}

struct Drawing<'a> {
    evaluated: &'a Evaluated<'a>,
    source: &'a CompositionGraph,
    tokens: Vec<Token>,
    statements: Vec<Range<usize>>,
    taken: BTreeSet<String>,
    drawn: Drawn,
}

impl Drawing<'_> {
    fn add_imports(&mut self) {
        let statements = self.evaluated.document.statements.iter();
        for (statement, value) in statements.zip(&self.evaluated.values) {
            let (Statement::Import(statement), Some(node)) = (statement, *value) else {
                continue;
            };
            if let Some(name) = self.source.get_import_name(node) {
                let kind = self.source[node].item_kind();
                let drawn = self.add_import(name, kind, Some(span(statement.id.span)));
                self.drawn.nodes.insert(node, drawn);
            }
        }
    }

    fn add_import(&mut self, name: &str, kind: ItemKind, span: Option<Span>) -> usize {
        let id = self.unique_id("import", name);
        self.add(Node {
            id,
            label: name.to_owned(),
            kind: NodeKind::Import,
            imports: Vec::new(),
            exports: vec![to_port(name, kind)],
            span,
        })
    }

    fn add_instances(&mut self) {
        let evaluated = self.evaluated;
        let labels = labels(evaluated);
        for (new, label) in evaluated.news.iter().zip(labels) {
            let node = &self.source[new.node];
            let named = node.name().and_then(|name| self.variable(new, name));
            let package = new.expr.package.string.to_owned();
            let drawn = self.add(Node {
                id: format!("instance:{label}"),
                label,
                kind: NodeKind::Instance { package },
                imports: ports(self.source, new.node, Side::Imports),
                exports: ports(self.source, new.node, Side::Exports),
                span: Some(named.unwrap_or_else(|| span(new.expr.span))),
            });
            self.drawn.nodes.insert(new.node, drawn);
        }
    }

    /// Where the statement that an instance is made in gives it its name.
    fn variable(&self, new: &New, name: &str) -> Option<Span> {
        match &self.evaluated.document.statements[new.statement] {
            Statement::Let(statement) if statement.id.string == name => {
                Some(span(statement.id.span))
            }
            _ => None,
        }
    }

    fn add_arguments(&mut self) {
        for new in &self.evaluated.news {
            let to = self.id(new.node);
            let spans = document::arguments(new.expr, &self.tokens);
            let mut given: Vec<_> = new.given.iter().collect();
            given.sort_by(|a, b| a.import.cmp(&b.import));
            for given in given {
                let at = diagnostics::span(spans[given.argument].clone());
                let to_port = given.import.clone();
                self.add_edge(given.value, to.clone(), to_port, given.origin, Some(at));
            }
        }
    }

    fn add_exports(&mut self) {
        for exported in &self.evaluated.exports {
            let at = self.statements.get(exported.statement + 1).cloned();
            let at = at.map(diagnostics::span);
            let id = self.unique_id("export", &exported.name);
            let kind = self.source[exported.value].item_kind();
            self.add(Node {
                id: id.clone(),
                label: exported.name.clone(),
                kind: NodeKind::Export,
                imports: vec![to_port(&exported.name, kind)],
                exports: Vec::new(),
                span: at,
            });
            let (name, origin) = (exported.name.clone(), exported.origin);
            self.add_edge(exported.value, id, name, origin, at);
        }
    }

    /// A wire from where a value comes from.
    fn add_edge(
        &mut self,
        value: NodeId,
        to: String,
        to_port: String,
        origin: EdgeOrigin,
        span: Option<Span>,
    ) {
        let (root, mut path) = source_of(self.source, value);
        let Some(drawn) = self.drawn.nodes.get(&root).copied() else {
            return;
        };
        let node = &mut self.drawn.graph.nodes[drawn];
        let from_port = match &node.kind {
            NodeKind::Import => node.label.clone(),
            _ if path.is_empty() => {
                let whole = whole_port(self.source, root, &node.label);
                if !node.exports.contains(&whole) {
                    node.exports.push(whole.clone());
                }
                whole.name
            }
            _ => path.remove(0),
        };
        let from = node.id.clone();
        self.drawn.graph.edges.push(Edge {
            from,
            from_port,
            to,
            to_port,
            item: path,
            origin,
            span,
        });
    }

    fn add(&mut self, node: Node) -> usize {
        self.drawn.graph.nodes.push(node);
        self.drawn.graph.nodes.len() - 1
    }

    fn id(&self, node: NodeId) -> String {
        let drawn = self.drawn.nodes.get(&node);
        let id = drawn.map(|drawn| self.drawn.graph.nodes[*drawn].id.clone());
        id.unwrap_or_default()
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

/// What each instance is called: its variable, or what its variable would be.
pub(crate) fn labels(evaluated: &Evaluated) -> Vec<String> {
    let mut taken = document::taken(evaluated.document);
    let labels = evaluated.news.iter().map(|new| {
        let name = evaluated.source[new.node].name();
        name.map_or_else(|| fresh(new.expr.package.string, &mut taken), str::to_owned)
    });
    labels.collect()
}

/// A name for an instance of `package` that is not taken yet, and is then: `greeter` for
/// `example:greeter@0.1.0`.
pub(crate) fn fresh(package: &str, taken: &mut BTreeSet<String>) -> String {
    let name = package.split('@').next().unwrap_or_default();
    let name = name.rsplit(':').next().unwrap_or_default();
    let name = name.trim_start_matches('%');
    // A word of a name cannot begin with a digit.
    let joint = if name.ends_with(|it: char| it.is_ascii_digit()) {
        "-n"
    } else {
        ""
    };
    let mut unique = name.to_owned();
    let mut number = 2;
    while !taken.insert(unique.clone()) {
        unique = format!("{name}{joint}{number}");
        number += 1;
    }
    unique
}

/// The node that a value comes out of, and the exports that lead from there to it.
pub(crate) fn source_of(source: &CompositionGraph, mut value: NodeId) -> (NodeId, Vec<String>) {
    let mut path = Vec::new();
    while let Some((from, export)) = source.get_alias_source(value) {
        path.push(export.to_owned());
        value = from;
    }
    path.reverse();
    (value, path)
}

/// The port of an instance that is handed on whole: it has the name of the instance.
pub(crate) fn whole_port(source: &CompositionGraph, instance: NodeId, label: &str) -> Port {
    let is_taken = world(source, instance).is_some_and(|it| it.exports.contains_key(label));
    Port {
        name: match is_taken {
            false => label.to_owned(),
            true => format!("{label} (all of it)"),
        },
        kind: PortKind::Instance,
    }
}

enum Side {
    Imports,
    Exports,
}

fn ports(source: &CompositionGraph, instance: NodeId, side: Side) -> Vec<Port> {
    let Some(world) = world(source, instance) else {
        return Vec::new();
    };
    let items = match side {
        Side::Imports => &world.imports,
        Side::Exports => &world.exports,
    };
    items
        .iter()
        .map(|(name, kind)| to_port(name, *kind))
        .collect()
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

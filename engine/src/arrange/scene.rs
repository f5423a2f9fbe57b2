//! What an edit starts from: a text, what it composes, and the components at hand.

use std::collections::{BTreeSet, HashMap};

use model::{End, NodeKind, Span};
use wac_graph::NodeId;
use wac_graph::types::{ItemKind, Types, World};

use super::plan::{Instance, Plan, Root, Source, roots};
use super::refusal::Refusal;
use crate::components::{Component, Fitness};
use crate::compose::document;
use crate::compose::evaluate::Evaluated;
use crate::compose::graph::{draw, fresh, source_of, whole_port};
use crate::compose::names::world;
use crate::wiring::{self, Port, Side};

pub(super) struct Scene<'a> {
    pub(super) text: &'a str,
    pub(super) evaluated: &'a Evaluated<'a>,
    /// What the text composes.
    pub(super) before: Plan,
    roots: HashMap<NodeId, Root>,
    items: HashMap<String, Item>,
    spans: HashMap<String, Span>,
    components: &'a [Component],
}

/// What a node of the graph stands for, by its index in the [`Plan`].
#[derive(Debug, Clone)]
pub(super) enum Item {
    Import(usize),
    Instance(usize),
    Export(usize),
    /// An import of this name that `...` leaves open.
    Open(String),
}

impl<'a> Scene<'a> {
    pub(super) fn new(
        text: &'a str,
        evaluated: &'a Evaluated<'a>,
        components: &'a [Component],
    ) -> Scene<'a> {
        let before = Plan::read(evaluated);
        let graph = draw(text, evaluated).graph;
        let (mut imports, mut instances, mut exports) = (0.., 0.., 0..);
        let items = graph.nodes.iter().map(|node| {
            let item = match &node.kind {
                NodeKind::Import if node.span.is_some() => {
                    Item::Import(imports.next().unwrap_or(0))
                }
                NodeKind::Import => Item::Open(node.label.clone()),
                NodeKind::Instance { .. } => Item::Instance(instances.next().unwrap_or(0)),
                NodeKind::Export => Item::Export(exports.next().unwrap_or(0)),
            };
            (node.id.clone(), item)
        });
        let items = items.collect();
        let spans = graph.nodes.iter();
        let spans = spans.filter_map(|node| Some((node.id.clone(), node.span?)));
        Scene {
            text,
            evaluated,
            before,
            roots: roots(evaluated),
            items,
            spans: spans.collect(),
            components,
        }
    }

    /// Refuses a component that no instance can be made of.
    pub(super) fn expect_component(&self, package: &str) -> Result<(), Refusal> {
        let Some(component) = self.component(package) else {
            return Err(self.refusal(format!("the workspace has no `{package}`")));
        };
        let reason = match component.binary.fitness() {
            Fitness::CoreModule => "is a core module, and only components can be composed",
            Fitness::WitPackage => "is a WIT package in binary form, which has no code",
            Fitness::Component if component.binary.typed().is_some() => return Ok(()),
            Fitness::Component => "cannot be read",
            Fitness::Unreadable(_) => "is no component",
        };
        Err(self.refusal(format!("`{package}` {reason}")))
    }

    fn component(&self, package: &str) -> Option<&'a Component> {
        self.components.iter().find(|it| it.name == package)
    }

    /// Makes an instance of a component; all that it imports is left open, but what the text imports
    /// by that name anyhow.
    pub(super) fn instantiate(&self, plan: &mut Plan, package: &str) -> usize {
        let mut instance = Instance {
            variable: fresh(package, &mut taken(self, plan)),
            package: package.to_owned(),
            wires: Default::default(),
            is_gone: false,
        };
        let index = plan.instances.len();
        for (at, import) in plan.imports.iter().enumerate() {
            let world = self.world_of(index, package).map(|(_, world)| world);
            if !import.is_gone && world.is_some_and(|it| it.imports.contains_key(&import.name)) {
                let source = Source {
                    root: Root::Import(at),
                    path: Vec::new(),
                };
                instance.wires.insert(import.name.clone(), source);
            }
        }
        plan.instances.push(instance);
        index
    }

    pub(super) fn item(&self, id: &str) -> Result<Item, Refusal> {
        let item = self.items.get(id).cloned();
        item.ok_or_else(|| Refusal {
            hint: Some("look at the composition as it is now and try again".to_owned()),
            ..self.refusal(format!("the composition has no `{}`", bare(id)))
        })
    }

    /// The instance that an end of a wire stands for, made now if need be.
    pub(super) fn end(&self, plan: &mut Plan, end: &End) -> Result<usize, Refusal> {
        match end {
            End::Package { name } => {
                self.expect_component(name)?;
                Ok(self.instantiate(plan, name))
            }
            End::Node { id } => match self.item(id)? {
                Item::Instance(index) => Ok(index),
                _ => Err(self.refusal_at(id, format!("`{}` is no instance", bare(id)))),
            },
        }
    }

    /// What an instance takes and gives, and the types that it does so in.
    pub(super) fn world(&self, plan: &Plan, instance: usize) -> Option<(&Types, &World)> {
        self.world_of(instance, &plan.instances.get(instance)?.package)
    }

    fn world_of(&self, instance: usize, package: &str) -> Option<(&Types, &World)> {
        match self.evaluated.news.get(instance) {
            Some(new) => {
                let source = self.evaluated.source;
                Some((source.types(), world(source, new.node)?))
            }
            None => self.typed(package),
        }
    }

    /// What a component takes and gives.
    pub(super) fn typed(&self, package: &str) -> Option<(&Types, &World)> {
        let typed = self.component(package)?.binary.typed()?;
        Some((&typed.types, &typed.types[typed.world]))
    }

    /// What a node of the text's graph is in the plan.
    pub(super) fn root(&self, node: NodeId) -> Option<Root> {
        self.roots.get(&node).copied()
    }

    /// What a value of the text comes out of.
    pub(super) fn root_of(&self, value: NodeId) -> Option<Root> {
        self.root(source_of(self.evaluated.source, value).0)
    }

    /// What comes out of a source; nothing when that is not known.
    pub(super) fn kind(&self, plan: &Plan, source: &Source) -> Option<(&Types, ItemKind)> {
        let mut path = source.path.iter();
        let (types, mut kind) = match source.root {
            Root::Instance(index) => {
                let (types, world) = self.world(plan, index)?;
                (types, *world.exports.get(path.next()?)?)
            }
            Root::Import(index) => {
                let source = self.evaluated.source;
                let node = self.statement_node(plan, index)?;
                (source.types(), source[node].item_kind())
            }
            Root::Type(_) => return None,
        };
        for name in path {
            let ItemKind::Instance(id) = kind else {
                return None;
            };
            kind = *types[id].exports.get(name)?;
        }
        Some((types, kind))
    }

    /// The node of an import that is handed on whole.
    pub(super) fn import_node(&self, plan: &Plan, source: &Source) -> Option<NodeId> {
        match source.root {
            Root::Import(index) if source.path.is_empty() => self.statement_node(plan, index),
            _ => None,
        }
    }

    fn statement_node(&self, plan: &Plan, import: usize) -> Option<NodeId> {
        let statement = plan.imports.get(import)?.statement;
        self.evaluated.values.get(statement).copied().flatten()
    }

    /// What a source is exported as when no name is given.
    pub(super) fn inferred_export(&self, plan: &Plan, source: &Source) -> Option<String> {
        let interface = match self.kind(plan, source) {
            Some((types, ItemKind::Instance(id))) => types[id].id.clone(),
            _ => None,
        };
        let own = || match source.root {
            Root::Import(index) if source.path.is_empty() => Some(plan.imports[index].name.clone()),
            _ => source.path.last().cloned(),
        };
        interface.or_else(own)
    }

    /// Whether a source can fill an import; what is not known counts as if it could.
    ///
    /// # Errors
    ///
    /// Why it cannot.
    pub(super) fn fits(
        &self,
        plan: &Plan,
        source: &Source,
        instance: usize,
        import: &str,
    ) -> Result<(), String> {
        let package = &plan.instances[instance].package;
        let wanted = self.component(package);
        let wanted = wanted.and_then(|it| wiring::port(&it.binary, Side::Import, import));
        let Some((given, wanted)) = self.port(plan, source).zip(wanted) else {
            return Ok(());
        };
        if wiring::fits(given, wanted) {
            return Ok(());
        }
        let differences = wiring::differences(given, wanted).into_iter();
        let mut messages = differences.map(|difference| difference.message);
        Err(messages
            .next()
            .unwrap_or_else(|| "their types differ".to_owned()))
    }

    fn port<'p>(&'p self, plan: &'p Plan, source: &'p Source) -> Option<Port<'p>> {
        match (source.root, source.path.as_slice()) {
            (Root::Instance(index), [export, rest @ ..]) => {
                let component = self.component(&plan.instances.get(index)?.package)?;
                let port = wiring::port(&component.binary, Side::Export, export)?;
                match rest {
                    [] => Some(port),
                    [function] => port.function(function),
                    _ => None,
                }
            }
            (Root::Import(index), []) => {
                let (types, kind) = self.kind(plan, source)?;
                Some(Port::of_composition(&plan.imports[index].name, types, kind))
            }
            _ => None,
        }
    }

    /// Name of the port that stands for an instance as a whole.
    pub(super) fn whole(&self, instance: usize) -> Option<String> {
        let new = self.evaluated.news.get(instance)?;
        let label = &self.before.instances[instance].variable;
        Some(whole_port(self.evaluated.source, new.node, label).name)
    }

    /// A refusal that concerns no place of the text.
    pub(super) fn refusal(&self, message: String) -> Refusal {
        Refusal {
            message,
            ..Refusal::default()
        }
    }

    /// A refusal that concerns a node.
    pub(super) fn refusal_at(&self, id: &str, message: String) -> Refusal {
        Refusal {
            span: self.spans.get(id).copied().unwrap_or_default(),
            ..self.refusal(message)
        }
    }
}

/// Names that a new variable must not have.
pub(super) fn taken(scene: &Scene, plan: &Plan) -> BTreeSet<String> {
    let mut taken: BTreeSet<String> = plan
        .instances
        .iter()
        .map(|it| it.variable.clone())
        .collect();
    taken.extend(document::taken(scene.evaluated.document));
    taken
}

/// A node's id without the word before it.
fn bare(id: &str) -> &str {
    id.split_once(':').map_or(id, |(_, name)| name)
}

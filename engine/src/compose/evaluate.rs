//! What a resolved WAC text says, expression by expression.

use std::collections::HashMap;

use wac_graph::{CompositionGraph, NodeId, NodeKind};
use wac_parser::resolution::Resolution;
use wac_parser::{
    Document, ExportOptions, Expr, InstantiationArgument, InstantiationArgumentName, NewExpr,
    PostfixExpr, PrimaryExpr, Statement,
};

use model::EdgeOrigin;

use super::document::type_name;
use super::names::{exports_of, full_name, inferred_argument, inferred_export, world};

/// A text beside the nodes of its graph that its expressions stand for.
pub(crate) struct Evaluated<'a> {
    pub(crate) source: &'a CompositionGraph,
    pub(crate) document: &'a Document<'a>,
    /// What each statement makes; nothing for an export.
    pub(crate) values: Vec<Option<NodeId>>,
    /// Every `new`, arguments before what they are arguments of.
    pub(crate) news: Vec<New<'a>>,
    /// What is exported, in text order.
    pub(crate) exports: Vec<Exported>,
    variables: HashMap<&'a str, NodeId>,
    aliases: HashMap<(NodeId, &'a str), NodeId>,
    made: std::vec::IntoIter<NodeId>,
}

/// A `new` expression.
pub(crate) struct New<'a> {
    pub(crate) expr: &'a NewExpr<'a>,
    pub(crate) node: NodeId,
    /// Index of the statement that it is in.
    pub(crate) statement: usize,
    /// What its arguments give, in their order.
    pub(crate) given: Vec<Given>,
}

/// An import that is filled.
pub(crate) struct Given {
    pub(crate) import: String,
    pub(crate) value: NodeId,
    /// Index of the argument that says so.
    pub(crate) argument: usize,
    pub(crate) origin: EdgeOrigin,
}

/// An export of the composition.
pub(crate) struct Exported {
    pub(crate) name: String,
    pub(crate) value: NodeId,
    /// Index of the statement that says so.
    pub(crate) statement: usize,
    pub(crate) origin: EdgeOrigin,
}

impl<'a> Evaluated<'a> {
    pub(crate) fn new(resolution: &'a Resolution<'a>) -> Evaluated<'a> {
        let source = resolution.graph();
        let aliases = source.node_ids().filter_map(|id| {
            let (from, export) = source.get_alias_source(id)?;
            Some(((from, export), id))
        });
        let mut evaluated = Evaluated {
            source,
            document: resolution.document(),
            values: Vec::new(),
            news: Vec::new(),
            exports: Vec::new(),
            variables: HashMap::new(),
            aliases: aliases.collect(),
            made: of_kind(source, |kind| matches!(kind, NodeKind::Instantiation(_))),
        };
        evaluated.evaluate();
        evaluated
    }

    /// What a variable stands for.
    pub(crate) fn variable(&self, name: &str) -> Option<NodeId> {
        self.variables.get(name).copied()
    }

    fn evaluate(&mut self) {
        // Nodes are made in the order of the statements, and of evaluation within each.
        let mut imports = of_kind(self.source, |kind| matches!(kind, NodeKind::Import(_)));
        let mut types = of_kind(self.source, |kind| matches!(kind, NodeKind::Definition));
        for (index, statement) in self.document.statements.iter().enumerate() {
            let value = match statement {
                Statement::Import(statement) => {
                    let node = imports.next();
                    node.inspect(|node| self.define(statement.id.string, *node))
                }
                Statement::Type(statement) => {
                    let name = type_name(statement);
                    types.next().inspect(|node| {
                        self.define(name, *node);
                        self.export(name, *node, index, EdgeOrigin::Inferred);
                    })
                }
                Statement::Let(statement) => {
                    let node = self.expr(&statement.expr, index);
                    node.inspect(|node| self.define(statement.id.string, *node))
                }
                Statement::Export(statement) => {
                    if let Some(node) = self.expr(&statement.expr, index) {
                        self.export_statement(node, &statement.options, index);
                    }
                    None
                }
            };
            self.values.push(value);
        }
    }

    fn define(&mut self, name: &'a str, node: NodeId) {
        self.variables.insert(name, node);
    }

    fn export(&mut self, name: &str, value: NodeId, statement: usize, origin: EdgeOrigin) {
        self.exports.push(Exported {
            name: name.to_owned(),
            value,
            statement,
            origin,
        });
    }

    fn export_statement(&mut self, node: NodeId, options: &ExportOptions, index: usize) {
        match options {
            ExportOptions::Rename(name) => {
                self.export(name.as_str(), node, index, EdgeOrigin::Named);
            }
            ExportOptions::None => {
                if let Some(name) = inferred_export(self.source, node) {
                    self.export(name, node, index, EdgeOrigin::Inferred);
                }
            }
            ExportOptions::Spread(_) => {
                let names = exports_of(self.source, node).into_iter().flatten();
                for name in names.map(|(name, _)| name.as_str()) {
                    let is_taken = self.exports.iter().any(|it| it.name == name);
                    let alias = self.aliases.get(&(node, name)).copied();
                    if let (false, Some(alias)) = (is_taken, alias) {
                        self.export(name, alias, index, EdgeOrigin::Spread);
                    }
                }
            }
        }
    }

    fn expr(&mut self, expr: &'a Expr<'a>, statement: usize) -> Option<NodeId> {
        let mut node = match &expr.primary {
            PrimaryExpr::New(new) => self.new_expr(new, statement),
            PrimaryExpr::Nested(nested) => self.expr(&nested.inner, statement),
            PrimaryExpr::Ident(id) => self.variables.get(id.string).copied(),
        }?;
        for postfix in &expr.postfix {
            let name = match postfix {
                PostfixExpr::NamedAccess(access) => access.string.value,
                PostfixExpr::Access(access) => {
                    full_name(access.id.string, exports_of(self.source, node)?)
                }
            };
            node = self.aliases.get(&(node, name)).copied()?;
        }
        Some(node)
    }

    fn new_expr(&mut self, expr: &'a NewExpr<'a>, statement: usize) -> Option<NodeId> {
        let mut values: Vec<Option<NodeId>> = Vec::new();
        for argument in &expr.arguments {
            values.push(match argument {
                InstantiationArgument::Named(argument) => self.expr(&argument.expr, statement),
                InstantiationArgument::Inferred(id) | InstantiationArgument::Spread(id) => {
                    self.variables.get(id.string).copied()
                }
                InstantiationArgument::Fill(_) => None,
            });
        }
        let node = self.made.next()?;
        let given = self.given(expr, node, &values);
        self.news.push(New {
            expr,
            node,
            statement,
            given,
        });
        Some(node)
    }

    /// What each argument gives; those that are spread last.
    fn given(&self, expr: &NewExpr, node: NodeId, values: &[Option<NodeId>]) -> Vec<Given> {
        let Some(world) = world(self.source, node) else {
            return Vec::new();
        };
        let mut given: Vec<Given> = Vec::new();
        for (index, (argument, value)) in expr.arguments.iter().zip(values).enumerate() {
            let (import, origin) = match (argument, value) {
                (InstantiationArgument::Named(argument), _) => {
                    let name = match &argument.name {
                        InstantiationArgumentName::Ident(id) => {
                            full_name(id.string, &world.imports)
                        }
                        InstantiationArgumentName::String(name) => name.value,
                    };
                    (name, EdgeOrigin::Named)
                }
                (InstantiationArgument::Inferred(id), Some(value)) => {
                    let name = inferred_argument(self.source, *value, id.string, &world.imports);
                    (name, EdgeOrigin::Inferred)
                }
                _ => continue,
            };
            given.extend(value.map(|value| Given {
                import: import.to_owned(),
                value,
                argument: index,
                origin,
            }));
        }
        let arguments = self.source.get_instantiation_arguments(node);
        let named: Vec<&str> = given.iter().map(|it| it.import.as_str()).collect();
        let mut spread: Vec<(&str, NodeId)> = arguments
            .filter(|(name, _)| !named.contains(name))
            .collect();
        spread.sort_by_key(|(name, _)| world.imports.get_index_of(*name));
        for (import, value) in spread {
            let from = self.source.get_alias_source(value).map(|(from, _)| from);
            let argument = expr.arguments.iter().zip(values).position(|(it, value)| {
                matches!(it, InstantiationArgument::Spread(_)) && *value == from
            });
            given.extend(argument.map(|argument| Given {
                import: import.to_owned(),
                value,
                argument,
                origin: EdgeOrigin::Spread,
            }));
        }
        given
    }
}

fn of_kind(
    source: &CompositionGraph,
    is_kind: impl Fn(&NodeKind) -> bool,
) -> std::vec::IntoIter<NodeId> {
    let ids = source.node_ids();
    let ids: Vec<NodeId> = ids.filter(|id| is_kind(source[*id].kind())).collect();
    ids.into_iter()
}

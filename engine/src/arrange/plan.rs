//! A composition as a list of what is joined with what: the form in which edits change it.

use std::collections::{BTreeMap, HashMap};

use wac_graph::NodeId;
use wac_parser::Statement;

use crate::compose::evaluate::Evaluated;
use crate::compose::graph::{labels, source_of};

/// What a text composes, or is to compose. Indices are those of the text; what is new comes last.
#[derive(Debug, Clone, Default)]
pub(super) struct Plan {
    /// Import statements.
    pub(super) imports: Vec<Import>,
    /// `new` expressions.
    pub(super) instances: Vec<Instance>,
    /// What is exported.
    pub(super) exports: Vec<Export>,
}

#[derive(Debug, Clone)]
pub(super) struct Import {
    pub(super) variable: String,
    /// What the composition calls it.
    pub(super) name: String,
    /// Index of its statement.
    pub(super) statement: usize,
    pub(super) is_gone: bool,
}

#[derive(Debug, Clone)]
pub(super) struct Instance {
    /// Its variable, or what that would be.
    pub(super) variable: String,
    pub(super) package: String,
    /// What fills its imports; the others are open.
    pub(super) wires: BTreeMap<String, Source>,
    pub(super) is_gone: bool,
}

#[derive(Debug, Clone)]
pub(super) struct Export {
    pub(super) name: String,
    pub(super) source: Source,
    /// Index of the statement that exports it, of a new one nothing.
    pub(super) statement: Option<usize>,
    /// Whether a new one is exported with all others of its instance.
    pub(super) is_spread: bool,
    pub(super) is_gone: bool,
}

/// Where a value comes from.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Source {
    pub(super) root: Root,
    /// The exports that lead from there to it.
    pub(super) path: Vec<String>,
}

/// What values come out of, by its index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Root {
    Import(usize),
    Instance(usize),
    /// A type that a statement declares.
    Type(usize),
}

impl Plan {
    /// What a text composes.
    pub(super) fn read(evaluated: &Evaluated) -> Plan {
        let mut plan = Plan::default();
        let roots = roots(evaluated);
        let source = |value: NodeId| -> Option<Source> {
            let (root, path) = source_of(evaluated.source, value);
            let root = *roots.get(&root)?;
            Some(Source { root, path })
        };
        for (index, statement) in evaluated.document.statements.iter().enumerate() {
            if let (Statement::Import(it), Some(node)) = (statement, evaluated.values[index]) {
                let name = evaluated.source.get_import_name(node);
                plan.imports.push(Import {
                    variable: it.id.string.to_owned(),
                    name: name.unwrap_or_default().to_owned(),
                    statement: index,
                    is_gone: false,
                });
            }
        }
        for (new, variable) in evaluated.news.iter().zip(labels(evaluated)) {
            let wires = new.given.iter().filter_map(|given| {
                let source = source(given.value)?;
                Some((given.import.clone(), source))
            });
            plan.instances.push(Instance {
                variable,
                package: new.expr.package.string.to_owned(),
                wires: wires.collect(),
                is_gone: false,
            });
        }
        let exports = evaluated.exports.iter().filter_map(|exported| {
            Some(Export {
                name: exported.name.clone(),
                source: source(exported.value)?,
                statement: Some(exported.statement),
                is_spread: false,
                is_gone: false,
            })
        });
        plan.exports = exports.collect();
        plan
    }

    /// What the text calls the thing that values come out of.
    pub(super) fn variable(&self, root: Root) -> &str {
        match root {
            Root::Import(index) => &self.imports[index].variable,
            Root::Instance(index) => &self.instances[index].variable,
            Root::Type(_) => "",
        }
    }

    pub(super) fn is_gone(&self, root: Root) -> bool {
        match root {
            Root::Import(index) => self.imports[index].is_gone,
            Root::Instance(index) => self.instances[index].is_gone,
            Root::Type(_) => false,
        }
    }

    /// Instances that take from each other all the way round, the first one last again.
    pub(super) fn circle(&self) -> Option<Vec<usize>> {
        let mut state = vec![Visit::Not; self.instances.len()];
        (0..self.instances.len()).find_map(|index| self.circle_from(index, &mut state))
    }

    fn circle_from(&self, start: usize, state: &mut [Visit]) -> Option<Vec<usize>> {
        let providers = |index: usize| -> Vec<usize> {
            let wires = self.instances[index].wires.values();
            let instances = wires.filter_map(|source| match source.root {
                Root::Instance(provider) => Some(provider),
                _ => None,
            });
            instances.collect()
        };
        if state[start] != Visit::Not {
            return None;
        }
        state[start] = Visit::Within;
        let mut path = vec![(start, providers(start))];
        while let Some((_, rest)) = path.last_mut() {
            let Some(next) = rest.pop() else {
                state[path.pop()?.0] = Visit::Done;
                continue;
            };
            match state[next] {
                Visit::Not => {
                    state[next] = Visit::Within;
                    path.push((next, providers(next)));
                }
                Visit::Within => {
                    let from = path.iter().position(|(index, _)| *index == next)?;
                    let circle = path[from..].iter().map(|(index, _)| *index);
                    return Some(circle.chain([next]).collect());
                }
                Visit::Done => {}
            }
        }
        None
    }

    /// All that is said of it, in an order that does not depend on the text's. Instances without a
    /// variable of their own go by their package.
    pub(super) fn said(&self, has_variable: &dyn Fn(usize) -> bool) -> Vec<[String; 4]> {
        let name = |root: Root| match root {
            Root::Instance(index) if !has_variable(index) => {
                format!("new {}", self.instances[index].package)
            }
            Root::Instance(_) | Root::Import(_) => self.variable(root).to_owned(),
            Root::Type(_) => "type".to_owned(),
        };
        let mut said: Vec<[String; 4]> = Vec::new();
        for import in self.imports.iter().filter(|it| !it.is_gone) {
            let (variable, name) = (import.variable.clone(), import.name.clone());
            said.push(["import".to_owned(), variable, name, String::new()]);
        }
        for (index, instance) in self.instances.iter().enumerate() {
            if instance.is_gone {
                continue;
            }
            let to = name(Root::Instance(index));
            let package = instance.package.clone();
            said.push(["new".to_owned(), to.clone(), package, String::new()]);
            for (port, source) in &instance.wires {
                let path = source.path.join("\n");
                said.push([to.clone(), port.clone(), name(source.root), path]);
            }
        }
        for export in self.exports.iter().filter(|it| !it.is_gone) {
            let (root, path) = (name(export.source.root), export.source.path.join("\n"));
            said.push(["export".to_owned(), export.name.clone(), root, path]);
        }
        said.sort();
        said
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Visit {
    Not,
    Within,
    Done,
}

/// What each node of a text's graph is here.
pub(super) fn roots(evaluated: &Evaluated) -> HashMap<NodeId, Root> {
    let mut roots = HashMap::new();
    let mut imports = 0;
    for (index, statement) in evaluated.document.statements.iter().enumerate() {
        let Some(node) = evaluated.values[index] else {
            continue;
        };
        match statement {
            Statement::Import(_) => {
                roots.insert(node, Root::Import(imports));
                imports += 1;
            }
            Statement::Type(_) => {
                roots.insert(node, Root::Type(index));
            }
            _ => {}
        }
    }
    let instances = evaluated.news.iter().enumerate();
    roots.extend(instances.map(|(index, new)| (new.node, Root::Instance(index))));
    roots
}

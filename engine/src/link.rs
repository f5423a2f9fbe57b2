//! A composition as its instances, each transpiled by itself, and the wires between them.

use std::collections::{BTreeSet, HashMap};

use model::{
    Edge, EngineError, Graph, Linked, LinkedExport, LinkedInstance, LinkedWire, Node, NodeKind,
    PortKind,
};

use crate::components::Component;
use crate::compose;
use crate::diagnostics::failure;
use crate::inspect::{exported_functions, imported_functions};
use crate::pack::Pack;
use crate::transpile::{decode, transpile_linked, waits};
use crate::wit_text::package_name;

/// Takes apart what the WAC file at `path` composes.
///
/// # Errors
///
/// `not-composed` when the text has a problem, `not-linked` for what cannot be joined outside of
/// one component, and what [`crate::transpile()`] answers about one of the components.
pub(crate) fn link(
    path: &str,
    text: &str,
    components: &[Component],
    pack: &mut Pack,
) -> Result<Linked, EngineError> {
    let composition = compose::compose(path, text, components, pack);
    let Some(graph) = composition.graph else {
        let first = composition.diagnostics.into_iter().next();
        let message = first.map_or_else(|| "the text composes nothing".to_owned(), |it| it.message);
        return Err(failure("not-composed", message));
    };
    let nodes = in_order(&graph)?;
    let index_of: HashMap<&str, usize> = (nodes.iter().enumerate())
        .map(|(index, (node, _))| (node.id.as_str(), index))
        .collect();
    let mut instances: Vec<LinkedInstance> = Vec::with_capacity(nodes.len());
    let mut waiting = Vec::with_capacity(nodes.len());
    for (node, package) in &nodes {
        let wires = wires(&graph, node, &index_of)?;
        let from_waiting = wires.iter().filter(|wire| waiting[wire.from as usize]);
        let late: BTreeSet<&str> = from_waiting.map(|wire| wire.import.as_str()).collect();
        let bytes = bytes_of(package, components)?;
        let (resolve, world) = decode(bytes)?;
        waiting.push(!late.is_empty() || waits(&resolve, world));
        instances.push(LinkedInstance {
            name: node.label.clone(),
            transpiled: transpile_linked(bytes, &resolve, world, &late)?,
            imports: imported_functions(&resolve, world),
            exports: exported_functions(&resolve, world),
            wires,
        });
    }
    let exports = exports(&graph, &index_of)?;
    Ok(Linked { instances, exports })
}

/// Instances with the packages that they are made of, each after those that it imports from.
fn in_order(graph: &Graph) -> Result<Vec<(&Node, &str)>, EngineError> {
    let mut left: Vec<(&Node, &str)> = (graph.nodes.iter())
        .filter_map(|node| match &node.kind {
            NodeKind::Instance { package } => Some((node, package.as_str())),
            NodeKind::Import | NodeKind::Export => None,
        })
        .collect();
    let mut ordered = Vec::with_capacity(left.len());
    while !left.is_empty() {
        let is_left = |id: &str| left.iter().any(|(node, _)| node.id == id);
        let needs_none_left = |(node, _): &(&Node, &str)| {
            let mut into = graph.edges.iter().filter(|edge| edge.to == node.id);
            !into.any(|edge| is_left(&edge.from))
        };
        let Some(at) = left.iter().position(needs_none_left) else {
            return Err(not_linked(
                "its instances import from each other in a circle",
            ));
        };
        ordered.push(left.remove(at));
    }
    Ok(ordered)
}

fn wires(
    graph: &Graph,
    node: &Node,
    index_of: &HashMap<&str, usize>,
) -> Result<Vec<LinkedWire>, EngineError> {
    let mut wires = Vec::new();
    for edge in graph.edges.iter().filter(|edge| edge.to == node.id) {
        match index_of.get(edge.from.as_str()) {
            Some(from) => {
                check_port(node, edge)?;
                wires.push(LinkedWire {
                    import: edge.to_port.clone(),
                    from: *from as u32,
                    export: edge.from_port.clone(),
                });
            }
            None if edge.item.is_empty() => {}
            None => return Err(taken_out(edge)),
        }
    }
    Ok(wires)
}

fn exports(
    graph: &Graph,
    index_of: &HashMap<&str, usize>,
) -> Result<Vec<LinkedExport>, EngineError> {
    let mut exports = Vec::new();
    for node in &graph.nodes {
        for edge in graph.edges.iter().filter(|_| node.kind == NodeKind::Export) {
            if edge.to != node.id {
                continue;
            }
            let Some(from) = index_of.get(edge.from.as_str()) else {
                let message = format!("`{}` is an import that is exported again", node.label);
                return Err(not_linked(&message));
            };
            check_port(node, edge)?;
            exports.push(LinkedExport {
                name: node.label.clone(),
                from: *from as u32,
                export: edge.from_port.clone(),
            });
        }
    }
    Ok(exports)
}

/// That what goes through a wire is an interface or a function as a whole.
fn check_port(node: &Node, edge: &Edge) -> Result<(), EngineError> {
    if !edge.item.is_empty() {
        return Err(taken_out(edge));
    }
    let port = node.imports.iter().find(|port| port.name == edge.to_port);
    match port.map(|port| port.kind) {
        Some(PortKind::Type | PortKind::Component) => {
            let message = format!("`{}` is no interface and no function", edge.to_port);
            Err(not_linked(&message))
        }
        Some(PortKind::Instance | PortKind::Function) | None => Ok(()),
    }
}

fn taken_out(edge: &Edge) -> EngineError {
    let item = edge.item.join(".");
    not_linked(&format!("`{item}` is taken out of `{}`", edge.from_port))
}

fn not_linked(why: &str) -> EngineError {
    let message = format!("the instances cannot be joined one by one: {why}");
    failure("not-linked", message)
}

fn bytes_of<'a>(package: &str, components: &'a [Component]) -> Result<&'a [u8], EngineError> {
    let name = package_name(package);
    let is_it = |component: &&Component| {
        component.name == package || name.is_some() && package_name(&component.name) == name
    };
    match components.iter().find(is_it) {
        Some(component) => Ok(&component.binary.bytes),
        None => Err(not_linked(&format!(
            "`{package}` is no component of the workspace"
        ))),
    }
}

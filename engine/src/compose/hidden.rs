//! Types that an export is made of, and that the composition must export before it.

use std::collections::HashSet;

use model::{Diagnostic, Fix, Graph, Node, NodeKind, TextEdit};

use super::Explainer;
use crate::diagnostics;
use crate::wiring::{Joints, Side, TypeUse, short};

/// A finding for each export that uses types of an interface that is not exported before it.
pub(super) fn hidden(explainer: &Explainer, graph: &Graph) -> Vec<Diagnostic> {
    let joints = Joints::new(graph, explainer.components);
    let mut exported: HashSet<(&str, &str)> = HashSet::new();
    let mut found: Vec<Diagnostic> = Vec::new();
    let exports = graph.nodes.iter();
    for node in exports.filter(|node| node.kind == NodeKind::Export) {
        let Some(edge) = graph.edges.iter().find(|edge| edge.to == node.id) else {
            continue;
        };
        exported.insert((&edge.from, &edge.from_port));
        let uses = joints.uses(&edge.from, Side::Export, &edge.from_port);
        let needed = uses.iter().find_map(|ty| {
            let (from, interface) = declarer(&joints, &edge.from, ty)?;
            let is_hidden = !exported.contains(&(from, interface));
            is_hidden.then_some((ty.name.as_str(), from, interface))
        });
        let (Some((ty, from, interface)), Some(at)) = (needed, edge.span) else {
            continue;
        };
        if found.iter().any(|it| it.span == at) {
            continue;
        }
        let label = graph.nodes.iter().find(|it| it.id == from);
        let label = label.map_or("", |it| &it.label);
        let others = graph.edges.iter().filter(|it| {
            let is_export = |node: &&Node| node.id == it.to && node.kind == NodeKind::Export;
            it.from == from && graph.nodes.iter().any(|node| is_export(&node))
        });
        let others: Vec<_> = others.collect();
        let is_late = others.iter().any(|it| it.from_port == interface);
        let statement = match others.is_empty() {
            true => format!("export {label}...;"),
            false => format!("export {label}[\"{interface}\"];"),
        };
        let fix = Fix {
            title: format!("export what `{label}` defines, before it"),
            edits: vec![TextEdit {
                path: explainer.path.to_owned(),
                span: diagnostics::point(at.start),
                text: format!("{statement}\n"),
            }],
            ..Fix::default()
        };
        found.push(Diagnostic {
            path: explainer.path.to_owned(),
            span: at,
            message: format!(
                "`{}` uses the type `{ty}` of `{}`, which `{label}` defines and the composition \
                 does not export before it",
                short(&node.label),
                short(interface)
            ),
            hint: Some(match is_late {
                true => format!("move the export of `{label}` above this one"),
                false => format!("write `{statement}` above"),
            }),
            fixes: if is_late { Vec::new() } else { vec![fix] },
            ..diagnostics::error()
        });
    }
    found
}

/// The instance that defines a type that a node exports, and the interface that it does so in;
/// nothing for a resource, and for what the composition imports.
fn declarer<'a>(joints: &Joints<'a>, node: &'a str, ty: &'a TypeUse) -> Option<(&'a str, &'a str)> {
    match ty.from.as_ref().filter(|_| !ty.is_resource)? {
        (Side::Export, interface, _) => Some((node, interface)),
        (Side::Import, interface, _) => {
            let wire = joints.wire(node, interface)?;
            Some((&wire.from, &wire.from_port))
        }
    }
}

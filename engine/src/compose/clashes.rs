//! Resources that come from two places, which wac does not see: it compares them by name.

use model::{Diagnostic, Edge, End, Fix, Graph, NodeKind, Related, Span, TextEdit, Wire};

use super::Explainer;
use crate::diagnostics;
use crate::wiring::{Clash, Home, Joints, Side, port, short};

/// A finding for each interface that an instance is given with other resources than it declares.
pub(super) fn clashes(explainer: &Explainer, graph: &Graph) -> Vec<Diagnostic> {
    let joints = Joints::new(graph, explainer.components);
    let mut found = Vec::new();
    for node in &graph.nodes {
        let mut clashes = joints.clashes(&node.id);
        clashes.dedup_by(|a, b| a.user == b.user && a.declarer == b.declarer);
        for clash in clashes {
            let clashing = Clashing {
                explainer,
                graph,
                joints: &joints,
                node: &node.id,
                clash: &clash,
            };
            found.push(clashing.diagnostic(node.span.unwrap_or_default()));
        }
    }
    found
}

fn wire(edge: &Edge) -> Box<Wire> {
    let end = |id: &String| End::Node { id: id.clone() };
    Box::new(Wire {
        from: end(&edge.from),
        from_port: edge.from_port.clone(),
        to: end(&edge.to),
        to_port: edge.to_port.clone(),
    })
}

struct Clashing<'a> {
    explainer: &'a Explainer<'a>,
    graph: &'a Graph,
    joints: &'a Joints<'a>,
    node: &'a str,
    clash: &'a Clash,
}

impl Clashing<'_> {
    fn diagnostic(&self, node: Span) -> Diagnostic {
        let wires = [&self.clash.user.0, &self.clash.declarer.0]
            .map(|import| self.joints.wire(self.node, import));
        let mut wired = wires.into_iter().flatten();
        let at = wired.next().and_then(|edge| edge.span).unwrap_or(node);
        let others = wired.filter_map(|edge| {
            Some(Related {
                path: self.explainer.path.to_owned(),
                span: edge.span.filter(|span| *span != at)?,
                message: format!("`{}` comes from here", short(&edge.to_port)),
            })
        });
        let (hint, fix) = self.way_out(wires);
        Diagnostic {
            path: self.explainer.path.to_owned(),
            span: at,
            message: self.joints.told(self.clash),
            hint: Some(hint),
            related: others.collect(),
            fixes: fix.into_iter().collect(),
            wire: wires.into_iter().flatten().next().map(wire),
            ..diagnostics::error()
        }
    }

    fn way_out(&self, [user, declarer]: [Option<&Edge>; 2]) -> (String, Option<Fix>) {
        let (used, declared) = (&self.clash.user.0, &self.clash.declarer.0);
        match (user, declarer) {
            (Some(user), None) => match self.export_like(&user.from, declared) {
                Some(export) => self.pass_too(user, &export),
                None => {
                    let hint = format!(
                        "leave `{}` open too, or take both from one instance",
                        short(used)
                    );
                    (hint, None)
                }
            },
            (None, Some(declarer)) => {
                let hint = match self.export_like(&declarer.from, used) {
                    Some(export) => return self.pass_too(declarer, &export),
                    None => format!(
                        "pass `{}` too, of an instance that is given the `{}` of `{}`, or leave \
                         both open",
                        short(used),
                        short(declared),
                        self.label(&declarer.from)
                    ),
                };
                (hint, None)
            }
            (Some(user), Some(declarer)) if self.clash.user.1 == Home::Outside => {
                let hint = format!(
                    "pass the `{}` of `{}` to `{}` too",
                    short(declared),
                    self.label(&declarer.from),
                    self.label(&user.from)
                );
                (hint, None)
            }
            _ => ("take both from one instance".to_owned(), None),
        }
    }

    /// One more argument, out of the same instance.
    fn pass_too(&self, wire: &Edge, export: &str) -> (String, Option<Fix>) {
        let import = match wire.to_port == self.clash.user.0 {
            true => &self.clash.declarer.0,
            false => &self.clash.user.0,
        };
        let argument = format!("\"{import}\": {}[\"{export}\"]", self.label(&wire.from));
        let is_variable = wire.origin == model::EdgeOrigin::Named && wire.item.is_empty();
        let fix = wire.span.filter(|_| is_variable).map(|span| Fix {
            title: format!("take `{}` from there too", short(import)),
            edits: vec![TextEdit {
                path: self.explainer.path.to_owned(),
                span: diagnostics::point(span.end),
                text: format!(", {argument}"),
            }],
            ..Fix::default()
        });
        (format!("pass `{argument}` too"), fix)
    }

    /// What a node exports under the name of an interface.
    fn export_like(&self, node: &str, interface: &str) -> Option<String> {
        let node = self.graph.nodes.iter().find(|it| it.id == node)?;
        let NodeKind::Instance { package } = &node.kind else {
            return None;
        };
        let binary = &self.explainer.component(package)?.binary;
        Some(port(binary, Side::Export, interface)?.name.to_owned())
    }

    fn label(&self, node: &str) -> &str {
        let node = self.graph.nodes.iter().find(|it| it.id == node);
        node.map_or("", |node| &node.label)
    }
}

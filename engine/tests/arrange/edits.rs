//! Edits at random.

use model::{Connection, End, Graph, GraphEdit, Node, NodeKind};

use crate::bench::WORLDS;
use crate::inputs::Random;
use crate::wires::{is_inside, is_open};

/// An edit that could be made in a canvas.
pub(crate) fn any_edit(graph: &Graph, random: &mut Random) -> Option<GraphEdit> {
    let mut pick = |nodes: Vec<&Node>| -> Option<Node> {
        let node = (!nodes.is_empty()).then(|| nodes[random.below(nodes.len())]);
        node.cloned()
    };
    let instances = || -> Vec<&Node> {
        let instances = graph.nodes.iter();
        instances
            .filter(|it| matches!(it.kind, NodeKind::Instance { .. }))
            .collect()
    };
    let any = pick(graph.nodes.iter().filter(|it| !is_open(it)).collect());
    let instance = pick(instances());
    let other = pick(instances());
    Some(match random.below(14) {
        0 | 1 => GraphEdit::Instantiate {
            package: WORLDS[random.below(WORLDS.len())].0.to_owned(),
        },
        2..=5 => GraphEdit::Connect(any_wire(graph, random)?),
        6 => {
            let connections = (0..3).filter_map(|_| any_wire(graph, random));
            let connections = connections.collect();
            GraphEdit::ConnectAll { connections }
        }
        7 => {
            let to = instance.filter(|it| !it.imports.is_empty())?;
            let to_port = to.imports[random.below(to.imports.len())].name.clone();
            GraphEdit::Disconnect { to: to.id, to_port }
        }
        8 => GraphEdit::Remove {
            nodes: vec![any?.id],
            heal: random.below(2) == 0,
        },
        9 => {
            let node = any?;
            let name = match node.kind {
                NodeKind::Instance { .. } if is_inside(&node) => return None,
                _ => ["new", "a-name", "list", "x1"][random.below(4)],
            };
            let taken = graph.nodes.iter().any(|it| it.label == name);
            GraphEdit::Rename {
                node: (!taken).then_some(node.id)?,
                name: name.to_owned(),
            }
        }
        10 => {
            let from = instance?;
            let port = (random.below(2) == 0).then(|| from.exports[0].name.clone());
            GraphEdit::Export {
                from: from.id,
                from_port: port,
                name: (random.below(3) == 0).then(|| "renamed".to_owned()),
            }
        }
        11 => GraphEdit::Plug {
            socket: End::Node { id: instance?.id },
            plugs: vec!["test:source".to_owned(), "test:logger".to_owned()],
        },
        12 => GraphEdit::Insert {
            middle: End::Package {
                name: "test:both".to_owned(),
            },
            to: other.as_ref()?.id.clone(),
            to_port: "my:api/a@0.2.0".to_owned(),
        },
        _ => GraphEdit::Paste {
            text: "// pasted\nlet source = new test:source {}; // once\nlet sink = new test:sink { ...source };\n".to_owned(),
        },
    })
}

/// A wire that fits: from any export to any import of the same name.
fn any_wire(graph: &Graph, random: &mut Random) -> Option<Connection> {
    let wires = graph.nodes.iter().flat_map(|to| {
        let ends = to.imports.iter().map(move |port| (to, port));
        ends.flat_map(|(to, import)| {
            graph.nodes.iter().flat_map(move |from| {
                let fitting = from.exports.iter().filter(|it| it.name == import.name);
                fitting.map(move |export| Connection {
                    from: from.id.clone(),
                    from_port: export.name.clone(),
                    to: to.id.clone(),
                    to_port: import.name.clone(),
                })
            })
        })
    });
    let wires: Vec<Connection> = wires.collect();
    (!wires.is_empty()).then(|| wires[random.below(wires.len())].clone())
}

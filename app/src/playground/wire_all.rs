//! Joining all that has exactly one provider, and plugging components into one.

use leptos::prelude::*;
use model::{End, GraphEdit, Inspection, NodeKind};

use crate::playground::{Plan, Playground};
use crate::state::composing::Wire;
use crate::state::fault::Fault;
use crate::state::notice::NoticeAction;
use crate::state::wire_all::{Importing, WireAll, next};

impl Playground {
    /// What could be joined of all that is open now.
    pub async fn open_wires(self) -> Result<WireAll, Fault> {
        self.compose_now().await;
        let prospects = self.prospects_now().await?;
        let graph = self.whole_graph.get_untracked().unwrap_or_default();
        let mut importing = Vec::new();
        for component in self.workspace.with_untracked(|it| it.components.clone()) {
            if let Ok(inspection) = self.inspect(&component).await {
                importing.push(imports(component.name, inspection));
            }
        }
        Ok(WireAll::of(&graph, &prospects, &importing))
    }

    /// Makes these wires, with an instance of each component among their ends, as one step.
    pub async fn wire_all(self, wires: Vec<Wire>) -> Result<(), Fault> {
        let graph = self.whole_graph.get_untracked().unwrap_or_default();
        let next = Box::new(move |made: &[_]| next(&wires, &graph, made));
        self.arrange_all(Plan { next, places: None }).await?;
        self.open(None);
        Ok(())
    }

    /// Makes every wire that has exactly one provider, as one step.
    pub async fn wire_certain(self) -> Result<(), Fault> {
        let wires = self.open_wires().await;
        let wires = wires.inspect_err(|fault| self.tell_fault(fault))?;
        self.wire_all(wires.certain).await
    }

    /// Offers to join components that were just added, where it is clear what belongs together.
    pub(super) async fn offer_wires(self) {
        let Ok(open) = self.open_wires().await else {
            return;
        };
        let (certain, all) = (open.certain.len(), open.count());
        if certain > 0 {
            let text = match (certain, all) {
                (1, 1) => "The open import has exactly one provider. Wire it?".to_owned(),
                (1, _) => format!("1 of {all} open imports has exactly one provider. Wire it?"),
                _ => {
                    format!("{certain} of {all} open imports have exactly one provider. Wire them?")
                }
            };
            let wire = NoticeAction::WireCertain { count: certain };
            self.offer(text, vec![wire, NoticeAction::ShowOpenWires]);
        }
    }

    /// Fills imports of one component with the exports of others, as one step. An instance of it
    /// that is there is taken, or else one is made.
    pub async fn plug(self, socket: &str, plugs: Vec<String>) -> Result<(), Fault> {
        let instance = self.whole_graph.with_untracked(|graph| {
            let mut nodes = graph.iter().flat_map(|graph| &graph.nodes);
            let is_socket = |kind: &NodeKind| matches!(kind, NodeKind::Instance { package } if package == socket);
            nodes.find(|node| is_socket(&node.kind)).map(|node| node.id.clone())
        });
        let socket = match instance {
            Some(id) => End::Node { id },
            None => End::Package {
                name: socket.to_owned(),
            },
        };
        self.arrange(GraphEdit::Plug { socket, plugs }).await?;
        self.open(None);
        Ok(())
    }
}

/// A component and what it imports.
fn imports(name: String, inspection: Inspection) -> Importing {
    let imports = inspection.imports.into_iter().map(|it| it.name);
    (name, imports.collect())
}

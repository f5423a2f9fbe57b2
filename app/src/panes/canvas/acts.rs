//! What can be done with a composition by its diagram. Each is one step that can be undone.

use std::collections::{BTreeMap, BTreeSet};

use leptos::{prelude::*, task::spawn_local};
use model::{Arranged, Connection, End, GraphEdit, Location, NodeKind, Span};

use super::{hand::Stop, plane::Plane};
use crate::{
    panes::{ask::Question, go_to},
    playground::{Places, Plan},
    state::{
        canvas::{geometry::snapped, links::PortAt, picture::whole, tidy::tidied},
        composing::Selection,
        layout::{Point, short_name},
        notice::Tone,
        workspace::composition_path,
    },
};

/// Where the pointer holds what is dropped, from its top left corner.
const GRIP: (f64, f64) = (68.0, 20.0);

impl Plane {
    /// Makes changes one after the other; what the first makes stands at `at`, if given, and is
    /// chosen.
    pub(super) fn arrange(
        self,
        next: impl Fn(&[Arranged]) -> Option<GraphEdit> + 'static,
        at: Option<Point>,
    ) {
        if !self.can_change() {
            return;
        }
        self.hold();
        let place = move |arranged: &[Arranged], positions: &mut BTreeMap<_, _>| {
            let made = arranged.first().and_then(|it| it.made.first());
            if let (Some(made), Some(at)) = (made, at) {
                positions.insert(made.clone(), whole(snapped(at.x), snapped(at.y)));
            }
        };
        let plan = Plan {
            next: Box::new(next),
            places: Some(Places {
                stood: self.picture.read_untracked().positions(),
                place: Box::new(place),
            }),
        };
        spawn_local(async move {
            // What was refused is told already.
            if let Ok(arranged) = self.playground.arrange_all(plan).await
                && let Some(made) = arranged.first().and_then(|it| it.made.first())
            {
                self.selection().set(Selection::node(made));
                self.stop.set(Stop {
                    node: Some(made.clone()),
                    port: None,
                });
            }
        });
    }

    /// Makes one change.
    pub(super) fn change(self, edit: GraphEdit) {
        self.arrange(move |made| made.is_empty().then(|| edit.clone()), None);
    }

    /// Makes an instance of a component, held at a point of the plane by the pointer.
    pub(super) fn instantiate(self, package: String, at: Point) {
        let edit = GraphEdit::Instantiate { package };
        self.arrange(
            move |made| made.is_empty().then(|| edit.clone()),
            Some(held(at)),
        );
    }

    /// Makes an instance of each component, the first at a point of the plane.
    pub(super) fn instantiate_all(self, packages: Vec<String>, at: Point) {
        let next = move |made: &[Arranged]| {
            let package = packages.get(made.len())?.clone();
            Some(GraphEdit::Instantiate { package })
        };
        self.arrange(next, Some(held(at)));
    }

    /// Puts an instance or a component into a wire; it stands at `at`, if given.
    pub(super) fn insert(self, middle: End, wire: Connection, at: Option<Point>) {
        let Connection { to, to_port, .. } = wire;
        let edit = GraphEdit::Insert {
            middle,
            to,
            to_port,
        };
        self.arrange(move |made| made.is_empty().then(|| edit.clone()), at);
    }

    /// Puts an instance that was carried to a place into a wire.
    pub(super) fn insert_carried(self, node: String, wire: Connection, at: Point) {
        self.hold();
        let Connection { to, to_port, .. } = wire;
        let middle = End::Node { id: node.clone() };
        let edit = GraphEdit::Insert {
            middle,
            to,
            to_port,
        };
        let mut plan = Plan::from(edit);
        plan.places = Some(Places {
            stood: self.picture.read_untracked().positions(),
            place: Box::new(move |_, positions| {
                positions.insert(node.clone(), whole(at.x, at.y));
            }),
        });
        spawn_local(async move { drop(self.playground.arrange_all(plan).await) });
    }

    /// Takes away what is chosen.
    pub(super) fn remove_chosen(self, heal: bool) {
        let Selection { mut nodes, wire } = self.selection().get_untracked();
        nodes.retain(|id| self.picture.with_untracked(|it| it.nodes.contains_key(id)));
        match wire {
            Some(wire) => self.change(self.cut(wire)),
            None if nodes.is_empty() => {}
            None => {
                let nodes = nodes.into_iter().collect();
                self.change(GraphEdit::Remove { nodes, heal });
            }
        }
        self.selection().set(Selection::default());
    }

    /// Makes an export of a node one of the composition.
    pub(super) fn export(self, port: &PortAt) {
        self.change(GraphEdit::Export {
            from: port.node.clone(),
            from_port: Some(port.port.clone()),
            name: None,
        });
    }

    /// Asks for another name of a node.
    pub(super) fn rename(self, id: &str) {
        let node = self
            .graph
            .with_untracked(|it| it.nodes.iter().find(|it| it.id == id).cloned());
        let Some(node) = node.filter(|_| self.can_change()) else {
            return;
        };
        let title = match node.kind {
            NodeKind::Instance { .. } => "Rename instance",
            NodeKind::Import => "Rename import",
            NodeKind::Export => "Rename export",
        };
        let id = node.id;
        let answer = move |name: String| {
            // The id tells kind and name; the place goes on to the new one.
            let kind = id.split(':').next().unwrap_or_default();
            let (before, after) = (id.clone(), format!("{kind}:{name}"));
            let mut plan = Plan::from(GraphEdit::Rename {
                node: id.clone(),
                name,
            });
            plan.places = Some(Places {
                stood: self.picture.read_untracked().positions(),
                place: Box::new(move |_, positions| {
                    if let Some(at) = positions.remove(&before) {
                        positions.insert(after.clone(), at);
                    }
                }),
            });
            spawn_local(async move { drop(self.playground.arrange_all(plan).await) });
        };
        self.ask
            .ask(Question::new(title, "Name", &node.label, answer));
    }

    /// Opens the text where a node or wire is made.
    pub(super) fn show_in_text(self, span: Option<Span>) {
        let path = self
            .playground
            .workspace
            .with_untracked(|it| composition_path(it).map(str::to_owned));
        if let (Some(path), Some(span)) = (path, span) {
            go_to(self.playground, self.screen, Location { path, span });
        }
    }

    /// Lays everything out, or what is chosen of it.
    pub(super) fn tidy(self) {
        let chosen = self.selection().with_untracked(|it| it.nodes.clone());
        let picture = self.picture.get_untracked();
        let tidy = self
            .graph
            .with_untracked(|graph| tidied(graph, &picture, &chosen));
        self.playground.move_nodes(&picture.positions(), tidy);
        self.playground.say("The diagram is tidy");
    }

    /// Moves nodes by so many pixels.
    pub(super) fn nudge(self, nodes: &BTreeSet<String>, x: f64, y: f64) {
        self.hold();
        let picture = self.picture.get_untracked();
        let stood = picture.positions();
        let mut moved = stood.clone();
        for (id, at) in picture.nodes.iter().filter(|(id, _)| nodes.contains(*id)) {
            moved.insert(id.clone(), whole(at.x + x, at.y + y));
        }
        self.playground.move_nodes(&stood, moved);
    }

    pub(super) fn tell(self, text: &str) {
        self.playground.tell(Tone::Info, text.to_owned(), None);
    }

    /// What a node is called, for people.
    pub(super) fn name_of(self, id: &str) -> String {
        self.graph.with_untracked(|graph| {
            let node = graph.nodes.iter().find(|node| node.id == id);
            node.map_or_else(|| id.to_owned(), |it| short_name(&it.label).to_owned())
        })
    }
}

/// The top left corner of what is held at a point.
pub(super) fn held(at: Point) -> Point {
    Point {
        x: at.x - GRIP.0,
        y: at.y - GRIP.1,
    }
}

//! What can be done with a composition by its diagram. Each is one step that can be undone.

use std::collections::BTreeSet;

use leptos::{prelude::*, task::spawn_local};
use model::{Arranged, Connection, End, GraphEdit, Location, NodeKind};

use super::plane::{About, Asked, Link, Plane, Stop};
use crate::{
    panes::{ask::Question, go_to},
    playground::{Places, Plan},
    state::{
        canvas::{
            geometry::snapped,
            links::{Partners, PortAt, connection},
            picture::{Side, whole},
            tidy::tidied,
        },
        composing::{Selection, Wire},
        layout::{Point, short_name},
        workspace::composition_path,
    },
};

/// Where the pointer holds what is dropped, from its top left corner.
const GRIP: (f64, f64) = (68.0, 20.0);

impl Plane {
    /// Makes changes one after the other; what the first makes stands at `at`, if given, and is
    /// chosen.
    fn arrange(self, next: impl Fn(&[Arranged]) -> Option<GraphEdit> + 'static, at: Option<Point>) {
        if !self.can_change() {
            return;
        }
        self.hold();
        let place = move |arranged: &[Arranged],
                          positions: &mut std::collections::BTreeMap<_, _>| {
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

    /// Makes the wire that is drawn end at a port, or opens the report on why it cannot.
    pub(super) fn finish(self, link: &Link, port: &PortAt) {
        let Some(wire) = connection(&link.from, port) else {
            return;
        };
        if link.replaces.as_ref() == Some(&wire) {
            return;
        }
        if !link.partners.fits(port) {
            let beside = self.port(port).map(|at| self.frame(at));
            return self.screen.composing.explain(Wire::from(&wire), beside);
        }
        // A wire whose other end was in the hand leaves where it ended.
        let left = link.replaces.clone().filter(|old| !ends_alike(old, &wire));
        let edits: Vec<_> = left
            .map(|it| self.cut(it))
            .into_iter()
            .chain([GraphEdit::Connect(wire)])
            .collect();
        self.arrange(move |made| edits.get(made.len()).cloned(), None);
    }

    /// Makes the wire that is drawn end at a node: at the first of its ports that fits and is
    /// free, or at the one the user chooses.
    pub(super) fn finish_on(self, link: &Link, node: &str, x: f64, y: f64) {
        let free = self
            .graph
            .with_untracked(|graph| link.partners.free_of(node, graph));
        match free.as_slice() {
            [] => {
                let near = link.partners.ports.keys().find(|port| port.node == node);
                match near {
                    Some(port) if !link.partners.fits(port) => self.finish(link, port),
                    Some(_) => self.tell("What fits here is provided already: drop on the port itself to replace it."),
                    None => self.tell("Nothing here fits this wire."),
                }
            }
            [port] => self.finish(link, port),
            ports => {
                let wires = ports.iter().filter_map(|port| connection(&link.from, port));
                let about = About::Choice(wires.collect());
                self.menu.set(Some(Asked { about, x, y }));
            }
        }
    }

    /// Lets the wire that is drawn end in the open: one that was there is taken away, a new one
    /// asks for a component.
    pub(super) fn finish_open(self, link: Link, x: f64, y: f64) {
        match link.replaces {
            Some(wire) => self.change(self.cut(wire)),
            None => {
                let about = About::Partner(Box::new(link), self.at(x, y));
                self.menu.set(Some(Asked { about, x, y }));
            }
        }
    }

    /// Instantiates a component at the end of a wire, and joins it.
    pub(super) fn add_partner(self, from: PortAt, package: String, port: String, at: Point) {
        let next = move |made: &[Arranged]| match made {
            [] => Some(GraphEdit::Instantiate {
                package: package.clone(),
            }),
            [first] => {
                let partner = PortAt {
                    node: first.made.first()?.clone(),
                    port: port.clone(),
                    side: from.side.other(),
                };
                connection(&from, &partner).map(GraphEdit::Connect)
            }
            _ => None,
        };
        self.arrange(next, Some(held(at)));
    }

    /// Opens the report on why a component that has no instance does not fit a port.
    pub(super) fn explain_partner(self, from: &PortAt, package: &str, port: &str) {
        let mine = End::Node {
            id: from.node.clone(),
        };
        let other = End::Package {
            name: package.to_owned(),
        };
        let wire = match from.side {
            Side::Export => Wire {
                from: mine,
                from_port: from.port.clone(),
                to: other,
                to_port: port.to_owned(),
            },
            Side::Import => Wire {
                from: other,
                from_port: port.to_owned(),
                to: mine,
                to_port: from.port.clone(),
            },
        };
        let beside = self.port(from).map(|at| self.frame(at));
        self.screen.composing.explain(wire, beside);
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
        let Selection { nodes, wire } = self.selection().get_untracked();
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
        self.ask
            .ask(Question::new(title, "Name", &node.label, move |name| {
                let node = id.clone();
                self.change(GraphEdit::Rename { node, name });
            }));
    }

    /// Opens the text where a node or wire is made.
    pub(super) fn show_in_text(self, span: Option<model::Span>) {
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

    /// Begins a wire at a port, unless it stands for what the host provides.
    pub(super) fn link(
        self,
        from: PortAt,
        replaces: Option<Connection>,
        by: super::plane::By,
    ) -> bool {
        if !self.can_change() {
            return false;
        }
        let partners = self
            .playground
            .prospects
            .with_untracked(|it| Partners::of(&from, it));
        self.link.set(Some(Link {
            from,
            partners,
            replaces,
            by,
        }));
        true
    }

    /// The wire that ends at an import, unless it only leads to whoever runs the composition.
    pub(super) fn wire_into(self, port: &PortAt) -> Option<Connection> {
        self.graph.with_untracked(|graph| {
            let mut edges = graph.edges.iter();
            let edge = edges.find(|it| {
                port.side == Side::Import && it.to == port.node && it.to_port == port.port
            })?;
            (edge.origin != model::EdgeOrigin::Implicit)
                .then(|| crate::state::composing::ends(edge))
        })
    }

    /// Leaves open what a wire provided for. An export of the composition goes with its wire.
    pub(super) fn cut(self, wire: Connection) -> GraphEdit {
        let Connection { to, to_port, .. } = wire;
        let is_export = self.graph.with_untracked(|graph| {
            let mut nodes = graph.nodes.iter();
            nodes.any(|node| node.id == to && node.kind == NodeKind::Export)
        });
        match is_export {
            true => GraphEdit::Remove {
                nodes: vec![to],
                heal: false,
            },
            false => GraphEdit::Disconnect { to, to_port },
        }
    }

    pub(super) fn tell(self, text: &str) {
        self.playground
            .tell(crate::state::notice::Tone::Info, text.to_owned(), None);
    }

    /// What a node is called, for people.
    pub(super) fn name_of(self, id: &str) -> String {
        self.graph.with_untracked(|graph| {
            let node = graph.nodes.iter().find(|node| node.id == id);
            node.map_or_else(|| id.to_owned(), |it| short_name(&it.label).to_owned())
        })
    }
}

/// Whether two wires provide for the same import, so that one takes the other's place.
fn ends_alike(a: &Connection, b: &Connection) -> bool {
    (&a.to, &a.to_port) == (&b.to, &b.to_port)
}

/// The top left corner of what is held at a point.
pub(super) fn held(at: Point) -> Point {
    Point {
        x: at.x - GRIP.0,
        y: at.y - GRIP.1,
    }
}

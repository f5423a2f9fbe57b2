//! What the parts of the diagram share: what is drawn where, how it is looked at, and what is in
//! the user's hand.

use std::collections::BTreeSet;

use leptos::{html, prelude::*};
use model::Graph;

use super::hand::{Asked, Link, Stop};
use crate::{
    panes::{Frame, Screen, ask::Ask},
    playground::Playground,
    state::{
        canvas::{
            copied::Copied,
            geometry::Rect,
            joined::Joined,
            links::{Partners, PortAt},
            picture::Picture,
            viewport::Viewport,
        },
        composing::Selection,
        fold::fold_but,
        layout::Point,
    },
};

/// The state of the diagram. Provided as context.
#[derive(Clone, Copy)]
pub(super) struct Plane {
    pub(super) playground: Playground,
    pub(super) screen: Screen,
    pub(super) ask: Ask,
    /// The graph as it is drawn.
    pub(super) graph: Memo<Graph>,
    /// What is joined in it.
    pub(super) joined: Memo<Joined>,
    /// Where it is drawn.
    pub(super) picture: Memo<Picture>,
    /// Ids of the instances that show what the host provides.
    pub(super) opened: RwSignal<BTreeSet<String>>,
    /// The element that the plane is looked at through, and its size.
    pub(super) window: NodeRef<html::Div>,
    pub(super) size: RwSignal<(f64, f64)>,
    /// How the plane is looked at, once the user has moved it or changed what is on it.
    moved: RwSignal<Option<Viewport>>,
    pub(super) viewport: Memo<Viewport>,
    /// The nodes in the user's hand, and how far they were carried.
    pub(super) lifted: RwSignal<BTreeSet<String>>,
    pub(super) carried: RwSignal<Point>,
    /// Whether these are most of all nodes, so that the plane goes along and the others go back:
    /// it is the fewest elements that move.
    pub(super) takes_plane: Memo<bool>,
    /// The wire that is being drawn, where its free end is, and the port it would end at.
    pub(super) link: RwSignal<Option<Link>>,
    pub(super) tip: RwSignal<Option<Point>>,
    pub(super) target: RwSignal<Option<PortAt>>,
    /// The box that is being drawn round nodes.
    pub(super) marquee: RwSignal<Option<Rect>>,
    /// Index of the wire that what is held would go into.
    pub(super) splice: RwSignal<Option<usize>>,
    /// Where the keyboard is.
    pub(super) stop: RwSignal<Stop>,
    /// The menu that is open.
    pub(super) menu: RwSignal<Option<Asked>>,
    /// What was copied here last.
    pub(super) copied: StoredValue<Option<Copied>>,
}

impl Plane {
    pub(super) fn new(playground: Playground, screen: Screen, ask: Ask) -> Self {
        let opened = RwSignal::new(BTreeSet::new());
        let graph = Memo::new(move |_| {
            let whole = playground.whole_graph.read();
            whole
                .as_ref()
                .map(|graph| fold_but(graph, &opened.read()))
                .unwrap_or_default()
        });
        let positions = Memo::new(move |_| playground.workspace.with(|it| it.positions.clone()));
        let picture = Memo::new(move |before: Option<&Picture>| {
            Picture::next(before, &graph.read(), &positions.read())
        });
        let (size, moved) = (RwSignal::new((0.0, 0.0)), RwSignal::new(None));
        let viewport = Memo::new(move |_| {
            moved
                .get()
                .unwrap_or_else(|| Viewport::show(picture.read().bounds(), size.get()))
        });
        let lifted = RwSignal::<BTreeSet<String>>::default();
        let takes_plane = Memo::new(move |_| {
            let count = lifted.with(BTreeSet::len);
            count > 1 && 2 * count > picture.read().nodes.len()
        });
        let link = RwSignal::new(None::<Link>);
        // What fits may be known only after the wire was begun.
        Effect::watch(
            move || playground.prospects.get(),
            move |prospects, _, _| {
                if link.with_untracked(Option::is_some) {
                    link.update(|link| {
                        if let Some(link) = link {
                            link.partners = Partners::of(&link.from, prospects);
                        }
                    });
                }
            },
            false,
        );
        Self {
            playground,
            screen,
            ask,
            graph,
            joined: Memo::new(move |_| graph.with(Joined::of)),
            picture,
            opened,
            window: NodeRef::new(),
            size,
            moved,
            viewport,
            lifted,
            carried: RwSignal::new(Point { x: 0.0, y: 0.0 }),
            takes_plane,
            link,
            tip: RwSignal::new(None),
            target: RwSignal::new(None),
            marquee: RwSignal::new(None),
            splice: RwSignal::new(None),
            stop: RwSignal::default(),
            menu: RwSignal::new(None),
            copied: StoredValue::new(None),
        }
    }

    /// What is chosen.
    pub(super) fn selection(self) -> RwSignal<Selection> {
        self.screen.composing.selection
    }

    /// Looks at the plane otherwise.
    pub(super) fn look(self, by: impl FnOnce(Viewport) -> Viewport) {
        self.moved.set(Some(by(self.viewport.get_untracked())));
    }

    /// Keeps looking as it is looked now, whatever becomes of the diagram.
    pub(super) fn hold(self) {
        self.look(|viewport| viewport);
    }

    /// Shows all of the diagram, and goes on doing so.
    pub(super) fn fit(self) {
        self.moved.set(None);
    }

    /// Zooms round the middle of the window.
    pub(super) fn zoom(self, factor: f64) {
        let (width, height) = self.size.get_untracked();
        self.look(|view| view.zoom_at(factor, width / 2.0, height / 2.0));
    }

    /// A point of the browser's window as one of the window on the plane.
    pub(super) fn within(self, x: f64, y: f64) -> Point {
        let frame = self
            .window
            .get_untracked()
            .map(|it| it.get_bounding_client_rect());
        let (left, top) = frame.map_or((0.0, 0.0), |it| (it.left(), it.top()));
        Point {
            x: x - left,
            y: y - top,
        }
    }

    /// The point of the plane that is shown at a point of the browser's window.
    pub(super) fn at(self, x: f64, y: f64) -> Point {
        self.viewport.get_untracked().plane(self.within(x, y))
    }

    /// The middle of what is seen of the plane.
    pub(super) fn middle(self) -> Point {
        let (width, height) = self.size.get_untracked();
        let middle = Point {
            x: width / 2.0,
            y: height / 2.0,
        };
        self.viewport.get_untracked().plane(middle)
    }

    /// Where a point of the plane is in the browser's window, as something small to stand beside.
    pub(super) fn frame(self, at: Point) -> Frame {
        let origin = self.within(0.0, 0.0);
        let Point { x, y } = self.viewport.get_untracked().window(at);
        let (left, top) = (x - origin.x, y - origin.y);
        Frame {
            left,
            top: top - 8.0,
            right: left,
            bottom: top + 8.0,
        }
    }

    /// Where a port is on the plane, as it stands when nothing is held.
    pub(super) fn port(self, port: &PortAt) -> Option<Point> {
        self.graph.with_untracked(|graph| {
            let node = graph.nodes.iter().find(|node| node.id == port.node)?;
            self.picture
                .with_untracked(|it| it.port(node, &port.port, port.side))
        })
    }

    /// Whether the composition can be changed; if not, the user is told why.
    pub(super) fn can_change(self) -> bool {
        let is_stale = self.playground.graph_is_stale.get_untracked();
        if is_stale {
            let message = self.playground.composition.with_untracked(|it| {
                it.diagnostics
                    .first()
                    .map(|it| it.message.clone())
                    .unwrap_or_default()
            });
            let text = format!("The text has an error, which comes first: {message}");
            self.playground
                .tell(crate::state::notice::Tone::Failed, text, None);
        }
        !is_stale
    }

    /// Gives up whatever is in the hand.
    pub(super) fn let_go(self) {
        self.lifted.set(BTreeSet::new());
        self.link.set(None);
        self.tip.set(None);
        self.target.set(None);
        self.marquee.set(None);
        self.splice.set(None);
    }
}

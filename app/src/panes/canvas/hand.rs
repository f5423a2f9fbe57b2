//! What is in the user's hand: a wire that is drawn, the place of the keyboard, a menu.

use model::Connection;

use crate::state::{
    canvas::{
        links::{Partners, PortAt},
        picture::Side,
    },
    layout::Point,
};

/// A wire that is being drawn.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Link {
    /// The end that is fixed.
    pub(super) from: PortAt,
    /// What could be the other.
    pub(super) partners: Partners,
    /// The wire that it was before, of which the other end is in the hand.
    pub(super) replaces: Option<Connection>,
    /// How the other end is chosen.
    pub(super) by: By,
}

/// How the end of a wire is chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum By {
    /// It is dragged there.
    Drag,
    /// Another port is pressed.
    Tap,
    /// Arrows go through those that fit.
    Keys {
        /// All that fit.
        choices: Vec<PortAt>,
        /// Index of the one that Enter takes.
        chosen: usize,
    },
}

/// Where the keyboard is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Stop {
    /// Id of the node; none for the first.
    pub(super) node: Option<String>,
    /// The port of it, when the keyboard went in.
    pub(super) port: Option<(Side, String)>,
}

/// A question that a menu asks, and where it stands in the window of the browser.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Asked {
    pub(super) about: About,
    pub(super) x: f64,
    pub(super) y: f64,
}

/// What a menu is about.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum About {
    /// What to do with the plane, at a point of it.
    Plane(Point),
    /// What to do with a node.
    Node(String),
    /// What to do with a port.
    Port(PortAt),
    /// What to do with a wire.
    Wire(Connection),
    /// Which of these wires to make.
    Choice(Vec<Connection>),
    /// What to instantiate at the end of a wire that ends at a point of the plane.
    Partner(Box<Link>, Point),
    /// What to put into a wire.
    Middle(Connection),
}

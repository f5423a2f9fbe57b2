//! Where the boxes and wires of a composition go: ranks from left to right, few crossings, no
//! overlap. The same graph always gives the same picture.

mod order;
mod place;
mod rank;

use std::collections::BTreeMap;

use model::{Graph, Node, NodeKind};

use super::port_names::port_names;

/// A graph with places, in CSS pixels from the top left corner.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Layout {
    /// Of everything.
    pub width: f64,
    /// Of everything.
    pub height: f64,
    /// By node id.
    pub nodes: BTreeMap<String, Placed>,
    /// One for each edge of the graph, in the same order.
    pub wires: Vec<Wire>,
}

/// Where a node is.
#[derive(Debug, Clone, PartialEq)]
pub struct Placed {
    /// Left edge.
    pub x: f64,
    /// Top edge.
    pub y: f64,
    /// Width of the box.
    pub width: f64,
    /// Height of the box.
    pub height: f64,
    /// Middle of each import port below the top edge, in the node's order; on the left edge.
    pub imports: Vec<f64>,
    /// Middle of each export port below the top edge, in the node's order; on the right edge.
    pub exports: Vec<f64>,
}

/// The points that a wire goes through, from the export port to the import port.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Wire {
    /// At least two, unless an end of the edge does not exist; then none.
    pub points: Vec<Point>,
}

/// A point.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// From the left.
    pub x: f64,
    /// From the top.
    pub y: f64,
}

/// How large things are drawn, in CSS pixels.
#[derive(Debug, Clone, PartialEq)]
pub struct Metrics {
    /// Average width of a character.
    pub character: f64,
    /// Narrowest box.
    pub least_width: f64,
    /// Widest box; longer names are cut by the view.
    pub most_width: f64,
    /// Height of a box's title.
    pub header: f64,
    /// Height of one port.
    pub port: f64,
    /// Space inside a box, on each side.
    pub padding: f64,
    /// Space between two ranks.
    pub column_gap: f64,
    /// Space between two boxes of one rank.
    pub row_gap: f64,
}

impl Metrics {
    /// What the canvas draws with.
    pub const CANVAS: Self = Self {
        character: 7.5,
        least_width: 136.0,
        most_width: 320.0,
        header: 40.0,
        port: 24.0,
        padding: 12.0,
        column_gap: 72.0,
        row_gap: 28.0,
    };

    /// The box of a node, at the origin.
    fn size(&self, node: &Node) -> Placed {
        let is_instance = matches!(node.kind, NodeKind::Instance { .. });
        let rows = if is_instance {
            node.imports.len().max(node.exports.len())
        } else {
            0
        };
        let middle = |count: usize| -> Vec<f64> {
            let first = if is_instance {
                self.header + self.port / 2.0
            } else {
                self.header / 2.0
            };
            let step = if is_instance { self.port } else { 0.0 };
            (0..count).map(|row| first + step * row as f64).collect()
        };
        let bottom = if rows == 0 { 0.0 } else { self.padding };
        Placed {
            x: 0.0,
            y: 0.0,
            width: self.width(node, is_instance),
            height: self.header + self.port * rows as f64 + bottom,
            imports: middle(node.imports.len()),
            exports: middle(node.exports.len()),
        }
    }

    fn width(&self, node: &Node, is_instance: bool) -> f64 {
        let longest = |ports: &[model::Port]| {
            let names = port_names(ports);
            let lengths = names.iter().map(|name| name.chars().count());
            lengths.max().unwrap_or(0)
        };
        let ports = longest(&node.imports) + longest(&node.exports);
        let label = short_name(&node.label).chars().count();
        let package = match &node.kind {
            NodeKind::Instance { package } => package.chars().count(),
            NodeKind::Import | NodeKind::Export => 0,
        };
        let characters = if is_instance {
            label.max(ports + 4).max(package)
        } else {
            label
        };
        let width = characters as f64 * self.character + 2.0 * self.padding;
        width.clamp(self.least_width, self.most_width).round()
    }
}

/// The last part of a full name: `process` for `example:text/process@0.1.0`.
pub fn short_name(full: &str) -> &str {
    let name = full.split_once('@').map_or(full, |(name, _)| name);
    name.rsplit(['/', ':']).next().unwrap_or(name)
}

/// Lays a graph out.
pub fn layout(graph: &Graph, metrics: &Metrics) -> Layout {
    let boxes: Vec<Placed> = graph.nodes.iter().map(|node| metrics.size(node)).collect();
    let links = rank::links(graph, &boxes);
    let mut picture = place::Picture::new(boxes, links.len());
    let (alone, joined): (Vec<_>, Vec<_>) = rank::groups(graph.nodes.len(), &links)
        .into_iter()
        .partition(|group| group.len() == 1);
    for group in joined {
        let ranks = rank::ranks(graph, &group, &links);
        let mut columns = order::Columns::new(&group, &ranks, &links, &picture.boxes);
        columns.untangle();
        picture.add(columns, metrics);
    }
    picture.add_alone(alone.concat(), metrics);
    picture.finish(graph, &links)
}

#[cfg(test)]
mod tests;

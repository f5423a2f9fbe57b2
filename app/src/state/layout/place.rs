//! Coordinates: columns side by side, boxes beside what they are joined with, groups below each
//! other.

use model::Graph;

use super::order::{Columns, Item, Piece};
use super::rank::Link;
use super::{Layout, Metrics, Placed, Point, Wire};

/// A row of boxes without wires is at least as long, in pixels.
const ROW: f64 = 720.0;

/// How often boxes are drawn towards their neighbours.
const SWEEPS: usize = 8;

/// The picture while it is made.
pub(super) struct Picture {
    /// One for each node of the graph.
    pub(super) boxes: Vec<Placed>,
    /// The bends of each link.
    bends: Vec<Vec<Point>>,
    width: f64,
    height: f64,
}

impl Picture {
    /// Boxes of known size at no place yet.
    pub(super) fn new(boxes: Vec<Placed>, links: usize) -> Self {
        Self {
            boxes,
            bends: vec![Vec::new(); links],
            width: 0.0,
            height: 0.0,
        }
    }

    /// Adds a group below what is there.
    pub(super) fn add(&mut self, group: Columns, metrics: &Metrics) {
        let tops = self.tops(&group, metrics);
        let least = tops.iter().copied().fold(f64::INFINITY, f64::min);
        let above = if self.height == 0.0 {
            0.0
        } else {
            self.height + 2.0 * metrics.row_gap
        };
        let mut x = 0.0;
        let mut bottom = above;
        for column in &group.columns {
            let width = column.iter().map(|&item| self.size(group.items[item]).0);
            let width = width.fold(0.0, f64::max);
            for &item in column {
                let y = (above + tops[item] - least).round();
                bottom = f64::max(bottom, y + self.size(group.items[item]).1);
                match group.items[item] {
                    Item::Box(index) => {
                        let it = &mut self.boxes[index];
                        (it.x, it.y) = (x, y);
                    }
                    // A wire passes a column level, so that it crosses no box of it.
                    Item::Bend(link) => {
                        self.bends[link].extend([Point { x, y }, Point { x: x + width, y }]);
                    }
                }
            }
            x += width + metrics.column_gap;
        }
        self.width = self.width.max(x - metrics.column_gap);
        self.height = bottom;
    }

    /// Adds boxes without wires in rows below what is there.
    pub(super) fn add_alone(&mut self, boxes: Vec<usize>, metrics: &Metrics) {
        let room = self.width.max(ROW);
        let (mut x, mut top) = (0.0, self.height);
        if top > 0.0 {
            top += 2.0 * metrics.row_gap;
        }
        for index in boxes {
            let it = &mut self.boxes[index];
            if x > 0.0 && x + it.width > room {
                (x, top) = (0.0, self.height + metrics.row_gap);
            }
            (it.x, it.y) = (x, top);
            x += it.width + metrics.row_gap;
            self.width = self.width.max(it.x + it.width);
            self.height = self.height.max(top + it.height);
        }
    }

    /// The picture as the canvas draws it.
    pub(super) fn finish(self, graph: &Graph, links: &[Link]) -> Layout {
        let mut wires = vec![Wire::default(); graph.edges.len()];
        for (link, bends) in links.iter().zip(self.bends) {
            let (from, to) = (&self.boxes[link.from], &self.boxes[link.to]);
            let start = Point {
                x: from.x + from.width,
                y: from.y + link.from_port,
            };
            let end = Point {
                x: to.x,
                y: to.y + link.to_port,
            };
            let points = std::iter::once(start).chain(bends).chain([end]);
            wires[link.edge].points = points.collect();
        }
        let ids = graph.nodes.iter().map(|node| node.id.clone());
        Layout {
            width: self.width.max(0.0),
            height: self.height,
            nodes: ids.zip(self.boxes).collect(),
            wires,
        }
    }

    /// Width and height of an item.
    fn size(&self, item: Item) -> (f64, f64) {
        match item {
            Item::Box(index) => (self.boxes[index].width, self.boxes[index].height),
            Item::Bend(_) => (0.0, 0.0),
        }
    }

    /// The top of each item: near what it is joined with, but clear of its neighbours.
    fn tops(&self, group: &Columns, metrics: &Metrics) -> Vec<f64> {
        let mut tops = vec![0.0; group.items.len()];
        for column in &group.columns {
            self.spread(group, column, &mut tops, metrics);
        }
        for sweep in 0..SWEEPS {
            let count = group.columns.len();
            for step in 0..count {
                let rank = if sweep % 2 == 0 {
                    step
                } else {
                    count - 1 - step
                };
                for &item in &group.columns[rank] {
                    tops[item] = wanted(item, &group.pieces, &tops);
                }
                self.spread(group, &group.columns[rank], &mut tops, metrics);
            }
        }
        tops
    }

    /// Moves the items of a column apart. Pushing down from the top and up from the bottom both
    /// clear every overlap, so the middle of the two does as well, and moves no side more.
    fn spread(&self, group: &Columns, column: &[usize], tops: &mut [f64], metrics: &Metrics) {
        let step = |item: usize| self.size(group.items[item]).1 + metrics.row_gap;
        let mut down: Vec<f64> = column.iter().map(|&item| tops[item]).collect();
        let mut up = down.clone();
        for at in 1..column.len() {
            down[at] = f64::max(down[at], down[at - 1] + step(column[at - 1]));
        }
        for at in (1..column.len()).rev() {
            up[at - 1] = f64::min(up[at - 1], up[at] - step(column[at - 1]));
        }
        for (at, &item) in column.iter().enumerate() {
            tops[item] = (down[at] + up[at]) / 2.0;
        }
    }
}

/// The top at which an item's wires are level, on average; where it is when it has none.
fn wanted(item: usize, pieces: &[Piece], tops: &[f64]) -> f64 {
    let (mut sum, mut count) = (0.0, 0.0);
    for piece in pieces {
        if piece.from == item {
            sum += tops[piece.to] + piece.to_port - piece.from_port;
            count += 1.0;
        } else if piece.to == item {
            sum += tops[piece.from] + piece.from_port - piece.to_port;
            count += 1.0;
        }
    }
    if count == 0.0 {
        tops[item]
    } else {
        sum / count
    }
}

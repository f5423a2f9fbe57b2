//! The order of boxes from top to bottom, so that few wires cross.

use std::collections::BTreeMap;

use super::Placed;
use super::rank::Link;

/// How often the columns are gone through.
const SWEEPS: usize = 8;

/// One group of boxes in columns.
#[derive(Debug, Clone)]
pub(super) struct Columns {
    /// Boxes and bends, by index into `items`, from top to bottom, one list a rank.
    pub(super) columns: Vec<Vec<usize>>,
    /// What stands in the columns.
    pub(super) items: Vec<Item>,
    /// Pieces of wires between neighbouring columns.
    pub(super) pieces: Vec<Piece>,
}

/// A box, or the place where a long wire passes a column.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Item {
    /// Index of the box.
    Box(usize),
    /// Index of the link.
    Bend(usize),
}

/// A piece of a wire between two items of neighbouring columns.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Piece {
    pub(super) from: usize,
    pub(super) to: usize,
    /// Below the top of the left item.
    pub(super) from_port: f64,
    /// Below the top of the right item.
    pub(super) to_port: f64,
    /// The height of the left and the right item, to weigh ports against each other.
    heights: (f64, f64),
}

impl Columns {
    /// The boxes of a group in the graph's order, with a bend wherever a wire passes a column.
    pub(super) fn new(
        group: &[usize],
        ranks: &BTreeMap<usize, usize>,
        links: &[Link],
        boxes: &[Placed],
    ) -> Self {
        let count = ranks.values().max().map_or(0, |last| last + 1);
        let mut it = Self {
            columns: vec![Vec::new(); count],
            items: Vec::new(),
            pieces: Vec::new(),
        };
        let mut items = BTreeMap::new();
        for index in group {
            items.insert(*index, it.add(Item::Box(*index), ranks[index]));
        }
        for (index, link) in links.iter().enumerate() {
            let (Some(&from), Some(&to)) = (items.get(&link.from), items.get(&link.to)) else {
                continue;
            };
            let passed = ranks[&link.from] + 1..ranks[&link.to];
            let bends = passed.map(|rank| it.add(Item::Bend(index), rank));
            let stops: Vec<_> = std::iter::once(from)
                .chain(bends.collect::<Vec<_>>())
                .chain([to])
                .collect();
            it.join(&stops, link, boxes);
        }
        it
    }

    /// Reorders the columns so that fewer wires cross; keeps the best order seen.
    pub(super) fn untangle(&mut self) {
        let mut best = (self.crossings(), self.columns.clone());
        for sweep in 0..SWEEPS {
            if best.0 == 0 {
                break;
            }
            let count = self.columns.len();
            if sweep % 2 == 0 {
                (1..count).for_each(|rank| self.sort(rank, true));
            } else {
                (0..count.saturating_sub(1))
                    .rev()
                    .for_each(|rank| self.sort(rank, false));
            }
            let crossings = self.crossings();
            if crossings < best.0 {
                best = (crossings, self.columns.clone());
            }
        }
        self.columns = best.1;
    }

    /// How many pairs of wires cross.
    pub(super) fn crossings(&self) -> usize {
        let places = self.places();
        let rank_of = self.ranks();
        let mut by_rank = vec![Vec::new(); self.columns.len()];
        for piece in &self.pieces {
            let left = places[piece.from] + piece.from_port / (piece.heights.0 + 1.0);
            let right = places[piece.to] + piece.to_port / (piece.heights.1 + 1.0);
            by_rank[rank_of[piece.from]].push((left, right));
        }
        let cross = |a: &(f64, f64), b: &(f64, f64)| (a.0 - b.0) * (a.1 - b.1) < 0.0;
        let counts = by_rank.iter().map(|ends| {
            let pairs = ends.iter().enumerate();
            pairs
                .map(|(at, a)| ends[at + 1..].iter().filter(|b| cross(a, b)).count())
                .sum::<usize>()
        });
        counts.sum()
    }

    fn add(&mut self, item: Item, rank: usize) -> usize {
        self.items.push(item);
        let index = self.items.len() - 1;
        self.columns[rank].push(index);
        index
    }

    fn join(&mut self, stops: &[usize], link: &Link, boxes: &[Placed]) {
        for (at, pair) in stops.windows(2).enumerate() {
            let is_first = at == 0;
            let is_last = at + 2 == stops.len();
            self.pieces.push(Piece {
                from: pair[0],
                to: pair[1],
                from_port: if is_first { link.from_port } else { 0.0 },
                to_port: if is_last { link.to_port } else { 0.0 },
                heights: (
                    if is_first {
                        boxes[link.from].height
                    } else {
                        0.0
                    },
                    if is_last { boxes[link.to].height } else { 0.0 },
                ),
            });
        }
    }

    /// Sorts a column by the middle of what each item is joined with on one side.
    fn sort(&mut self, rank: usize, to_the_left: bool) {
        let places = self.places();
        let mut sums = vec![(0.0, 0.0); self.items.len()];
        for piece in &self.pieces {
            let (item, place) = if to_the_left {
                let port = piece.from_port / (piece.heights.0 + 1.0);
                (piece.to, places[piece.from] + port)
            } else {
                let port = piece.to_port / (piece.heights.1 + 1.0);
                (piece.from, places[piece.to] + port)
            };
            sums[item].0 += place;
            sums[item].1 += 1.0;
        }
        let middle = |item: &usize| {
            let (sum, count) = sums[*item];
            if count == 0.0 {
                places[*item]
            } else {
                sum / count
            }
        };
        // A stable sort keeps the graph's order among equals, and the picture the same.
        self.columns[rank].sort_by(|a, b| middle(a).total_cmp(&middle(b)));
    }

    fn places(&self) -> Vec<f64> {
        let mut places = vec![0.0; self.items.len()];
        for column in &self.columns {
            for (place, &item) in column.iter().enumerate() {
                places[item] = place as f64;
            }
        }
        places
    }

    fn ranks(&self) -> Vec<usize> {
        let mut ranks = vec![0; self.items.len()];
        for (rank, column) in self.columns.iter().enumerate() {
            for &item in column {
                ranks[item] = rank;
            }
        }
        ranks
    }
}

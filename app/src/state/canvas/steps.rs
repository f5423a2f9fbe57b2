//! Going through the nodes and ports of the canvas with the keyboard, in the order they are seen.

use std::collections::BTreeMap;

use super::geometry::Rect;
use crate::state::layout::Placed;

/// Where an arrow key leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is named after its key")]
pub enum Direction {
    Left,
    Right,
    Up,
    Down,
}

impl Direction {
    /// The direction of a key.
    pub fn of(key: &str) -> Option<Self> {
        Some(match key {
            "ArrowLeft" => Self::Left,
            "ArrowRight" => Self::Right,
            "ArrowUp" => Self::Up,
            "ArrowDown" => Self::Down,
            _ => return None,
        })
    }

    /// One step of it, to the right and down.
    pub fn step(self) -> (f64, f64) {
        match self {
            Self::Left => (-1.0, 0.0),
            Self::Right => (1.0, 0.0),
            Self::Up => (0.0, -1.0),
            Self::Down => (0.0, 1.0),
        }
    }
}

/// The nearest node in a direction; what lies askew counts as further away.
pub fn toward(
    nodes: &BTreeMap<String, Placed>,
    from: &str,
    direction: Direction,
) -> Option<String> {
    let start = Rect::from(nodes.get(from)?).centre();
    let (right, down) = direction.step();
    let reach = |placed: &Placed| {
        let at = Rect::from(placed).centre();
        let (x, y) = (at.x - start.x, at.y - start.y);
        let (along, askew) = (x * right + y * down, (x * down).abs() + (y * right).abs());
        // Half a turn to the side is still that direction.
        (along > 1.0 && askew <= along * 3.0 + 1.0).then_some(along + 2.0 * askew)
    };
    let reached = nodes
        .iter()
        .filter_map(|(id, placed)| Some((reach(placed)?, id)));
    let nearest = reached.min_by(|(a, _), (b, _)| a.total_cmp(b));
    nearest.map(|(_, id)| id.clone())
}

/// All nodes as they are read: from left to right, and from top to bottom where they stand below
/// each other.
pub fn in_order(nodes: &BTreeMap<String, Placed>) -> Vec<String> {
    let mut all: Vec<_> = nodes.iter().collect();
    all.sort_by(|(_, a), (_, b)| a.x.total_cmp(&b.x).then(a.y.total_cmp(&b.y)));
    all.into_iter().map(|(id, _)| id.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nodes() -> BTreeMap<String, Placed> {
        let placed = |x, y| Placed {
            x,
            y,
            width: 100.0,
            height: 50.0,
            imports: vec![],
            exports: vec![],
        };
        let all = [
            ("a", 0.0, 0.0),
            ("b", 200.0, 10.0),
            ("c", 200.0, 200.0),
            ("d", 0.0, 210.0),
        ];
        all.map(|(id, x, y)| (id.to_owned(), placed(x, y))).into()
    }

    #[test]
    fn arrows_go_to_what_is_seen_there() {
        let go = |from, key| toward(&nodes(), from, Direction::of(key).unwrap());
        assert_eq!(go("a", "ArrowRight").as_deref(), Some("b"));
        assert_eq!(go("a", "ArrowDown").as_deref(), Some("d"));
        assert_eq!(go("c", "ArrowLeft").as_deref(), Some("d"));
        assert_eq!(go("c", "ArrowUp").as_deref(), Some("b"));
        assert_eq!(go("a", "ArrowLeft"), None);
        assert_eq!(go("gone", "ArrowLeft"), None);
    }

    #[test]
    fn nodes_are_read_column_by_column() {
        assert_eq!(in_order(&nodes()), ["a", "d", "b", "c"]);
    }
}

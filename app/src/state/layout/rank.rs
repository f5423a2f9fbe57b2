//! Which boxes belong together, and how far from the left each stands.

use std::collections::BTreeMap;

use model::{Graph, NodeKind};

use super::Placed;

/// An edge between boxes, by index, with the heights of its ports.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Link {
    /// Index of the edge in the graph.
    pub(super) edge: usize,
    /// The box that provides.
    pub(super) from: usize,
    /// The box that is provided for.
    pub(super) to: usize,
    /// Below the top of `from`.
    pub(super) from_port: f64,
    /// Below the top of `to`.
    pub(super) to_port: f64,
}

/// The edges whose ends exist and that go from one box to another.
pub(super) fn links(graph: &Graph, boxes: &[Placed]) -> Vec<Link> {
    let ids = graph
        .nodes
        .iter()
        .enumerate()
        .map(|(index, node)| (node.id.as_str(), index));
    let ids: BTreeMap<_, _> = ids.collect();
    let links = graph.edges.iter().enumerate().filter_map(|(edge, it)| {
        let (&from, &to) = (ids.get(it.from.as_str())?, ids.get(it.to.as_str())?);
        let exports = &graph.nodes[from].exports;
        let imports = &graph.nodes[to].imports;
        let from_port = exports.iter().position(|port| port.name == it.from_port)?;
        let to_port = imports.iter().position(|port| port.name == it.to_port)?;
        Some(Link {
            edge,
            from,
            to,
            from_port: boxes[from].exports[from_port],
            to_port: boxes[to].imports[to_port],
        })
    });
    links.filter(|link| link.from != link.to).collect()
}

/// Boxes that are joined by wires, in the order of the graph.
pub(super) fn groups(count: usize, links: &[Link]) -> Vec<Vec<usize>> {
    let mut leader: Vec<usize> = (0..count).collect();
    let find = |leader: &[usize], mut it: usize| {
        while leader[it] != it {
            it = leader[it];
        }
        it
    };
    for link in links {
        let (a, b) = (find(&leader, link.from), find(&leader, link.to));
        leader[a.max(b)] = a.min(b);
    }
    let mut groups = BTreeMap::<usize, Vec<usize>>::new();
    for it in 0..count {
        groups.entry(find(&leader, it)).or_default().push(it);
    }
    groups.into_values().collect()
}

/// The rank of each box of a group: one more than the furthest of its providers. Exports of the
/// composition stand at the right end, imports next to what they provide for.
pub(super) fn ranks(graph: &Graph, group: &[usize], links: &[Link]) -> BTreeMap<usize, usize> {
    let mut ranks: BTreeMap<usize, usize> = group.iter().map(|&it| (it, 0)).collect();
    let links: Vec<_> = links
        .iter()
        .filter(|link| ranks.contains_key(&link.to))
        .collect();
    // A composition has no cycle; should one appear, as many rounds as there are boxes end it.
    for _ in 0..group.len() {
        let mut is_settled = true;
        for link in &links {
            let least = (ranks[&link.from] + 1).min(group.len() - 1);
            if ranks[&link.to] < least {
                ranks.insert(link.to, least);
                is_settled = false;
            }
        }
        if is_settled {
            break;
        }
    }
    let last = ranks.values().copied().max().unwrap_or(0);
    for &it in group {
        let taken = links
            .iter()
            .filter(|link| link.from == it)
            .map(|link| ranks[&link.to]);
        match (&graph.nodes[it].kind, taken.min()) {
            (NodeKind::Export, None) => ranks.insert(it, last),
            (NodeKind::Import, Some(nearest)) => ranks.insert(it, nearest.saturating_sub(1)),
            _ => None,
        };
    }
    ranks
}

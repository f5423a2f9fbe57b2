//! Imports of a composition that no statement makes.

use std::collections::{BTreeSet, HashMap};

use model::{Edge, EdgeOrigin};
use wac_graph::NodeId;
use wac_graph::types::{ItemKind, are_semver_compatible};

use super::Drawing;
use crate::compose::names::world;

/// Compatible versions of one interface: name and kind of the highest, and the node of the one that
/// has a statement.
type Group<'a> = (&'a str, ItemKind, Option<usize>);

impl<'a> Drawing<'a> {
    /// Imports that `...` leaves to the composition. Compatible versions of one interface become
    /// one import, of the highest of them; also with one that has a statement.
    pub(super) fn add_implicit_imports(&mut self) {
        let mut open: Vec<(&str, ItemKind, NodeId)> = Vec::new();
        let evaluated = self.evaluated;
        for new in &evaluated.news {
            let given: BTreeSet<&str> = new.given.iter().map(|it| it.import.as_str()).collect();
            let imports = world(self.source, new.node).map(|world| world.imports.iter());
            for (name, kind) in imports.into_iter().flatten() {
                if !given.contains(name.as_str()) {
                    open.push((name, *kind, new.node));
                }
            }
        }
        let mut groups = self.stated_imports();
        let mut group_of: Vec<usize> = Vec::new();
        let mut same_path: HashMap<&str, Vec<usize>> = HashMap::new();
        for (group, (name, ..)) in groups.iter().enumerate() {
            same_path.entry(path(name)).or_default().push(group);
        }
        for (name, kind, _) in &open {
            let same_path = same_path.entry(path(name)).or_default();
            let mut same = same_path.iter().copied();
            let group = same.find(|group| self.is_one_with(groups[*group], name));
            let group = group.unwrap_or_else(|| {
                same_path.push(groups.len());
                groups.push((name, *kind, None));
                groups.len() - 1
            });
            if version(name) > version(groups[group].0) {
                let (_, _, stated) = groups[group];
                groups[group] = (name, *kind, stated);
            }
            group_of.push(group);
        }
        let imports: Vec<usize> = groups
            .into_iter()
            .map(|(name, kind, stated)| stated.unwrap_or_else(|| self.add_import(name, kind, None)))
            .collect();
        for ((name, _, node), group) in open.into_iter().zip(group_of) {
            let import = &self.drawn.graph.nodes[imports[group]];
            let edge = Edge {
                from: import.id.clone(),
                from_port: import.label.clone(),
                to: self.id(node),
                to_port: name.to_owned(),
                item: Vec::new(),
                origin: EdgeOrigin::Implicit,
                span: None,
            };
            self.drawn.graph.edges.push(edge);
        }
    }

    /// Imports that have a statement.
    fn stated_imports(&self) -> Vec<Group<'a>> {
        let source = self.source;
        let drawn = self.drawn.nodes.iter();
        let imports = drawn.filter_map(|(node, drawn)| {
            let name = source.get_import_name(*node)?;
            Some((name, source[*node].item_kind(), Some(*drawn)))
        });
        let mut imports: Vec<_> = imports.collect();
        imports.sort_by_key(|(.., drawn)| *drawn);
        imports
    }

    /// Whether an import that is left open and one of these are one in what is composed. One of a
    /// name that a statement gives already is in its way instead.
    fn is_one_with(&self, (other, _, stated): Group, name: &str) -> bool {
        let label = stated.map(|drawn| self.drawn.graph.nodes[drawn].label.as_str());
        label != Some(name) && are_semver_compatible(other, name)
    }
}

/// `wasi:io/streams` of `wasi:io/streams@0.2.3`.
fn path(name: &str) -> &str {
    name.split('@').next().unwrap_or_default()
}

/// The version of `wasi:io/streams@0.2.3`, to be compared with others of its track.
fn version(name: &str) -> Vec<u64> {
    let version = name.split('@').nth(1).unwrap_or_default();
    let version = version.split('+').next().unwrap_or_default();
    let numbers = version.split('.').map(|number| number.parse().unwrap_or(0));
    numbers.collect()
}

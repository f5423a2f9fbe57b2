//! The features that keep something of a world behind them.

use std::collections::{BTreeMap, BTreeSet};

use model::{Gate, WorldView};

use super::source::{Root, Wit};
use crate::export::needed;
use crate::language::File;
use crate::pack::Pack;
use crate::syntax::ItemKind;
use crate::tokens::{plain, slice};

/// The texts that a package and those it needs are read from; none for what is read from binaries.
pub(super) struct Gates<'a> {
    /// The package.
    name: &'a str,
    own: Vec<File>,
    bundled: Vec<&'a File>,
}

impl<'a> Gates<'a> {
    pub(super) fn new(wit: &'a Wit, files: &BTreeMap<String, String>, pack: &'a Pack) -> Self {
        let mut gates = Gates {
            name: &wit.name,
            own: Vec::new(),
            bundled: Vec::new(),
        };
        if let (Root::Package(id), false) = (wit.root, wit.is_binary) {
            let packages = needed(&wit.resolve, vec![id]).into_iter();
            let names = packages.map(|id| wit.resolve.packages[id].name.to_string());
            let bundled = names.filter_map(|name| pack.files(&name));
            gates.bundled = bundled.flatten().collect();
            let own = files.iter().filter(|(_, text)| text.contains("unstable"));
            gates.own = own.map(|(path, text)| File::read(path, text)).collect();
        }
        gates
    }

    /// Names of the features, sorted.
    pub(super) fn features(&self) -> Vec<String> {
        let gates = self.files().flat_map(|it| it.tree.gates(&it.text));
        let found: BTreeSet<_> = gates.map(|(feature, _)| feature.to_owned()).collect();
        found.into_iter().collect()
    }

    /// A world of which nothing is there since the feature that it is kept behind is off, or any
    /// such world.
    pub(super) fn shut(&self, world: Option<&str>) -> Option<WorldView> {
        let is_own = |it: &&File| it.bundled.as_ref().is_none_or(|name| *name == self.name);
        self.files().filter(is_own).find_map(|file| {
            let items = file.tree.items.iter().enumerate();
            let mut worlds = items.filter(|(_, item)| item.kind == ItemKind::World);
            worlds.find_map(|(at, item)| {
                let name = plain(slice(&file.text, item.name?));
                let (feature, _) = file.tree.gate(&file.text, at)?;
                world.is_none_or(|it| it == name).then(|| WorldView {
                    name: self.full_name(name),
                    package: Some(self.name.to_owned()),
                    docs: file.tree.docs(&file.text, at),
                    gate: Gate {
                        unstable: Some(feature.to_owned()),
                        ..Gate::default()
                    },
                    features: self.features(),
                    ..WorldView::default()
                })
            })
        })
    }

    fn files(&self) -> impl Iterator<Item = &File> {
        self.own.iter().chain(self.bundled.iter().copied())
    }

    fn full_name(&self, world: &str) -> String {
        match self.name.split_once('@') {
            Some((package, version)) => format!("{package}/{world}@{version}"),
            None => format!("{}/{world}", self.name),
        }
    }
}

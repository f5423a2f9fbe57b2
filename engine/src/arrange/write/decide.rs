//! What becomes of the arguments of a `new`.

use std::collections::BTreeSet;

use model::EdgeOrigin;
use wac_graph::types::are_semver_compatible;
use wac_parser::InstantiationArgument;

use super::Writer;
use crate::compose::graph::source_of;
use crate::compose::names::{exports_of, full_name};

/// What becomes of an argument.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Fate {
    Keep,
    Drop,
    /// It fills its import with something else.
    Value(String),
    /// In its place these imports are filled by name.
    Names(Vec<String>),
}

/// What becomes of the arguments of a `new`.
#[derive(Debug)]
pub(super) struct Decision {
    pub(super) fates: Vec<Fate>,
    /// Imports that are filled behind them, by name.
    pub(super) added: Vec<String>,
    /// Whether `...` comes in the end that was not there.
    pub(super) opens: bool,
}

impl Decision {
    /// Imports that are filled by an expression that is written now.
    pub(super) fn written(&self) -> impl Iterator<Item = &String> {
        let fates = self.fates.iter().flat_map(|fate| match fate {
            Fate::Value(import) => std::slice::from_ref(import),
            Fate::Names(imports) => imports,
            Fate::Keep | Fate::Drop => &[],
        });
        fates.chain(&self.added)
    }
}

impl Writer<'_> {
    pub(super) fn decide(&self, index: usize) -> Decision {
        let new = &self.scene.evaluated.news[index];
        let (before, after) = (
            &self.scene.before.instances[index],
            &self.after.instances[index],
        );
        let world = self.scene.world(self.after, index).map(|(_, world)| world);
        let names: Vec<&String> = world.into_iter().flat_map(|it| it.imports.keys()).collect();
        let mut fates = vec![Fate::Drop; new.expr.arguments.len()];
        let mut covered: BTreeSet<&str> = BTreeSet::new();
        let by_name = new
            .given
            .iter()
            .filter(|it| it.origin != EdgeOrigin::Spread);
        for given in by_name {
            let import = given.import.as_str();
            let Some(source) = after.wires.get(import) else {
                continue;
            };
            covered.insert(import);
            let is_same = before.wires.get(import) == Some(source);
            fates[given.argument] = match given.origin {
                EdgeOrigin::Named if is_same => Fate::Keep,
                EdgeOrigin::Named => Fate::Value(import.to_owned()),
                _ if is_same && !self.infers_by_variable(index, given.argument) => Fate::Keep,
                _ => Fate::Names(vec![import.to_owned()]),
            };
        }
        let spread = new
            .given
            .iter()
            .filter(|it| it.origin == EdgeOrigin::Spread);
        let spread: BTreeSet<&str> = spread
            .map(|given| given.import.as_str())
            .filter(|import| before.wires.get(*import) == after.wires.get(*import))
            .collect();
        let mut added = Vec::new();
        for name in &names {
            let is_wired = after.wires.contains_key(*name);
            if is_wired && !covered.contains(name.as_str()) && !spread.contains(name.as_str()) {
                added.push((*name).clone());
                covered.insert(name);
            }
        }
        for (argument, it) in new.expr.arguments.iter().enumerate() {
            if let InstantiationArgument::Spread(id) = it {
                fates[argument] = self.decide_spread(index, id.string, &names, &mut covered);
            }
        }
        // What was spread and is another's now stands where it was spread, when nothing else does.
        for given in new
            .given
            .iter()
            .filter(|it| it.origin == EdgeOrigin::Spread)
        {
            let at = added.iter().position(|import| *import == given.import);
            let Some(at) = at.filter(|_| !matches!(fates[given.argument], Fate::Keep)) else {
                continue;
            };
            match &mut fates[given.argument] {
                Fate::Names(imports) => imports.push(added.remove(at)),
                fate => *fate = Fate::Names(vec![added.remove(at)]),
            }
        }
        let is_open = names.iter().any(|name| !after.wires.contains_key(*name));
        let was_open = names.iter().any(|name| !before.wires.contains_key(*name));
        let arguments = &new.expr.arguments;
        let fill = |it: &InstantiationArgument| matches!(it, InstantiationArgument::Fill(_));
        let fill = arguments.iter().position(fill);
        if let Some(fill) = fill
            && (is_open || !was_open)
        {
            fates[fill] = Fate::Keep;
        }
        Decision {
            fates,
            added,
            opens: is_open && fill.is_none(),
        }
    }

    /// Keeps `...instance` when it fills what it is to fill and nothing else.
    fn decide_spread<'n>(
        &self,
        index: usize,
        variable: &str,
        imports: &[&'n String],
        covered: &mut BTreeSet<&'n str>,
    ) -> Fate {
        let source = self.scene.evaluated.source;
        let value = self.scene.evaluated.variable(variable);
        let exports = value.and_then(|value| Some((value, exports_of(source, value)?)));
        let Some((value, exports)) = exports else {
            return Fate::Drop;
        };
        let (root, path) = source_of(source, value);
        let root = self.scene.root(root);
        let wires = &self.after.instances[index].wires;
        let mut wanted = Vec::new();
        let mut is_exact = true;
        for import in imports.iter().filter(|it| !covered.contains(it.as_str())) {
            let exact = exports.get_key_value(*import).map(|(name, _)| name);
            let compatible = || exports.keys().find(|it| are_semver_compatible(it, import));
            let Some(export) = exact.or_else(compatible) else {
                continue;
            };
            let wire = wires.get(*import).filter(|wire| {
                Some(wire.root) == root && wire.path.split_last() == Some((export, path.as_slice()))
            });
            match wire {
                Some(_) => wanted.push(*import),
                None => is_exact = false,
            }
        }
        covered.extend(wanted.iter().map(|it| it.as_str()));
        match wanted.is_empty() {
            true => Fate::Drop,
            false if is_exact => Fate::Keep,
            false => Fate::Names(wanted.into_iter().cloned().collect()),
        }
    }

    /// Whether an argument without a name has it from its variable, which is to be another.
    fn infers_by_variable(&self, index: usize, argument: usize) -> bool {
        let new = &self.scene.evaluated.news[index];
        let InstantiationArgument::Inferred(id) = &new.expr.arguments[argument] else {
            return false;
        };
        let world = self.scene.world(self.after, index).map(|(_, world)| world);
        let mut given = new.given.iter().filter(|it| it.argument == argument);
        let import = given.next().map(|it| it.import.as_str());
        self.renamed(id.string).is_some()
            && world
                .zip(import)
                .is_some_and(|(world, import)| full_name(id.string, &world.imports) == import)
    }
}

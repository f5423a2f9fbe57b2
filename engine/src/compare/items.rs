//! Packages, worlds and components, item by item.

use std::collections::BTreeMap;

use model::{ChangeKind, Location, WitChange};
use wit_parser::{InterfaceId, PackageId, WorldId, WorldItem};

use super::breaks;
use crate::contrast::{
    Difference, Item, OVER_TIME, Side, function_details, function_item, interfaces, texts,
    type_details, union, unversioned,
};
use crate::print;
use crate::world::{Wit, place};

/// Which way something may change without breaking what relies on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rule {
    /// Others use it.
    MayGrow,
    /// It uses others.
    MayShrink,
}

/// Two sources that are compared.
pub(super) struct Comparing<'a> {
    pub(super) before: &'a Wit,
    pub(super) after: &'a Wit,
    pub(super) changes: Vec<WitChange>,
}

/// An import or export of a world, in both sources.
type Pair<'a> = (Option<&'a WorldItem>, Option<&'a WorldItem>);

impl<'a> Comparing<'a> {
    pub(super) fn packages(&mut self, old: PackageId, new: PackageId) {
        let old = &self.before.resolve.packages[old];
        let new = &self.after.resolve.packages[new];
        for name in union(old.interfaces.keys(), new.interfaces.keys()) {
            let pair = (old.interfaces.get(name), new.interfaces.get(name));
            self.interface(name, (pair.0.copied(), pair.1.copied()), Rule::MayGrow);
        }
        for name in union(old.worlds.keys(), new.worlds.keys()) {
            match (old.worlds.get(name), new.worlds.get(name)) {
                (Some(old), Some(new)) => self.worlds(name, *old, *new),
                (Some(old), None) => {
                    self.whole("", name, "world", Some(self.world(*old)), None, true)
                }
                (None, new) => {
                    let new = new.map(|new| world_text(self.after, *new));
                    self.whole("", name, "world", None, new, false);
                }
            }
        }
    }

    /// A host of the older world goes on when the newer one offers more and asks for less.
    fn worlds(&mut self, name: &str, old: WorldId, new: WorldId) {
        let scope = format!("world {name}");
        self.world_items(&scope, (old, new), false, Rule::MayGrow);
        self.world_items(&scope, (old, new), true, Rule::MayShrink);
    }

    pub(super) fn components(&mut self, old: WorldId, new: WorldId) {
        self.world_items("", (old, new), false, Rule::MayShrink);
        self.world_items("", (old, new), true, Rule::MayGrow);
    }

    fn world_items(&mut self, scope: &str, worlds: (WorldId, WorldId), exports: bool, rule: Rule) {
        let (before, after) = (self.before, self.after);
        let old = named(before, worlds.0, exports);
        let new = named(after, worlds.1, exports);
        for name in union(old.0.iter(), new.0.iter()) {
            let pair = (old.1.get(name).copied(), new.1.get(name).copied());
            self.world_item(scope, name, pair, exports, rule);
        }
    }

    fn world_item(&mut self, scope: &str, name: &str, pair: Pair, is_export: bool, rule: Rule) {
        use WorldItem as It;
        let kind = if is_export { "export" } else { "import" };
        let (old, new) = match pair {
            (Some(It::Interface { id: old, .. }), Some(It::Interface { id: new, .. })) => {
                // Those of packages are compared where they are declared.
                let is_named = self.before.resolve.interfaces[*old].name.is_some();
                if is_named && !self.before.is_component() {
                    return self.named_interface(scope, (name, kind), (*old, *new), rule);
                }
                let scope = match scope {
                    "" => format!("{kind} {name}"),
                    scope => format!("{scope}, {kind} {name}"),
                };
                return self.interfaces(&scope, *old, *new, rule);
            }
            (old, new) => (old, new),
        };
        let details = match (old, new) {
            (Some(It::Function(old)), Some(It::Function(new))) => {
                let (a, b) = ((&self.before.resolve, old), (&self.after.resolve, new));
                texts(function_details(a, b, OVER_TIME))
            }
            (Some(It::Type { id: old, .. }), Some(It::Type { id: new, .. })) => {
                let (a, b) = ((&self.before.resolve, *old), (&self.after.resolve, *new));
                texts(type_details(a, b, OVER_TIME))
            }
            (Some(_), Some(_)) => vec!["is another kind of item".to_owned()],
            (Some(_), None) => vec![OVER_TIME.gone.to_owned()],
            _ => vec![OVER_TIME.new.to_owned()],
        };
        if details.is_empty() {
            return;
        }
        let change = change_of(old.is_some(), new.is_some());
        let before = old.map(|item| extern_item(self.before, name, item));
        let after = new.map(|item| extern_item(self.after, name, item));
        // A type that a world gains or loses binds nobody.
        let is_type = matches!(old.or(new), Some(It::Type { .. }));
        let is_breaking = match change {
            ChangeKind::Changed => true,
            change => breaks(rule, change) && !(is_type && change == ChangeKind::Added),
        };
        self.push(
            scope,
            name,
            kind,
            change,
            details,
            before,
            after,
            is_breaking,
        );
    }

    /// An interface that a world imports or exports. What is told where the interface is declared
    /// is not told again; but who exports it must add what is new.
    fn named_interface(
        &mut self,
        scope: &str,
        (name, kind): (&str, &str),
        (old, new): (InterfaceId, InterfaceId),
        rule: Rule,
    ) {
        let (package, _) = name.split_once('/').unwrap_or_default();
        let is_own = package == unversioned(&self.before.name);
        let (before, after) = self.sides(old, new);
        let differences = interfaces(before, after, OVER_TIME);
        let breaking = differences.iter().filter(|difference| {
            let change = difference.change;
            breaks(rule, change) && (!is_own || change == ChangeKind::Added)
        });
        let details =
            breaking.map(|it| format!("{} `{}` {}", it.kind, it.name, it.details[0].text));
        let details: Vec<String> = details.collect();
        if !details.is_empty() {
            let old = Some(interface_item(self.before, old));
            let new = Some(interface_item(self.after, new));
            let change = ChangeKind::Changed;
            self.push(scope, name, kind, change, details, old, new, true);
        }
    }

    fn sides(&self, old: InterfaceId, new: InterfaceId) -> (Side<'a>, Side<'a>) {
        let before = Side {
            resolve: &self.before.resolve,
            interface: old,
        };
        let after = Side {
            resolve: &self.after.resolve,
            interface: new,
        };
        (before, after)
    }

    fn interface(
        &mut self,
        name: &str,
        (old, new): (Option<InterfaceId>, Option<InterfaceId>),
        rule: Rule,
    ) {
        match (old, new) {
            (Some(old), Some(new)) => self.interfaces(name, old, new, rule),
            (old, new) => {
                let old = old.map(|id| interface_item(self.before, id));
                let new = new.map(|id| interface_item(self.after, id));
                let breaking = breaks(rule, change_of(old.is_some(), new.is_some()));
                self.whole("", name, "interface", old, new, breaking);
            }
        }
    }

    fn interfaces(&mut self, scope: &str, old: InterfaceId, new: InterfaceId, rule: Rule) {
        let (before, after) = self.sides(old, new);
        for difference in interfaces(before, after, OVER_TIME) {
            let is_breaking = breaks(rule, difference.change);
            let Difference {
                name,
                kind,
                change,
                details,
                before,
                after,
            } = difference;
            self.push(
                scope,
                &name,
                kind,
                change,
                texts(details),
                before,
                after,
                is_breaking,
            );
        }
    }

    fn whole(
        &mut self,
        scope: &str,
        name: &str,
        kind: &str,
        old: Option<Item>,
        new: Option<Item>,
        is_breaking: bool,
    ) {
        let change = change_of(old.is_some(), new.is_some());
        let details = match change {
            ChangeKind::Removed => vec![OVER_TIME.gone.to_owned()],
            _ => vec![OVER_TIME.new.to_owned()],
        };
        self.push(scope, name, kind, change, details, old, new, is_breaking);
    }

    #[allow(
        clippy::too_many_arguments,
        reason = "the fields of a change, in their order"
    )]
    fn push(
        &mut self,
        scope: &str,
        name: &str,
        kind: &str,
        change: ChangeKind,
        details: Vec<String>,
        before: Option<Item>,
        after: Option<Item>,
        is_breaking: bool,
    ) {
        let (before, before_at) = parts(before);
        let (after, after_at) = parts(after);
        self.changes.push(WitChange {
            scope: scope.to_owned(),
            name: name.to_owned(),
            kind: kind.to_owned(),
            change,
            is_breaking,
            details,
            before,
            after,
            before_at,
            after_at,
        });
    }

    fn world(&self, id: WorldId) -> Item {
        world_text(self.before, id)
    }
}

fn parts(item: Option<Item>) -> (Option<String>, Option<Location>) {
    match item {
        Some(Item { wit, at }) => (Some(wit), at),
        None => (None, None),
    }
}

fn change_of(was: bool, is: bool) -> ChangeKind {
    match (was, is) {
        (true, true) => ChangeKind::Changed,
        (true, false) => ChangeKind::Removed,
        _ => ChangeKind::Added,
    }
}

/// Imports or exports by their names without versions, in order.
fn named(wit: &Wit, world: WorldId, exports: bool) -> (Vec<String>, BTreeMap<String, &WorldItem>) {
    let world = &wit.resolve.worlds[world];
    let items = match exports {
        true => &world.exports,
        false => &world.imports,
    };
    let mut names = Vec::new();
    let mut by_name = BTreeMap::new();
    for (key, item) in items {
        if matches!(item, WorldItem::Function(it) if it.kind.resource().is_some()) {
            continue;
        }
        let name = unversioned(&wit.resolve.name_world_key(key)).to_owned();
        names.push(name.clone());
        by_name.insert(name, item);
    }
    (names, by_name)
}

fn extern_item(wit: &Wit, name: &str, item: &WorldItem) -> Item {
    let resolve = &wit.resolve;
    match item {
        WorldItem::Interface { id, .. } => interface_item(wit, *id),
        WorldItem::Function(function) => function_item(resolve, function),
        WorldItem::Type { id, .. } => Item {
            wit: print::declaration(resolve, resolve.types[*id].owner, name, *id),
            at: place(resolve, resolve.types[*id].span),
        },
    }
}

fn interface_item(wit: &Wit, id: InterfaceId) -> Item {
    Item {
        wit: print::interface(&wit.resolve, id),
        at: place(&wit.resolve, wit.resolve.interfaces[id].span),
    }
}

fn world_text(wit: &Wit, id: WorldId) -> Item {
    let world = &wit.resolve.worlds[id];
    let mut text = format!("world {} {{\n", world.name);
    for (keyword, items) in [("import", &world.imports), ("export", &world.exports)] {
        for (key, item) in items {
            let line = match item {
                WorldItem::Function(it) => print::signature(&wit.resolve, it),
                _ => wit.resolve.name_world_key(key),
            };
            text.push_str(&format!("  {keyword} {line};\n"));
        }
    }
    Item {
        wit: text + "}",
        at: place(&wit.resolve, world.span),
    }
}

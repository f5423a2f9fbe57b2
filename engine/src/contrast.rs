//! What differs between two interfaces or functions, item by item, in words.
//!
//! Versions of packages do not count: a type is the same when its name and its interface's are.

mod functions;
mod same;
mod types;

use std::collections::BTreeSet;

use model::{ChangeKind, Location, WireCause};
use wit_parser::{Function, InterfaceId, Resolve, TypeId, TypeOwner};

use crate::print;
use crate::world::{declaration, keyword, place};

pub(crate) use functions::function_details;
pub(crate) use same::{In, resolved, unversioned};
pub(crate) use types::type_details;

/// How a difference is said.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Words {
    /// Of what only the first side has.
    pub(crate) gone: &'static str,
    /// Of what only the second side has.
    pub(crate) new: &'static str,
    /// Between how the second side is and how the first is.
    pub(crate) was: &'static str,
}

/// The second side came after the first.
pub(crate) const OVER_TIME: Words = Words {
    gone: "is gone",
    new: "is new",
    was: "was",
};

/// The second side is to be as the first.
pub(crate) const AS_WANTED: Words = Words {
    gone: "is missing",
    new: "is not asked for",
    was: "must be",
};

/// One side of a comparison.
#[derive(Clone, Copy)]
pub(crate) struct Side<'a> {
    pub(crate) resolve: &'a Resolve,
    pub(crate) interface: InterfaceId,
}

/// An item that is not the same on both sides.
#[derive(Debug, Clone)]
pub(crate) struct Difference {
    /// Its name; that of a resource's function begins with the resource's.
    pub(crate) name: String,
    /// Such as `record` or `function`.
    pub(crate) kind: &'static str,
    pub(crate) change: ChangeKind,
    /// What differs, unless one side has none.
    pub(crate) details: Vec<Detail>,
    pub(crate) before: Option<Item>,
    pub(crate) after: Option<Item>,
}

/// One thing in which an item differs.
#[derive(Debug, Clone)]
pub(crate) struct Detail {
    pub(crate) aspect: WireCause,
    /// The part of the item that differs, such as a field, where it is but a part.
    pub(crate) part: Option<String>,
    pub(crate) text: String,
}

impl Detail {
    fn new(aspect: WireCause, part: Option<&str>, text: String) -> Detail {
        Detail {
            aspect,
            part: part.map(str::to_owned),
            text,
        }
    }

    /// The item is there on one side only.
    fn whole(text: &str) -> Detail {
        Detail::new(WireCause::Missing, None, text.to_owned())
    }
}

/// What differs, in words.
pub(crate) fn texts(details: Vec<Detail>) -> Vec<String> {
    details.into_iter().map(|detail| detail.text).collect()
}

/// An item of one side.
#[derive(Debug, Clone)]
pub(crate) struct Item {
    pub(crate) wit: String,
    pub(crate) at: Option<Location>,
}

/// Items of two interfaces that differ, in the order of the first, what only the second has last.
pub(crate) fn interfaces(before: Side, after: Side, words: Words) -> Vec<Difference> {
    let mut differences = Vec::new();
    let (old, new) = (before.types(), after.types());
    for name in union(old.keys(), new.keys()) {
        let pair = (old.get(name).copied(), new.get(name).copied());
        differences.extend(type_difference(name, pair, before, after, words));
    }
    let (old, new) = (before.functions(), after.functions());
    for name in union(old.keys(), new.keys()) {
        let pair = (old.get(name), new.get(name));
        differences.extend(function_difference(pair, before, after, words));
    }
    differences.sort_by_key(|difference| difference.change == ChangeKind::Added);
    differences
}

/// Names of the first, then those that only the second has.
pub(crate) fn union<'n>(
    first: impl Iterator<Item = &'n String>,
    second: impl Iterator<Item = &'n String>,
) -> Vec<&'n String> {
    let mut seen = BTreeSet::new();
    let all = first.chain(second);
    all.filter(|name| seen.insert(*name)).collect()
}

impl<'a> Side<'a> {
    fn types(self) -> &'a indexmap::IndexMap<String, TypeId> {
        &self.resolve.interfaces[self.interface].types
    }

    fn functions(self) -> &'a indexmap::IndexMap<String, Function> {
        &self.resolve.interfaces[self.interface].functions
    }

    fn type_item(self, name: &str, id: TypeId) -> Item {
        let owner = TypeOwner::Interface(self.interface);
        let mut wit = declaration(self.resolve, owner, name, id);
        let own = self.functions().values();
        let own: Vec<String> = own
            .filter(|function| function.kind.resource() == Some(id))
            .map(|function| format!("  {};\n", print::signature(self.resolve, function)))
            .collect();
        if !own.is_empty() {
            wit = format!("{} {{\n{}}}", wit.trim_end_matches(';'), own.concat());
        }
        Item {
            wit,
            at: place(self.resolve, self.resolve.types[id].span),
        }
    }

    fn function_item(self, function: &Function) -> Item {
        function_item(self.resolve, function)
    }

    fn has_type(self, id: Option<TypeId>) -> bool {
        let name = id.and_then(|id| self.resolve.types[id].name.as_ref());
        name.is_some_and(|name| self.types().contains_key(name))
    }
}

/// A function as an item.
pub(crate) fn function_item(resolve: &Resolve, function: &Function) -> Item {
    Item {
        wit: print::signature(resolve, function),
        at: place(resolve, function.span),
    }
}

fn type_difference(
    name: &str,
    (old, new): (Option<TypeId>, Option<TypeId>),
    before: Side,
    after: Side,
    words: Words,
) -> Option<Difference> {
    let (side, id) = match (old, new) {
        (Some(old), _) => (before, old),
        (None, Some(new)) => (after, new),
        (None, None) => return None,
    };
    let (change, details) = match (old, new) {
        (Some(old), Some(new)) => {
            let details = type_details((before.resolve, old), (after.resolve, new), words);
            (ChangeKind::Changed, details)
        }
        (Some(_), None) => (ChangeKind::Removed, vec![Detail::whole(words.gone)]),
        _ => (ChangeKind::Added, vec![Detail::whole(words.new)]),
    };
    (!details.is_empty()).then(|| Difference {
        name: name.to_owned(),
        kind: keyword(&side.resolve.types[id].kind),
        change,
        details,
        before: old.map(|id| before.type_item(name, id)),
        after: new.map(|id| after.type_item(name, id)),
    })
}

fn function_difference(
    (old, new): (Option<&Function>, Option<&Function>),
    before: Side,
    after: Side,
    words: Words,
) -> Option<Difference> {
    let function = old.or(new)?;
    let resource = function.kind.resource();
    let (change, details) = match (old, new) {
        (Some(old), Some(new)) => {
            let details = function_details((before.resolve, old), (after.resolve, new), words);
            (ChangeKind::Changed, details)
        }
        // A resource that only one side has stands there with its functions.
        (Some(_), None) if !before.shares(resource, after) => return None,
        (None, Some(_)) if !after.shares(resource, before) => return None,
        (Some(_), None) => (ChangeKind::Removed, vec![Detail::whole(words.gone)]),
        _ => (ChangeKind::Added, vec![Detail::whole(words.new)]),
    };
    let resolve = match old {
        Some(_) => before.resolve,
        None => after.resolve,
    };
    (!details.is_empty()).then(|| Difference {
        name: function_name(resolve, function),
        kind: function_kind(function),
        change,
        details,
        before: old.map(|function| before.function_item(function)),
        after: new.map(|function| after.function_item(function)),
    })
}

impl Side<'_> {
    /// Whether both sides have the resource, or there is none.
    fn shares(self, resource: Option<TypeId>, other: Side) -> bool {
        let Some(id) = resource else { return true };
        let name = self.resolve.types[id].name.as_ref();
        self.has_type(resource) && name.is_some_and(|name| other.types().contains_key(name))
    }
}

/// Such as `greet`, `file.read` or `file.constructor`.
pub(crate) fn function_name(resolve: &Resolve, function: &Function) -> String {
    let Some(resource) = function.kind.resource() else {
        return function.name.clone();
    };
    let resource = resolve.types[resource].name.as_deref().unwrap_or_default();
    match function.kind {
        wit_parser::FunctionKind::Constructor(_) => format!("{resource}.constructor"),
        _ => format!("{resource}.{}", function.item_name()),
    }
}

fn function_kind(function: &Function) -> &'static str {
    use wit_parser::FunctionKind as Kind;
    match function.kind {
        Kind::Freestanding | Kind::AsyncFreestanding => "function",
        Kind::Method(_) | Kind::AsyncMethod(_) => "method",
        Kind::Static(_) | Kind::AsyncStatic(_) => "static function",
        Kind::Constructor(_) => "constructor",
    }
}

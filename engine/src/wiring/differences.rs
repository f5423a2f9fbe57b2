//! In what an export differs from what an import asks for.

use std::collections::HashSet;

use model::{ChangeKind, WireCause, WireDifference};
use wit_parser::{Function, Resolve, Type, TypeDefKind, TypeId, TypeOwner, WorldItem};

use super::versions::version;
use super::{Port, is_incompatible, refusal, short};
use crate::contrast::{
    AS_WANTED, Detail, In, Side, function_details, function_item, interfaces, resolved,
    type_details, unversioned,
};
use crate::diagnostics::sentence;
use crate::print::declaration;

/// Everything that keeps `given` from filling `wanted`, the first difference first; nothing when
/// it fits.
pub(crate) fn differences(given: Port, wanted: Port) -> Vec<WireDifference> {
    let refusal = refusal(given, wanted);
    let mut found = Differences {
        given,
        wanted,
        found: Vec::new(),
    };
    if is_incompatible(given.name, wanted.name) {
        found.version();
    }
    if let Some(error) = refusal {
        found.name();
        found.types(&error);
    }
    found.found
}

struct Differences<'a> {
    given: Port<'a>,
    wanted: Port<'a>,
    found: Vec<WireDifference>,
}

/// An item of one side as WIT.
type Shown = Option<String>;

impl Differences<'_> {
    fn version(&mut self) {
        let given = version(self.given.name).map_or("no version".into(), |it| format!("`{it}`"));
        let wanted = version(self.wanted.name).map_or("no version".into(), |it| format!("`{it}`"));
        let message = format!("{given} is not compatible with {wanted}");
        let shown = (Some(self.wanted.name.into()), Some(self.given.name.into()));
        self.push(WireCause::Version, &[], message, shown);
    }

    /// What has another name is told so only when it does not fit: to wac, names are free.
    fn name(&mut self) {
        let (given, wanted) = (self.given.name, self.wanted.name);
        let is_both = self.given.is_interface() && self.wanted.is_interface();
        if is_both && unversioned(given) != unversioned(wanted) {
            let message = format!("`{given}` is another interface than `{wanted}`");
            let shown = (Some(wanted.to_owned()), Some(given.to_owned()));
            self.push(WireCause::Name, &[], message, shown);
        }
    }

    fn types(&mut self, error: &anyhow::Error) {
        use WorldItem as It;
        let before = self.found.len();
        if self.wanted.is_type() {
            return self.type_import();
        }
        if self.given.is_interface() != self.wanted.is_interface() {
            return self.shape();
        }
        if let (Some(wanted), Some(given)) = (self.wanted.wit(), self.given.wit()) {
            match (wanted.item, given.item) {
                (It::Interface { id: a, .. }, It::Interface { id: b, .. }) => {
                    let side = |resolve, interface| Side { resolve, interface };
                    self.interfaces(side(wanted.resolve, *a), side(given.resolve, *b));
                }
                (It::Function(a), It::Function(b)) => {
                    self.functions((wanted.resolve, a), (given.resolve, b));
                }
                _ => {}
            }
        }
        if self.found.len() == before {
            self.told_by_wac(error);
        }
    }

    fn shape(&mut self) {
        let (given, wanted) = (self.given.name, self.wanted.name);
        let message = match self.wanted.is_interface() {
            true => format!("`{given}` is a bare function, and `{wanted}` asks for an interface"),
            false => format!("`{given}` is an interface, and `{wanted}` asks for a bare function"),
        };
        let shown = (Some(self.wanted.text()), Some(self.given.text()));
        self.push(WireCause::Shape, &[], message, shown);
    }

    fn type_import(&mut self) {
        let name = self.wanted.name;
        let message = format!("`{name}` is a type, which counts as an import and stays open");
        let shown = (Some(self.wanted.text()), None);
        self.push(WireCause::TypeImport, &[name], message, shown);
    }

    fn functions(&mut self, wanted: In<&Function>, given: In<&Function>) {
        let shown = (
            Some(function_item(wanted.0, wanted.1).wit),
            Some(function_item(given.0, given.1).wit),
        );
        let details = function_details(wanted, given, AS_WANTED);
        self.item("function", &[&wanted.1.name], details, &shown);
        let types = wanted.1.params.iter().zip(&given.1.params);
        let mut types: Vec<_> = types.map(|(a, b)| (a.ty, b.ty)).collect();
        types.extend(wanted.1.result.zip(given.1.result));
        self.deep(wanted.0, given.0, types);
    }

    fn interfaces(&mut self, wanted: Side, given: Side) {
        for difference in interfaces(wanted, given, AS_WANTED) {
            // More than is asked for does no harm.
            if difference.change == ChangeKind::Added {
                continue;
            }
            let shown = (
                difference.before.map(|item| item.wit),
                difference.after.map(|item| item.wit),
            );
            let names: Vec<&str> = difference.name.split('.').collect();
            self.item(difference.kind, &names, difference.details, &shown);
        }
        let ours = &wanted.resolve.interfaces[wanted.interface].types;
        let theirs = &given.resolve.interfaces[given.interface].types;
        let pairs = ours.iter().filter_map(|(name, id)| {
            let other = theirs.get(name)?;
            Some((Type::Id(*id), Type::Id(*other)))
        });
        self.deep(wanted.resolve, given.resolve, pairs.collect());
    }

    /// Types that have one name here and there, and are declared in other interfaces, where they
    /// are not the same.
    fn deep(&mut self, wanted: &Resolve, given: &Resolve, pairs: Vec<(Type, Type)>) {
        let mut rest = pairs;
        rest.reverse();
        let mut seen: HashSet<TypeId> = HashSet::new();
        while let Some((ours, theirs)) = rest.pop() {
            let (Type::Id(a), Type::Id(b)) = (resolved((wanted, ours)), resolved((given, theirs)))
            else {
                continue;
            };
            if !seen.insert(a) {
                continue;
            }
            let mut parts = members((wanted, a)).into_iter().zip(members((given, b)));
            rest.extend(parts.by_ref());
            let name = wanted.types[a].name.as_deref().unwrap_or_default();
            let is_told = self
                .found
                .iter()
                .any(|it| it.item.first().is_some_and(|it| it == name));
            if name.is_empty() || is_told {
                continue;
            }
            let details = type_details((wanted, a), (given, b), AS_WANTED);
            let shown = |(resolve, id): In<TypeId>| {
                let owner = resolve.types[id].owner;
                Some(declaration(resolve, owner, name, id))
            };
            let home = home((wanted, a));
            let own = unversioned(self.wanted.name);
            let names: Vec<&str> = match home.as_deref() {
                Some(home) if unversioned(home) != own => vec![short(home), name],
                _ => vec![name],
            };
            let kind = wanted.types[a].kind.as_str();
            self.item(
                kind,
                &names,
                details,
                &(shown((wanted, a)), shown((given, b))),
            );
        }
    }

    fn item(&mut self, kind: &str, names: &[&str], details: Vec<Detail>, shown: &(Shown, Shown)) {
        let (name, outer) = names.split_last().unwrap_or((&"", &[]));
        let of = match outer.last() {
            Some(outer) => format!(" of `{outer}`"),
            None => String::new(),
        };
        for detail in details {
            let link = match detail.text.split(' ').next() {
                Some("is" | "returns") => " ",
                _ => ": ",
            };
            let message = format!("{kind} `{name}`{of}{link}{}", detail.text);
            let part = detail.part.as_deref();
            let names: Vec<&str> = names.iter().copied().chain(part).collect();
            self.push(detail.aspect, &names, message, shown.clone());
        }
    }

    /// In wac's own words, where nothing else was found.
    fn told_by_wac(&mut self, error: &anyhow::Error) {
        let contexts: Vec<String> = error.chain().map(ToString::to_string).collect();
        let (root, contexts) = contexts.split_last().map_or(("", &[][..]), |(a, b)| (a, b));
        let names: Vec<&str> = contexts
            .iter()
            .filter_map(|context| context.split('`').nth(1))
            .collect();
        let of = names
            .last()
            .map(|name| format!("`{name}`: "))
            .unwrap_or_default();
        let cause = match root.contains("resource") {
            true => WireCause::Resource,
            false => WireCause::Type,
        };
        self.push(
            cause,
            &names,
            format!("{of}{}", sentence(root)),
            (None, None),
        );
    }

    fn push(&mut self, cause: WireCause, item: &[&str], message: String, shown: (Shown, Shown)) {
        self.found.push(WireDifference {
            cause,
            item: item.iter().map(|name| (*name).to_owned()).collect(),
            message,
            wanted: shown.0,
            given: shown.1,
        });
    }
}

/// The interface that declares a type.
fn home((resolve, id): In<TypeId>) -> Option<String> {
    match resolve.types[id].owner {
        TypeOwner::Interface(id) => resolve.id_of(id),
        _ => None,
    }
}

/// Types that a type is made of.
fn members((resolve, id): In<TypeId>) -> Vec<Type> {
    use TypeDefKind as Kind;
    match &resolve.types[id].kind {
        Kind::Record(record) => record.fields.iter().map(|field| field.ty).collect(),
        Kind::Variant(variant) => variant.cases.iter().filter_map(|case| case.ty).collect(),
        Kind::Tuple(tuple) => tuple.types.clone(),
        Kind::List(ty) | Kind::Option(ty) | Kind::FixedLengthList(ty, _) => vec![*ty],
        Kind::Map(key, value) => vec![*key, *value],
        Kind::Result(result) => result.ok.into_iter().chain(result.err).collect(),
        Kind::Future(ty) | Kind::Stream(ty) => ty.iter().copied().collect(),
        _ => Vec::new(),
    }
}

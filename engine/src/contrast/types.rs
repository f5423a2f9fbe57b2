//! What differs between two types of one name.

use model::WireCause;
use wit_parser::{Resolve, Type, TypeDefKind, TypeId};

use super::same::{In, resolved, same_optional, same_shape};
use super::{Detail, Words};
use crate::print::type_name;

/// What differs between two types, in words; nothing when they are the same.
pub(crate) fn type_details(before: In<TypeId>, after: In<TypeId>, words: Words) -> Vec<Detail> {
    let is_alias =
        |(resolve, id): In<TypeId>| matches!(resolve.types[id].kind, TypeDefKind::Type(_));
    let (old, new) = (definition(before), definition(after));
    let (Some(old), Some(new), false) = (old, new, is_alias(before) && is_alias(after)) else {
        return alias_details(before, after, words);
    };
    use TypeDefKind as Kind;
    let members = |(what, aspect), old, new| {
        let members = Members {
            what,
            aspect,
            words,
        };
        members.details(old, new, before.0, after.0)
    };
    match (old, new) {
        (Kind::Record(old), Kind::Record(new)) => {
            let old = old.fields.iter().map(|it| (it.name.as_str(), Some(it.ty)));
            let new = new.fields.iter().map(|it| (it.name.as_str(), Some(it.ty)));
            members(("field", WireCause::Field), old.collect(), new.collect())
        }
        (Kind::Variant(old), Kind::Variant(new)) => {
            let old = old.cases.iter().map(|it| (it.name.as_str(), it.ty));
            let new = new.cases.iter().map(|it| (it.name.as_str(), it.ty));
            members(("case", WireCause::Case), old.collect(), new.collect())
        }
        (Kind::Enum(old), Kind::Enum(new)) => {
            let old = old.cases.iter().map(|it| (it.name.as_str(), None));
            let new = new.cases.iter().map(|it| (it.name.as_str(), None));
            members(("case", WireCause::Case), old.collect(), new.collect())
        }
        (Kind::Flags(old), Kind::Flags(new)) => {
            let old = old.flags.iter().map(|it| (it.name.as_str(), None));
            let new = new.flags.iter().map(|it| (it.name.as_str(), None));
            members(("flag", WireCause::Case), old.collect(), new.collect())
        }
        (Kind::Resource, Kind::Resource) => Vec::new(),
        _ => alias_details(before, after, words),
    }
}

/// How a type with members is defined, unless it is another sort of type.
fn definition<'a>((resolve, id): In<'a, TypeId>) -> Option<&'a TypeDefKind> {
    let Type::Id(id) = resolved((resolve, Type::Id(id))) else {
        return None;
    };
    Some(&resolve.types[id].kind)
}

fn alias_details(before: In<TypeId>, after: In<TypeId>, words: Words) -> Vec<Detail> {
    if same_shape(before, after) {
        return Vec::new();
    }
    let (old, new) = (described(before), described(after));
    let text = format!("is {new}, {} {old}", words.was);
    vec![Detail::new(WireCause::Type, None, text)]
}

/// `a record`, or what an alias stands for.
fn described((resolve, id): In<TypeId>) -> String {
    match &resolve.types[id].kind {
        TypeDefKind::Type(ty) => format!("`{}`", type_name(resolve, *ty)),
        kind @ TypeDefKind::Enum(_) => format!("an {}", kind.as_str()),
        TypeDefKind::Flags(_) => "flags".to_owned(),
        TypeDefKind::Record(_) | TypeDefKind::Variant(_) | TypeDefKind::Resource => {
            format!("a {}", resolve.types[id].kind.as_str())
        }
        _ => {
            let wit = crate::print::declaration(
                resolve,
                resolve.types[id].owner,
                resolve.types[id].name.as_deref().unwrap_or_default(),
                id,
            );
            let (_, value) = wit.rsplit_once(" = ").unwrap_or(("", &wit));
            format!("`{}`", value.trim_end_matches(';'))
        }
    }
}

/// Name and, where it has one, type.
type Member<'a> = (&'a str, Option<Type>);

struct Members {
    what: &'static str,
    aspect: WireCause,
    words: Words,
}

impl Members {
    fn details(
        &self,
        old: Vec<Member>,
        new: Vec<Member>,
        before: &Resolve,
        after: &Resolve,
    ) -> Vec<Detail> {
        let what = self.what;
        let find = |members: &[Member], name: &str| {
            let found = members.iter().find(|(other, _)| *other == name);
            found.map(|(_, ty)| *ty)
        };
        let detail = |name: &str, text| Detail::new(self.aspect, Some(name), text);
        let mut details = Vec::new();
        for (name, ty) in &old {
            let text = match find(&new, name) {
                None => format!("{what} `{name}` {}", self.words.gone),
                Some(other) if !same_optional((before, *ty), (after, other)) => {
                    let (is, was) = (carried(after, other), carried(before, *ty));
                    format!("{what} `{name}` is {is}, {} {was}", self.words.was)
                }
                Some(_) => continue,
            };
            details.push(detail(name, text));
        }
        for (name, _) in new.iter().filter(|(name, _)| find(&old, name).is_none()) {
            details.push(detail(name, format!("{what} `{name}` {}", self.words.new)));
        }
        let names = |members: &[Member]| -> Vec<String> {
            members.iter().map(|(name, _)| (*name).to_owned()).collect()
        };
        if details.is_empty() && names(&old) != names(&new) {
            let text = format!("its {what}s are in another order");
            details.push(Detail::new(self.aspect, None, text));
        }
        details
    }
}

fn carried(resolve: &Resolve, ty: Option<Type>) -> String {
    match ty {
        Some(ty) => format!("`{}`", type_name(resolve, ty)),
        None => "without a value".to_owned(),
    }
}

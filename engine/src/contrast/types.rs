//! What differs between two types of one name.

use wit_parser::{Resolve, Type, TypeDefKind, TypeId};

use super::Words;
use super::same::{In, resolved, same_optional, same_shape};
use crate::print::type_name;

/// What differs between two types, in words; nothing when they are the same.
pub(crate) fn type_details(before: In<TypeId>, after: In<TypeId>, words: Words) -> Vec<String> {
    let is_alias =
        |(resolve, id): In<TypeId>| matches!(resolve.types[id].kind, TypeDefKind::Type(_));
    let (old, new) = (definition(before), definition(after));
    let (Some(old), Some(new), false) = (old, new, is_alias(before) && is_alias(after)) else {
        return alias_details(before, after, words);
    };
    use TypeDefKind as Kind;
    let members = |what, old, new| {
        let members = Members { what, words };
        members.details(old, new, before.0, after.0)
    };
    match (old, new) {
        (Kind::Record(old), Kind::Record(new)) => {
            let old = old.fields.iter().map(|it| (it.name.as_str(), Some(it.ty)));
            let new = new.fields.iter().map(|it| (it.name.as_str(), Some(it.ty)));
            members("field", old.collect(), new.collect())
        }
        (Kind::Variant(old), Kind::Variant(new)) => {
            let old = old.cases.iter().map(|it| (it.name.as_str(), it.ty));
            let new = new.cases.iter().map(|it| (it.name.as_str(), it.ty));
            members("case", old.collect(), new.collect())
        }
        (Kind::Enum(old), Kind::Enum(new)) => {
            let old = old.cases.iter().map(|it| (it.name.as_str(), None));
            let new = new.cases.iter().map(|it| (it.name.as_str(), None));
            members("case", old.collect(), new.collect())
        }
        (Kind::Flags(old), Kind::Flags(new)) => {
            let old = old.flags.iter().map(|it| (it.name.as_str(), None));
            let new = new.flags.iter().map(|it| (it.name.as_str(), None));
            members("flag", old.collect(), new.collect())
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

fn alias_details(before: In<TypeId>, after: In<TypeId>, words: Words) -> Vec<String> {
    if same_shape(before, after) {
        return Vec::new();
    }
    let (old, new) = (described(before), described(after));
    vec![format!("is {new}, {} {old}", words.was)]
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
    words: Words,
}

impl Members {
    fn details(
        &self,
        old: Vec<Member>,
        new: Vec<Member>,
        before: &Resolve,
        after: &Resolve,
    ) -> Vec<String> {
        let what = self.what;
        let find = |members: &[Member], name: &str| {
            let found = members.iter().find(|(other, _)| *other == name);
            found.map(|(_, ty)| *ty)
        };
        let mut details = Vec::new();
        for (name, ty) in &old {
            match find(&new, name) {
                None => details.push(format!("{what} `{name}` {}", self.words.gone)),
                Some(other) if !same_optional((before, *ty), (after, other)) => {
                    let (is, was) = (carried(after, other), carried(before, *ty));
                    let was_word = self.words.was;
                    details.push(format!("{what} `{name}` is {is}, {was_word} {was}"));
                }
                Some(_) => {}
            }
        }
        let added = new.iter().filter(|(name, _)| find(&old, name).is_none());
        details.extend(added.map(|(name, _)| format!("{what} `{name}` {}", self.words.new)));
        let names = |members: &[Member]| -> Vec<String> {
            members.iter().map(|(name, _)| (*name).to_owned()).collect()
        };
        if details.is_empty() && names(&old) != names(&new) {
            details.push(format!("its {what}s are in another order"));
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

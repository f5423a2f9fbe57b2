//! What differs between two functions of one name.

use model::WireCause;
use wit_parser::{Function, Param, Resolve, Type};

use super::same::{In, same, same_optional};
use super::{Detail, Words};
use crate::print::type_name;

/// What differs between two functions, in words; nothing when they are the same.
pub(crate) fn function_details(
    before: In<&Function>,
    after: In<&Function>,
    words: Words,
) -> Vec<Detail> {
    let mut details = Vec::new();
    let (old, new) = (before.1, after.1);
    if old.kind.is_async() != new.kind.is_async() {
        let word = |function: &Function| match function.kind.is_async() {
            true => "`async`",
            false => "not `async`",
        };
        let text = format!("is {}, {} {}", word(new), words.was, word(old));
        details.push(Detail::new(WireCause::Async, None, text));
    }
    if std::mem::discriminant(&old.kind) != std::mem::discriminant(&new.kind) && details.is_empty()
    {
        let text = "is another kind of function".to_owned();
        details.push(Detail::new(WireCause::Type, None, text));
    }
    params(before, after, words, &mut details);
    if !same_optional((before.0, old.result), (after.0, new.result)) {
        let (is, was) = (result(after.0, new.result), result(before.0, old.result));
        let was_word = match words.was {
            "was" => "returned",
            _ => "must return",
        };
        let text = format!("returns {is}, {was_word} {was}");
        details.push(Detail::new(WireCause::Result, Some("result"), text));
    }
    details
}

fn params(before: In<&Function>, after: In<&Function>, words: Words, details: &mut Vec<Detail>) {
    let (old, new) = (&before.1.params, &after.1.params);
    let detail = |name: &str, text| Detail::new(WireCause::Parameter, Some(name), text);
    for (at, param) in old.iter().enumerate() {
        let name = &param.name;
        let text = match new.get(at) {
            None => format!("parameter `{name}` {}", words.gone),
            Some(other) if other.name != *name => {
                let (is, was) = (&other.name, words.was);
                format!("parameter {} is called `{is}`, {was} `{name}`", at + 1)
            }
            Some(other) if !same((before.0, param.ty), (after.0, other.ty)) => {
                let (is, was) = (type_name(after.0, other.ty), type_name(before.0, param.ty));
                format!("parameter `{name}` is `{is}`, {} `{was}`", words.was)
            }
            Some(_) => continue,
        };
        details.push(detail(name, text));
    }
    for Param { name, .. } in new.iter().skip(old.len()) {
        details.push(detail(name, format!("parameter `{name}` {}", words.new)));
    }
}

fn result(resolve: &Resolve, ty: Option<Type>) -> String {
    match ty {
        Some(ty) => format!("`{}`", type_name(resolve, ty)),
        None => "nothing".to_owned(),
    }
}

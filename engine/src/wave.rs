//! WAVE text to values and back, by the types of a function's parameters.
//!
//! WAVE has no words for what lives: a live resource is written `#1`, its number. A stream is `#1`
//! too, or all of its elements as a list; a future is `#1` or its value.

mod handles;
mod parse;
mod print;

pub use parse::parse_wave;
pub use print::print_wave;

use model::Type;

/// A type in the words of WIT, cut short where it is long.
fn type_label(ty: &Type) -> String {
    let named = |name: &Option<String>, kind: &str| match name {
        Some(name) => format!("{kind} `{name}`"),
        None => format!("a {kind}"),
    };
    match ty {
        Type::Record { name, .. } => named(name, "record"),
        Type::Variant { name, .. } => named(name, "variant"),
        Type::Enum { name, .. } => named(name, "enum"),
        Type::Flags { name, .. } => named(name, "flags"),
        Type::Own { resource } | Type::Borrow { resource } => format!("resource `{resource}`"),
        ty => format!("`{}`", type_text(ty, 0)),
    }
}

/// A type as WIT writes it where it is used.
fn type_text(ty: &Type, depth: usize) -> String {
    if depth > 3 {
        return "…".to_owned();
    }
    let inner = |ty: &Type| type_text(ty, depth + 1);
    let optional = |ty: &Option<Box<Type>>| ty.as_deref().map_or_else(|| "_".to_owned(), inner);
    let named = |name: &Option<String>, kind: &str| name.clone().unwrap_or_else(|| kind.to_owned());
    match ty {
        Type::Bool => "bool".to_owned(),
        Type::S8 => "s8".to_owned(),
        Type::U8 => "u8".to_owned(),
        Type::S16 => "s16".to_owned(),
        Type::U16 => "u16".to_owned(),
        Type::S32 => "s32".to_owned(),
        Type::U32 => "u32".to_owned(),
        Type::S64 => "s64".to_owned(),
        Type::U64 => "u64".to_owned(),
        Type::F32 => "f32".to_owned(),
        Type::F64 => "f64".to_owned(),
        Type::Char => "char".to_owned(),
        Type::String => "string".to_owned(),
        Type::List {
            element,
            length: None,
        } => format!("list<{}>", inner(element)),
        Type::List {
            element,
            length: Some(length),
        } => format!("list<{}, {length}>", inner(element)),
        Type::Map { key, value } => format!("map<{}, {}>", inner(key), inner(value)),
        Type::Record { name, .. } => named(name, "record"),
        Type::Variant { name, .. } => named(name, "variant"),
        Type::Enum { name, .. } => named(name, "enum"),
        Type::Flags { name, .. } => named(name, "flags"),
        Type::Tuple { elements } => {
            let elements: Vec<String> = elements.iter().map(inner).collect();
            format!("tuple<{}>", elements.join(", "))
        }
        Type::Option { some } => format!("option<{}>", inner(some)),
        Type::Result { ok, err } => format!("result<{}, {}>", optional(ok), optional(err)),
        Type::Own { resource } => resource.clone(),
        Type::Borrow { resource } => format!("borrow<{resource}>"),
        Type::Stream { element } => format!("stream<{}>", optional(element)),
        Type::Future { value } => format!("future<{}>", optional(value)),
        Type::Unsupported { .. } => "?".to_owned(),
    }
}

/// Why values of this type have no WAVE text, if so.
fn why_not_wave(ty: &Type) -> Option<String> {
    match ty {
        Type::Map { .. } => Some(format!("WAVE has no text for {}", type_label(ty))),
        Type::Unsupported { reason } => Some(reason.clone()),
        _ => None,
    }
}

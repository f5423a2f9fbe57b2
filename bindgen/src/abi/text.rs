//! Types and functions as WIT, where they are used.

use wit_parser::{Function, Handle, Resolve, Type, TypeDefKind};

/// A function with its name.
pub(super) fn function(resolve: &Resolve, function: &Function) -> String {
    let params = function.params.iter();
    let params = params.map(|it| format!("{}: {}", it.name, ty(resolve, &it.ty)));
    let params: Vec<String> = params.collect();
    let result = function.result.as_ref();
    let result = result.map_or_else(String::new, |it| format!(" -> {}", ty(resolve, it)));
    let word = if function.kind.is_async() {
        "async func"
    } else {
        "func"
    };
    format!("{}: {word}({}){result};", function.name, params.join(", "))
}

/// A type, by its name if it has one.
pub(super) fn ty(resolve: &Resolve, it: &Type) -> String {
    let id = match it {
        Type::Id(id) => *id,
        Type::Bool => return "bool".to_owned(),
        Type::U8 => return "u8".to_owned(),
        Type::U16 => return "u16".to_owned(),
        Type::U32 => return "u32".to_owned(),
        Type::U64 => return "u64".to_owned(),
        Type::S8 => return "s8".to_owned(),
        Type::S16 => return "s16".to_owned(),
        Type::S32 => return "s32".to_owned(),
        Type::S64 => return "s64".to_owned(),
        Type::F32 => return "f32".to_owned(),
        Type::F64 => return "f64".to_owned(),
        Type::Char => return "char".to_owned(),
        Type::String => return "string".to_owned(),
        Type::ErrorContext => return "error-context".to_owned(),
    };
    let definition = &resolve.types[id];
    if let Some(name) = &definition.name {
        return name.clone();
    }
    let inner = |it: &Type| ty(resolve, it);
    let optional = |it: &Option<Type>| it.as_ref().map_or_else(|| "_".to_owned(), inner);
    let name = |id| resolve.types[id].name.clone().unwrap_or_default();
    match &definition.kind {
        TypeDefKind::List(element) => format!("list<{}>", inner(element)),
        TypeDefKind::FixedLengthList(element, length) => {
            format!("list<{}, {length}>", inner(element))
        }
        TypeDefKind::Map(key, value) => format!("map<{}, {}>", inner(key), inner(value)),
        TypeDefKind::Tuple(it) => {
            let types: Vec<String> = it.types.iter().map(inner).collect();
            format!("tuple<{}>", types.join(", "))
        }
        TypeDefKind::Option(some) => format!("option<{}>", inner(some)),
        TypeDefKind::Result(it) => match (&it.ok, &it.err) {
            (None, None) => "result".to_owned(),
            (Some(ok), None) => format!("result<{}>", inner(ok)),
            _ => format!("result<{}, {}>", optional(&it.ok), optional(&it.err)),
        },
        TypeDefKind::Handle(Handle::Own(of)) => name(*of),
        TypeDefKind::Handle(Handle::Borrow(of)) => format!("borrow<{}>", name(*of)),
        TypeDefKind::Future(None) => "future".to_owned(),
        TypeDefKind::Stream(None) => "stream".to_owned(),
        TypeDefKind::Future(Some(value)) => format!("future<{}>", inner(value)),
        TypeDefKind::Stream(Some(element)) => format!("stream<{}>", inner(element)),
        TypeDefKind::Type(it) => inner(it),
        other => other.as_str().to_owned(),
    }
}

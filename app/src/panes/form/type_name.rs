//! A type in a few words.

use model::Type;

/// A type as WIT writes it; types with a name by their name.
pub fn type_name(ty: &Type) -> String {
    let optional = |ty: &Option<Box<Type>>| ty.as_deref().map_or_else(|| "_".to_owned(), type_name);
    let simple = match ty {
        Type::Bool => "bool",
        Type::S8 => "s8",
        Type::U8 => "u8",
        Type::S16 => "s16",
        Type::U16 => "u16",
        Type::S32 => "s32",
        Type::U32 => "u32",
        Type::S64 => "s64",
        Type::U64 => "u64",
        Type::F32 => "f32",
        Type::F64 => "f64",
        Type::Char => "char",
        Type::String => "string",
        Type::Record { name, .. } => name.as_deref().unwrap_or("record"),
        Type::Variant { name, .. } => name.as_deref().unwrap_or("variant"),
        Type::Enum { name, .. } => name.as_deref().unwrap_or("enum"),
        Type::Flags { name, .. } => name.as_deref().unwrap_or("flags"),
        Type::Own { resource } => resource,
        Type::Unsupported { .. } => "unsupported",
        Type::List {
            element,
            length: None,
        } => return format!("list<{}>", type_name(element)),
        Type::List {
            element,
            length: Some(length),
        } => return format!("list<{}, {length}>", type_name(element)),
        Type::Map { key, value } => {
            return format!("map<{}, {}>", type_name(key), type_name(value));
        }
        Type::Tuple { elements } => {
            let elements: Vec<_> = elements.iter().map(type_name).collect();
            return format!("tuple<{}>", elements.join(", "));
        }
        Type::Option { some } => return format!("option<{}>", type_name(some)),
        Type::Result {
            ok: None,
            err: None,
        } => "result",
        Type::Result { ok, err: None } => return format!("result<{}>", optional(ok)),
        Type::Result { ok, err } => return format!("result<{}, {}>", optional(ok), optional(err)),
        Type::Borrow { resource } => return format!("borrow<{resource}>"),
        Type::Stream { element } => return format!("stream<{}>", optional(element)),
        Type::Future { value } => return format!("future<{}>", optional(value)),
    };
    simple.to_owned()
}

#[test]
fn types_read_as_in_wit() {
    let name = |ty| type_name(&ty);
    let string = || Some(Box::new(Type::String));
    assert_eq!(
        name(Type::Result {
            ok: None,
            err: string()
        }),
        "result<_, string>"
    );
    assert_eq!(
        name(Type::Result {
            ok: string(),
            err: None
        }),
        "result<string>"
    );
    assert_eq!(
        name(Type::Result {
            ok: None,
            err: None
        }),
        "result"
    );
    let elements = vec![
        Type::U8,
        Type::Option {
            some: Box::new(Type::Char),
        },
    ];
    assert_eq!(
        name(Type::List {
            element: Box::new(Type::Tuple { elements }),
            length: Some(2)
        }),
        "list<tuple<u8, option<char>>, 2>"
    );
    assert_eq!(
        name(Type::Record {
            name: Some("person".into()),
            fields: Vec::new()
        }),
        "person"
    );
}

//! How a [`Type`] is read.

use std::fmt;

use serde::de::value::MapAccessDeserializer;
use serde::de::{Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::{Case, Field, Type};

/// Whatever a type of any kind has. What reads a record is a fraction of what serde makes to read
/// an enum with its kind among its fields, and copies nothing.
#[derive(Deserialize)]
pub(super) struct TypeFields {
    kind: String,
    name: Option<String>,
    resource: Option<String>,
    reason: Option<String>,
    length: Option<u32>,
    element: Option<Box<Type>>,
    key: Option<Box<Type>>,
    value: Option<Box<Type>>,
    some: Option<Box<Type>>,
    ok: Option<Box<Type>>,
    err: Option<Box<Type>>,
    elements: Option<Vec<Type>>,
    fields: Option<Vec<Field>>,
    cases: Option<Vec<AnyCase>>,
    flags: Option<Vec<String>>,
}

impl TryFrom<TypeFields> for Type {
    type Error = String;

    fn try_from(fields: TypeFields) -> Result<Self, String> {
        let kind = fields.kind.clone();
        read(fields).ok_or_else(|| format!("this is no type of the kind `{kind}`"))
    }
}

/// The type; none when there is no such kind, or a field is missing.
fn read(it: TypeFields) -> Option<Type> {
    let name = it.name;
    Some(match it.kind.as_str() {
        "bool" => Type::Bool,
        "s8" => Type::S8,
        "u8" => Type::U8,
        "s16" => Type::S16,
        "u16" => Type::U16,
        "s32" => Type::S32,
        "u32" => Type::U32,
        "s64" => Type::S64,
        "u64" => Type::U64,
        "f32" => Type::F32,
        "f64" => Type::F64,
        "char" => Type::Char,
        "string" => Type::String,
        "list" => Type::List {
            element: it.element?,
            length: it.length,
        },
        "map" => Type::Map {
            key: it.key?,
            value: it.value?,
        },
        "record" => Type::Record {
            name,
            fields: it.fields?,
        },
        "tuple" => Type::Tuple {
            elements: it.elements?,
        },
        "variant" => Type::Variant {
            name,
            cases: it.cases?.into_iter().map(AnyCase::case).collect(),
        },
        "enum" => Type::Enum {
            name,
            cases: it.cases?.into_iter().map(|case| case.case().name).collect(),
        },
        "flags" => Type::Flags {
            name,
            flags: it.flags?,
        },
        "option" => Type::Option { some: it.some? },
        "result" => Type::Result {
            ok: it.ok,
            err: it.err,
        },
        "own" => Type::Own {
            resource: it.resource?,
        },
        "borrow" => Type::Borrow {
            resource: it.resource?,
        },
        "stream" => Type::Stream {
            element: it.element,
        },
        "future" => Type::Future { value: it.value },
        "unsupported" => Type::Unsupported { reason: it.reason? },
        _ => return None,
    })
}

/// A case of a variant, or of an enum, which is its name.
struct AnyCase(Case);

impl AnyCase {
    fn case(self) -> Case {
        self.0
    }
}

impl<'de> Deserialize<'de> for AnyCase {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(CaseVisitor)
    }
}

struct CaseVisitor;

impl<'de> Visitor<'de> for CaseVisitor {
    type Value = AnyCase;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("a case or its name")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<AnyCase, E> {
        Ok(AnyCase(Case {
            name: name.to_owned(),
            docs: None,
            ty: None,
        }))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<AnyCase, A::Error> {
        Case::deserialize(MapAccessDeserializer::new(map)).map(AnyCase)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_type_of_every_kind_is_read_as_it_was_written() {
        let boxed = || Box::new(Type::U8);
        let name = || Some("n".to_owned());
        let (plain, resource) = (|| "p".to_owned(), || "r".to_owned());
        let field = Field {
            name: plain(),
            docs: name(),
            ty: Type::Bool,
        };
        let case = |ty| Case {
            name: plain(),
            docs: None,
            ty,
        };
        let every = [
            Type::List {
                element: boxed(),
                length: Some(2),
            },
            Type::Map {
                key: boxed(),
                value: boxed(),
            },
            Type::Record {
                name: name(),
                fields: vec![field],
            },
            Type::Tuple {
                elements: vec![Type::S8, Type::U16, Type::S16, Type::S32, Type::U32],
            },
            Type::Variant {
                name: name(),
                cases: vec![case(Some(Type::F32)), case(None)],
            },
            Type::Enum {
                name: None,
                cases: vec![plain()],
            },
            Type::Flags {
                name: name(),
                flags: vec![plain()],
            },
            Type::Option {
                some: Box::new(Type::Option { some: boxed() }),
            },
            Type::Result {
                ok: None,
                err: Some(boxed()),
            },
            Type::Own {
                resource: resource(),
            },
            Type::Borrow {
                resource: resource(),
            },
            Type::Stream { element: None },
            Type::Future {
                value: Some(Box::new(Type::F64)),
            },
            Type::Unsupported { reason: plain() },
            Type::Tuple {
                elements: vec![Type::S64, Type::U64, Type::Char, Type::String],
            },
        ];
        for ty in every {
            let text = serde_json::to_string(&ty).unwrap();
            assert_eq!(serde_json::from_str::<Type>(&text).unwrap(), ty, "{text}");
        }
    }

    #[test]
    fn what_lacks_a_field_is_refused() {
        let refused = serde_json::from_str::<Type>(r#"{"kind": "list"}"#).unwrap_err();
        assert_eq!(refused.to_string(), "this is no type of the kind `list`");
    }
}

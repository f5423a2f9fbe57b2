//! Component-model value types and values, as trees that a form or a codec can walk.

mod fields;

use serde::{Deserialize, Serialize};

use fields::TypeFields;

/// A value type, with every named type written out in place.
///
/// Component Model, "Component-level types" (`defvaltype`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "kebab-case", try_from = "TypeFields")]
pub enum Type {
    /// `bool`
    Bool,
    /// `s8`
    S8,
    /// `u8`
    U8,
    /// `s16`
    S16,
    /// `u16`
    U16,
    /// `s32`
    S32,
    /// `u32`
    U32,
    /// `s64`
    S64,
    /// `u64`
    U64,
    /// `f32`
    F32,
    /// `f64`
    F64,
    /// A Unicode scalar value.
    Char,
    /// UTF-8 text.
    String,
    /// `list<element>`; `length` is set for a fixed-length list.
    List {
        /// Type of each element.
        element: Box<Type>,
        /// Number of elements, when the type fixes it.
        length: Option<u32>,
    },
    /// `map<key, value>`
    Map {
        /// Type of each key.
        key: Box<Type>,
        /// Type of each value.
        value: Box<Type>,
    },
    /// Named fields, all present.
    Record {
        /// WIT name of the type.
        name: Option<String>,
        /// In declaration order.
        fields: Vec<Field>,
    },
    /// Unnamed fields, all present.
    Tuple {
        /// In order.
        elements: Vec<Type>,
    },
    /// One of several cases, each with an optional payload.
    Variant {
        /// WIT name of the type.
        name: Option<String>,
        /// In declaration order.
        cases: Vec<Case>,
    },
    /// One of several names.
    Enum {
        /// WIT name of the type.
        name: Option<String>,
        /// In declaration order.
        cases: Vec<String>,
    },
    /// Any subset of several names.
    Flags {
        /// WIT name of the type.
        name: Option<String>,
        /// In declaration order.
        flags: Vec<String>,
    },
    /// `option<some>`
    Option {
        /// Type of the payload of `some`.
        some: Box<Type>,
    },
    /// `result<ok, err>`
    Result {
        /// Type of the payload of `ok`.
        ok: Option<Box<Type>>,
        /// Type of the payload of `err`.
        err: Option<Box<Type>>,
    },
    /// `own<resource>`
    Own {
        /// WIT name of the resource.
        resource: String,
    },
    /// `borrow<resource>`
    Borrow {
        /// WIT name of the resource.
        resource: String,
    },
    /// `stream<element>`
    Stream {
        /// Type of each element.
        element: Option<Box<Type>>,
    },
    /// `future<value>`
    Future {
        /// Type of the value.
        value: Option<Box<Type>>,
    },
    /// A type that no form and no WAVE text can express.
    Unsupported {
        /// Why, in words for the user.
        reason: String,
    },
}

/// A field of a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Field {
    /// WIT name.
    pub name: String,
    /// Doc comment.
    pub docs: Option<String>,
    /// Its type.
    #[serde(rename = "type")]
    pub ty: Type,
}

/// A case of a variant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Case {
    /// WIT name.
    pub name: String,
    /// Doc comment.
    pub docs: Option<String>,
    /// Type of the payload, when there is one.
    #[serde(rename = "type")]
    pub ty: Option<Type>,
}

/// A parameter of a function.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Param {
    /// WIT name.
    pub name: String,
    /// Its type.
    #[serde(rename = "type")]
    pub ty: Type,
}

/// A value of some [`Type`]; meaningless without it.
///
/// Numbers are decimal text, so that 64-bit integers survive JSON.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "kind", content = "value", rename_all = "kebab-case")]
pub enum Value {
    /// `bool`
    Bool(bool),
    /// Any integer type, in decimal.
    Integer(String),
    /// `f32` or `f64` as WAVE writes it: decimal, `nan`, `inf` or `-inf`.
    Float(String),
    /// One Unicode scalar value.
    Char(String),
    /// Text.
    String(String),
    /// Elements in order.
    List(Vec<Value>),
    /// Pairs in order.
    Map(Vec<(Value, Value)>),
    /// Field names and values in declaration order.
    Record(Vec<(String, Value)>),
    /// Elements in order.
    Tuple(Vec<Value>),
    /// Case name and payload.
    Variant(String, Option<Box<Value>>),
    /// Case name.
    Enum(String),
    /// Names of the flags that are set.
    Flags(Vec<String>),
    /// `none` or `some`.
    Option(Option<Box<Value>>),
    /// `ok` and its payload.
    Ok(Option<Box<Value>>),
    /// `err` and its payload.
    Err(Option<Box<Value>>),
    /// A live resource, stream or future, by its number on the shelf of the run; from 1.
    Handle(u32),
}

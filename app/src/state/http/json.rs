//! A JSON text as a tree, with its members in the order written.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

/// A JSON value.
#[derive(Debug, Clone, PartialEq)]
pub enum Json {
    /// What has no parts, as it is written.
    Leaf(String),
    /// `[…]`
    Array(Vec<Json>),
    /// `{…}`, with repeated names kept.
    Object(Vec<(String, Json)>),
}

/// The tree of a text that is JSON.
pub fn parse(text: &str) -> Option<Json> {
    serde_json::from_str(text).ok()
}

/// A text as it is written in JSON.
pub fn literal(text: &str) -> String {
    serde_json::to_string(text).unwrap_or_default()
}

/// The same tree as text, two spaces a level.
pub fn pretty(json: &Json) -> String {
    let mut text = String::new();
    write(json, 0, &mut text);
    text
}

fn write(json: &Json, level: usize, text: &mut String) {
    let line = |text: &mut String, level: usize| {
        text.push('\n');
        text.extend(std::iter::repeat_n("  ", level));
    };
    let comma = |text: &mut String, index: usize| text.push_str(if index > 0 { "," } else { "" });
    match json {
        Json::Leaf(leaf) => text.push_str(leaf),
        Json::Array(items) if items.is_empty() => text.push_str("[]"),
        Json::Object(members) if members.is_empty() => text.push_str("{}"),
        Json::Array(items) => {
            text.push('[');
            for (index, item) in items.iter().enumerate() {
                comma(text, index);
                line(text, level + 1);
                write(item, level + 1, text);
            }
            line(text, level);
            text.push(']');
        }
        Json::Object(members) => {
            text.push('{');
            for (index, (name, value)) in members.iter().enumerate() {
                comma(text, index);
                line(text, level + 1);
                text.push_str(&literal(name));
                text.push_str(": ");
                write(value, level + 1, text);
            }
            line(text, level);
            text.push('}');
        }
    }
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Builder)
    }
}

struct Builder;

impl<'de> Visitor<'de> for Builder {
    type Value = Json;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Json, E> {
        Ok(Json::Leaf("null".into()))
    }

    fn visit_bool<E>(self, value: bool) -> Result<Json, E> {
        Ok(Json::Leaf(value.to_string()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Json, E> {
        Ok(Json::Leaf(value.to_string()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Json, E> {
        Ok(Json::Leaf(value.to_string()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Json, E> {
        Ok(Json::Leaf(value.to_string()))
    }

    fn visit_str<E>(self, value: &str) -> Result<Json, E> {
        Ok(Json::Leaf(literal(value)))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Json, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = access.next_element()? {
            items.push(item);
        }
        Ok(Json::Array(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Json, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = access.next_entry()? {
            members.push(member);
        }
        Ok(Json::Object(members))
    }
}

#[test]
fn members_keep_their_order() {
    let json = parse(r#" {"b": [1, -2.5, "\n"], "a": null, "b": {}, "c": []} "#).unwrap();
    let expected = "{\n  \"b\": [\n    1,\n    -2.5,\n    \"\\n\"\n  ],\n  \"a\": null,\n  \"b\": {},\n  \"c\": []\n}";
    assert_eq!(pretty(&json), expected);
    assert_eq!(parse("{} {}"), None);
}

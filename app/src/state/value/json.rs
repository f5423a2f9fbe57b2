//! Values as JSON, for programs that know no WAVE.

use model::Value;
use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

/// The largest integer that every reader of JSON takes for itself.
const EXACT: u64 = 1 << 53;

/// A value as JSON, indented. Records are objects, variants `{"tag", "val"}`, flags a list of names,
/// `none` is `null`, results are `{"ok"}` or `{"err"}`. What JSON has no number for is text:
/// integers beyond 2⁵³, `nan` and `inf`.
pub fn json(value: &Value) -> String {
    serde_json::to_string_pretty(&Json(value)).unwrap_or_default()
}

struct Json<'a>(&'a Value);

impl Serialize for Json<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Value::Bool(is) => serializer.serialize_bool(*is),
            Value::Integer(text) => match text.parse::<i64>() {
                Ok(number) if number.unsigned_abs() <= EXACT => serializer.serialize_i64(number),
                _ => serializer.serialize_str(text),
            },
            Value::Float(text) => match text.parse::<f64>() {
                Ok(number) if number.is_finite() => serializer.serialize_f64(number),
                _ => serializer.serialize_str(text),
            },
            Value::Char(text) | Value::String(text) | Value::Enum(text) => {
                serializer.serialize_str(text)
            }
            Value::List(elements) | Value::Tuple(elements) => {
                serializer.collect_seq(elements.iter().map(Json))
            }
            Value::Map(pairs) => {
                let mut all = serializer.serialize_seq(Some(pairs.len()))?;
                for (key, value) in pairs {
                    all.serialize_element(&[Json(key), Json(value)])?;
                }
                all.end()
            }
            Value::Record(fields) => {
                serializer.collect_map(fields.iter().map(|(name, value)| (name, Json(value))))
            }
            Value::Variant(case, payload) => {
                let mut object = serializer.serialize_map(None)?;
                object.serialize_entry("tag", case)?;
                if let Some(payload) = payload {
                    object.serialize_entry("val", &Json(payload))?;
                }
                object.end()
            }
            Value::Flags(names) => names.serialize(serializer),
            Value::Option(None) => serializer.serialize_none(),
            // What is `some` of an option that may be `none` itself is told apart from `none`.
            Value::Option(Some(inner)) if matches!(**inner, Value::Option(_)) => {
                serializer.collect_map([("some", Json(inner))])
            }
            Value::Option(Some(inner)) => Json(inner).serialize(serializer),
            Value::Ok(payload) => side("ok", payload.as_deref(), serializer),
            Value::Err(payload) => side("err", payload.as_deref(), serializer),
            Value::Handle(number) => serializer.collect_str(&format_args!("#{number}")),
        }
    }
}

fn side<S: Serializer>(
    name: &str,
    payload: Option<&Value>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.collect_map([(name, payload.map(Json))])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(value: Value, expected: &str) {
        let found: serde_json::Value = serde_json::from_str(&json(&value)).unwrap();
        assert_eq!(found.to_string(), expected);
    }

    fn integer(text: &str) -> Value {
        Value::Integer(text.into())
    }

    #[test]
    fn numbers_that_json_would_change_are_text() {
        check(integer("9007199254740992"), "9007199254740992");
        check(integer("9007199254740993"), r#""9007199254740993""#);
        check(integer("-9223372036854775808"), r#""-9223372036854775808""#);
        check(Value::Float("0.1".into()), "0.1");
        check(Value::Float("-inf".into()), r#""-inf""#);
        check(Value::Float("nan".into()), r#""nan""#);
    }

    #[test]
    fn each_kind_of_value_has_its_shape() {
        let boxed = |value| Some(Box::new(value));
        let one = || boxed(integer("1"));
        check(
            Value::Variant("circle".into(), one()),
            r#"{"tag":"circle","val":1}"#,
        );
        check(Value::Variant("point".into(), None), r#"{"tag":"point"}"#);
        check(Value::Option(None), "null");
        check(Value::Option(one()), "1");
        check(
            Value::Option(boxed(Value::Option(None))),
            r#"{"some":null}"#,
        );
        check(Value::Ok(None), r#"{"ok":null}"#);
        check(
            Value::Err(boxed(Value::String("no".into()))),
            r#"{"err":"no"}"#,
        );
        check(
            Value::Map(vec![(integer("1"), Value::Bool(true))]),
            "[[1,true]]",
        );
        check(Value::Flags(vec!["r".into()]), r#"["r"]"#);
        check(Value::Handle(3), r##""#3""##);
    }

    #[test]
    fn fields_keep_their_order() {
        let field = |name: &str| (name.to_owned(), integer("1"));
        let record = Value::Record(vec![field("z"), field("a")]);
        assert_eq!(json(&record), "{\n  \"z\": 1,\n  \"a\": 1\n}");
    }
}

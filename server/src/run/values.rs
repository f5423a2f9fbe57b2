//! Wasmtime's values in the model's words.

use model::Value;
use wasmtime::component::Val;

/// The value, if it is plain data: resources, streams and futures live no longer than the run.
pub(crate) fn to_value(val: &Val) -> Option<Value> {
    Some(match val {
        Val::Bool(it) => Value::Bool(*it),
        Val::S8(it) => Value::Integer(it.to_string()),
        Val::U8(it) => Value::Integer(it.to_string()),
        Val::S16(it) => Value::Integer(it.to_string()),
        Val::U16(it) => Value::Integer(it.to_string()),
        Val::S32(it) => Value::Integer(it.to_string()),
        Val::U32(it) => Value::Integer(it.to_string()),
        Val::S64(it) => Value::Integer(it.to_string()),
        Val::U64(it) => Value::Integer(it.to_string()),
        Val::Float32(_) | Val::Float64(_) => Value::Float(val.to_wave().ok()?),
        Val::Char(it) => Value::Char(it.to_string()),
        Val::String(it) => Value::String(it.clone()),
        Val::List(items) | Val::FixedLengthList(items) => Value::List(to_values(items)?),
        Val::Map(pairs) => Value::Map(
            pairs
                .iter()
                .map(|(key, value)| Some((to_value(key)?, to_value(value)?)))
                .collect::<Option<_>>()?,
        ),
        Val::Record(fields) => Value::Record(
            fields
                .iter()
                .map(|(name, value)| Some((name.clone(), to_value(value)?)))
                .collect::<Option<_>>()?,
        ),
        Val::Tuple(items) => Value::Tuple(to_values(items)?),
        Val::Variant(case, payload) => Value::Variant(case.clone(), to_payload(payload)?),
        Val::Enum(case) => Value::Enum(case.clone()),
        Val::Option(payload) => Value::Option(to_payload(payload)?),
        Val::Result(Ok(payload)) => Value::Ok(to_payload(payload)?),
        Val::Result(Err(payload)) => Value::Err(to_payload(payload)?),
        Val::Flags(names) => Value::Flags(names.clone()),
        Val::Resource(_) | Val::Future(_) | Val::Stream(_) | Val::ErrorContext(_) => return None,
    })
}

fn to_values(vals: &[Val]) -> Option<Vec<Value>> {
    vals.iter().map(to_value).collect()
}

/// None where the payload is no plain data; `Some(None)` where there is none.
#[expect(
    clippy::option_option,
    reason = "the two are different, and both end here"
)]
fn to_payload(payload: &Option<Box<Val>>) -> Option<Option<Box<Value>>> {
    match payload {
        Some(payload) => Some(Some(Box::new(to_value(payload)?))),
        None => Some(None),
    }
}

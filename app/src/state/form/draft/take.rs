//! From values to what is typed.

use model::{Type, Value};

use super::{Draft, payload_types, whole_type};
use crate::state::value::bytes::bytes_of;

impl Draft {
    /// Takes in a value of the field's type; drafts of cases that are not chosen stay.
    pub(in crate::state::form) fn take(&mut self, ty: &Type, value: &Value) {
        match (self, ty, value) {
            (Self::Bool(is), _, Value::Bool(value)) => *is = *value,
            (
                Self::Text(text),
                _,
                Value::Integer(value)
                | Value::Float(value)
                | Value::Char(value)
                | Value::String(value),
            ) => text.clone_from(value),
            (Self::Bytes(draft), _, value) => {
                if let Some(bytes) = bytes_of(value) {
                    draft.take(bytes);
                }
            }
            (Self::List(drafts), Type::List { element, .. }, Value::List(values)) => {
                drafts.resize_with(values.len(), || Self::new(element));
                take_all(drafts, std::iter::repeat(&**element), values);
            }
            (Self::List(drafts), Type::Map { key, value }, Value::Map(pairs)) => {
                let empty = || Self::Fields(vec![Self::new(key), Self::new(value)]);
                drafts.resize_with(pairs.len(), empty);
                for (draft, (k, v)) in drafts.iter_mut().zip(pairs) {
                    if let Self::Fields(pair) = draft {
                        take_all(pair, [&**key, &**value], [k, v]);
                    }
                }
            }
            (Self::Fields(drafts), Type::Record { fields, .. }, Value::Record(values)) => {
                let values = values.iter().map(|(_, value)| value);
                take_all(drafts, fields.iter().map(|field| &field.ty), values);
            }
            (Self::Fields(drafts), Type::Tuple { elements }, Value::Tuple(values)) => {
                take_all(drafts, elements, values);
            }
            (Self::Live { handle, .. }, _, Value::Handle(number)) => *handle = Some(*number),
            (Self::Live { handle, whole }, ty, value) => {
                *handle = None;
                if let (Some(whole), Some(ty)) = (whole, whole_type(ty)) {
                    whole.take(&ty, value);
                }
            }
            (Self::Cases { chosen, payloads }, _, _) => {
                let Some((case, payload)) = case_of(ty, value) else {
                    return;
                };
                *chosen = case;
                if let (Some(Some(draft)), Some(ty), Some(value)) =
                    (payloads.get_mut(case), payload_types(ty)[case], payload)
                {
                    draft.take(ty, value);
                }
            }
            (Self::Enum(chosen), Type::Enum { cases, .. }, Value::Enum(name)) => {
                *chosen = cases
                    .iter()
                    .position(|case| case == name)
                    .unwrap_or(*chosen);
            }
            (Self::Flags(set), Type::Flags { flags, .. }, Value::Flags(names)) => {
                *set = flags.iter().map(|flag| names.contains(flag)).collect();
            }
            (Self::Option { some, payload }, Type::Option { some: ty }, Value::Option(value)) => {
                *some = value.is_some();
                if let Some(value) = value {
                    payload.take(ty, value);
                }
            }
            _ => {}
        }
    }
}

fn take_all<'a>(
    drafts: &mut [Draft],
    types: impl IntoIterator<Item = &'a Type>,
    values: impl IntoIterator<Item = &'a Value>,
) {
    for ((draft, ty), value) in drafts.iter_mut().zip(types).zip(values) {
        draft.take(ty, value);
    }
}

/// Which case of a variant or result a value is, and its payload.
fn case_of<'a>(ty: &Type, value: &'a Value) -> Option<(usize, Option<&'a Value>)> {
    match (ty, value) {
        (Type::Variant { cases, .. }, Value::Variant(name, payload)) => {
            let case = cases.iter().position(|case| case.name == *name)?;
            Some((case, payload.as_deref()))
        }
        (Type::Result { .. }, Value::Ok(payload)) => Some((0, payload.as_deref())),
        (Type::Result { .. }, Value::Err(payload)) => Some((1, payload.as_deref())),
        _ => None,
    }
}

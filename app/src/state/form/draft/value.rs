//! From what was typed to values, or to all that is wrong with it.

use model::{Type, Value};

use super::{Draft, Path, payload_types, whole_type};
use crate::state::form::{BytesDraft, FieldError, numbers};
use crate::state::value::bytes::value_of;

impl Draft {
    /// The field's value, or none and what is wrong added to `errors`.
    pub(in crate::state::form) fn value(
        &self,
        ty: &Type,
        path: &mut Path,
        errors: &mut Vec<FieldError>,
    ) -> Option<Value> {
        let leaf = match (self, ty) {
            (Self::Bool(is), _) => Ok(Value::Bool(*is)),
            (Self::Bytes(draft), ty) => bytes(draft, ty),
            (Self::Text(text), Type::String) => Ok(Value::String(text.clone())),
            (Self::Text(text), Type::Char) => character(text).map(Value::Char),
            (Self::Text(text), Type::F32 | Type::F64) => numbers::float(ty, text).map(Value::Float),
            (Self::Text(text), _) => numbers::integer(ty, text).map(Value::Integer),
            (Self::Enum(chosen), Type::Enum { cases, .. }) => match cases.get(*chosen) {
                Some(case) => Ok(Value::Enum(case.clone())),
                None => Err("a case must be chosen".into()),
            },
            (Self::Flags(set), Type::Flags { flags, .. }) => {
                let set = flags.iter().zip(set).filter(|(_, is)| **is);
                Ok(Value::Flags(set.map(|(flag, _)| flag.clone()).collect()))
            }
            (
                Self::Live {
                    handle: Some(number),
                    ..
                },
                _,
            ) => Ok(Value::Handle(*number)),
            (Self::Live { whole: None, .. } | Self::Unsupported, _) => Err(why_unsupported(ty)),
            _ => return self.composite(ty, path, errors),
        };
        let fault = |message| errors.push(error(path, message));
        leaf.map_err(fault).ok()
    }

    fn composite(&self, ty: &Type, path: &mut Path, errors: &mut Vec<FieldError>) -> Option<Value> {
        match (self, ty) {
            (Self::List(drafts), Type::List { element, length }) => {
                if length.is_some_and(|length| length as usize != drafts.len()) {
                    let length = length.unwrap_or_default();
                    errors.push(error(path, format!("must have exactly {length} elements")));
                    return None;
                }
                children(drafts, std::iter::repeat(&**element), path, errors).map(Value::List)
            }
            (Self::List(drafts), Type::Map { key, value }) => {
                let elements = vec![(**key).clone(), (**value).clone()];
                let pair = Type::Tuple { elements };
                let pairs = children(drafts, std::iter::repeat(&pair), path, errors)?;
                Some(Value::Map(pairs.into_iter().filter_map(as_pair).collect()))
            }
            (Self::Fields(drafts), Type::Record { fields, .. }) => {
                let types = fields.iter().map(|field| &field.ty);
                let values = children(drafts, types, path, errors)?;
                let names = fields.iter().map(|field| field.name.clone());
                Some(Value::Record(names.zip(values).collect()))
            }
            (Self::Fields(drafts), Type::Tuple { elements }) => {
                children(drafts, elements, path, errors).map(Value::Tuple)
            }
            (
                Self::Live {
                    whole: Some(whole), ..
                },
                ty,
            ) => child(whole, &whole_type(ty)?, 0, path, errors),
            (Self::Option { some: false, .. }, _) => Some(Value::Option(None)),
            (Self::Option { payload, .. }, Type::Option { some }) => {
                let value = child(payload, some, 0, path, errors)?;
                Some(Value::Option(Some(Box::new(value))))
            }
            (Self::Cases { chosen, payloads }, _) => {
                let payload = match (payloads.get(*chosen)?, payload_types(ty)[*chosen]) {
                    (Some(draft), Some(ty)) => {
                        Some(Box::new(child(draft, ty, *chosen, path, errors)?))
                    }
                    _ => None,
                };
                case_value(ty, *chosen, payload)
            }
            _ => {
                errors.push(error(path, "the form does not fit the type".into()));
                None
            }
        }
    }
}

fn child(
    draft: &Draft,
    ty: &Type,
    index: usize,
    path: &mut Path,
    errors: &mut Vec<FieldError>,
) -> Option<Value> {
    path.push(index);
    let value = draft.value(ty, path, errors);
    path.pop();
    value
}

/// The values of all children; what is wrong with any of them is told.
fn children<'a>(
    drafts: &[Draft],
    types: impl IntoIterator<Item = &'a Type>,
    path: &mut Path,
    errors: &mut Vec<FieldError>,
) -> Option<Vec<Value>> {
    let mut values = Vec::with_capacity(drafts.len());
    for (index, (draft, ty)) in drafts.iter().zip(types).enumerate() {
        values.extend(child(draft, ty, index, path, errors));
    }
    (values.len() == drafts.len()).then_some(values)
}

fn error(path: &[usize], message: String) -> FieldError {
    let path = path.to_vec();
    FieldError { path, message }
}

fn bytes(draft: &BytesDraft, ty: &Type) -> Result<Value, String> {
    let bytes = draft.bytes()?;
    match ty {
        Type::List {
            length: Some(length),
            ..
        } if *length as usize != bytes.len() => {
            let count = bytes.len();
            Err(format!(
                "must have exactly {length} bytes, these are {count}"
            ))
        }
        _ => Ok(value_of(&bytes)),
    }
}

fn character(text: &str) -> Result<String, String> {
    let mut characters = text.chars();
    match (characters.next(), characters.next()) {
        (Some(_), None) => Ok(text.to_owned()),
        (None, _) => Err("one character is needed".into()),
        _ => {
            let count = text.chars().count();
            Err(format!(
                "one Unicode scalar value is needed, these are {count}"
            ))
        }
    }
}

fn as_pair(value: Value) -> Option<(Value, Value)> {
    let Value::Tuple(elements) = value else {
        return None;
    };
    let [key, value] = <[Value; 2]>::try_from(elements).ok()?;
    Some((key, value))
}

fn case_value(ty: &Type, case: usize, payload: Option<Box<Value>>) -> Option<Value> {
    match ty {
        Type::Variant { cases, .. } => Some(Value::Variant(cases.get(case)?.name.clone(), payload)),
        Type::Result { .. } if case == 0 => Some(Value::Ok(payload)),
        Type::Result { .. } => Some(Value::Err(payload)),
        _ => None,
    }
}

fn why_unsupported(ty: &Type) -> String {
    match ty {
        Type::Own { resource } | Type::Borrow { resource } => {
            format!("a live `{resource}` is needed")
        }
        Type::Stream { .. } => "an open stream is needed".into(),
        Type::Future { .. } => "an open future is needed".into(),
        Type::Unsupported { reason } => reason.clone(),
        _ => "this type cannot be typed in".into(),
    }
}

//! One field of a form: a tree in the shape of its type.

use model::{Type, Value};

use super::{BytesDraft, FieldError, numbers};
use crate::state::value::bytes::{are_bytes, bytes_of, value_of};

/// Where a field is: the index of the parameter, then of each child on the way.
pub type Path = Vec<usize>;

/// What was typed into a field. Children stand in the order of the type: elements of a list,
/// fields of a record, one draft a case of a variant, `ok` and `err` of a result.
#[derive(Debug, Clone, PartialEq)]
pub enum Draft {
    /// `bool`
    Bool(bool),
    /// A number, a character or a text, exactly as typed.
    Text(String),
    /// `list<u8>`
    Bytes(BytesDraft),
    /// Elements of another list; the pairs of a map are tuples of two.
    List(Vec<Draft>),
    /// Fields of a record or elements of a tuple.
    Fields(Vec<Draft>),
    /// A variant or result: the chosen case, and what was typed for each that has a payload.
    Cases {
        /// Index of the chosen one.
        chosen: usize,
        /// One for each case.
        payloads: Vec<Option<Draft>>,
    },
    /// An enum: index of the chosen case.
    Enum(usize),
    /// Which flags are set.
    Flags(Vec<bool>),
    /// An option and what was typed for its payload, kept while it is `none`.
    Option {
        /// Whether it is `some`.
        some: bool,
        /// What was typed.
        payload: Box<Draft>,
    },
    /// A resource, stream or future: the number of one that lives, or, for the latter two, what
    /// is typed in its place.
    Live {
        /// Number of the handle.
        handle: Option<u32>,
        /// All elements of a stream, the value of a future.
        whole: Option<Box<Draft>>,
    },
    /// A type that no form can express.
    Unsupported,
}

impl Draft {
    /// An empty field of that type.
    pub fn new(ty: &Type) -> Self {
        match ty {
            Type::Bool => Self::Bool(false),
            Type::String | Type::Char => Self::Text(String::new()),
            ty if is_number(ty) => Self::Text("0".into()),
            Type::List { length, .. } if are_bytes(ty) => {
                Self::Bytes(BytesDraft::zeros(length.unwrap_or(0) as usize))
            }
            Type::List { element, length } => {
                Self::List(vec![Self::new(element); length.unwrap_or(0) as usize])
            }
            Type::Map { .. } => Self::List(Vec::new()),
            Type::Record { fields, .. } => {
                Self::Fields(fields.iter().map(|field| Self::new(&field.ty)).collect())
            }
            Type::Tuple { elements } => Self::Fields(elements.iter().map(Self::new).collect()),
            Type::Variant { .. } | Type::Result { .. } => Self::Cases {
                chosen: 0,
                payloads: payload_types(ty)
                    .iter()
                    .map(|it| it.map(Self::new))
                    .collect(),
            },
            Type::Enum { .. } => Self::Enum(0),
            Type::Flags { flags, .. } => Self::Flags(vec![false; flags.len()]),
            Type::Option { some } => Self::Option {
                some: false,
                payload: Box::new(Self::new(some)),
            },
            Type::Own { .. } | Type::Borrow { .. } | Type::Stream { .. } | Type::Future { .. } => {
                let whole = whole_type(ty).map(|ty| Box::new(Self::new(&ty)));
                let handle = None;
                Self::Live { handle, whole }
            }
            _ => Self::Unsupported,
        }
    }

    /// The field at a path below this one.
    pub fn at(&self, path: &[usize]) -> Option<&Self> {
        let Some((first, rest)) = path.split_first() else {
            return Some(self);
        };
        match self {
            Self::List(children) | Self::Fields(children) => children.get(*first),
            Self::Cases { payloads, .. } => payloads.get(*first)?.as_ref(),
            Self::Option { payload, .. } => Some(&**payload),
            Self::Live { whole, .. } => whole.as_deref(),
            _ => None,
        }?
        .at(rest)
    }

    /// The same, to change it.
    pub fn at_mut(&mut self, path: &[usize]) -> Option<&mut Self> {
        let Some((first, rest)) = path.split_first() else {
            return Some(self);
        };
        match self {
            Self::List(children) | Self::Fields(children) => children.get_mut(*first),
            Self::Cases { payloads, .. } => payloads.get_mut(*first)?.as_mut(),
            Self::Option { payload, .. } => Some(&mut **payload),
            Self::Live { whole, .. } => whole.as_deref_mut(),
            _ => None,
        }?
        .at_mut(rest)
    }

    /// Adds an empty element to the end of a list of this type; nothing when it is no list or
    /// its length is fixed.
    pub fn add_element(&mut self, ty: &Type) {
        let Self::List(elements) = self else { return };
        match ty {
            Type::List {
                element,
                length: None,
            } => elements.push(Self::new(element)),
            Type::Map { key, value } => {
                elements.push(Self::Fields(vec![Self::new(key), Self::new(value)]));
            }
            _ => {}
        }
    }

    /// Takes an element out of a list.
    pub fn remove_element(&mut self, index: usize) {
        if let Self::List(elements) = self
            && index < elements.len()
        {
            elements.remove(index);
        }
    }

    /// Takes in a value of the field's type; drafts of cases that are not chosen stay.
    pub(super) fn take(&mut self, ty: &Type, value: &Value) {
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

    /// The field's value, or none and what is wrong added to `errors`.
    pub(super) fn value(
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

fn error(path: &[usize], message: String) -> FieldError {
    let path = path.to_vec();
    FieldError { path, message }
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

fn take_all<'a>(
    drafts: &mut [Draft],
    types: impl IntoIterator<Item = &'a Type>,
    values: impl IntoIterator<Item = &'a Value>,
) {
    for ((draft, ty), value) in drafts.iter_mut().zip(types).zip(values) {
        draft.take(ty, value);
    }
}

fn as_pair(value: Value) -> Option<(Value, Value)> {
    let Value::Tuple(elements) = value else {
        return None;
    };
    let [key, value] = <[Value; 2]>::try_from(elements).ok()?;
    Some((key, value))
}

fn is_number(ty: &Type) -> bool {
    use Type::*;
    matches!(ty, U8 | U16 | U32 | U64 | S8 | S16 | S32 | S64 | F32 | F64)
}

/// The type of what may be typed in place of a stream or future.
pub fn whole_type(ty: &Type) -> Option<Type> {
    match ty {
        Type::Stream {
            element: Some(element),
        } => Some(Type::List {
            element: element.clone(),
            length: None,
        }),
        Type::Future { value } => value.as_deref().cloned(),
        _ => None,
    }
}

/// The payload's type of each case of a variant or result.
pub(super) fn payload_types(ty: &Type) -> Vec<Option<&Type>> {
    match ty {
        Type::Variant { cases, .. } => cases.iter().map(|case| case.ty.as_ref()).collect(),
        Type::Result { ok, err } => vec![ok.as_deref(), err.as_deref()],
        _ => Vec::new(),
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

fn case_value(ty: &Type, case: usize, payload: Option<Box<Value>>) -> Option<Value> {
    match ty {
        Type::Variant { cases, .. } => Some(Value::Variant(cases.get(case)?.name.clone(), payload)),
        Type::Result { .. } if case == 0 => Some(Value::Ok(payload)),
        Type::Result { .. } => Some(Value::Err(payload)),
        _ => None,
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

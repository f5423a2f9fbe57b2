//! One field of a form: a tree in the shape of its type.

mod take;
mod value;

use model::Type;

use super::BytesDraft;
use crate::state::value::bytes::are_bytes;

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

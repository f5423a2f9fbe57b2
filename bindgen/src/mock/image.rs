//! Values as they lie in memory.

use model::Value;
use wit_parser::{Resolve, SizeAlign, Type, TypeId};

use crate::shape::{Shape, int_bytes, shape};

/// The data of a module, from its first address on.
pub(super) struct Image<'a> {
    pub(super) resolve: &'a Resolve,
    pub(super) sizes: &'a SizeAlign,
    pub(super) bytes: Vec<u8>,
}

/// A value in memory.
#[derive(Debug, Clone, Default)]
pub(super) struct Placed {
    pub(super) address: u32,
    /// The handles in it, which are made anew each time that it is handed out.
    pub(super) handles: Vec<Handle>,
}

/// Where a handle belongs, and of which resource it is.
#[derive(Debug, Clone)]
pub(super) struct Handle {
    pub(super) address: u32,
    pub(super) resource: TypeId,
    /// What stands for the resource within the component.
    pub(super) rep: u32,
}

/// What is not at address zero, which stands for nothing in many languages.
const FIRST: usize = 16;

impl<'a> Image<'a> {
    pub(super) fn new(resolve: &'a Resolve, sizes: &'a SizeAlign) -> Self {
        let bytes = vec![0; FIRST];
        Self {
            resolve,
            sizes,
            bytes,
        }
    }

    /// Puts a value in.
    ///
    /// # Errors
    ///
    /// When values of its type cannot be given out again and again, in words.
    pub(super) fn place(&mut self, value: &Value, ty: &Type) -> Result<Placed, String> {
        let at = self.room(self.size(ty), self.sizes.align(ty).align_wasm32());
        let mut handles = Vec::new();
        self.store(value, ty, at, &mut handles)?;
        let address = address(at);
        Ok(Placed { address, handles })
    }

    /// Puts bytes in, and tells where.
    pub(super) fn place_bytes(&mut self, bytes: &[u8]) -> u32 {
        let at = self.room(bytes.len(), 1);
        self.bytes[at..at + bytes.len()].copy_from_slice(bytes);
        address(at)
    }

    pub(super) fn size(&self, ty: &Type) -> usize {
        self.sizes.size(ty).size_wasm32()
    }

    fn room(&mut self, size: usize, align: usize) -> usize {
        let at = self.bytes.len().next_multiple_of(align);
        self.bytes.resize(at + size, 0);
        at
    }

    fn store(
        &mut self,
        value: &Value,
        ty: &Type,
        at: usize,
        handles: &mut Vec<Handle>,
    ) -> Result<(), String> {
        let resolve = self.resolve;
        match (shape(resolve, ty), value) {
            (Shape::Integer { bytes, .. }, value) => self.put(at, integer(value)?, bytes),
            (Shape::F32, Value::Float(text)) => {
                let bits = float::<f32>(text)?.to_bits();
                self.put(at, bits.into(), 4);
            }
            (Shape::F64, Value::Float(text)) => {
                let bits = float::<f64>(text)?.to_bits();
                self.put(at, bits, 8);
            }
            (Shape::String, Value::String(text)) => {
                let start = self.place_bytes(text.as_bytes());
                self.put(at, start.into(), 4);
                self.put(at + 4, length(text.len()), 4);
            }
            (Shape::List(element), Value::List(values)) => {
                let (size, align) = (self.size(element), self.sizes.align(element));
                let start = self.room(size * values.len(), align.align_wasm32());
                for (index, value) in values.iter().enumerate() {
                    self.store(value, element, start + index * size, handles)?;
                }
                self.put(at, address(start).into(), 4);
                self.put(at + 4, length(values.len()), 4);
            }
            (Shape::Array(element, _), Value::List(values)) => {
                let size = self.size(element);
                for (index, value) in values.iter().enumerate() {
                    self.store(value, element, at + index * size, handles)?;
                }
            }
            (Shape::Fields(fields), value) => {
                let offsets = self.sizes.field_offsets(fields.iter().map(|(_, ty)| *ty));
                for ((offset, ty), value) in offsets.into_iter().zip(elements(value)) {
                    self.store(value, ty, at + offset.size_wasm32(), handles)?;
                }
            }
            (Shape::Cases(tag, cases), value) => {
                let (index, payload) = case(&cases, value)?;
                self.put(at, length(index), int_bytes(tag));
                if let (Some(value), Some(ty)) = (payload, cases[index].1) {
                    let types = cases.iter().map(|(_, ty)| *ty);
                    let offset = self.sizes.payload_offset(tag, types).size_wasm32();
                    self.store(value, ty, at + offset, handles)?;
                }
            }
            (Shape::Flags(names, bytes), value) => self.put(at, flags(&names, value), bytes),
            (Shape::Own(resource), Value::Handle(rep)) => handles.push(Handle {
                address: address(at),
                resource,
                rep: *rep,
            }),
            (Shape::Borrow(_), _) => {
                return Err("a borrowed resource cannot be answered with".into());
            }
            (Shape::Other(word), _) => return Err(uncanned(word)),
            (shape, value) => return Err(format!("{value:?} is no {shape:?}")),
        }
        Ok(())
    }

    fn put(&mut self, at: usize, value: u64, bytes: u32) {
        let bytes = bytes as usize;
        self.bytes[at..at + bytes].copy_from_slice(&value.to_le_bytes()[..bytes]);
    }
}

/// Why a value of such a type is not canned.
pub(super) fn uncanned(word: &str) -> String {
    let article = if word.starts_with(['a', 'e', 'i', 'o']) {
        "an"
    } else {
        "a"
    };
    format!("{article} {word} cannot be canned: write the component in JavaScript instead")
}

/// The bits of what is laid out as an integer.
pub(super) fn integer(value: &Value) -> Result<u64, String> {
    match value {
        Value::Bool(it) => Ok(u64::from(*it)),
        Value::Char(text) => Ok(text.chars().next().map_or(0, |it| u64::from(u32::from(it)))),
        Value::Integer(text) => match text.strip_prefix('-') {
            Some(_) => text.parse::<i64>().map(i64::cast_unsigned),
            None => text.parse::<u64>(),
        }
        .map_err(|error| format!("{text}: {error}")),
        other => Err(format!("{other:?} is no number")),
    }
}

/// A number as WAVE writes it.
pub(super) fn float<T: std::str::FromStr<Err: std::fmt::Display>>(text: &str) -> Result<T, String> {
    text.parse().map_err(|error| format!("{text}: {error}"))
}

/// What a record, a tuple or a list is made of, in order.
pub(super) fn elements(value: &Value) -> Vec<&Value> {
    match value {
        Value::Record(fields) => fields.iter().map(|(_, value)| value).collect(),
        Value::Tuple(values) | Value::List(values) => values.iter().collect(),
        _ => Vec::new(),
    }
}

/// Which case a value is of, and its payload.
pub(super) fn case<'v>(
    cases: &[(&str, Option<&Type>)],
    value: &'v Value,
) -> Result<(usize, Option<&'v Value>), String> {
    let (name, payload) = match value {
        Value::Variant(name, payload) => (name.as_str(), payload.as_deref()),
        Value::Enum(name) => (name.as_str(), None),
        Value::Option(None) => ("none", None),
        Value::Option(Some(some)) => ("some", Some(&**some)),
        Value::Ok(payload) => ("ok", payload.as_deref()),
        Value::Err(payload) => ("err", payload.as_deref()),
        other => return Err(format!("{other:?} has no case")),
    };
    let index = cases.iter().position(|(case, _)| *case == name);
    let index = index.ok_or_else(|| format!("there is no case `{name}`"))?;
    Ok((index, payload))
}

/// The bits of the flags that are set.
pub(super) fn flags(names: &[&str], value: &Value) -> u64 {
    let Value::Flags(set) = value else { return 0 };
    let bits = names.iter().enumerate();
    let bits = bits.filter(|(_, name)| set.iter().any(|it| it == *name));
    bits.fold(0, |all, (bit, _)| all | 1 << bit)
}

fn address(at: usize) -> u32 {
    u32::try_from(at).expect("what is typed fits a memory of 32 bits")
}

pub(super) fn length(count: usize) -> u64 {
    u64::try_from(count).expect("a count has no more than 64 bits")
}

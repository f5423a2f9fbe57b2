//! Code that compares arguments with those that an answer is for. It leaves the block that it is in
//! at the first difference.

mod scalar;

use std::collections::BTreeMap;

use model::Value;
use wasm_encoder::{Instruction, ValType};
use wit_parser::abi::{FlatTypes, WasmType};
use wit_parser::{Resolve, Type, TypeId};

use super::image::{self, Image, case, elements, flags, integer};
use crate::shape::{Shape, int_bytes, shape};
use scalar::Scalar;
pub(super) use scalar::{load, mem_arg};

/// The most values that a type is flattened to.
const MOST_FLAT: usize = 16;

/// Writes comparisons.
pub(super) struct Matching<'a, 'i> {
    pub(super) image: &'i mut Image<'a>,
    pub(super) code: Vec<Instruction<'static>>,
    /// The function that tells whether two stretches of memory are the same.
    pub(super) same: u32,
    /// What takes a handle of a resource to what stands for it.
    pub(super) reps: &'i BTreeMap<TypeId, u32>,
    /// The first local that addresses may be put into.
    pub(super) free: u32,
    /// How many of these are needed.
    pub(super) depth: u32,
}

/// Flattened parameters that are still to be looked at: the first one's local, and their types.
#[derive(Clone, Copy)]
pub(super) struct Flat<'t> {
    pub(super) local: u32,
    pub(super) types: &'t [WasmType],
}

/// Something in memory: the local with an address, and how far it is from there.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub(super) local: u32,
    pub(super) offset: u32,
    /// How many locals are in use.
    pub(super) depth: u32,
}

type Outcome = Result<(), String>;

impl Matching<'_, '_> {
    /// Compares flattened parameters; what is left of them comes back.
    pub(super) fn flat<'t>(
        &mut self,
        value: &Value,
        ty: &Type,
        flat: Flat<'t>,
    ) -> Result<Flat<'t>, String> {
        let resolve = self.image.resolve;
        let scalar = || Scalar::Local(flat.local, flat.types[0]);
        match shape(resolve, ty) {
            Shape::String | Shape::List(_) => {
                let (start, count) = (scalar(), Scalar::Local(flat.local + 1, flat.types[1]));
                self.counted(value, ty, start, count, 0)?;
            }
            Shape::Array(element, _) => {
                return elements(value)
                    .into_iter()
                    .try_fold(flat, |flat, value| self.flat(value, element, flat));
            }
            Shape::Fields(fields) => {
                let mut fields = fields.iter().zip(elements(value));
                return fields.try_fold(flat, |flat, ((_, ty), value)| self.flat(value, ty, flat));
            }
            Shape::Cases(_, cases) => {
                let (index, payload) = case(&cases, value)?;
                self.integer(scalar(), 4, false, image::length(index));
                if let (Some(value), Some(ty)) = (payload, cases[index].1) {
                    self.flat(value, ty, flat.after(1))?;
                }
            }
            _ => self.scalar(value, ty, scalar())?,
        }
        Ok(flat.after(width(resolve, ty)))
    }

    /// Compares what is in memory.
    pub(super) fn memory(&mut self, value: &Value, ty: &Type, place: Place) -> Outcome {
        let resolve = self.image.resolve;
        match shape(resolve, ty) {
            Shape::String | Shape::List(_) => {
                let (start, count) = (Scalar::Memory(place), Scalar::Memory(place.after(4)));
                self.counted(value, ty, start, count, place.depth)
            }
            Shape::Array(element, _) => self.elements(value, element, place),
            Shape::Fields(fields) => {
                let offsets = self
                    .image
                    .sizes
                    .field_offsets(fields.iter().map(|(_, ty)| *ty));
                let mut all = offsets.into_iter().zip(elements(value));
                all.try_for_each(|((offset, ty), value)| {
                    self.memory(value, ty, place.after(offset.size_wasm32()))
                })
            }
            Shape::Cases(tag, cases) => {
                let (index, payload) = case(&cases, value)?;
                let bytes = int_bytes(tag);
                self.integer(Scalar::Memory(place), bytes, false, image::length(index));
                let Some((value, ty)) = payload.zip(cases[index].1) else {
                    return Ok(());
                };
                let types = cases.iter().map(|(_, ty)| *ty);
                let offset = self.image.sizes.payload_offset(tag, types);
                self.memory(value, ty, place.after(offset.size_wasm32()))
            }
            _ => self.scalar(value, ty, Scalar::Memory(place)),
        }
    }

    fn elements(&mut self, value: &Value, element: &Type, place: Place) -> Outcome {
        let size = self.image.size(element);
        let mut values = elements(value).into_iter().enumerate();
        values.try_for_each(|(at, value)| self.memory(value, element, place.after(at * size)))
    }

    /// Compares a string or a list, given where it starts and how long it is.
    fn counted(
        &mut self,
        value: &Value,
        ty: &Type,
        start: Scalar,
        count: Scalar,
        depth: u32,
    ) -> Outcome {
        let resolve = self.image.resolve;
        let bytes = match (shape(resolve, ty), value) {
            (Shape::String, Value::String(text)) => {
                self.integer(count, 4, false, image::length(text.len()));
                Some((self.image.place_bytes(text.as_bytes()), text.len()))
            }
            (Shape::List(element), Value::List(values)) => {
                self.integer(count, 4, false, image::length(values.len()));
                match shape(resolve, element) {
                    // What has no other form than its bytes is compared by them.
                    Shape::Integer { bytes, .. } => {
                        let size = bytes as usize;
                        let all: Result<Vec<u64>, _> = values.iter().map(integer).collect();
                        let all = all?.into_iter();
                        let all = all.flat_map(|it| it.to_le_bytes().into_iter().take(size));
                        let all: Vec<u8> = all.collect();
                        Some((self.image.place_bytes(&all), all.len()))
                    }
                    _ => {
                        let local = self.free + depth;
                        self.depth = self.depth.max(depth + 1);
                        self.push(start, 4, false);
                        self.code.push(Instruction::LocalSet(local));
                        let (offset, depth) = (0, depth + 1);
                        let place = Place {
                            local,
                            offset,
                            depth,
                        };
                        self.elements(value, element, place)?;
                        None
                    }
                }
            }
            (_, other) => return Err(format!("{other:?} is no string or list")),
        };
        if let Some((expected, length)) = bytes.filter(|(_, length)| *length > 0) {
            self.push(start, 4, false);
            self.code.extend([
                Instruction::I32Const(expected.cast_signed()),
                Instruction::I32Const(i32::try_from(length).map_err(|it| it.to_string())?),
                Instruction::Call(self.same),
                Instruction::I32Eqz,
                Instruction::BrIf(0),
            ]);
        }
        Ok(())
    }

    /// Compares what is one value.
    fn scalar(&mut self, value: &Value, ty: &Type, scalar: Scalar) -> Outcome {
        let resolve = self.image.resolve;
        match (shape(resolve, ty), value) {
            (Shape::Integer { bytes, signed }, value) => {
                self.integer(scalar, bytes, signed, integer(value)?);
            }
            (Shape::Flags(names, bytes), value) => {
                if bytes > 0 {
                    self.integer(scalar, bytes, false, flags(&names, value));
                }
            }
            (Shape::F32, Value::Float(text)) => self.float::<f32>(scalar, text)?,
            (Shape::F64, Value::Float(text)) => self.float::<f64>(scalar, text)?,
            (shape @ (Shape::Own(resource) | Shape::Borrow(resource)), Value::Handle(rep)) => {
                let to_rep = self.reps.get(&resource).copied().ok_or(
                    "a resource that others provide cannot be told apart: leave the arguments out",
                )?;
                self.push(scalar, 4, false);
                // What is borrowed comes as what stands for it.
                if matches!(shape, Shape::Own(_)) {
                    self.code.push(Instruction::Call(to_rep));
                }
                self.unless(i64::from(*rep), ValType::I32);
            }
            (Shape::Other(word), _) => {
                return Err(format!(
                    "a {word} cannot be compared: leave the arguments out"
                ));
            }
            (_, other) => return Err(format!("{other:?} cannot be compared")),
        }
        Ok(())
    }
}

impl Flat<'_> {
    pub(super) fn after(self, count: usize) -> Self {
        Self {
            local: self.local + u32::try_from(count).expect("they are few"),
            types: self.types.get(count..).unwrap_or_default(),
        }
    }
}

impl Place {
    fn after(self, offset: usize) -> Self {
        let offset = u32::try_from(offset).expect("it is within a memory of 32 bits");
        Self {
            offset: self.offset + offset,
            ..self
        }
    }
}

/// How many values a type is flattened to.
pub(super) fn width(resolve: &Resolve, ty: &Type) -> usize {
    let mut types = [WasmType::I32; MOST_FLAT];
    let mut flat = FlatTypes::new(&mut types);
    resolve.push_flat(ty, &mut flat);
    flat.to_vec().len()
}

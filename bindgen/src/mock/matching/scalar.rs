//! Code that puts one number onto the stack and compares it.

use wasm_encoder::{Instruction, MemArg, ValType};
use wit_parser::abi::WasmType;

use super::{Matching, Outcome, Place};
use crate::mock::image;

/// A value that code can put onto the stack, as often as it likes.
#[derive(Clone, Copy)]
pub(super) enum Scalar {
    Local(u32, WasmType),
    Memory(Place),
}

impl Matching<'_, '_> {
    pub(super) fn integer(&mut self, scalar: Scalar, bytes: u32, signed: bool, wanted: u64) {
        self.push(scalar, bytes, signed);
        let ty = if bytes == 8 {
            ValType::I64
        } else {
            ValType::I32
        };
        self.unless(wanted.cast_signed(), ty);
    }

    /// Leaves unless what is on the stack is this number.
    pub(super) fn unless(&mut self, wanted: i64, ty: ValType) {
        self.code.extend(match ty {
            ValType::I64 => [Instruction::I64Const(wanted), Instruction::I64Ne],
            _ => {
                #[expect(clippy::cast_possible_truncation, reason = "it has no more bits")]
                let wanted = wanted as i32;
                [Instruction::I32Const(wanted), Instruction::I32Ne]
            }
        });
        self.code.push(Instruction::BrIf(0));
    }

    /// Compares a number; one that is none is the same as any other that is none.
    pub(super) fn float<T: Float>(&mut self, scalar: Scalar, text: &str) -> Outcome {
        let wanted: T = image::float(text)?;
        self.push_float(scalar, T::TYPE);
        match wanted.is_nan() {
            true => {
                self.push_float(scalar, T::TYPE);
                self.code.push(T::SAME);
            }
            false => self.code.extend([wanted.constant(), T::OTHER]),
        }
        self.code.push(Instruction::BrIf(0));
        Ok(())
    }

    pub(super) fn push(&mut self, scalar: Scalar, bytes: u32, signed: bool) {
        match scalar {
            Scalar::Local(local, ty) => {
                self.code.push(Instruction::LocalGet(local));
                let is_wide = matches!(ty, WasmType::I64 | WasmType::PointerOrI64);
                if is_wide && bytes < 8 {
                    self.code.push(Instruction::I32WrapI64);
                }
            }
            Scalar::Memory(place) => {
                self.code.push(Instruction::LocalGet(place.local));
                self.code.push(load(bytes, signed, place.offset));
            }
        }
    }

    fn push_float(&mut self, scalar: Scalar, wanted: ValType) {
        let bytes = if wanted == ValType::F64 { 8 } else { 4 };
        match scalar {
            Scalar::Memory(place) => {
                let at = mem_arg(place.offset);
                self.code.push(Instruction::LocalGet(place.local));
                self.code.push(match wanted {
                    ValType::F64 => Instruction::F64Load(at),
                    _ => Instruction::F32Load(at),
                });
            }
            Scalar::Local(local, WasmType::F32 | WasmType::F64) => {
                self.code.push(Instruction::LocalGet(local));
            }
            // In a variant it may lie where another case has an integer.
            Scalar::Local(..) => {
                self.push(scalar, bytes, false);
                self.code.push(match wanted {
                    ValType::F64 => Instruction::F64ReinterpretI64,
                    _ => Instruction::F32ReinterpretI32,
                });
            }
        }
    }
}

/// `f32` or `f64`.
pub(super) trait Float: std::str::FromStr<Err: std::fmt::Display> {
    const TYPE: ValType;
    const SAME: Instruction<'static>;
    const OTHER: Instruction<'static>;
    fn is_nan(&self) -> bool;
    fn constant(self) -> Instruction<'static>;
}

impl Float for f32 {
    const TYPE: ValType = ValType::F32;
    const SAME: Instruction<'static> = Instruction::F32Eq;
    const OTHER: Instruction<'static> = Instruction::F32Ne;
    fn is_nan(&self) -> bool {
        Self::is_nan(*self)
    }
    fn constant(self) -> Instruction<'static> {
        Instruction::F32Const(self.into())
    }
}

impl Float for f64 {
    const TYPE: ValType = ValType::F64;
    const SAME: Instruction<'static> = Instruction::F64Eq;
    const OTHER: Instruction<'static> = Instruction::F64Ne;
    fn is_nan(&self) -> bool {
        Self::is_nan(*self)
    }
    fn constant(self) -> Instruction<'static> {
        Instruction::F64Const(self.into())
    }
}

/// What loads so many bytes as an integer.
pub(in crate::mock) fn load(bytes: u32, signed: bool, offset: u32) -> Instruction<'static> {
    let at = mem_arg(offset);
    match (bytes, signed) {
        (1, false) => Instruction::I32Load8U(at),
        (1, true) => Instruction::I32Load8S(at),
        (2, false) => Instruction::I32Load16U(at),
        (2, true) => Instruction::I32Load16S(at),
        (8, _) => Instruction::I64Load(at),
        _ => Instruction::I32Load(at),
    }
}

/// Within the one memory, with no promise about alignment.
pub(in crate::mock) fn mem_arg(offset: u32) -> MemArg {
    MemArg {
        offset: offset.into(),
        align: 0,
        memory_index: 0,
    }
}

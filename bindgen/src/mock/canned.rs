//! The code of functions that give canned answers.

use std::collections::BTreeMap;

use model::Value;
use wasm_encoder::{BlockType, Function as Body, Instruction, ValType};
use wit_parser::abi::AbiVariant;
use wit_parser::{Function, FunctionKind, Resolve, Type, TypeId};

use super::image::{Image, Placed};
use super::matching::{Flat, Matching, Place, load, mem_arg, width};
use crate::shape::{Shape, int_bytes, shape};

/// Where free memory begins now.
const FREE: u32 = 0;
/// Where it begins before a call: what was made room for in one is not needed in the next.
const BASE: u32 = 1;
/// What stands for the resource that was made last.
const LAST: u32 = 2;
/// The first global that counts the calls of a mock.
pub(super) const GLOBALS: u32 = 3;

/// When an answer is given.
pub(super) enum Given<'v> {
    Always,
    /// When this global says that so many were given before.
    Turn(u32, usize),
    /// To these arguments, `self` left out.
    Args(&'v [Value]),
}

/// What an answer is written with.
pub(super) struct Reply<'r, 'a> {
    pub(super) resolve: &'a Resolve,
    pub(super) function: &'r Function,
    pub(super) image: &'r mut Image<'a>,
    pub(super) news: &'r BTreeMap<TypeId, u32>,
    pub(super) reps: &'r BTreeMap<TypeId, u32>,
    pub(super) same: u32,
}

impl Reply<'_, '_> {
    /// Code that gives an answer when it is to be given, and goes on behind itself otherwise; and how
    /// many locals for addresses it needs.
    ///
    /// # Errors
    ///
    /// Why it cannot be canned.
    pub(super) fn code(
        mut self,
        given: &Given<'_>,
        result: Option<&Value>,
    ) -> Result<(Vec<Instruction<'static>>, u32), String> {
        let (mut code, depth) = match given {
            Given::Always => (Vec::new(), 0),
            Given::Turn(global, turn) => (turned(*global, *turn), 0),
            Given::Args(args) => self.fitting(args)?,
        };
        let is_always = matches!(given, Given::Always);
        if !is_always {
            code.insert(0, Instruction::Block(BlockType::Empty));
        }
        code.extend(self.answered(result)?);
        code.push(Instruction::Return);
        if !is_always {
            code.push(Instruction::End);
        }
        Ok((code, depth))
    }

    /// Leaves the block unless the arguments are these.
    fn fitting(&mut self, args: &[Value]) -> Result<(Vec<Instruction<'static>>, u32), String> {
        let Self {
            resolve, function, ..
        } = *self;
        let signature = resolve.wasm_signature(AbiVariant::GuestExport, function);
        let locals = u32::try_from(signature.params.len()).expect("they are few");
        let params: Vec<&Type> = function.params.iter().map(|it| &it.ty).collect();
        let skipped = usize::from(is_method(function));
        let offsets = self.image.sizes.field_offsets(params.iter().copied());
        let offsets: Vec<usize> = offsets.iter().map(|(at, _)| at.size_wasm32()).collect();
        let mut matching = Matching {
            image: &mut *self.image,
            code: Vec::new(),
            same: self.same,
            reps: self.reps,
            free: locals,
            depth: 0,
        };
        let mut flat = Flat {
            local: 0,
            types: &signature.params,
        };
        for (at, ty) in params.iter().enumerate() {
            let value = at.checked_sub(skipped).and_then(|at| args.get(at));
            match (value, signature.indirect_params) {
                (None, _) => flat = flat.after(width(resolve, ty)),
                (Some(value), false) => flat = matching.flat(value, ty, flat)?,
                (Some(value), true) => {
                    let offset = u32::try_from(offsets[at]).expect("parameters are not so many");
                    let place = Place {
                        local: 0,
                        offset,
                        depth: 0,
                    };
                    matching.memory(value, ty, place)?;
                }
            }
        }
        Ok((matching.code, matching.depth))
    }

    /// Leaves the result on the stack as the function returns it.
    fn answered(&mut self, result: Option<&Value>) -> Result<Vec<Instruction<'static>>, String> {
        let placed = match (&self.function.result, result) {
            (Some(ty), Some(value)) => Some((self.image.place(value, ty)?, ty)),
            _ => None,
        };
        let mut code = Vec::new();
        let handles = placed.iter().flat_map(|(placed, _)| &placed.handles);
        for handle in handles {
            let new = self
                .news
                .get(&handle.resource)
                .copied()
                .ok_or("a resource that others provide cannot be made here")?;
            code.extend([
                Instruction::I32Const(handle.address.cast_signed()),
                Instruction::I32Const(handle.rep.cast_signed()),
                Instruction::Call(new),
                Instruction::I32Store(mem_arg(0)),
            ]);
        }
        code.extend(begin_again());
        if let Some((Placed { address, .. }, ty)) = placed {
            code.push(Instruction::I32Const(address.cast_signed()));
            let signature = self
                .resolve
                .wasm_signature(AbiVariant::GuestExport, self.function);
            if !signature.retptr {
                code.extend(self.loaded(ty, 0));
            }
        }
        Ok(code)
    }

    /// What loads the one value that a type is flattened to.
    fn loaded(&self, ty: &Type, offset: u32) -> Option<Instruction<'static>> {
        Some(match shape(self.resolve, ty) {
            Shape::Integer { bytes, signed } => load(bytes, signed, offset),
            Shape::F32 => Instruction::F32Load(mem_arg(offset)),
            Shape::F64 => Instruction::F64Load(mem_arg(offset)),
            Shape::Cases(tag, _) => load(int_bytes(tag), false, offset),
            Shape::Flags(_, bytes) => load(bytes, false, offset),
            Shape::Array(element, _) => return self.loaded(element, offset),
            Shape::Fields(fields) => {
                let offsets = self
                    .image
                    .sizes
                    .field_offsets(fields.iter().map(|(_, ty)| *ty));
                let mut fields = offsets.into_iter();
                let (at, ty) = fields.find(|(_, ty)| width(self.resolve, ty) > 0)?;
                return self.loaded(ty, offset + u32::try_from(at.size_wasm32()).ok()?);
            }
            _ => load(4, false, offset),
        })
    }
}

fn is_method(function: &Function) -> bool {
    matches!(
        function.kind,
        FunctionKind::Method(_) | FunctionKind::AsyncMethod(_)
    )
}

/// Leaves the block unless it is this answer's turn, and then it is the next one's.
fn turned(global: u32, turn: usize) -> Vec<Instruction<'static>> {
    let turn = i32::try_from(turn).expect("nobody types as many answers");
    vec![
        Instruction::GlobalGet(global),
        Instruction::I32Const(turn),
        Instruction::I32Ne,
        Instruction::BrIf(0),
        Instruction::I32Const(turn + 1),
        Instruction::GlobalSet(global),
    ]
}

/// The arguments of this call are not needed any more.
fn begin_again() -> [Instruction<'static>; 2] {
    [Instruction::GlobalGet(BASE), Instruction::GlobalSet(FREE)]
}

/// Makes a resource that was not there before.
pub(super) fn again(new: u32) -> Vec<Instruction<'static>> {
    let mut code = begin_again().to_vec();
    code.extend([
        Instruction::GlobalGet(LAST),
        Instruction::I32Const(1),
        Instruction::I32Add,
        Instruction::GlobalSet(LAST),
        Instruction::GlobalGet(LAST),
        Instruction::Call(new),
    ]);
    code
}

/// Makes room for arguments behind what is there.
pub(super) fn realloc() -> Body {
    let (old, old_size, align, size, place) = (0, 1, 2, 3, 4);
    let mut body = Body::new([(1, ValType::I32)]);
    let mut code = body.instructions();
    code.global_get(FREE).local_get(align).i32_add();
    code.i32_const(1).i32_sub();
    code.i32_const(0).local_get(align).i32_sub().i32_and();
    code.local_tee(place).local_get(size).i32_add();
    code.global_set(FREE);
    // More than there is, in whole pages.
    code.global_get(FREE).memory_size(0).i32_const(16).i32_shl();
    code.i32_gt_u().if_(BlockType::Empty);
    code.global_get(FREE).memory_size(0).i32_const(16).i32_shl();
    code.i32_sub().i32_const(0xffff).i32_add();
    code.i32_const(16).i32_shr_u().memory_grow(0);
    code.i32_const(-1).i32_eq().if_(BlockType::Empty);
    code.unreachable().end().end();
    code.local_get(place).local_get(old).local_get(old_size);
    code.memory_copy(0, 0).local_get(place).end();
    body
}

/// Whether so many bytes are the same in two places.
pub(super) fn same() -> Body {
    let (one, other, count) = (0, 1, 2);
    let mut body = Body::new([]);
    let mut code = body.instructions();
    code.loop_(BlockType::Empty);
    code.local_get(count).i32_eqz().if_(BlockType::Empty);
    code.i32_const(1).return_().end();
    code.local_get(one).i32_load8_u(mem_arg(0));
    code.local_get(other).i32_load8_u(mem_arg(0));
    code.i32_ne().if_(BlockType::Empty);
    code.i32_const(0).return_().end();
    for (local, step) in [(one, 1), (other, 1), (count, -1)] {
        code.local_get(local).i32_const(step).i32_add();
        code.local_set(local);
    }
    code.br(0).end().unreachable().end();
    body
}

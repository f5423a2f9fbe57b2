//! A program with each function once. Two releases of a crate make the same code twice, as generic
//! code does for types of one layout, and the linker keeps all of it.

use std::collections::HashMap;
use std::convert::Infallible;

use anyhow::{Result, anyhow};
use wasm_encoder::reencode::{Error, Reencode, utils};
use wasm_encoder::{CodeSection, FunctionSection, Module};
use wasmparser::{
    BinaryReaderError, CodeSectionReader, FunctionSectionReader, Parser, Payload, TypeRef,
};

/// The module with one function for all that are the same.
pub(crate) fn merged(module: &[u8]) -> Result<Vec<u8>> {
    let mut module = module.to_vec();
    // What calls functions that have become one may itself be the same now.
    while let Some(mut twins) = Twins::of(&module)? {
        let mut merged = Module::new();
        twins
            .parse_core_module(&mut merged, Parser::new(0), &module)
            .map_err(|error| anyhow!("{error}"))?;
        module = merged.finish();
    }
    Ok(module)
}

/// The functions of a module that are the same as one before them.
struct Twins {
    /// For each function of its own, whether it is left out.
    is_twin: Vec<bool>,
    /// The new index of what stands for each function.
    index: Vec<u32>,
}

impl Twins {
    /// None where every function is the only one of its kind.
    fn of(module: &[u8]) -> Result<Option<Twins>> {
        let (mut types, mut seen) = (Vec::new(), HashMap::new());
        let (mut is_twin, mut index) = (Vec::new(), Vec::new());
        let mut next = 0;
        for payload in Parser::new(0).parse_all(module) {
            match payload? {
                Payload::ImportSection(section) => {
                    for import in section.into_imports() {
                        next += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                    }
                    index.extend(0..next);
                }
                Payload::FunctionSection(section) => {
                    types = section
                        .into_iter()
                        .collect::<Result<_, BinaryReaderError>>()?;
                }
                Payload::CodeSectionEntry(body) => {
                    let kind = (types[is_twin.len()], body.as_bytes());
                    let first = *seen.entry(kind).or_insert(next);
                    is_twin.push(first != next);
                    next += u32::from(first == next);
                    index.push(first);
                }
                _ => {}
            }
        }
        let is_any = is_twin.contains(&true);
        Ok(is_any.then_some(Twins { is_twin, index }))
    }
}

impl Reencode for Twins {
    type Error = Infallible;

    fn function_index(&mut self, function: u32) -> Result<u32, Error> {
        Ok(self.index[function as usize])
    }

    fn parse_function_section(
        &mut self,
        functions: &mut FunctionSection,
        section: FunctionSectionReader<'_>,
    ) -> Result<(), Error> {
        for (ty, is_twin) in section.into_iter().zip(&self.is_twin) {
            if !is_twin {
                functions.function(ty?);
            }
        }
        Ok(())
    }

    fn parse_code_section(
        &mut self,
        code: &mut CodeSection,
        section: CodeSectionReader<'_>,
    ) -> Result<(), Error> {
        for (number, body) in section.into_iter().enumerate() {
            if !self.is_twin[number] {
                utils::parse_function_body(self, code, body?)?;
            }
        }
        Ok(())
    }
}

#[test]
fn functions_that_are_the_same_become_one() {
    // Two that call two twins are twins then; an export and a table keep what they name.
    let module = wat::parse_str(
        r#"(module
            (import "m" "f" (func (param i32)))
            (table funcref (elem 2 4))
            (func (result i32) i32.const 1)
            (func (result i32) i32.const 1)
            (func (export "a") (result i32) call 1)
            (func (export "b") (result i32) call 2)
            (func (result i64) i64.const 1))"#,
    )
    .unwrap();
    let expected = wat::parse_str(
        r#"(module
            (import "m" "f" (func (param i32)))
            (table funcref (elem 1 2))
            (func (result i32) i32.const 1)
            (func (export "a") (export "b") (result i32) call 1)
            (func (result i64) i64.const 1))"#,
    )
    .unwrap();
    assert_eq!(merged(&module).unwrap(), expected);
}

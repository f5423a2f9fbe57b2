//! Types of core functions as WAT.

use wasm_encoder::ValType;
use wit_parser::abi::{WasmSignature, WasmType};

/// The type of a function, such as `(func (param i32 i32) (result i32))`.
pub(crate) fn function(signature: &WasmSignature) -> String {
    let mut text = "(func".to_owned();
    for (keyword, types) in [("param", &signature.params), ("result", &signature.results)] {
        if !types.is_empty() {
            let types: Vec<&str> = types.iter().copied().map(name).collect();
            text.push_str(&format!(" ({keyword} {})", types.join(" ")));
        }
    }
    text + ")"
}

/// The type of a value in a component whose memory is of 32 bits.
pub(crate) fn name(ty: WasmType) -> &'static str {
    match ty {
        WasmType::I32 | WasmType::Pointer | WasmType::Length => "i32",
        WasmType::I64 | WasmType::PointerOrI64 => "i64",
        WasmType::F32 => "f32",
        WasmType::F64 => "f64",
    }
}

/// The same as the encoder has it.
pub(crate) fn value_type(ty: WasmType) -> ValType {
    match name(ty) {
        "i32" => ValType::I32,
        "i64" => ValType::I64,
        "f32" => ValType::F32,
        _ => ValType::F64,
    }
}

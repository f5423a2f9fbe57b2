//! Binaries as WAT.

use model::EngineError;

use crate::binary;
use crate::diagnostics::{failure, offset_of};

/// `bytes` as WAT text.
///
/// # Errors
///
/// `not-wasm` when they are no WebAssembly, `malformed` with the byte offset when they end or
/// break in the middle.
pub fn print_wat(bytes: &[u8]) -> Result<String, EngineError> {
    binary::kind(bytes)?;
    let mut wat = String::new();
    let mut storage = wasmprinter::PrintFmtWrite(&mut wat);
    match wasmprinter::Config::new().print(bytes, &mut storage) {
        Ok(()) => Ok(wat),
        Err(error) => Err(EngineError {
            offset: offset_of(&error),
            ..failure("malformed", format!("it cannot be printed: {error:#}"))
        }),
    }
}

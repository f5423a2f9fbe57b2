//! Binaries as WAT, and WAT as binaries. The engine itself answers nothing about WAT, which would
//! make it a tenth larger to download: the maker does.

use model::{Diagnostic, EncodedWat, EngineError, NamedFile};
use serde_bytes::ByteBuf;

use crate::binary;
use crate::diagnostics::{self, failure, offset_of, point, sentence};

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

/// A WAT text as a binary, or what is wrong with it and where.
pub fn encode_wat(file: NamedFile) -> EncodedWat {
    let text = String::from_utf8_lossy(&file.bytes);
    match encode(&text) {
        Ok(bytes) => EncodedWat::Binary(NamedFile {
            bytes: ByteBuf::from(bytes),
            path: file.path,
        }),
        Err(error) => {
            let (line, column) = error.span().linecol_in(&text);
            let (line, column) = (line + 1, column + 1);
            let message = format!("{} at line {line}, column {column}", error.message());
            let offset = u32::try_from(error.span().offset()).unwrap_or(u32::MAX);
            EncodedWat::Refused(Diagnostic {
                span: point(offset),
                message: sentence(&message),
                path: file.path,
                ..diagnostics::error()
            })
        }
    }
}

fn encode(text: &str) -> Result<Vec<u8>, wast::Error> {
    let buffer = wast::parser::ParseBuffer::new(text)?;
    let mut wat = wast::parser::parse::<wast::Wat>(&buffer)?;
    wat.encode()
}

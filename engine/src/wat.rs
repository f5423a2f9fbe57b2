//! Binaries as WAT, and WAT as binaries. The engine itself answers nothing about WAT, which would
//! make it a tenth larger to download: the maker does.

use model::{Diagnostic, EncodedWat, EngineError, NamedFile};
use serde_bytes::ByteBuf;
use wasmparser::{Parser, Payload};
use wast::Wat;
use wast::core::{FuncKind, Module, ModuleField, ModuleKind};
use wast::parser::ParseBuffer;
use wast::token::Span;

use crate::diagnostics::{self, failure, offset_of, point, sentence};
use crate::{binary, inspect};

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
    let encoded = encode(&text).and_then(|(bytes, functions)| {
        let invalid = inspect::validate(&bytes).err();
        match invalid {
            None => Ok(bytes),
            Some(diagnostic) => {
                let span = function_at(&bytes, diagnostic.span.start, &functions);
                Err(wast::Error::new(span, diagnostic.message))
            }
        }
    });
    match encoded {
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

/// The binary, and where its functions are in the text, if it is a core module.
fn encode(text: &str) -> Result<(Vec<u8>, Vec<Span>), wast::Error> {
    let buffer = ParseBuffer::new(text)?;
    let mut wat = wast::parser::parse::<Wat>(&buffer)?;
    let fields = match &wat {
        Wat::Module(Module {
            kind: ModuleKind::Text(fields),
            ..
        }) => fields.as_slice(),
        _ => &[],
    };
    let functions = fields.iter().filter_map(|field| match field {
        ModuleField::Func(function) if matches!(function.kind, FuncKind::Inline { .. }) => {
            Some(function.span)
        }
        _ => None,
    });
    let functions = functions.collect();
    Ok((wat.encode()?, functions))
}

/// Where the function is in the text that a byte of the binary belongs to; else the beginning.
fn function_at(bytes: &[u8], offset: u32, functions: &[Span]) -> Span {
    let bodies = Parser::new(0).parse_all(bytes).map_while(Result::ok);
    let bodies = bodies.filter_map(|payload| match payload {
        Payload::CodeSectionEntry(body) => Some(body.range()),
        _ => None,
    });
    let at = bodies
        .zip(functions)
        .find(|(range, _)| range.contains(&offset.into()));
    at.map_or(Span::from_offset(0), |(_, span)| *span)
}

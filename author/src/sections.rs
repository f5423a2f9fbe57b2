//! The sections of a component or module, without what is nested in them.

use wasmparser::{Parser, Payload, Result};

/// A section as it is, and what it says.
pub(crate) struct Section<'a> {
    pub(crate) id: u8,
    pub(crate) bytes: &'a [u8],
    pub(crate) payload: Payload<'a>,
}

/// Each section in order.
pub(crate) fn sections(binary: &[u8]) -> impl Iterator<Item = Result<Section<'_>>> {
    let mut depth = 0u32;
    let payloads = Parser::new(0).parse_all(binary);
    payloads.filter_map(move |payload| {
        let payload = match payload {
            Ok(payload) => payload,
            Err(error) => return Some(Err(error)),
        };
        let outermost = depth == 0;
        match payload {
            Payload::ModuleSection { .. } | Payload::ComponentSection { .. } => depth += 1,
            Payload::End(_) if !outermost => depth -= 1,
            _ => {}
        }
        let (id, range) = payload.as_section()?;
        outermost.then(|| {
            let bytes = &binary[range.start as usize..range.end as usize];
            Ok(Section { id, bytes, payload })
        })
    })
}

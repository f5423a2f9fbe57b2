//! A binary without the names that are only for people.

use wasmparser::{Parser, Payload, Result};

/// Custom sections that name functions, locals, instances and the like.
const NAMES: [&str; 2] = ["name", "component-name"];

/// The binary without these sections, at every depth; the same bytes as of
/// `wasm-tools strip --delete '^(name|component-name)$'`.
///
/// # Errors
///
/// When it is not well formed.
pub(crate) fn strip_names(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut output = Vec::with_capacity(bytes.len());
    let mut outer: Vec<(u8, Vec<u8>)> = Vec::new();
    for payload in Parser::new(0).parse_all(bytes) {
        let payload = payload?;
        match &payload {
            Payload::Version { range, .. } => {
                output.extend(&bytes[range.start as usize..range.end as usize]);
            }
            Payload::ModuleSection { .. } | Payload::ComponentSection { .. } => {
                let id = payload.as_section().map_or(0, |(id, _)| id);
                outer.push((id, std::mem::take(&mut output)));
            }
            Payload::End(_) => {
                if let Some((id, around)) = outer.pop() {
                    let nested = std::mem::replace(&mut output, around);
                    append(&mut output, id, &nested);
                }
            }
            Payload::CustomSection(section) if NAMES.contains(&section.name()) => {}
            _ => {
                if let Some((id, range)) = payload.as_section() {
                    append(
                        &mut output,
                        id,
                        &bytes[range.start as usize..range.end as usize],
                    );
                }
            }
        }
    }
    Ok(output)
}

fn append(output: &mut Vec<u8>, id: u8, contents: &[u8]) {
    output.push(id);
    let mut left = contents.len();
    while left >= 0x80 {
        output.push((left & 0x7f) as u8 | 0x80);
        left >>= 7;
    }
    output.push(left as u8);
    output.extend(contents);
}

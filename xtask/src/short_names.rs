//! Short names for what the page's program takes from JavaScript. wasm-bindgen ends each in a hash,
//! in the program and in the script beside it, and what is random cannot be compressed.

use anyhow::{Context, Result, ensure};

use crate::wasm;

/// The id of the section that lists imports, and what says that one is a function.
const IMPORTS: u8 = 2;
const FUNCTION: u8 = 0;

/// Renames what a program imports from the script that it names `from`, in both.
pub(crate) fn imports(program: &[u8], script: &str, from: &str) -> Result<(Vec<u8>, String)> {
    let mut script = script.to_owned();
    let program = wasm::with_sections(program, |id, content| match id {
        IMPORTS => renamed(content, &mut script, from),
        _ => Ok(content.to_vec()),
    })?;
    Ok((program, script))
}

/// The imports by their new names, which the script has too from now on.
fn renamed(imports: &[u8], script: &mut String, from: &str) -> Result<Vec<u8>> {
    let (count, mut at) = wasm::length(imports, 0)?;
    let mut renamed = imports[..at].to_vec();
    for number in 0..count {
        let module = text(imports, &mut at)?;
        let mut name = text(imports, &mut at)?;
        let start = at;
        ensure!(
            imports.get(at) == Some(&FUNCTION),
            "`{name}` is no function"
        );
        (_, at) = wasm::length(imports, at + 1)?;
        let short = format!("i{number}");
        if module == from {
            let count = script.matches(name).count();
            ensure!(count == 1, "the script names `{name}` {count} times");
            *script = script.replace(name, &short);
            name = &short;
        }
        for text in [module, name] {
            wasm::write_length(&mut renamed, text.len());
            renamed.extend(text.as_bytes());
        }
        renamed.extend(&imports[start..at]);
    }
    Ok(renamed)
}

fn text<'a>(bytes: &'a [u8], at: &mut usize) -> Result<&'a str> {
    let (length, start) = wasm::length(bytes, *at)?;
    *at = start + length;
    let text = bytes.get(start..*at).context("a name is cut off")?;
    Ok(std::str::from_utf8(text)?)
}

#[test]
fn both_sides_know_an_import_by_its_new_name() {
    let program = b"\0asm\x01\0\0\0\x02\x16\x02\x02./\x08now_463a\0\x07\x01x\x01y\0\x80\x01";
    let script = "({ now_463a: () => Date.now() })";
    let (program, script) = imports(program, script, "./").unwrap();
    assert_eq!(script, "({ i0: () => Date.now() })");
    let expected = b"\0asm\x01\0\0\0\x02\x10\x02\x02./\x02i0\0\x07\x01x\x01y\0\x80\x01";
    assert_eq!(program, expected);
}

#[test]
fn a_name_that_the_script_lacks_is_no_name() {
    let program = b"\0asm\x01\0\0\0\x02\x07\x01\x01.\x01a\0\x07";
    assert!(imports(program, "", ".").is_err());
}

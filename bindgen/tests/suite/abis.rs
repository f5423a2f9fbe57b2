//! The canonical ABI of every function of a case's one world.

use std::fmt::Write;

use model::{Abi, AbiRequest, CoreFunction, FunctionAbi, Layout, LayoutCase, LayoutPart};

use crate::verbs::ask;
use crate::worlds;

pub(crate) fn told(input: &str) -> String {
    let of = worlds::own(input);
    let mut request = AbiRequest { of, function: None };
    let Abi { functions, .. } = ask(request.clone()).unwrap();
    let mut out = String::new();
    for name in functions {
        request.function = Some(name);
        tell(&mut out, ask(request.clone()).unwrap().shown.unwrap());
    }
    out
}

fn tell(out: &mut String, it: FunctionAbi) {
    let side = if it.name.is_export {
        "export"
    } else {
        "import"
    };
    writeln!(out, "==> {side} {}\n{}", it.name.id, it.wit).unwrap();
    for flat in it.params.iter().chain(&it.result) {
        let values = flat
            .values
            .iter()
            .map(|it| format!("{} {}", it.core, it.what));
        let values = values.collect::<Vec<_>>().join(", ");
        writeln!(out, "{}: {} = {values}", flat.name, flat.ty).unwrap();
    }
    for note in &it.notes {
        writeln!(out, "* {note}").unwrap();
    }
    for signature in &it.signatures {
        writeln!(out, "{:?}", signature.kind).unwrap();
        signature.functions.iter().for_each(|it| function(out, it));
    }
    writeln!(out, "beside it").unwrap();
    it.others.iter().for_each(|it| function(out, it));
    it.layouts.iter().for_each(|it| layout(out, it));
    out.push('\n');
}

fn function(out: &mut String, it: &CoreFunction) {
    let CoreFunction {
        role,
        module,
        name,
        ty,
    } = it;
    let name = match module {
        Some(module) => format!("import {module:?} {name:?}"),
        None => format!("export {name:?}"),
    };
    writeln!(out, "  {name} {ty}; {role}").unwrap();
}

fn layout(out: &mut String, it: &Layout) {
    let Layout {
        ty,
        kind,
        size,
        align,
        parts,
        cases,
        note,
    } = it;
    writeln!(out, "{kind} {ty}: {size} bytes, aligned to {align}").unwrap();
    for LayoutPart {
        name,
        ty,
        offset,
        size,
    } in parts
    {
        let name = if name.is_empty() { "(gap)" } else { name };
        writeln!(out, "  {offset}..{} {name} {ty}", offset + size).unwrap();
    }
    for LayoutCase {
        number,
        name,
        payload,
    } in cases
    {
        writeln!(out, "  {number} = {name} {payload:?}").unwrap();
    }
    if let Some(note) = note {
        writeln!(out, "  {note}").unwrap();
    }
}

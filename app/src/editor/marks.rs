//! What is marked in a text, as the editor takes it.

use js_sys::{Array, Uint32Array};
use model::{Diagnostic, Severity};
use wasm_bindgen::JsValue;

use super::Structured;
use super::bindings::{self, Finding, FlatStructure};
use crate::state::position::Positions;

/// What asks a finding's wire to explain itself; it stands behind the fixes.
const WHY: &str = "Why?";

/// The findings in the editor's positions.
pub(super) fn findings(positions: &Positions, findings: &[Diagnostic]) -> Array {
    let marks = findings.iter().map(|it| {
        let range = positions.utf16(it.span);
        let mark = bindings::object::<Finding>();
        mark.set_from(range.start);
        mark.set_to(range.end);
        mark.set_severity(match it.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "info",
        });
        mark.set_message(&it.message);
        mark.set_hint(&it.hint.as_deref().map_or(JsValue::NULL, JsValue::from_str));
        let fixes = it.fixes.iter().map(|fix| fix.title.as_str());
        let why = it.wire.iter().map(|_| WHY);
        mark.set_fixes(&fixes.chain(why).map(JsValue::from_str).collect());
        JsValue::from(mark)
    });
    marks.collect()
}

/// A structure in the editor's positions, as flat numbers.
pub(super) fn structure(structured: &Structured) -> FlatStructure {
    let positions = Positions::new(&structured.text);
    let names = structured.structure.tokens.iter().flat_map(|token| {
        let range = positions.utf16(token.span);
        let kind = token.kind as u32 * 2 + u32::from(token.is_declaration);
        [range.start, range.end, kind]
    });
    let folds = structured.structure.folds.iter().flat_map(|&fold| {
        let range = positions.utf16(fold);
        [range.start, range.end]
    });
    let flat = bindings::object::<FlatStructure>();
    let numbers = |all: Vec<u32>| Uint32Array::from(all.as_slice());
    flat.set_names(&numbers(names.collect()));
    flat.set_folds(&numbers(folds.collect()));
    flat
}

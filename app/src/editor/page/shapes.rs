//! Answers in the shapes of `web/editor/page.ts`.

use model::Completion;
use serde::Serialize;
use wasm_bindgen::JsValue;

use crate::client::messages::to_js;
use crate::state::position::Positions;

/// What a thing is.
#[derive(Serialize)]
pub(super) struct Card {
    pub(super) from: u32,
    pub(super) to: u32,
    pub(super) kind: String,
    pub(super) code: String,
    pub(super) docs: Option<String>,
    pub(super) package: Option<String>,
}

/// What could be written at a place.
#[derive(Serialize)]
pub(super) struct Proposals {
    pub(super) from: u32,
    pub(super) to: u32,
    pub(super) items: Vec<Proposal>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Proposal {
    pub(super) label: String,
    pub(super) insert: String,
    pub(super) kind: String,
    pub(super) detail: Option<String>,
    pub(super) docs: Option<String>,
    pub(super) changes: Vec<TextChange>,
    pub(super) is_wider: bool,
}

#[derive(Serialize)]
pub(super) struct TextChange {
    pub(super) from: u32,
    pub(super) to: u32,
    pub(super) insert: String,
}

pub(super) fn proposal(it: &Completion, path: &str, positions: &Positions) -> Proposal {
    let here = it.edits.iter().filter(|edit| edit.path == path);
    let changes = here.map(|edit| {
        let range = positions.utf16(edit.span);
        TextChange {
            from: range.start,
            to: range.end,
            insert: edit.text.clone(),
        }
    });
    Proposal {
        label: it.label.clone(),
        insert: it.insert.clone(),
        kind: it.kind.clone(),
        detail: it.detail.clone(),
        docs: it.docs.clone(),
        changes: changes.collect(),
        is_wider: it.edits.iter().any(|edit| edit.path != path),
    }
}

/// A value as the editor takes it.
pub(super) fn object(value: &impl Serialize) -> JsValue {
    to_js(value).unwrap_or(JsValue::NULL)
}

//! What the page answers to the editor's questions.

use leptos::prelude::*;
use model::{Diagnostic, Span, TextEdit};
use wasm_bindgen::JsValue;

use super::Page;
use super::shapes::{Card, Proposals, object, proposal};
use crate::panes::{go_to, list_references};
use crate::playground::is_understood;
use crate::state::fault::Fault;
use crate::state::notice::Tone;

impl Page {
    /// What the thing at a place is.
    pub(super) async fn hover(&self, path: String, position: u32) -> JsValue {
        let Some((at, positions)) = self.place(path, position) else {
            return JsValue::NULL;
        };
        let Ok(Some(hover)) = self.playground.hover(at).await else {
            return JsValue::NULL;
        };
        let range = positions.utf16(hover.span);
        object(&Card {
            from: range.start,
            to: range.end,
            kind: hover.kind,
            code: hover.code,
            docs: hover.docs,
            package: hover.package,
        })
    }

    /// What could be written at a place.
    pub(super) async fn complete(&self, path: String, position: u32) -> JsValue {
        let Some((at, positions)) = self.place(path.clone(), position) else {
            return JsValue::NULL;
        };
        let Ok(found) = self.playground.complete(at).await else {
            return JsValue::NULL;
        };
        let range = positions.utf16(found.span);
        let items = found.items.iter();
        let proposals = Proposals {
            from: range.start,
            to: range.end,
            items: items.map(|it| proposal(it, &path, &positions)).collect(),
        };
        self.proposed.set_value(found.items);
        object(&proposals)
    }

    /// Makes what a proposal changes in other texts than the shown one.
    pub(super) fn complete_elsewhere(&self, proposal: u32, path: String) {
        let edits = self.proposed.with_value(|all| {
            let edits = all.get(proposal as usize).map(|it| it.edits.as_slice());
            let elsewhere = edits.unwrap_or_default().iter();
            elsewhere
                .filter(|it| it.path != path)
                .cloned()
                .collect::<Vec<TextEdit>>()
        });
        self.tell(self.playground.apply_edits(&edits));
    }

    /// Goes to where the thing at a place is declared; to where it is used when that is here.
    /// Gives what to say when it cannot.
    pub(super) async fn define(&self, path: String, position: u32) -> Option<String> {
        let (at, _) = self.place(path.clone(), position)?;
        match self.playground.define(at.clone()).await {
            Ok(Some(found)) if found.path == at.path && holds(found.span, at.offset) => {
                self.references(path, position).await
            }
            Ok(Some(found)) => {
                go_to(self.playground, self.screen, found);
                None
            }
            Ok(None) => Some("No declaration of this is known.".to_owned()),
            Err(fault) => Some(fault.message),
        }
    }

    /// Lists where the thing at a place is named; gives what to say when it cannot.
    pub(super) async fn references(&self, path: String, position: u32) -> Option<String> {
        let (at, _) = self.place(path, position)?;
        let listed = list_references(self.playground, self.screen, at).await;
        listed.err().map(|fault| fault.message)
    }

    /// Renames the thing at a place in every text; gives why it is refused.
    pub(super) async fn rename(&self, path: String, position: u32, name: String) -> Option<String> {
        let (at, _) = self.place(path, position)?;
        match self.playground.rename_symbol(at, &name).await {
            Ok(0 | 1) => None,
            Ok(count) => {
                let text = format!("Renamed to `{name}` in {count} files.");
                self.playground.tell(Tone::Done, text, None);
                None
            }
            Err(fault) => Some(fault.message),
        }
    }

    /// The text as it is usually laid out; none when it has an error, which is told.
    pub(super) async fn format(&self, path: String, text: String) -> Option<String> {
        if !is_understood(&path) {
            let text = "Only WIT and WAC can be formatted.".to_owned();
            self.playground.tell(Tone::Info, text, None);
            return None;
        }
        let formatted = match self.playground.format(path, text).await {
            Ok(formatted) => formatted,
            Err(fault) => {
                self.playground.tell_fault(&fault);
                return None;
            }
        };
        if formatted.text.is_none() {
            let why = formatted.diagnostics.first();
            let why = why.map_or("it has an error of syntax", |it| &it.message);
            let text = format!("This text cannot be formatted: {why}. Mend that first.");
            self.playground.tell(Tone::Failed, text, None);
        }
        formatted.text
    }

    /// Makes a fix of a finding, both by their number; behind the fixes stands what explains its
    /// wire.
    pub(super) fn fix(&self, finding: u32, fix: u32) {
        let finding = self
            .findings
            .with_value(|all| all.get(finding as usize).cloned());
        let Some(Diagnostic { fixes, wire, .. }) = finding else {
            return;
        };
        match (fixes.get(fix as usize), wire) {
            (Some(fix), _) => self.tell(self.playground.mend(fix)),
            (None, Some(wire)) => self.screen.composing.explain(*wire, None),
            (None, None) => {}
        }
    }

    fn tell<T>(&self, done: Result<T, Fault>) {
        if let Err(fault) = done {
            self.playground.tell_fault(&fault);
        }
    }
}

fn holds(span: Span, offset: u32) -> bool {
    span.start <= offset && offset <= span.end
}

//! What the editor tells the page and asks of it: `web/editor/page.ts`, answered.

use futures::future::LocalBoxFuture;
use js_sys::Promise;
use leptos::prelude::*;
use model::{Completion, Diagnostic, Position, Span, TextEdit};
use serde::Serialize;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::future_to_promise;

use super::TextView;
use crate::client::messages::to_js;
use crate::panes::{Screen, go_to, list_references};
use crate::parts::in_part;
use crate::playground::{Playground, is_understood};
use crate::state::fault::Fault;
use crate::state::joint::Turn;
use crate::state::notice::Tone;
use crate::state::position::Positions;

/// The page, as the editor sees it.
#[wasm_bindgen]
pub struct EditorPage(Page);

/// What the editor's questions are about.
#[derive(Clone, Copy)]
struct Page {
    playground: Playground,
    screen: Screen,
    view: TextView,
    /// What the shown findings are, by their number.
    findings: StoredValue<Vec<Diagnostic>>,
    /// What was proposed last.
    proposed: StoredValue<Vec<Completion>>,
}

#[wasm_bindgen]
extern "C" {
    /// How a text came to change.
    pub type Change;

    #[wasm_bindgen(method, getter, js_name = isWhole)]
    fn is_whole(this: &Change) -> bool;

    #[wasm_bindgen(method, getter)]
    fn joint(this: &Change) -> u32;

    #[wasm_bindgen(method, getter, js_name = isUndo)]
    fn is_undo(this: &Change) -> bool;
}

/// What a thing is.
#[derive(Serialize)]
struct Card {
    from: u32,
    to: u32,
    kind: String,
    code: String,
    docs: Option<String>,
    package: Option<String>,
}

/// What could be written at a place.
#[derive(Serialize)]
struct Proposals {
    from: u32,
    to: u32,
    items: Vec<Proposal>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Proposal {
    label: String,
    insert: String,
    kind: String,
    detail: Option<String>,
    docs: Option<String>,
    changes: Vec<TextChange>,
    is_wider: bool,
}

#[derive(Serialize)]
struct TextChange {
    from: u32,
    to: u32,
    insert: String,
}

impl EditorPage {
    pub(super) fn new(
        playground: Playground,
        screen: Screen,
        view: TextView,
        findings: StoredValue<Vec<Diagnostic>>,
    ) -> Self {
        Self(Page {
            playground,
            screen,
            view,
            findings,
            proposed: StoredValue::default(),
        })
    }
}

#[wasm_bindgen]
impl EditorPage {
    /// A person changed the shown text.
    pub fn changed(&self, path: String, text: String, change: &Change) {
        let Page {
            playground, view, ..
        } = self.0;
        let turn = match change.is_undo() {
            true => Turn::Undo,
            false => Turn::Redo,
        };
        view.told.set_value((path.clone(), text.clone()));
        match change.joint() {
            0 if change.is_whole() => playground.rewrite_file(&path, text),
            0 => playground.set_file(&path, text),
            joint => playground.turn_joint(joint, turn, &path, text),
        }
    }

    /// The cursor moved.
    pub fn moved(&self, path: String, position: u32) {
        self.0.view.cursor.set(position);
        self.0.screen.cursor.set(Some((path, position)));
    }

    /// What the thing at a place is.
    pub fn hover(&self, path: String, position: u32) -> Promise {
        self.ask(Ask::Hover(path, position))
    }

    /// What could be written at a place.
    pub fn complete(&self, path: String, position: u32) -> Promise {
        self.ask(Ask::Complete(path, position))
    }

    /// Makes what a proposal changes in other texts than the shown one.
    #[wasm_bindgen(js_name = completeElsewhere)]
    pub fn complete_elsewhere(&self, proposal: u32, path: String) -> Promise {
        self.ask(Ask::CompleteElsewhere(proposal, path))
    }

    /// Goes to where the thing at a place is declared; to where it is used when that is here.
    /// Gives what to say when it cannot.
    pub fn define(&self, path: String, position: u32) -> Promise {
        self.ask(Ask::Define(path, position))
    }

    /// Lists where the thing at a place is named; gives what to say when it cannot.
    pub fn references(&self, path: String, position: u32) -> Promise {
        self.ask(Ask::References(path, position))
    }

    /// Renames the thing at a place in every text; gives why it is refused.
    pub fn rename(&self, path: String, position: u32, name: String) -> Promise {
        self.ask(Ask::Rename(path, position, name))
    }

    /// The text as it is usually laid out; none when it has an error, which is told.
    pub fn format(&self, path: String, text: String) -> Promise {
        self.ask(Ask::Format(path, text))
    }

    /// Makes a fix of a finding, both by their number.
    pub fn fix(&self, finding: u32, fix: u32) -> Promise {
        self.ask(Ask::Fix(finding, fix))
    }

    /// Lets the user choose a declaration of the text to go to.
    pub fn outline(&self) {
        self.0.view.choosing.set(true);
    }

    /// Goes to the place before or after this one.
    pub fn travel(&self, step: i32) -> Promise {
        self.ask(Ask::Travel(step))
    }
}

impl EditorPage {
    fn ask(&self, ask: Ask) -> Promise {
        let page = self.0;
        future_to_promise(async move {
            match answer(page, ask).await {
                Ok(answer) => Ok(answer.await),
                Err(not_loaded) => {
                    page.playground.tell_fault(&not_loaded.into());
                    Ok(JsValue::UNDEFINED)
                }
            }
        })
    }
}

/// What the editor asks for: of texts by their paths, of places by their positions.
enum Ask {
    Hover(String, u32),
    Complete(String, u32),
    CompleteElsewhere(u32, String),
    Define(String, u32),
    References(String, u32),
    Rename(String, u32, String),
    Format(String, String),
    Fix(u32, u32),
    Travel(i32),
}

in_part! {
    work, fn answer(page: Page, ask: Ask) -> LocalBoxFuture<'static, JsValue> {
        Box::pin(async move { page.answer(ask).await })
    }
}

impl Page {
    /// A place of the editor's as the engine understands it, with the text's positions; none in a
    /// text that is neither WIT nor WAC, about which the engine knows nothing to say.
    fn place(&self, path: String, position: u32) -> Option<(Position, Positions)> {
        if !is_understood(&path) {
            return None;
        }
        let positions = Positions::new(&self.playground.text_of(&path)?);
        let offset = positions.utf8(position..position).start;
        Some((Position { path, offset }, positions))
    }

    async fn answer(self, ask: Ask) -> JsValue {
        match ask {
            Ask::Hover(path, position) => self.hover(path, position).await,
            Ask::Complete(path, position) => self.complete(path, position).await,
            Ask::CompleteElsewhere(proposal, path) => {
                self.complete_elsewhere(proposal, path);
                JsValue::UNDEFINED
            }
            Ask::Define(path, position) => self.define(path, position).await.into(),
            Ask::References(path, position) => self.references(path, position).await.into(),
            Ask::Rename(path, position, name) => self.rename(path, position, name).await.into(),
            Ask::Format(path, text) => self.format(path, text).await.into(),
            Ask::Fix(finding, fix) => {
                self.fix(finding, fix);
                JsValue::UNDEFINED
            }
            Ask::Travel(step) => {
                self.view.travel(self.playground, self.screen, step);
                JsValue::UNDEFINED
            }
        }
    }

    /// What the thing at a place is.
    async fn hover(&self, path: String, position: u32) -> JsValue {
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
    async fn complete(&self, path: String, position: u32) -> JsValue {
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
    fn complete_elsewhere(&self, proposal: u32, path: String) {
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
    async fn define(&self, path: String, position: u32) -> Option<String> {
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
    async fn references(&self, path: String, position: u32) -> Option<String> {
        let (at, _) = self.place(path, position)?;
        let listed = list_references(self.playground, self.screen, at).await;
        listed.err().map(|fault| fault.message)
    }

    /// Renames the thing at a place in every text; gives why it is refused.
    async fn rename(&self, path: String, position: u32, name: String) -> Option<String> {
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
    async fn format(&self, path: String, text: String) -> Option<String> {
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

    /// Makes a fix of a finding, both by their number.
    fn fix(&self, finding: u32, fix: u32) {
        let fix = self.findings.with_value(|all| {
            let finding = all.get(finding as usize)?;
            finding.fixes.get(fix as usize).cloned()
        });
        if let Some(fix) = fix {
            self.tell(self.playground.mend(&fix));
        }
    }

    fn tell<T>(&self, done: Result<T, Fault>) {
        if let Err(fault) = done {
            self.playground.tell_fault(&fault);
        }
    }
}

fn proposal(it: &Completion, path: &str, positions: &Positions) -> Proposal {
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

fn holds(span: Span, offset: u32) -> bool {
    span.start <= offset && offset <= span.end
}

/// A value as the editor takes it.
fn object(value: &impl Serialize) -> JsValue {
    to_js(value).unwrap_or(JsValue::NULL)
}

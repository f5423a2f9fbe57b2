//! What the editor tells the page and asks of it: `web/editor/page.ts`, answered.

mod answers;
mod shapes;

use futures::future::LocalBoxFuture;
use js_sys::{JsString, Promise};
use leptos::prelude::*;
use model::{Completion, Diagnostic, Position};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::future_to_promise;

use super::TextView;
use crate::client::messages;
use crate::panes::Screen;
use crate::parts::in_part;
use crate::playground::{Playground, is_understood};
use crate::state::joint::Turn;
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
    pub fn changed(&self, path: String, text: &JsString, change: &Change) {
        let text = messages::text(text);
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
}

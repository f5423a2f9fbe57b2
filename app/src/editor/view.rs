//! The editor for whoever stands beside it: where its cursor is, what its text holds, and what it
//! can be told to do.

use std::collections::BTreeMap;

use js_sys::Uint32Array;
use leptos::prelude::*;
use model::{Location, OutlineItem, Span, Structure};

use serde::Serialize;
use wasm_bindgen::JsValue;

use super::bindings::EditorHandle;
use crate::client::messages::to_js;
use crate::panes::{Screen, go_to};
use crate::playground::Playground;
use crate::state::position::Positions;

/// One editor.
#[derive(Clone, Copy)]
pub struct TextView {
    /// Where the cursor is, in UTF-16 code units.
    pub cursor: RwSignal<u32>,
    /// The structure of a text: the path it is of, and the text, so that it is seen when it is old.
    pub structure: RwSignal<Option<Structured>>,
    /// Whether the user is choosing a declaration to go to.
    pub choosing: RwSignal<bool>,
    /// What the editor is known to hold, path and text, which it need not be told.
    pub(super) told: StoredValue<(String, String)>,
    /// Path of the text that the editor shows by now.
    pub(super) shown: RwSignal<Option<String>>,
    pub(super) handle: RwSignal<Option<EditorHandle>, LocalStorage>,
}

/// A text's structure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Structured {
    /// The file.
    pub path: String,
    /// The text that it was made of.
    pub text: String,
    /// Its structure.
    pub structure: Structure,
}

/// The modules of a workspace, as the editor knows them: `Program` of `web/script`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Program {
    /// Path to text.
    pub files: BTreeMap<String, String>,
    /// What the world of their component provides and asks for, declared for TypeScript.
    pub types: String,
}

/// Something that the editor does at its cursor or with its whole text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is named after what it does")]
pub enum Verb {
    Describe,
    Define,
    References,
    Rename,
    Fix,
    Comment,
    Format,
    FoldAll,
    UnfoldAll,
}

/// An editor that is not there yet.
impl Default for TextView {
    fn default() -> Self {
        Self {
            cursor: RwSignal::new(0),
            structure: RwSignal::new(None),
            choosing: RwSignal::new(false),
            told: StoredValue::default(),
            shown: RwSignal::new(None),
            handle: RwSignal::new_local(None),
        }
    }
}

impl TextView {
    /// Tells the editor which modules there are; none where no component is made of what is shown.
    pub fn set_program(self, program: Option<&Program>) {
        let program = program.map(to_js).transpose();
        let program = program.ok().flatten().unwrap_or(JsValue::NULL);
        self.handle.with(|handle| {
            handle.as_ref().inspect(|it| it.set_program(&program));
        });
    }

    /// Does it.
    pub fn run(self, verb: Verb) {
        self.handle.with_untracked(|handle| {
            if let Some(handle) = handle {
                handle.run(verb.name());
            }
        });
    }

    /// Goes to the place before (-1) or after (1) this one.
    pub fn travel(self, playground: Playground, screen: Screen, step: i32) {
        let here = self.here(playground);
        let place = screen.trail.try_update(|trail| trail.go(step, here));
        if let Some(place) = place.flatten() {
            go_to(playground, screen, place);
        }
    }

    /// Names of the declarations that hold the cursor, outermost first.
    pub fn way(self) -> Vec<String> {
        self.structure.with(|structured| {
            let Some(structured) = structured else {
                return Vec::new();
            };
            let cursor = self.cursor.get();
            let offset = Positions::new(&structured.text).utf8(cursor..cursor).start;
            let found = enclosing(&structured.structure.outline, offset).into_iter();
            found.map(|it| it.name.clone()).collect()
        })
    }

    /// Marks the lines of these places of a text, if the editor holds it, and nothing else. The
    /// first comes into sight, unless the keyboard is in the text.
    pub fn mark_chosen(self, path: &str, places: &[Span]) {
        let ranges = self.told.with_value(|(told, text)| {
            let positions = (told == path).then(|| Positions::new(text))?;
            let ranges = places.iter().flat_map(|&place| {
                let range = positions.utf16(place);
                [range.start, range.end]
            });
            Some(ranges.collect::<Vec<_>>())
        });
        self.handle.with_untracked(|handle| {
            if let (Some(handle), Some(ranges)) = (handle, ranges) {
                handle.set_chosen(&Uint32Array::from(ranges.as_slice()));
            }
        });
    }

    /// Path of the text that the editor shows, once there is one.
    pub fn shown(self) -> Option<String> {
        self.handle
            .with(Option::is_some)
            .then(|| self.shown.get())
            .flatten()
    }

    /// The place of the cursor, if a text is shown.
    fn here(self, playground: Playground) -> Option<Location> {
        let path = playground
            .workspace
            .with_untracked(|it| it.view.open.clone())?;
        let text = playground.text_of(&path)?;
        let cursor = self.cursor.get_untracked();
        let span = Positions::new(&text).utf8(cursor..cursor);
        Some(Location { path, span })
    }
}

impl Verb {
    fn name(self) -> &'static str {
        match self {
            Self::Describe => "describe",
            Self::Define => "define",
            Self::References => "references",
            Self::Rename => "rename",
            Self::Fix => "fix",
            Self::Comment => "comment",
            Self::Format => "format",
            Self::FoldAll => "fold-all",
            Self::UnfoldAll => "unfold-all",
        }
    }
}

/// The declarations that hold an offset, outermost first.
fn enclosing(outline: &[OutlineItem], offset: u32) -> Vec<&OutlineItem> {
    let mut found = Vec::new();
    let mut items = outline;
    while let Some(item) = items
        .iter()
        .find(|it| it.span.start <= offset && offset <= it.span.end)
    {
        found.push(item);
        items = &item.children;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(name: &str, start: u32, end: u32, children: Vec<OutlineItem>) -> OutlineItem {
        OutlineItem {
            name: name.into(),
            span: Span { start, end },
            children,
            ..OutlineItem::default()
        }
    }

    #[test]
    fn what_holds_a_place_is_named_from_outside_in() {
        let inner = vec![item("f", 12, 18, vec![]), item("g", 20, 26, vec![])];
        let outline = [item("a", 0, 5, vec![]), item("b", 10, 30, inner)];
        let names = |offset| {
            let found = enclosing(&outline, offset);
            found.iter().map(|it| it.name.clone()).collect::<Vec<_>>()
        };
        assert_eq!(names(3), ["a"]);
        assert_eq!(names(22), ["b", "g"]);
        assert_eq!(names(11), ["b"]);
        assert!(names(7).is_empty());
    }
}

//! What scripts ask about a place in a text.

use model::{Location, Position, Span};
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::JsValue;

use super::verbs::{input, is_absent, object, text};
use super::{Dovetail, rejection};
use crate::panes::go_to;
use crate::playground::is_understood;
use crate::state::fault::Fault;
use crate::state::position::{LineColumn, Positions};

/// A place as a script names it: line and column from 1, the column in UTF-16 units.
#[derive(Debug, Clone, Copy, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct At {
    line: u32,
    column: u32,
}

/// A place as a script is told it.
#[derive(Serialize)]
struct Place {
    path: String,
    span: Span,
    line: u32,
    column: u32,
}

impl Dovetail {
    /// The text of a file of the workspace or of a bundled package.
    pub(super) async fn get_file(&self, path: JsValue) -> Result<String, JsValue> {
        let path = text("path", path)?;
        self.playground.any_text(&path).await.map_err(rejection)
    }

    /// Shows a file, with the cursor at a place of it.
    pub(super) async fn show_file(&self, path: JsValue, at: JsValue) -> Result<(), JsValue> {
        let at = if is_absent(&at) { JsValue::from(0) } else { at };
        let Position { path, offset } = self.position(path, at).await?;
        let (start, end) = (offset, offset);
        let span = Span { start, end };
        go_to(self.playground, self.screen, Location { path, span });
        Ok(())
    }

    /// What the thing at a place is; null when it is nothing.
    pub(super) async fn hover(&self, path: JsValue, at: JsValue) -> Result<JsValue, JsValue> {
        let at = self.position(path, at).await?;
        object(&self.playground.hover(at).await.map_err(rejection)?)
    }

    /// Where the thing at a place is declared; null when that is not known.
    pub(super) async fn definition(&self, path: JsValue, at: JsValue) -> Result<JsValue, JsValue> {
        let at = self.position(path, at).await?;
        match self.playground.define(at).await.map_err(rejection)? {
            Some(found) => object(&self.place(found).await?),
            None => Ok(JsValue::NULL),
        }
    }

    /// Where the thing at a place is named, its declaration first.
    pub(super) async fn references(&self, path: JsValue, at: JsValue) -> Result<JsValue, JsValue> {
        let at = self.position(path, at).await?;
        let mut places = Vec::new();
        for found in self.playground.references(at).await.map_err(rejection)? {
            places.push(self.place(found).await?);
        }
        object(&places)
    }

    /// Renames the thing at a place in every text, as one step; gives how many texts changed.
    pub(super) async fn rename(
        &self,
        path: JsValue,
        at: JsValue,
        name: JsValue,
    ) -> Result<u32, JsValue> {
        let (at, name) = (self.position(path, at).await?, text("name", name)?);
        let changed = self.playground.rename_symbol(at, &name).await;
        changed.map(|it| it as u32).map_err(rejection)
    }

    /// What could be written at a place.
    pub(super) async fn complete(&self, path: JsValue, at: JsValue) -> Result<JsValue, JsValue> {
        let at = self.position(path, at).await?;
        object(&self.playground.complete(at).await.map_err(rejection)?)
    }

    /// Lays a text out as usual, as one step; gives it.
    pub(super) async fn format(&self, path: JsValue) -> Result<String, JsValue> {
        let path = text("path", path)?;
        let before = self.playground.any_text(&path).await.map_err(rejection)?;
        if !is_understood(&path) {
            let message = format!("`{path}` cannot be formatted: it is neither WIT nor WAC");
            return Err(rejection(Fault::new("not-wit", message)));
        }
        let formatted = self.playground.format(path.clone(), before.clone()).await;
        let formatted = formatted.map_err(rejection)?;
        let Some(after) = formatted.text else {
            let why = formatted.diagnostics.first();
            let why = why.map_or("it has an error of syntax", |it| &it.message);
            let message = format!("`{path}` cannot be formatted: {why}");
            return Err(rejection(Fault::new("syntax-error", message)));
        };
        if after != before {
            self.playground.rewrite_file(&path, after.clone());
        }
        Ok(after)
    }
}

impl Dovetail {
    /// The place that a script means: a UTF-16 offset, or line and column.
    async fn position(&self, path: JsValue, at: JsValue) -> Result<Position, JsValue> {
        let path = text("path", path)?;
        let content = self.playground.any_text(&path).await.map_err(rejection)?;
        let positions = Positions::new(&content);
        let offset = match at.as_f64() {
            Some(unit) => {
                // What lies outside of the text is cut.
                let unit = unit as u32;
                positions.utf8(unit..unit).start
            }
            None => {
                let At { line, column } = input(at)?;
                positions.byte(LineColumn { line, column })
            }
        };
        Ok(Position { path, offset })
    }

    async fn place(&self, found: Location) -> Result<Place, JsValue> {
        let Location { path, span } = found;
        let content = self.playground.any_text(&path).await.map_err(rejection)?;
        let LineColumn { line, column } = Positions::new(&content).line_column(span.start);
        Ok(Place {
            path,
            span,
            line,
            column,
        })
    }
}

//! What scripts change in a composition, and ask about its wires.

use model::GraphEdit;
use wasm_bindgen::prelude::JsValue;

use super::verbs::{needed, object};
use super::{Dovetail, rejection};

impl Dovetail {
    /// Changes the composition; gives what that did to the text.
    pub(super) async fn arrange(&self, edit: JsValue) -> Result<JsValue, JsValue> {
        let edit: GraphEdit = needed(edit)?;
        let arranged = self.playground.rearrange(edit).await;
        object(&arranged.map_err(rejection)?)
    }

    /// What could be joined with what.
    pub(super) async fn prospects(&self) -> Result<JsValue, JsValue> {
        object(&self.playground.prospects_now().await.map_err(rejection)?)
    }

    /// Why a wire fits or not.
    pub(super) async fn explain_wire(&self, wire: JsValue) -> Result<JsValue, JsValue> {
        let report = self.playground.explain_wire(needed(wire)?).await;
        object(&report.map_err(rejection)?)
    }
}

//! What scripts change in a composition, and ask about its wires.

use js_sys::{Array, Object, Reflect};
use model::GraphEdit;
use wasm_bindgen::{JsCast, prelude::JsValue};

use super::verbs::{needed, object};
use super::{Dovetail, rejection};
use crate::client::messages::field;

impl Dovetail {
    /// Changes the composition; gives what that did to the text.
    pub(super) async fn arrange(&self, edit: JsValue) -> Result<JsValue, JsValue> {
        let edit: GraphEdit = needed(unflattened(edit))?;
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
        let report = object(&report.map_err(rejection)?)?;
        for remedy in Array::from(&field(&report, "remedies")).iter() {
            let edit = flattened(field(&remedy, "edit"));
            // A fresh object takes any property.
            let _ = Reflect::set(&remedy, &"edit".into(), &edit);
        }
        Ok(report)
    }
}

/// `{ edit: "connect", … }` as `{ connect: { … } }`, which is what the page and the engine say to
/// each other: what reads the former is ten times the code.
fn unflattened(edit: JsValue) -> JsValue {
    let wrapped = Object::new();
    // A fresh object takes any property.
    let _ = Reflect::set(&wrapped, &field(&edit, "edit"), &edit);
    wrapped.into()
}

/// The other way round; `null` stays what it is.
fn flattened(edit: JsValue) -> JsValue {
    let Some(wrapped) = edit.dyn_ref::<Object>() else {
        return edit;
    };
    let flat = Object::new();
    for kind in Object::keys(wrapped) {
        let _ = Reflect::set(&flat, &"edit".into(), &kind);
        Object::assign(
            &flat,
            field(wrapped, &kind.as_string().unwrap_or_default()).unchecked_ref(),
        );
    }
    flat.into()
}

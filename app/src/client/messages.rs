//! Model values as JavaScript values, for workers and scripts, and by way of those as JSON: the
//! browser reads and writes JSON itself, which spares the page the code to do so.

use js_sys::{JSON, Object, Reflect};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_wasm_bindgen::{Error, Serializer};
use wasm_bindgen::JsValue;

/// A model value as plain objects, arrays and `Uint8Array`s; what is absent is `null`.
pub fn to_js(value: &impl Serialize) -> Result<JsValue, Error> {
    let serializer = Serializer::new()
        .serialize_maps_as_objects(true)
        .serialize_missing_as_null(true);
    value.serialize(&serializer)
}

/// The model value that such an object stands for.
pub fn from_js<T: DeserializeOwned>(value: JsValue) -> Result<T, Error> {
    serde_wasm_bindgen::from_value(value)
}

/// A model value without bytes as JSON.
pub fn to_json(value: &impl Serialize) -> Result<String, Error> {
    let json = JSON::stringify(&to_js(value)?);
    Ok(json.map_err(Error::from)?.into())
}

/// The model value that a JSON text stands for.
pub fn from_json<T: DeserializeOwned>(json: &str) -> Result<T, Error> {
    from_js(JSON::parse(json).map_err(Error::from)?)
}

/// A fresh object with these fields.
pub(super) fn object<'a>(fields: impl IntoIterator<Item = (&'a str, JsValue)>) -> JsValue {
    let object = Object::new();
    for (name, value) in fields {
        Reflect::set(&object, &name.into(), &value).expect("a fresh object takes any field");
    }
    object.into()
}

/// A field of an object; of anything else, or where there is none, `undefined`.
pub(crate) fn field(value: &JsValue, name: &str) -> JsValue {
    Reflect::get(value, &name.into()).unwrap_or_default()
}

//! Model values as JavaScript values, for workers and scripts, and by way of those as JSON: the
//! browser reads and writes JSON itself, which spares the page the code to do so.

use js_sys::{JSON, JsString, Object, Reflect, Uint8Array};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_wasm_bindgen::{Error, Serializer};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

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
    Ok(to_json_text(value)?.into())
}

/// The same for whoever hands it on to the browser: a long text takes its time to be copied.
pub fn to_json_text(value: &impl Serialize) -> Result<JsString, Error> {
    Ok(JSON::stringify(&to_js(value)?)?)
}

/// The model value that a JSON text stands for.
pub fn from_json<T: DeserializeOwned>(json: &str) -> Result<T, Error> {
    from_js(JSON::parse(json).map_err(Error::from)?)
}

#[wasm_bindgen]
extern "C" {
    /// The browser's own.
    type TextEncoder;

    #[wasm_bindgen(constructor)]
    fn new() -> TextEncoder;

    #[wasm_bindgen(method)]
    fn encode(this: &TextEncoder, text: &JsString) -> Uint8Array;
}

/// A text of JavaScript's. What becomes a `String` by itself is read letter by letter, which takes
/// long texts ten times as long.
pub fn text(text: &JsString) -> String {
    let bytes = TextEncoder::new().encode(text).to_vec();
    String::from_utf8(bytes).expect("a TextEncoder writes UTF-8")
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

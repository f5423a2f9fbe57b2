//! `editor.js`, typed. Every position here is a UTF-16 code unit.

use futures::future::join;
use leptos::prelude::document;
use wasm_bindgen::{JsCast, prelude::*};
use web_sys::HtmlElement;

use super::page::EditorPage;

#[wasm_bindgen]
extern "C" {
    /// The module's namespace object.
    pub(super) type EditorModule;

    #[wasm_bindgen(method, js_name = createEditor)]
    pub(super) fn create_editor(
        this: &EditorModule,
        parent: &HtmlElement,
        page: EditorPage,
    ) -> EditorHandle;

    /// One editor.
    pub(super) type EditorHandle;

    #[wasm_bindgen(method, js_name = setDocument)]
    pub(super) fn set_document(
        this: &EditorHandle,
        path: &str,
        text: &str,
        language: &str,
        joint: u32,
    );

    #[wasm_bindgen(method, js_name = setReadOnly)]
    pub(super) fn set_read_only(this: &EditorHandle, read_only: bool);

    #[wasm_bindgen(method, js_name = setStructure)]
    pub(super) fn set_structure(this: &EditorHandle, structure: &FlatStructure);

    #[wasm_bindgen(method, js_name = setProgram)]
    pub(super) fn set_program(this: &EditorHandle, program: &JsValue);

    #[wasm_bindgen(method)]
    pub(super) fn cursor(this: &EditorHandle) -> u32;

    #[wasm_bindgen(method)]
    pub(super) fn run(this: &EditorHandle, verb: &str);

    #[wasm_bindgen(method, js_name = setDiagnostics)]
    pub(super) fn set_diagnostics(this: &EditorHandle, findings: &js_sys::Array);

    #[wasm_bindgen(method, js_name = setChosen)]
    pub(super) fn set_chosen(this: &EditorHandle, ranges: &js_sys::Uint32Array);

    #[wasm_bindgen(method)]
    pub(super) fn select(this: &EditorHandle, from: u32, to: u32);

    #[wasm_bindgen(method, js_name = forgetAll)]
    pub(super) fn forget_all(this: &EditorHandle);

    #[wasm_bindgen(method)]
    pub(super) fn destroy(this: &EditorHandle);

    /// A finding as the editor shows it.
    pub(super) type Finding;

    #[wasm_bindgen(method, setter)]
    pub(super) fn set_from(this: &Finding, from: u32);

    #[wasm_bindgen(method, setter)]
    pub(super) fn set_to(this: &Finding, to: u32);

    #[wasm_bindgen(method, setter)]
    pub(super) fn set_severity(this: &Finding, severity: &str);

    #[wasm_bindgen(method, setter)]
    pub(super) fn set_message(this: &Finding, message: &str);

    #[wasm_bindgen(method, setter)]
    pub(super) fn set_hint(this: &Finding, hint: &JsValue);

    #[wasm_bindgen(method, setter)]
    pub(super) fn set_fixes(this: &Finding, fixes: &js_sys::Array);

    /// A structure as flat numbers.
    pub(super) type FlatStructure;

    #[wasm_bindgen(method, setter)]
    pub(super) fn set_names(this: &FlatStructure, names: &js_sys::Uint32Array);

    #[wasm_bindgen(method, setter)]
    pub(super) fn set_folds(this: &FlatStructure, folds: &js_sys::Uint32Array);
}

// A dynamic import is syntax that Rust has no word for.
#[wasm_bindgen(inline_js = "export function import_module(address) { return import(address); }")]
extern "C" {
    #[wasm_bindgen(catch)]
    async fn import_module(address: &str) -> Result<JsValue, JsValue>;
}

/// Loads the editor; the browser fetches it once.
pub(super) async fn load() -> Result<EditorModule, JsValue> {
    // The core is asked for here too, so that the editor need not come first to ask for it.
    let (_, editor) = join(module("editor-core.js"), module("editor.js")).await;
    Ok(editor?.unchecked_into())
}

/// A module that lies beside the page.
async fn module(name: &str) -> Result<JsValue, JsValue> {
    let base = document().base_uri()?.unwrap_or_default();
    let address = web_sys::Url::new_with_base(name, &base)?;
    import_module(&address.href()).await
}

/// An empty object, to be filled by its setters.
pub(super) fn object<T: JsCast>() -> T {
    js_sys::Object::new().unchecked_into()
}

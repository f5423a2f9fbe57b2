//! The files and buckets that runs keep, in the browser's private file system, by name. The run
//! worker reads and writes them (`web/runner/wasi/kept.ts`).

use js_sys::encode_uri_component;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{DomException, FileSystemDirectoryHandle, window};

use crate::state::fault::Fault;

/// Where the run worker puts them.
const FOLDER: &str = "kept";

/// Drops what is kept under a name, if anything is.
pub async fn forget(name: &str) -> Result<(), Fault> {
    match remove(name).await {
        Err(error) if !is_absent(&error) => Err(Fault::new(
            "not-forgotten",
            "this browser does not let go of what runs kept; clear the data of this page in its settings",
        )),
        _ => Ok(()),
    }
}

async fn remove(name: &str) -> Result<(), JsValue> {
    let window = window().ok_or(JsValue::NULL)?;
    let root = JsFuture::from(window.navigator().storage().get_directory()).await?;
    let root: FileSystemDirectoryHandle = root.dyn_into()?;
    let folder = JsFuture::from(root.get_directory_handle(FOLDER)).await?;
    let folder: FileSystemDirectoryHandle = folder.dyn_into()?;
    let name = String::from(encode_uri_component(name));
    JsFuture::from(folder.remove_entry(&name)).await.map(drop)
}

fn is_absent(error: &JsValue) -> bool {
    let exception = error.dyn_ref::<DomException>();
    exception.is_some_and(|it| it.name() == "NotFoundError")
}

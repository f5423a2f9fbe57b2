//! Files that ship with the page.

use gloo_net::http::{Request, Response};
use model::Sample;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

use crate::client::messages::from_json;
use crate::state::fault::Fault;

/// The samples, in gallery order.
pub async fn samples() -> Result<Vec<Sample>, Fault> {
    let path = "samples/index.json";
    let text = get(path).await?.text().await.map_err(unreadable(path))?;
    from_json(&text)
        .map_err(|error| Fault::new("not-found", format!("`{path}` cannot be read: {error}")))
}

/// The bundled WIT packages: an array of [`model::Package`], which goes to the engine as it is. It
/// is large, so nothing of it is copied into this program.
pub async fn pack() -> Result<JsValue, Fault> {
    let path = "wit-pack.json";
    let response = web_sys::Response::from(get(path).await?);
    let packages = async { JsFuture::from(response.json()?).await };
    let unreadable = |_| Fault::new("not-found", format!("`{path}` is no JSON"));
    packages.await.map_err(unreadable)
}

/// The engine that runs JavaScript within components, as a core module; the `concurrent` one knows
/// async functions.
pub async fn script_engine(concurrent: bool) -> Result<Vec<u8>, Fault> {
    let path = match concurrent {
        true => "quickjs-concurrent.wasm",
        false => "quickjs.wasm",
    };
    get(path).await?.binary().await.map_err(unreadable(path))
}

/// StarlingMonkey, and what gives it the functions of a world, as core modules.
pub async fn starling() -> Result<(Vec<u8>, Vec<u8>), Fault> {
    let module = async |path| get(path).await?.binary().await.map_err(unreadable(path));
    let engine = module("starlingmonkey.wasm");
    futures::future::try_join(engine, module("starlingmonkey-splicer.wasm")).await
}

/// A module that makes something of the web platform for engines that lack it.
pub async fn platform(name: &str) -> Result<String, Fault> {
    let path = format!("platform-{name}.js");
    get(&path).await?.text().await.map_err(unreadable(&path))
}

/// A text below `samples/`.
pub async fn sample_text(path: &str) -> Result<String, Fault> {
    let path = format!("samples/{path}");
    get(&path).await?.text().await.map_err(unreadable(&path))
}

/// A binary below `samples/`.
pub async fn sample_bytes(path: &str) -> Result<Vec<u8>, Fault> {
    let path = format!("samples/{path}");
    get(&path).await?.binary().await.map_err(unreadable(&path))
}

async fn get(path: &str) -> Result<Response, Fault> {
    let response = Request::get(path).send().await.map_err(unreadable(path))?;
    if response.ok() {
        return Ok(response);
    }
    let status = response.status();
    let message = format!("`{path}` could not be loaded: the server answered {status}");
    Err(Fault::new("not-found", message))
}

fn unreadable(path: &str) -> impl Fn(gloo_net::Error) -> Fault {
    move |error| {
        Fault::new(
            "not-found",
            format!("`{path}` could not be loaded: {error}"),
        )
    }
}

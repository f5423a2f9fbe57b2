//! Files that ship with the page.

use gloo_net::http::{Request, Response};
use model::{Package, Sample};

use crate::state::fault::Fault;

/// The samples, in gallery order.
pub async fn samples() -> Result<Vec<Sample>, Fault> {
    let path = "samples/index.json";
    get(path).await?.json().await.map_err(unreadable(path))
}

/// The bundled WIT packages.
pub async fn pack() -> Result<Vec<Package>, Fault> {
    let path = "wit-pack.json";
    get(path).await?.json().await.map_err(unreadable(path))
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

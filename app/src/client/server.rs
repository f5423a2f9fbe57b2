//! The server's HTTP API, where there is a server.

use std::cell::RefCell;
use std::collections::BTreeSet;

use gloo_net::http::{Request, Response};
use js_sys::{Reflect, Uint8Array};
use model::{ApiError, Capabilities, Outcome, RunEvent, ServerRun, ShareCreated};
use serde::de::DeserializeOwned;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, ReadableStreamDefaultReader};

use crate::client::messages::{from_json, to_json};
use crate::client::stop::Stopper;
use crate::state::fault::Fault;

/// What the server can do; none where the page comes from a static host.
pub async fn capabilities() -> Option<Capabilities> {
    let response = Request::get("api/capabilities").send().await.ok()?;
    from_json(&response.text().await.ok()?).ok()
}

/// The bytes of a component that the server keeps.
pub async fn component(digest: &str) -> Result<Vec<u8>, Fault> {
    let request = Request::get(&format!("api/components/{digest}"));
    let response = accepted(request.send().await).await?;
    response.binary().await.map_err(unreachable)
}

thread_local! {
    /// Digests of the components that this page put on the server, which keeps what it has.
    static PUT: RefCell<BTreeSet<String>> = RefCell::default();
}

/// Puts a component where runs and shares find it, unless this page did so before.
pub async fn ensure_component(digest: &str, bytes: &[u8]) -> Result<(), Fault> {
    if PUT.with_borrow(|put| put.contains(digest)) {
        return Ok(());
    }
    let path = format!("api/components/{digest}");
    let request = Request::put(&path).header("content-type", "application/wasm");
    let request = request.body(Uint8Array::from(bytes)).map_err(unreachable)?;
    let response = accepted(request.send().await).await?;
    // An answer that nobody reads looks like a request that was broken off.
    response.binary().await.map_err(unreachable)?;
    PUT.with_borrow_mut(|put| put.insert(digest.to_owned()));
    Ok(())
}

/// Stores a share link's fragment and gives its id.
pub async fn put_share(fragment: &str) -> Result<String, Fault> {
    let request = Request::post("api/shares").header("content-type", "text/plain");
    let request = request.body(fragment).map_err(unreachable)?;
    let ShareCreated { id } = decoded(accepted(request.send().await).await?).await?;
    Ok(id)
}

/// The fragment that was stored under an id.
pub async fn share(id: &str) -> Result<String, Fault> {
    let request = Request::get(&format!("api/shares/{id}"));
    let response = accepted(request.send().await).await?;
    response.text().await.map_err(unreachable)
}

/// Runs a stored component and tells every event but the last, which is the result.
pub async fn run(
    run: &ServerRun,
    stopper: &Stopper,
    mut tell: impl FnMut(RunEvent),
) -> Result<Outcome, Fault> {
    let abort = AbortController::new().map_err(|_| broken())?;
    let request = Request::post("api/runs").abort_signal(Some(&abort.signal()));
    let request = request.header("content-type", "application/json");
    let request = request.body(to_json(run).map_err(|_| broken())?);
    let request = request.map_err(unreachable)?;
    stopper.set_action(move || abort.abort());
    let ended = async {
        let response = accepted(request.send().await).await?;
        let mut lines = Lines::new(&response)?;
        let mut done = None;
        while let Some(line) = lines.next().await? {
            match from_json(&String::from_utf8_lossy(&line)).map_err(|_| broken())? {
                RunEvent::Done { outcome } => done = Some(outcome),
                event => tell(event),
            }
        }
        done.ok_or_else(broken)
    };
    match ended.await {
        Err(_) if stopper.is_stopped() => Ok(Outcome::Stopped),
        ended => ended,
    }
}

/// The lines of a body, as they come.
struct Lines {
    reader: ReadableStreamDefaultReader,
    held: Vec<u8>,
}

impl Lines {
    fn new(response: &Response) -> Result<Self, Fault> {
        let body = response.body().ok_or_else(broken)?;
        let reader = body.get_reader().dyn_into().map_err(|_| broken())?;
        let held = Vec::new();
        Ok(Self { reader, held })
    }

    async fn next(&mut self) -> Result<Option<Vec<u8>>, Fault> {
        loop {
            if let Some(end) = self.held.iter().position(|byte| *byte == b'\n') {
                let rest = self.held.split_off(end + 1);
                let line = std::mem::replace(&mut self.held, rest);
                return Ok(Some(line));
            }
            let chunk = JsFuture::from(self.reader.read())
                .await
                .map_err(|_| broken())?;
            let field = |name: &str| Reflect::get(&chunk, &JsValue::from(name));
            if field("done").is_ok_and(|done| done.is_truthy()) {
                let rest = std::mem::take(&mut self.held);
                return Ok((!rest.is_empty()).then_some(rest));
            }
            let bytes = field("value").map_err(|_| broken())?;
            self.held.extend(Uint8Array::new(&bytes).to_vec());
        }
    }
}

/// The response, unless it is no success: then what the server says about it.
async fn accepted(response: Result<Response, gloo_net::Error>) -> Result<Response, Fault> {
    let response = response.map_err(unreachable)?;
    if response.ok() {
        return Ok(response);
    }
    let status = response.status();
    let told = decoded::<ApiError>(response).await;
    Err(told
        .map(Fault::from)
        .unwrap_or_else(|_| Fault::new("server-failed", format!("the server answered {status}"))))
}

async fn decoded<T: DeserializeOwned>(response: Response) -> Result<T, Fault> {
    let text = response.text().await.map_err(unreachable)?;
    from_json(&text).map_err(|_| broken())
}

fn unreachable(error: gloo_net::Error) -> Fault {
    Fault::new(
        "server-unreachable",
        format!("the server cannot be reached: {error}"),
    )
}

fn broken() -> Fault {
    Fault::new(
        "server-broke-off",
        "the server broke off in the middle of its answer",
    )
}

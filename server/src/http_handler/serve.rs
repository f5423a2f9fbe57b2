//! One request, one fresh instance.

use std::future::poll_fn;
use std::sync::Arc;

use axum::body::Body;
use axum::http::{Request, Response};
use futures::channel::oneshot;
use futures::future::join;
use wasmtime::{AsContextMut, Store};
use wasmtime_wasi_http::handler::{Prepared, Proxy};
use wasmtime_wasi_http::p2;
use wasmtime_wasi_http::p2::bindings::http::types::Scheme;
use wasmtime_wasi_http::{WasiBody, WasiHttpView};

use super::body::HandlerBody;
use super::fault::Fault;
use super::reply::Reply;
use super::{check, incoming};
use crate::admission::Permit;
use crate::metrics::Running;
use crate::run::{AbortOnDrop, Host, Linked, Stdio};
use crate::state::AppState;

/// The handler's answer, of which the body may still be on its way.
///
/// The permit is kept for as long as the component runs, which may be longer than it answers.
pub(super) async fn serve(
    state: &AppState,
    linked: &Arc<Linked>,
    request: Request<Body>,
    permit: Option<Permit>,
) -> Result<Response<HandlerBody>, Fault> {
    check(linked).map_err(Fault::Refused)?;
    let limits = &state.config.limits;
    let request = incoming::incoming(request, limits.request_bytes);
    let (reply, answer) = Reply::channel();
    let cut = reply.cut();
    let running = Running::new(state.clone(), permit);
    let run = drive(state.clone(), linked.clone(), request, reply, running);
    let task = AbortOnDrop::spawn(run);
    let response = answer.await.map_err(|_| Fault::Silent)??;
    Ok(response.map(|body| HandlerBody::new(body, limits.response_bytes, cut, task)))
}

/// Runs the component to its end or its time limit.
async fn drive(
    state: AppState,
    linked: Arc<Linked>,
    request: Request<WasiBody>,
    reply: Reply,
    running: Running,
) {
    let limit = state.config.limits.run_time;
    let mut store = state.components.runtime.store(Stdio::default());
    let run = run(&mut store, &linked, request, &reply);
    let ended = match tokio::time::timeout(limit, run).await {
        Ok(Ok(())) => reply.end(),
        Ok(Err(error)) => reply.fail(Fault::of(error)),
        Err(_) => reply.fail(Fault::TimedOut(limit)),
    };
    // Dropping the store ends the body, so it comes after the reply knows whether the body is whole.
    drop(store);
    running.end_as(ended);
}

/// Starts the component and hands it the request.
async fn run(
    store: &mut Store<Host>,
    linked: &Linked,
    request: Request<WasiBody>,
    reply: &Reply,
) -> wasmtime::Result<()> {
    let Some(pre) = &linked.handler else {
        return Ok(());
    };
    match pre.instantiate_async(&mut *store).await? {
        Proxy::P2(proxy) => run_p2(store, &proxy, request, reply.clone()).await,
        proxy => run_p3(store, &proxy, request, reply).await,
    }
}

async fn run_p2(
    store: &mut Store<Host>,
    proxy: &p2::bindings::Proxy,
    request: Request<WasiBody>,
    reply: Reply,
) -> wasmtime::Result<()> {
    let mut http = store.data_mut().http();
    let request = http.new_incoming_request(Scheme::Http, request)?;
    let outparam = http.new_response_outparam_from_callback(move |answer| {
        reply.give(answer.map_err(|code| Fault::Failed(format!("{code:?}"))));
    })?;
    proxy
        .wasi_http_incoming_handler()
        .call_handle(store, request, outparam)
        .await
}

/// Beside the answer, waits for what the component still does after it, such as writing its body.
async fn run_p3(
    store: &mut Store<Host>,
    proxy: &Proxy,
    request: Request<WasiBody>,
    reply: &Reply,
) -> wasmtime::Result<()> {
    let (sender, answer) = oneshot::channel::<wasmtime::Result<_>>();
    let give = async {
        if let Ok(answer) = answer.await {
            reply.give(answer.map_err(Fault::of));
        }
    };
    let run = store.run_concurrent(async |accessor| {
        let prepared = accessor.with(|mut store| {
            Prepared::new(store.as_context_mut(), proxy, request, Host::http, sender)
        })?;
        prepared.run(accessor, std::future::pending()).await?;
        poll_fn(|cx| accessor.poll_no_interesting_tasks(cx)).await;
        Ok(())
    });
    join(run, give).await.0?
}

//! From the store to machine code.

use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::http::StatusCode;
use tokio::sync::Semaphore;
use wasmtime::component::Component;

use super::components::{Compiled, Linked};
use super::runtime::Runtime;
use crate::error::AppError;
use crate::store::{Digest, Store};

/// Reads, compiles and links a component, when `compiling` lets it.
pub(super) async fn load(
    digest: Digest,
    store: Store,
    runtime: Runtime,
    compiling: Arc<Semaphore>,
) -> Result<Compiled, AppError> {
    let start = Instant::now();
    let bytes = store.component(&digest).await?;
    let fetched = start.elapsed();

    let permit = compiling.acquire_owned().await?;
    let start = Instant::now();
    let work = move || {
        let _permit = permit;
        let component = Component::from_binary(&runtime.engine, &bytes).map_err(refuse)?;
        Ok::<_, AppError>(Linked::new(&runtime, component, bytes.len()))
    };
    let linked = tokio::task::spawn_blocking(work).await??;
    Ok(Compiled {
        linked: Arc::new(linked),
        fetched,
        compiled: start.elapsed(),
    })
}

/// What to tell who waited too long; the compilation goes on and is there for the next.
pub(super) fn timed_out(limit: Duration) -> AppError {
    let message = format!(
        "compiling took longer than {} s; it goes on, so try again later",
        limit.as_secs()
    );
    AppError::refused(StatusCode::SERVICE_UNAVAILABLE, "compiling", message)
}

fn refuse(error: wasmtime::Error) -> AppError {
    AppError::unprocessable(
        "does-not-compile",
        format!("Wasmtime does not take the component: {error:#}"),
    )
}

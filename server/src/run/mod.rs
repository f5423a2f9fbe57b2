//! `POST /api/runs`: calls a function or runs a command of a stored component, and tells what
//! happens while it happens.

mod call;
mod compile;
mod components;
mod files;
mod function;
mod host;
mod missing;
mod outcome;
mod output;
mod runtime;
mod values;

use std::time::Duration;

use axum::body::Body;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use futures::StreamExt;
use futures::stream;
use model::{Outcome, RunEvent, ServerRun, Stage, StageTime};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::task::JoinHandle;

pub(crate) use components::{Compiled, Components, Linked};
pub(crate) use host::{Host, Stdio};
pub(crate) use outcome::message;
pub(crate) use runtime::Runtime;

use crate::admission::Client;
use crate::error::AppError;
use crate::extract;
use crate::metrics::Running;
use crate::state::AppState;
use crate::store::Digest;
use call::Prepared;

/// Starts a run; the answer is one [`RunEvent`] a line, [`RunEvent::Done`] last.
///
/// What can be refused before anything runs is an `ApiError` instead.
pub(crate) async fn post(
    State(state): State<AppState>,
    client: Client,
    body: Body,
) -> Result<Response, AppError> {
    let run: ServerRun = extract::json(body, state.config.limits.request_bytes).await?;
    let digest = run.digest.parse::<Digest>()?;
    let permit = state.admission.enter(client).await?;
    let compiled = state.components.get(digest).await?;
    let prepared = Prepared::new(&compiled, run.call)?;

    let running = Running::new(state.clone(), Some(permit));
    let (sender, events) = unbounded_channel();
    tell_stage(&sender, Stage::Fetch, compiled.fetched);
    tell_stage(&sender, Stage::Compile, compiled.compiled);
    let task = AbortOnDrop::spawn(drive(state, compiled, prepared, running, sender));
    let lines = lines(events, task);
    let headers = [
        (header::CONTENT_TYPE, "application/x-ndjson"),
        (header::CACHE_CONTROL, "no-store"),
    ];
    Ok((headers, Body::from_stream(lines)).into_response())
}

/// Runs to the end, or to the time limit, and tells the outcome.
async fn drive(
    state: AppState,
    compiled: Compiled,
    prepared: Prepared,
    running: Running,
    sender: UnboundedSender<RunEvent>,
) {
    let limit = state.config.limits.run_time;
    let run = prepared.run(&state, &compiled, sender.clone());
    let outcome = tokio::time::timeout(limit, run)
        .await
        .unwrap_or(Outcome::TimedOut {
            milliseconds: u32::try_from(limit.as_millis()).unwrap_or(u32::MAX),
        });
    running.end(&outcome);
    tell(&sender, RunEvent::Done { outcome });
}

/// The events as lines of JSON. Dropping the stream, as when the client goes, ends the run.
fn lines(
    events: UnboundedReceiver<RunEvent>,
    task: AbortOnDrop,
) -> impl futures::Stream<Item = Result<Bytes, serde_json::Error>> {
    stream::unfold((events, task), async |(mut events, task)| {
        let event = events.recv().await?;
        Some((event, (events, task)))
    })
    .map(|event| {
        let mut line = serde_json::to_vec(&event)?;
        line.push(b'\n');
        Ok(line.into())
    })
}

/// Tells an event; a client that has gone is not missed.
fn tell(sender: &UnboundedSender<RunEvent>, event: RunEvent) {
    sender.send(event).ok();
}

/// Tells how long a stage took.
fn tell_stage(sender: &UnboundedSender<RunEvent>, stage: Stage, time: Duration) {
    let milliseconds = time.as_secs_f64() * 1000.0;
    tell(
        sender,
        RunEvent::Stage(StageTime {
            stage,
            milliseconds,
        }),
    );
}

/// A task that ends when nobody holds it any more.
pub(crate) struct AbortOnDrop(Option<JoinHandle<()>>);

impl AbortOnDrop {
    /// Starts the task.
    pub(crate) fn spawn(task: impl Future<Output = ()> + Send + 'static) -> Self {
        Self(Some(tokio::spawn(task)))
    }

    /// Lets the task go on by itself.
    pub(crate) fn detach(mut self) {
        self.0.take();
    }
}

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        if let Some(task) = &self.0 {
            task.abort();
        }
    }
}

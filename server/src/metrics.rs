//! `GET /metrics`: what happened so far, as Prometheus text.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::atomic::Ordering;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use axum::extract::{MatchedPath, Request, State};
use axum::http::header;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use model::Outcome;

use crate::admission::Permit;
use crate::state::AppState;

/// Upper bounds of the duration histogram, in seconds.
const BUCKETS: [f64; 9] = [0.0005, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1.0, 5.0];

/// Counters since the server started.
#[derive(Default)]
pub(crate) struct Metrics(Mutex<Counts>);

#[derive(Default)]
struct Counts {
    /// By route and status.
    requests: BTreeMap<(String, u16), u64>,
    /// By outcome.
    runs: BTreeMap<&'static str, u64>,
    /// One for each bucket, not cumulative; the last is beyond all bounds.
    durations: [u64; BUCKETS.len() + 1],
    seconds: f64,
}

/// A run under way, with the permit for it. Dropped without an end, it counts as stopped.
pub(crate) struct Running {
    state: AppState,
    start: Instant,
    outcome: &'static str,
    _permit: Option<Permit>,
}

impl Running {
    /// It starts now.
    pub(crate) fn new(state: AppState, permit: Option<Permit>) -> Self {
        Self {
            state,
            start: Instant::now(),
            outcome: name(&Outcome::Stopped),
            _permit: permit,
        }
    }

    /// It ended like this.
    pub(crate) fn end(self, outcome: &Outcome) {
        self.end_as(name(outcome));
    }

    /// It ended, with the name of its outcome.
    pub(crate) fn end_as(mut self, outcome: &'static str) {
        self.outcome = outcome;
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.state.metrics.ended(self.outcome, self.start.elapsed());
    }
}

impl Metrics {
    fn ended(&self, outcome: &'static str, duration: Duration) {
        let seconds = duration.as_secs_f64();
        let bucket = BUCKETS.partition_point(|bound| *bound < seconds);
        self.with(|counts| {
            *counts.runs.entry(outcome).or_default() += 1;
            counts.durations[bucket] += 1;
            counts.seconds += seconds;
        });
    }

    fn request(&self, route: &str, status: u16) {
        self.with(|counts| {
            let key = (route.to_owned(), status);
            *counts.requests.entry(key).or_default() += 1;
        });
    }

    fn with<T>(&self, f: impl FnOnce(&mut Counts) -> T) -> T {
        f(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Answers all counters.
pub(crate) async fn get(State(state): State<AppState>) -> impl IntoResponse {
    let mut text = state.metrics.with(|counts| render(counts));
    let components = &state.components;
    for (name, counter) in [("hits", &components.hits), ("misses", &components.misses)] {
        let count = counter.load(Ordering::Relaxed);
        counter_line(&mut text, &format!("dovetail_compiled_{name}_total"), count);
    }
    let headers = [(header::CONTENT_TYPE, "text/plain; version=0.0.4")];
    (headers, text)
}

/// Counts every request by its route, so that addresses do not multiply the counters.
pub(crate) async fn observe(
    State(state): State<AppState>,
    request: Request,
    next: Next,
) -> Response {
    let path = request.extensions().get::<MatchedPath>().cloned();
    let response = next.run(request).await;
    let route = path.as_ref().map_or("asset", MatchedPath::as_str);
    state.metrics.request(route, response.status().as_u16());
    response
}

fn name(outcome: &Outcome) -> &'static str {
    match outcome {
        Outcome::Returned { .. } => "returned",
        Outcome::Exited { .. } => "exited",
        Outcome::Responded { .. } => "responded",
        Outcome::Trapped { .. } => "trapped",
        Outcome::MissingImports { .. } => "missing-imports",
        Outcome::Refused { .. } => "refused",
        Outcome::Stopped => "stopped",
        Outcome::TimedOut { .. } => "timed-out",
    }
}

fn render(counts: &Counts) -> String {
    let mut text = String::from("# TYPE dovetail_requests_total counter\n");
    for ((route, status), count) in &counts.requests {
        let labels = format!("{{route=\"{route}\",status=\"{status}\"}}");
        line(
            &mut text,
            &format!("dovetail_requests_total{labels}"),
            count,
        );
    }
    text.push_str("# TYPE dovetail_runs_total counter\n");
    for (outcome, count) in &counts.runs {
        let name = format!("dovetail_runs_total{{outcome=\"{outcome}\"}}");
        line(&mut text, &name, count);
    }
    text.push_str("# TYPE dovetail_run_seconds histogram\n");
    let mut sum = 0;
    let bounds = BUCKETS.map(|bound| bound.to_string());
    let bounds = bounds.iter().map(String::as_str).chain(["+Inf"]);
    for (bound, count) in bounds.zip(counts.durations) {
        sum += count;
        let name = format!("dovetail_run_seconds_bucket{{le=\"{bound}\"}}");
        line(&mut text, &name, sum);
    }
    line(&mut text, "dovetail_run_seconds_sum", counts.seconds);
    line(&mut text, "dovetail_run_seconds_count", sum);
    text
}

fn counter_line(text: &mut String, name: &str, count: u64) {
    line(text, &format!("# TYPE {name}"), "counter");
    line(text, name, count);
}

fn line(text: &mut String, name: &str, value: impl std::fmt::Display) {
    // Writing to a string cannot fail.
    writeln!(text, "{name} {value}").ok();
}

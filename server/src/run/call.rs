//! What a client asks of a component, checked and then done.

use std::future::poll_fn;
use std::time::Instant;

use axum::body::Body;
use axum::http::Request;
use model::{Call, CallRequest, CommandRequest, HttpRequest, Outcome, RunEvent, Stage};
use tokio::sync::mpsc::UnboundedSender;
use wasmtime::component::{ComponentExportIndex, InstancePre, Val};
use wasmtime::{Result, Store};

use super::components::{Compiled, Linked};
use super::function::{self, Function};
use super::host::{Host, Stdio};
use super::output::Output;
use super::{files, outcome, tell_stage, values};
use crate::error::AppError;
use crate::http_handler::{self, Fault};
use crate::state::AppState;

/// A call that can be made.
pub(crate) enum Prepared {
    /// None: something that it needs is not there.
    MissingImports(Vec<String>),
    /// Of a function.
    Function(FunctionCall),
    /// Of `wasi:cli/run`.
    Command(FunctionCall),
    /// Of a `wasi:http` handler.
    Http(Request<Body>),
}

/// A function with what it is given.
pub(crate) struct FunctionCall {
    pre: InstancePre<Host>,
    index: ComponentExportIndex,
    args: Vec<Val>,
    results: usize,
    stdio: Stdio,
}

impl Prepared {
    /// Checks a call against the component.
    pub(crate) fn new(compiled: &Compiled, call: Call) -> Result<Self, AppError> {
        let linked = &compiled.linked;
        match call {
            Call::Function(request) => prepare_function(linked, request),
            Call::Command(request) => prepare_command(linked, request),
            Call::Http(request) => prepare_http(linked, request),
        }
    }

    /// Makes the call. Dropping the future ends it.
    pub(crate) async fn run(
        self,
        state: &AppState,
        compiled: &Compiled,
        sender: UnboundedSender<RunEvent>,
    ) -> Outcome {
        match self {
            Self::MissingImports(imports) => Outcome::MissingImports { imports },
            Self::Function(call) => match call.run(state, &sender).await {
                Ok(results) => returned(results.first()),
                Err(error) => outcome::trapped(&error),
            },
            Self::Command(call) => match call.run(state, &sender).await {
                Ok(results) => Outcome::Exited {
                    code: u32::from(matches!(results.first(), Some(Val::Result(Err(_))))),
                },
                Err(error) => outcome::trapped(&error),
            },
            Self::Http(request) => {
                let start = Instant::now();
                let outcome = respond(state, compiled, request).await;
                tell_stage(&sender, Stage::Call, start.elapsed());
                outcome
            }
        }
    }
}

impl FunctionCall {
    /// Instantiates and calls; what the component does after it returned is waited for.
    async fn run(self, state: &AppState, sender: &UnboundedSender<RunEvent>) -> Result<Vec<Val>> {
        let stdio = Stdio {
            output: Some(Output::pair(state.config.limits.output_bytes, sender)),
            ..self.stdio
        };
        let mut store = state.components.runtime.store(stdio);
        let start = Instant::now();
        let instance = self.pre.instantiate_async(&mut store).await?;
        tell_stage(sender, Stage::Instantiate, start.elapsed());

        let start = Instant::now();
        let function = instance
            .get_func(&mut store, self.index)
            .ok_or_else(|| wasmtime::format_err!("the function is gone"))?;
        let mut results = vec![Val::Bool(false); self.results];
        let called = function
            .call_async(&mut store, &self.args, &mut results)
            .await;
        if called.is_ok() {
            finish(&mut store).await?;
        }
        tell_stage(sender, Stage::Call, start.elapsed());
        called.map(|()| results)
    }
}

/// Waits for tasks that outlive the call, as a 0.3 program's last writes may.
async fn finish(store: &mut Store<Host>) -> Result<()> {
    store
        .run_concurrent(async |accessor| {
            poll_fn(|cx| accessor.poll_no_interesting_tasks(cx)).await;
        })
        .await
}

fn prepare_function(linked: &Linked, request: CallRequest) -> Result<Prepared, AppError> {
    let CallRequest { function: id, args } = request;
    let function = function::find(&linked.component, &id).ok_or_else(|| {
        let ids = function::ids(&linked.component);
        let message = format!("it has no function `{id}`; it has: {}", list(&ids));
        AppError::unprocessable("no-such-function", message)
    })?;
    let args = function::arguments(&function.ty, &args)?;
    Ok(call(linked, function, args, Stdio::default())
        .map_or_else(Prepared::MissingImports, Prepared::Function))
}

fn prepare_command(linked: &Linked, request: CommandRequest) -> Result<Prepared, AppError> {
    let CommandRequest {
        args,
        env,
        stdin,
        files,
    } = request;
    let ids = function::ids(&linked.component);
    let run = ids
        .iter()
        .find(|id| id.starts_with("wasi:cli/run@") && id.ends_with("#run"));
    let function = run.and_then(|id| function::find(&linked.component, id));
    let function = function.ok_or_else(|| {
        let message = "it is not a command: it does not export `wasi:cli/run`";
        AppError::unprocessable("not-a-command", message)
    })?;
    let stdio = Stdio {
        args,
        env,
        stdin,
        output: None,
        files: files::write(&files)?,
    };
    Ok(call(linked, function, Vec::new(), stdio)
        .map_or_else(Prepared::MissingImports, Prepared::Command))
}

/// The call, or the imports that are missing for it.
fn call(
    linked: &Linked,
    function: Function,
    args: Vec<Val>,
    stdio: Stdio,
) -> Result<FunctionCall, Vec<String>> {
    Ok(FunctionCall {
        pre: linked.pre.clone()?,
        index: function.index,
        args,
        results: function.ty.results().len(),
        stdio,
    })
}

fn prepare_http(linked: &Linked, request: HttpRequest) -> Result<Prepared, AppError> {
    if let Err(missing) = &linked.pre {
        return Ok(Prepared::MissingImports(missing.clone()));
    }
    http_handler::check(linked)?;
    let HttpRequest {
        method,
        path,
        headers,
        body,
    } = request;
    let mut builder = Request::builder().method(method.as_str()).uri(&path);
    for header in headers {
        builder = builder.header(header.name, header.value);
    }
    match builder.body(Body::from(body)) {
        Ok(request) => Ok(Prepared::Http(request)),
        Err(error) => Err(AppError::bad_request("bad-request", error.to_string())),
    }
}

/// The handler's whole answer.
async fn respond(state: &AppState, compiled: &Compiled, request: Request<Body>) -> Outcome {
    match http_handler::respond(state, &compiled.linked, request).await {
        Ok(response) => Outcome::Responded { response },
        Err(Fault::Trapped(error)) => outcome::trapped(&error),
        Err(fault) => Outcome::Refused {
            code: fault.name().into(),
            message: fault.message(),
        },
    }
}

fn returned(result: Option<&Val>) -> Outcome {
    Outcome::Returned {
        value: result.and_then(values::to_value),
        wave: result.and_then(|result| result.to_wave().ok()),
    }
}

fn list(ids: &[String]) -> String {
    let quoted: Vec<String> = ids.iter().map(|id| format!("`{id}`")).collect();
    match quoted.is_empty() {
        true => "none".into(),
        false => quoted.join(", "),
    }
}

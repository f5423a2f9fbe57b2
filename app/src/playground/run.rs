//! ▶: what the workspace's call does, in this tab or on the server.

use futures::FutureExt;
use futures::future::LocalBoxFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;
use model::{
    Artifact, Call, CallRequest, CommandRequest, Function, HttpRequest, Inspection, Job, Limits,
    Outcome, Param, ParseWaveRequest, ParsedWave, PrintWaveRequest, RunEvent, ServerRun, Stage,
    StageTime, Target, TranspileRequest, Type, Value,
};
use wasm_bindgen::JsValue;

use crate::client::runner::Loadable;
use crate::client::stop::Stopper;
use crate::client::{clock, server};
use crate::parts::{first_screen, in_part};
use crate::playground::compose::not_composed;
use crate::playground::{Playground, edit};
use crate::state::fault::Fault;
use crate::state::form::Form;
use crate::state::run::{Place, RunState};
use crate::state::trace::Trace;

/// How far a run may go when nobody says otherwise.
pub(crate) const LIMITS: Limits = Limits {
    milliseconds: 30_000,
    output_bytes: 4 * 1024 * 1024,
};

/// What to run, where and how far.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Order {
    pub(crate) target: Target,
    pub(crate) call: Call,
    pub(crate) place: Place,
    pub(crate) limits: Limits,
    /// Whether what crosses the wires of a composition is told.
    pub(crate) traces: bool,
}

/// A binary and what it is.
pub(super) struct Binary {
    pub(super) bytes: Vec<u8>,
    pub(super) inspection: Inspection,
}

impl Playground {
    /// Runs the workspace's call; a run that goes on is stopped first.
    pub fn run(self, place: Place) {
        spawn_local(async move {
            if let Err(not_loaded) = run(self, place).await {
                self.tell_fault(&not_loaded.into());
            }
        });
    }

    fn run_call(self, place: Place) {
        let keeps = place == Place::Browser && self.keeps_alive.get_untracked();
        // In an instance that is kept alive, calls may go on side by side.
        if !keeps {
            self.stop();
        }
        let (target, call) = self
            .workspace
            .with_untracked(|it| (it.target.clone(), it.call.clone()));
        let Some(call) = call else {
            let fault = Fault::new("no-call", "choose a function to call first");
            return self.tell_fault(&fault);
        };
        let begun = clock::now();
        let stopper = Stopper::default();
        self.stopper.set_value(stopper.clone());
        self.cells.trace.set(Trace::default());
        self.cells
            .run
            .update(|run| *run = run.begin(place, target.clone(), call.clone()));
        let number = self.cells.run.with_untracked(|run| run.number);
        self.note_call();
        let begun_run = self.cells.run.get_untracked();
        let tell = move |event| {
            if let RunEvent::Trace(event) = event {
                return self.cells.trace.update(|trace| trace.take(event));
            }
            // What a run that was stopped for another still says belongs to no view.
            self.cells.run.update(|run| {
                if run.number == number {
                    run.take(event);
                }
            });
        };
        let limits = self.limits.get_untracked();
        let traces = target == Target::Composition && self.traces.get_untracked();
        let order = Order {
            target,
            call,
            place,
            limits,
            traces,
        };
        spawn_local(async move {
            let ended = match keeps && matches!(order.call, Call::Function(_)) {
                true => self.call_alive(order, &stopper, tell).await,
                false => self.execute(order, &stopper, tell).await,
            };
            let end = move |run: &mut RunState| {
                match ended {
                    Ok(outcome) => run.take(RunEvent::Done { outcome }),
                    Err(fault) => run.fail(fault),
                }
                run.total = Some(clock::now() - begun);
            };
            if self.cells.run.with_untracked(|run| run.number == number) {
                self.cells.run.update(end);
                self.note_call();
            } else {
                // Another call was made meanwhile; this one is told among those that were made.
                let mut run = begun_run;
                end(&mut run);
                self.cells.calls.update(|calls| calls.note(&run));
            }
            self.describe_trace().await;
        });
    }

    /// Keeps the latest run among the calls that were made.
    fn note_call(self) {
        self.cells
            .run
            .with_untracked(|run| self.cells.calls.update(|calls| calls.note(run)));
    }

    /// Stops the run, if one goes on.
    pub fn stop(self) {
        self.stopper.with_value(Stopper::stop);
        self.cells.run.update(|run| {
            if run.is_running() {
                let outcome = Outcome::Stopped;
                run.take(RunEvent::Done { outcome });
            }
        });
    }

    /// Sets how long a run may take, in milliseconds.
    pub fn set_time_limit(self, milliseconds: u32) {
        self.cells
            .limits
            .update(|limits| limits.milliseconds = milliseconds);
    }

    /// What WAVE arguments mean; for the form beside them.
    pub async fn parse_args(self, params: Vec<Param>, text: String) -> Result<ParsedWave, Fault> {
        Ok(self
            .engine_client()
            .ask(ParseWaveRequest { params, text })
            .await?)
    }

    /// Values as WAVE arguments; for the text beside the form.
    pub async fn print_args(self, params: Vec<Param>, values: Vec<Value>) -> Result<String, Fault> {
        Ok(self
            .engine_client()
            .ask(PrintWaveRequest { params, values })
            .await?)
    }

    /// Makes ▶ call another function, with empty arguments.
    pub fn choose_function(self, function: Function) {
        spawn_local(async move {
            let call = self.empty_call(&function).await;
            self.set_call(Call::Function(call));
        });
    }

    /// Makes ▶ call a method of something that lives.
    pub fn choose_method(self, function: Function, handle: u32) {
        spawn_local(async move {
            let mut form = Form::new(function.params.clone());
            self.session.with_untracked(|session| form.offer(session));
            form.give(0, handle);
            let values = form.values().unwrap_or_default();
            let args = self.print_args(function.params.clone(), values).await;
            self.set_call(Call::Function(CallRequest {
                function: function.id.clone(),
                args: args.unwrap_or_default(),
            }));
        });
    }

    /// Makes ▶ do something that the target can do, unless it does already.
    pub(super) fn fit_call(self) {
        spawn_local(async move {
            first_screen().await;
            // What follows the workspace asks again until the part is there.
            if let Ok(fitted) = fit(self).await {
                fitted.await;
            }
        });
    }

    async fn make_call_fit(self) {
        let fitting = |playground: Self| {
            let target = playground.target.get_untracked()?;
            let call = playground.workspace.with_untracked(|it| it.call.clone());
            let fits = call.is_some_and(|call| fits(&call, &target));
            (!fits).then_some(target)
        };
        let Some(target) = fitting(self) else { return };
        let Some(call) = self.first_call(&target).await else {
            return;
        };
        if fitting(self).is_some_and(|it| it.digest == target.digest) {
            self.adjust(|workspace| workspace.call = Some(call));
        }
    }

    /// Runs an order and tells every event but the last, which is the result.
    pub(crate) async fn execute(
        self,
        order: Order,
        stopper: &Stopper,
        mut tell: impl FnMut(RunEvent),
    ) -> Result<Outcome, Fault> {
        let fetching = clock::now();
        let binary = self.runnable(&order.target).await?;
        if order.place == Place::Browser {
            tell(stage(Stage::Fetch, fetching));
        }
        if stopper.is_stopped() {
            return Ok(Outcome::Stopped);
        }
        match order.place {
            Place::Browser => self.execute_here(binary, order, stopper, tell).await,
            Place::Server => self.execute_there(binary, order, stopper, tell).await,
        }
    }

    async fn call_alive(
        self,
        order: Order,
        stopper: &Stopper,
        mut tell: impl FnMut(RunEvent) + 'static,
    ) -> Result<Outcome, Fault> {
        let fetching = clock::now();
        let binary = self.runnable(&order.target).await?;
        tell(stage(Stage::Fetch, fetching));
        if stopper.is_stopped() {
            return Ok(Outcome::Stopped);
        }
        self.execute_kept(binary, order, stopper, tell).await
    }

    /// A binary that is a component.
    async fn runnable(self, target: &Target) -> Result<Binary, Fault> {
        let binary = self.binary(target).await?;
        if binary.inspection.artifact != Artifact::Component {
            let message =
                "a core module or WIT package cannot be run: make a component of it first";
            return Err(Fault::new("not-a-component", message));
        }
        Ok(binary)
    }

    async fn execute_here(
        self,
        binary: Binary,
        order: Order,
        stopper: &Stopper,
        mut tell: impl FnMut(RunEvent),
    ) -> Result<Outcome, Fault> {
        let result = function_of(&binary.inspection, &order.call)?;
        let result = result.and_then(|it| it.result.clone());
        let job = self.job(&binary.inspection, order.call.clone()).await?;
        let loadable = self.loadable(&order, binary, &mut tell).await?;
        if stopper.is_stopped() {
            return Ok(Outcome::Stopped);
        }
        let runner = self.clients.with_value(|clients| clients.runner.clone());
        let outcome = runner
            .run(&loadable, &job, &order.limits, stopper, tell)
            .await?;
        Ok(self.with_wave(outcome, result).await)
    }

    /// What run workers are to load: the instances of a composition where it is to be traced and
    /// can be, else the component.
    pub(super) async fn loadable(
        self,
        order: &Order,
        binary: Binary,
        tell: &mut impl FnMut(RunEvent),
    ) -> Result<Loadable, Fault> {
        let digest = &binary.inspection.digest;
        let mocks = self.mocks_for(digest, &binary.bytes).await?;
        if order.traces && order.place == Place::Browser {
            let begun = clock::now();
            if let Some(linked) = self.linked(digest).await {
                tell(stage(Stage::Transpile, begun));
                return Ok(Loadable { mocks, ..linked });
            }
        }
        let transpiled = self.transpiled(binary, tell).await?;
        let linked = None;
        Ok(Loadable {
            transpiled,
            linked,
            mocks,
        })
    }

    /// A component as run workers take it, from the last time if there was one.
    async fn transpiled(
        self,
        binary: Binary,
        tell: &mut impl FnMut(RunEvent),
    ) -> Result<JsValue, Fault> {
        let transpiling = clock::now();
        let digest = binary.inspection.digest;
        let runner = self.clients.with_value(|clients| clients.runner.clone());
        let transpiled = match runner.transpiled(&digest) {
            Some(transpiled) => transpiled,
            None => {
                let bytes = binary.bytes.into();
                let transpiled = self.engine_client().ask(TranspileRequest { bytes }).await?;
                runner.keep(&digest, &transpiled)?
            }
        };
        tell(stage(Stage::Transpile, transpiling));
        Ok(transpiled)
    }

    async fn execute_there(
        self,
        binary: Binary,
        order: Order,
        stopper: &Stopper,
        tell: impl FnMut(RunEvent),
    ) -> Result<Outcome, Fault> {
        if self.server.with_untracked(Option::is_none) {
            let message = "this page comes without a server; run it in the browser";
            return Err(Fault::new("no-server", message));
        }
        let Binary { bytes, inspection } = binary;
        function_of(&inspection, &order.call)?;
        server::ensure_component(&inspection.digest, &bytes).await?;
        let run = ServerRun {
            digest: inspection.digest,
            call: order.call,
        };
        server::run(&run, stopper, tell).await
    }

    pub(super) async fn binary(self, target: &Target) -> Result<Binary, Fault> {
        match target {
            Target::Composition => {
                let composition = self.compose_now().await;
                let failed = not_composed(&composition);
                match (composition.bytes, composition.inspection) {
                    (Some(bytes), Some(inspection)) => Ok(Binary {
                        bytes: bytes.into_vec(),
                        inspection,
                    }),
                    _ => Err(failed),
                }
            }
            Target::Component { name } => {
                let component = self.component(name)?;
                let bytes = self.bytes_of(&component).await?.to_vec();
                let inspection = self.inspect(&component).await?;
                Ok(Binary { bytes, inspection })
            }
        }
    }

    async fn job(self, inspection: &Inspection, call: Call) -> Result<Job, Fault> {
        let call = match call {
            Call::Function(call) => call,
            Call::Command(command) => return Ok(Job::Command(command)),
            Call::Http(request) => return Ok(Job::Http(request)),
        };
        let function = find(inspection, &call.function)?.clone();
        let args = self.args_of(&function, call.args).await?;
        Ok(Job::Function { function, args })
    }

    /// What WAVE arguments mean, or what is wrong with them.
    pub(super) async fn args_of(
        self,
        function: &Function,
        text: String,
    ) -> Result<Vec<Value>, Fault> {
        let parsed = self.parse_args(function.params.clone(), text).await?;
        parsed.values.ok_or_else(|| {
            let first = parsed.diagnostics.into_iter().next();
            let message = first.map_or_else(|| "they cannot be read".into(), |it| it.message);
            let message = format!("the arguments are not right: {message}");
            Fault::new("bad-arguments", message)
        })
    }

    /// A result in WAVE beside its value, where WAVE can write it.
    pub(super) async fn with_wave(self, outcome: Outcome, result: Option<Type>) -> Outcome {
        match (outcome, result) {
            (
                Outcome::Returned {
                    value: Some(value),
                    wave: None,
                },
                Some(ty),
            ) => {
                let name = "result".to_owned();
                let params = vec![Param { name, ty }];
                let wave = self.print_args(params, vec![value.clone()]).await.ok();
                let value = Some(value);
                Outcome::Returned { value, wave }
            }
            (outcome, _) => outcome,
        }
    }

    async fn first_call(self, inspection: &Inspection) -> Option<Call> {
        if inspection.is_command {
            return Some(Call::Command(CommandRequest {
                args: vec!["program".into()],
                ..CommandRequest::default()
            }));
        }
        if inspection.is_http {
            return Some(Call::Http(HttpRequest {
                method: "GET".into(),
                path: "/".into(),
                headers: Vec::new(),
                body: String::new(),
            }));
        }
        let function = inspection.functions.first()?;
        Some(Call::Function(self.empty_call(function).await))
    }

    async fn empty_call(self, function: &Function) -> CallRequest {
        let mut form = Form::new(function.params.clone());
        self.session.with_untracked(|session| form.offer(session));
        let empty = form.values().unwrap_or_default();
        let args = self.print_args(function.params.clone(), empty).await;
        CallRequest {
            function: function.id.clone(),
            args: args.unwrap_or_default(),
        }
    }
}

in_part! {
    run, fn run(playground: Playground, place: Place) -> () { playground.run_call(place) }
    work, fn fit(playground: Playground) -> LocalBoxFuture<'static, ()> {
        playground.make_call_fit().boxed_local()
    }
}

fn stage(stage: Stage, since: f64) -> RunEvent {
    let milliseconds = clock::now() - since;
    RunEvent::Stage(StageTime {
        stage,
        milliseconds,
    })
}

/// Whether the component can do what the call asks.
fn fits(call: &Call, inspection: &Inspection) -> bool {
    function_of(inspection, call).is_ok()
}

/// The function that a call is about, if it is about one; an error where there is no such thing.
fn function_of<'a>(inspection: &'a Inspection, call: &Call) -> Result<Option<&'a Function>, Fault> {
    let lacks = |what: &str| {
        let message = format!("this component exports no `{what}`");
        Err(Fault::new("no-such-export", message))
    };
    match call {
        Call::Function(call) => find(inspection, &call.function).map(Some),
        Call::Command(_) if !inspection.is_command => lacks("wasi:cli/run"),
        Call::Http(_) if !inspection.is_http => lacks("wasi:http/incoming-handler"),
        Call::Command(_) | Call::Http(_) => Ok(None),
    }
}

pub(super) fn find<'a>(inspection: &'a Inspection, id: &str) -> Result<&'a Function, Fault> {
    let found = inspection
        .functions
        .iter()
        .find(|function| function.id == id);
    found.ok_or_else(|| edit::no_such("function", id))
}

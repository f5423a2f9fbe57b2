//! What it takes to carry out an order: its binary, its arguments, and who runs it.

use leptos::prelude::*;
use model::{Call, Function, Inspection, Job, Outcome, RunEvent, ServerRun, Stage, StageTime};

use crate::client::stop::Stopper;
use crate::client::{clock, server};
use crate::playground::load::Binary;
use crate::playground::{Order, Playground, edit};
use crate::state::fault::Fault;
use crate::state::run::Place;

impl Playground {
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

    pub(super) async fn call_alive(
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
        let digest = binary.inspection.digest.clone();
        let loadable = self.loadable(&order, binary, &mut tell).await?;
        if stopper.is_stopped() {
            return Ok(Outcome::Stopped);
        }
        let runner = self.clients.with_value(|clients| clients.runner.clone());
        let outcome = runner
            .run(&loadable, &job, (&order.limits, &order.host), stopper, tell)
            .await?;
        let outcome = self.with_instances(outcome, &order.target, &digest).await;
        Ok(self.with_wave(outcome, result).await)
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
        if order.host.body.is_some() {
            let message = "a file can be the body in the browser only: run it there, or write the body as text";
            return Err(Fault::new("no-file-there", message));
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
}

pub(super) fn stage(stage: Stage, since: f64) -> RunEvent {
    let milliseconds = clock::now() - since;
    RunEvent::Stage(StageTime {
        stage,
        milliseconds,
    })
}

/// The function that a call is about, if it is about one; an error where there is no such thing.
pub(super) fn function_of<'a>(
    inspection: &'a Inspection,
    call: &Call,
) -> Result<Option<&'a Function>, Fault> {
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

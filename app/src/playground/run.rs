//! ▶: what the workspace's call does, in this tab or on the server.

use leptos::prelude::*;
use leptos::task::spawn_local;
use model::{Call, HostOptions, Limits, Outcome, RunEvent, RunInput, Target, Type};

use crate::client::clock;
use crate::client::stop::Stopper;
use crate::parts::in_part;
use crate::playground::Playground;
use crate::state::fault::Fault;
use crate::state::http::exchange::Exchange;
use crate::state::run::{Place, RunState};

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
    /// How its host differs from an ordinary one, in this tab.
    pub(crate) host: HostOptions,
    /// Whether what crosses the wires of a composition is told.
    pub(crate) traces: bool,
}

/// A run as it began.
struct Begun {
    run: RunState,
    /// By the page's clock, in milliseconds.
    at: f64,
    /// Which workspace was open.
    opened: u32,
}

impl Playground {
    /// Runs the workspace's call; a run that goes on is stopped first.
    pub fn run(self, place: Place) {
        spawn_local(async move {
            self.args_written().await;
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
        let (stopper, begun) = self.begin(place, &target, &call);
        let (number, at) = (begun.run.number, begun.at);
        let tell = move |event| self.take_event(number, at, event);
        let limits = self.limits.get_untracked();
        let host = self.host_options(&call);
        let traces = target == Target::Composition && self.traces.get_untracked();
        let order = Order {
            target,
            call,
            place,
            limits,
            host,
            traces,
        };
        spawn_local(async move {
            let ended = match keeps && matches!(order.call, Call::Function(_)) {
                true => self.call_alive(order, &stopper, tell).await,
                false => self.execute(order, &stopper, tell).await,
            };
            self.show_crossings();
            self.conclude(begun, ended);
            self.describe_trace().await;
        });
    }

    /// Shows a run that begins now, and notes it among the calls.
    fn begin(self, place: Place, target: &Target, call: &Call) -> (Stopper, Begun) {
        let at = clock::now();
        let stopper = Stopper::default();
        self.stopper.set_value(stopper.clone());
        self.forget_trace();
        self.cells.http.exchange.set(Exchange::default());
        let returns = self.result_type(call);
        self.cells.run.update(|run| {
            *run = run.begin(place, target.clone(), call.clone());
            run.returns = returns;
        });
        self.note_call();
        let begun = Begun {
            run: self.cells.run.get_untracked(),
            at,
            opened: self.opened.get_untracked(),
        };
        (stopper, begun)
    }

    /// Shows what the run of this number tells, which began at a time of the page's clock.
    fn take_event(self, number: u32, begun: f64, event: RunEvent) {
        // What a run that was stopped for another still says belongs to no view.
        if self.cells.run.with_untracked(|run| run.number != number) {
            return;
        }
        if let RunEvent::Trace(event) = event {
            return self.hear_crossing(event);
        }
        if is_of_exchange(&event) {
            let at = clock::now() - begun;
            return self.cells.http.exchange.update(|it| it.take(&event, at));
        }
        self.cells.run.update(|run| run.take(event));
    }

    /// Shows how a run ended, and notes that among the calls of its workspace.
    fn conclude(self, begun: Begun, ended: Result<Outcome, Fault>) {
        let end = move |run: &mut RunState| {
            match ended {
                Ok(outcome) => run.take(RunEvent::Done { outcome }),
                Err(fault) => run.fail(fault),
            }
            run.total = Some(clock::now() - begun.at);
        };
        let mut run = begun.run;
        let is_latest = self.cells.run.with_untracked(|it| it.number == run.number);
        match is_latest {
            true => self.cells.run.update(end),
            // Another call was made meanwhile; this one is told among those that were made.
            false => end(&mut run),
        }
        // What was called in another workspace is nothing to the one that is open now.
        if self.opened.get_untracked() != begun.opened {
            return;
        }
        if is_latest {
            self.note_call();
            self.cells.run.with_untracked(|run| self.note_trial(run));
        } else {
            self.cells.calls.update(|calls| calls.note(&run));
        }
        self.keep_calls();
    }

    /// What the function that a call is of returns.
    fn result_type(self, call: &Call) -> Option<Type> {
        let Call::Function(call) = call else {
            return None;
        };
        self.functions.with_untracked(|all| {
            let function = all.iter().find(|it| it.id == call.function);
            function.and_then(|it| it.result.clone())
        })
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
        self.cells.run.update(|run| run.end(Outcome::Stopped));
    }

    /// Writes to the standard input of the program that runs; it is shown among its output.
    pub fn write_stdin(self, text: String) {
        self.cells.run.update(|run| run.output.echo(&text));
        let bytes = text.into_bytes().into();
        self.tell_run(RunInput::Stdin { bytes });
    }

    /// Tells the run that goes on something.
    pub fn tell_run(self, input: RunInput) {
        self.stopper
            .with_value(|stopper| stopper.inlet().tell(input));
    }

    /// Lets the run that goes on take as long as it takes.
    pub fn keep_waiting(self) {
        self.stopper.with_value(Stopper::be_patient);
    }

    /// Changes how far a run may go.
    pub fn set_limits(self, change: impl FnOnce(&mut Limits)) {
        self.cells.limits.update(change);
    }
}

/// Whether it is about a request or its answer.
fn is_of_exchange(event: &RunEvent) -> bool {
    matches!(
        event,
        RunEvent::Request(_)
            | RunEvent::ResponseHead { .. }
            | RunEvent::ResponseBody { .. }
            | RunEvent::ResponseTrailers { .. }
    )
}

in_part! {
    run, fn run(playground: Playground, place: Place) -> () { playground.run_call(place) }
}

//! A run as the page sees it: where it stands, what it wrote and what came of it.

use model::{Call, CallRequest, Outcome, RunEvent, Stage, StageTime, Target, Type};

use crate::state::{fault::Fault, left::Left, output::Output};

/// Where a run happens.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Place {
    /// In a worker of this tab.
    #[default]
    Browser,
    /// On the server, in Wasmtime.
    Server,
}

/// The latest run, or none yet.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RunState {
    /// Counts runs; 0 before the first.
    pub number: u32,
    /// Where it happens.
    pub place: Place,
    /// What was asked.
    pub call: Option<Call>,
    /// Of which component.
    pub target: Target,
    /// What the function that was called returns, where that is known.
    pub returns: Option<Type>,
    /// Where it stands.
    pub phase: Phase,
    /// How long each finished stage took, in order.
    pub stages: Vec<StageTime>,
    /// What the program wrote, in order.
    pub output: Output,
    /// What it left behind.
    pub left: Left,
    /// From ▶ to the end, once it has ended, in milliseconds.
    pub total: Option<f64>,
}

/// Where a run stands.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Phase {
    /// Nothing has run yet.
    #[default]
    Idle,
    /// It goes on.
    Running {
        /// In this stage.
        stage: Stage,
    },
    /// It ran and ended.
    Finished(Outcome),
    /// It could not be run at all.
    Failed(Fault),
}

impl RunState {
    /// A run that begins now.
    pub fn begin(&self, place: Place, target: Target, call: Call) -> Self {
        Self {
            number: self.number + 1,
            place,
            call: Some(call),
            target,
            phase: Phase::Running {
                stage: Stage::Fetch,
            },
            ..Self::default()
        }
    }

    /// Whether it goes on.
    pub fn is_running(&self) -> bool {
        matches!(self.phase, Phase::Running { .. })
    }

    /// Says that it goes on in this stage, the ones before having been needless.
    pub fn enter(&mut self, stage: Stage) {
        if self.is_running() {
            self.phase = Phase::Running { stage };
        }
    }

    /// Takes in what the run tells; nothing once it has ended.
    pub fn take(&mut self, event: RunEvent) {
        // An instance that is kept alive leaves it when it is ended, after its calls.
        if matches!(event, RunEvent::Files { .. } | RunEvent::Buckets { .. }) {
            return self.left.take(event);
        }
        if !self.is_running() {
            return;
        }
        match event {
            RunEvent::Stage(time) => self.take_stage(time),
            RunEvent::Output { stream, bytes } => self.output.push(stream, &bytes),
            RunEvent::OutputCut { limit } => self.output.cut = Some(limit),
            RunEvent::Done { outcome } => self.end(outcome),
            RunEvent::Log(line) => self.output.log(line),
            RunEvent::Message(_)
            | RunEvent::Denied(_)
            | RunEvent::Files { .. }
            | RunEvent::Buckets { .. } => self.left.take(event),
            RunEvent::Request(_)
            | RunEvent::ResponseHead { .. }
            | RunEvent::ResponseBody { .. }
            | RunEvent::ResponseTrailers { .. }
            | RunEvent::Session(_)
            | RunEvent::Served(_)
            | RunEvent::Trace(_) => {}
        }
    }

    /// Ends it, if it goes on.
    pub fn end(&mut self, outcome: Outcome) {
        if self.is_running() {
            self.output.finish();
            self.phase = Phase::Finished(outcome);
        }
    }

    /// Ends it because it could not be run.
    pub fn fail(&mut self, fault: Fault) {
        if self.is_running() {
            self.output.finish();
            self.phase = Phase::Failed(fault);
        }
    }

    /// How long a stage took, in milliseconds, if it has ended.
    pub fn milliseconds(&self, stage: Stage) -> Option<f64> {
        let time = self.stages.iter().find(|time| time.stage == stage)?;
        Some(time.milliseconds)
    }

    fn take_stage(&mut self, time: StageTime) {
        self.stages.push(time);
        let stage = match time.stage {
            Stage::Fetch => Stage::Transpile,
            Stage::Transpile => Stage::Compile,
            Stage::Compile => Stage::Instantiate,
            Stage::Instantiate | Stage::Call => Stage::Call,
        };
        self.phase = Phase::Running { stage };
    }
}

/// What is asked for, on one line.
pub fn call_in_words(call: &Call) -> String {
    match call {
        Call::Function(CallRequest { function, args }) => {
            let name = function.rsplit('#').next().unwrap_or(function);
            format!("{name}({args})")
        }
        Call::Command(command) => command.args.join(" "),
        Call::Http(request) => format!("{} {}", request.method, request.path),
    }
}

#[cfg(test)]
mod tests {
    use model::Stream;
    use serde_bytes::ByteBuf;

    use super::*;

    fn running() -> RunState {
        let call = Call::Function(CallRequest::default());
        RunState::default().begin(Place::Browser, Target::Composition, call)
    }

    fn output(stream: Stream, bytes: &[u8]) -> RunEvent {
        RunEvent::Output {
            stream,
            bytes: ByteBuf::from(bytes),
        }
    }

    #[test]
    fn stages_move_a_run_on_until_it_is_done() {
        let mut run = running();
        let milliseconds = 2.5;
        run.take(RunEvent::Stage(StageTime {
            stage: Stage::Transpile,
            milliseconds,
        }));
        assert_eq!(
            run.phase,
            Phase::Running {
                stage: Stage::Compile
            }
        );
        assert_eq!(run.milliseconds(Stage::Transpile), Some(2.5));
        assert_eq!(run.milliseconds(Stage::Call), None);
        let outcome = Outcome::Exited { code: 3 };
        run.take(RunEvent::Done {
            outcome: outcome.clone(),
        });
        assert_eq!(run.phase, Phase::Finished(outcome));
    }

    #[test]
    fn an_ended_run_takes_nothing_more() {
        let mut run = running();
        run.take(RunEvent::Done {
            outcome: Outcome::Stopped,
        });
        let ended = run.clone();
        run.take(output(Stream::Stdout, b"late"));
        run.fail(Fault::new("late", "late"));
        assert_eq!(run, ended);
    }

    #[test]
    fn a_call_is_told_as_it_is_written() {
        let call = CallRequest {
            function: "a:b/c@1.0.0#[method]d.e".into(),
            args: "1, 2".into(),
        };
        assert_eq!(call_in_words(&Call::Function(call)), "[method]d.e(1, 2)");
    }

    #[test]
    fn each_run_has_its_own_number_and_begins_empty() {
        let mut first = running();
        first.take(output(Stream::Stdout, b"x"));
        let call = Call::Function(CallRequest::default());
        let second = first.begin(Place::Server, Target::Composition, call);
        assert_eq!((first.number, second.number), (1, 2));
        assert!(second.output.blocks.is_empty() && second.is_running());
    }
}

//! A run as the page sees it: where it stands, what it wrote and what came of it.

use model::{Call, CallRequest, Outcome, RunEvent, Stage, StageTime, Stream, Target};

use crate::state::fault::Fault;

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
    /// Where it stands.
    pub phase: Phase,
    /// How long each finished stage took, in order.
    pub stages: Vec<StageTime>,
    /// What the program wrote, in order.
    pub output: Output,
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
        if !self.is_running() {
            return;
        }
        match event {
            RunEvent::Stage(time) => self.take_stage(time),
            RunEvent::Output { stream, bytes } => self.output.push(stream, &bytes),
            RunEvent::OutputCut { limit } => self.output.cut = Some(limit),
            RunEvent::Done { outcome } => {
                self.output.finish();
                self.phase = Phase::Finished(outcome);
            }
            RunEvent::Log(_)
            | RunEvent::Message(_)
            | RunEvent::Request(_)
            | RunEvent::Denied(_)
            | RunEvent::ResponseHead { .. }
            | RunEvent::ResponseBody { .. }
            | RunEvent::ResponseTrailers { .. }
            | RunEvent::Files { .. }
            | RunEvent::Buckets { .. }
            | RunEvent::Session(_)
            | RunEvent::Served(_)
            | RunEvent::Trace(_) => {}
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

/// What a program wrote to its streams.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Output {
    /// Text by stream, in the order written; neighbours are of different streams.
    pub chunks: Vec<OutputChunk>,
    /// The limit, in bytes, if some was dropped because it went over.
    pub cut: Option<u32>,
    stdout: Partial,
    stderr: Partial,
}

/// Text that one stream received without the other in between.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutputChunk {
    /// Which stream.
    pub stream: Stream,
    /// What was written; bytes that are no UTF-8 are replaced.
    pub text: String,
}

/// The beginning of a character whose other bytes are still to come.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Partial(Vec<u8>);

impl Output {
    /// All that one stream received.
    pub fn of(&self, stream: Stream) -> String {
        let chunks = self.chunks.iter().filter(|chunk| chunk.stream == stream);
        chunks.map(|chunk| chunk.text.as_str()).collect()
    }

    /// Adds what was written; a character may be split between two writes.
    pub fn push(&mut self, stream: Stream, bytes: &[u8]) {
        let text = self.partial(stream).decode(bytes);
        self.append(stream, text);
    }

    /// Says that nothing more comes: a character that stayed incomplete is replaced.
    pub fn finish(&mut self) {
        for stream in [Stream::Stdout, Stream::Stderr] {
            let rest = std::mem::take(&mut self.partial(stream).0);
            self.append(stream, String::from_utf8_lossy(&rest).into_owned());
        }
    }

    fn partial(&mut self, stream: Stream) -> &mut Partial {
        match stream {
            Stream::Stdout => &mut self.stdout,
            Stream::Stderr => &mut self.stderr,
        }
    }

    fn append(&mut self, stream: Stream, text: String) {
        if text.is_empty() {
            return;
        }
        match self.chunks.last_mut() {
            Some(last) if last.stream == stream => last.text.push_str(&text),
            _ => self.chunks.push(OutputChunk { stream, text }),
        }
    }
}

impl Partial {
    /// The text of all complete characters; what is left over waits for the next bytes.
    fn decode(&mut self, bytes: &[u8]) -> String {
        self.0.extend_from_slice(bytes);
        let held = std::mem::take(&mut self.0);
        let mut text = String::with_capacity(held.len());
        let mut rest = held.as_slice();
        loop {
            match std::str::from_utf8(rest) {
                Ok(valid) => {
                    text.push_str(valid);
                    return text;
                }
                Err(error) => {
                    let (valid, after) = rest.split_at(error.valid_up_to());
                    text.push_str(&String::from_utf8_lossy(valid));
                    let Some(length) = error.error_len() else {
                        self.0 = after.to_vec();
                        return text;
                    };
                    text.push(char::REPLACEMENT_CHARACTER);
                    rest = &after[length..];
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
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
    fn a_character_split_between_writes_is_whole() {
        for cut in 0.."aé漢🦀z".len() {
            let (left, right) = "aé漢🦀z".as_bytes().split_at(cut);
            let mut output = Output::default();
            output.push(Stream::Stdout, left);
            output.push(Stream::Stdout, right);
            output.finish();
            assert_eq!(output.of(Stream::Stdout), "aé漢🦀z", "cut at {cut}");
        }
    }

    #[test]
    fn bytes_that_are_no_text_are_replaced() {
        let mut output = Output::default();
        output.push(Stream::Stderr, b"a\xffb\xe6\xbc");
        assert_eq!(output.of(Stream::Stderr), "a\u{fffd}b");
        output.finish();
        assert_eq!(output.of(Stream::Stderr), "a\u{fffd}b\u{fffd}");
    }

    #[test]
    fn streams_keep_their_order_and_their_own_rest() {
        let mut run = running();
        run.take(output(Stream::Stdout, b"one \xc3"));
        run.take(output(Stream::Stderr, b"two"));
        run.take(output(Stream::Stdout, b"\xa9 three"));
        let chunks: Vec<_> = run
            .output
            .chunks
            .iter()
            .map(|it| it.text.as_str())
            .collect();
        assert_eq!(chunks, ["one ", "two", "é three"]);
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
        assert!(second.output.chunks.is_empty() && second.is_running());
    }
}

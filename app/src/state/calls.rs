//! The calls that were made, and what is expected of calls.

use model::{Call, Expected, KeptCall, KeptEnd, Outcome, SampleCall, Stream, Target};

use crate::state::run::{Phase, RunState};

/// How many calls are remembered.
const MOST: usize = 100;
/// How much of what came of one call is kept with the workspace, in bytes.
const KEPT_OF_ONE: usize = 16 * 1024;
/// How much is kept of all calls together: of the latest, in bytes.
const KEPT_OF_ALL: usize = 256 * 1024;

/// The calls of this visit, and those that were kept of earlier ones.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Calls {
    /// Oldest first.
    pub made: Vec<MadeCall>,
}

/// A call that was made.
#[derive(Debug, Clone, PartialEq)]
pub struct MadeCall {
    /// [`RunState::number`]; 0 for one of an earlier visit.
    pub number: u32,
    /// Of which component.
    pub target: Target,
    /// What was asked.
    pub call: Call,
    /// What came of it, once it ended.
    pub came: Option<Came>,
    /// From ▶ to the end, in milliseconds.
    pub milliseconds: Option<f64>,
}

/// What came of a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Came {
    /// In one line or a few.
    pub text: String,
    /// The same as something to expect; none for what nobody would, such as a trap.
    pub expected: Option<Expected>,
}

/// Whether a call gave what is expected of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It did.
    Met,
    /// It gave this instead.
    Missed(String),
}

impl Calls {
    /// Calls of earlier visits.
    pub fn of(kept: &[KeptCall]) -> Self {
        let made = kept.iter().cloned().map(MadeCall::from).collect();
        Self { made }
    }

    /// The latest of those that ended, as they are kept with the workspace.
    pub fn kept(&self) -> Vec<KeptCall> {
        let mut weight = 0;
        let fits = |call: &KeptCall| {
            weight += weight_of(call);
            weight <= KEPT_OF_ALL
        };
        let ended = self.made.iter().rev().filter_map(MadeCall::kept);
        let mut kept: Vec<_> = ended.take_while(fits).collect();
        kept.reverse();
        kept
    }

    /// Notes a call as it is in this run, new or known.
    pub fn note(&mut self, run: &RunState) {
        let Some(call) = run.call.clone() else { return };
        let made = MadeCall {
            number: run.number,
            target: run.target.clone(),
            call,
            came: Came::of(run),
            milliseconds: run.total,
        };
        match self.made.iter_mut().find(|it| it.number == run.number) {
            Some(known) => *known = made,
            None => self.made.push(made),
        }
        let over = self.made.len().saturating_sub(MOST);
        self.made.drain(..over);
    }
}

impl MadeCall {
    /// As it is kept, if it has ended and what was asked is not too long for that.
    fn kept(&self) -> Option<KeptCall> {
        let came = self.came.as_ref()?;
        let text = match came.text.len() {
            0..=KEPT_OF_ONE => came.text.clone(),
            _ => format!(
                "{}…",
                &came.text[..came.text.floor_char_boundary(KEPT_OF_ONE)]
            ),
        };
        let whole = came.expected.clone().filter(|_| text == came.text);
        let kept = KeptCall {
            target: self.target.clone(),
            call: self.call.clone(),
            came: whole.map_or(KeptEnd::Other { text }, |what| KeptEnd::Gave { what }),
            milliseconds: self.milliseconds.unwrap_or_default() as u32,
        };
        (weight_of(&kept) <= 4 * KEPT_OF_ONE).then_some(kept)
    }
}

impl From<KeptCall> for MadeCall {
    fn from(kept: KeptCall) -> Self {
        let KeptCall {
            target,
            call,
            came,
            milliseconds,
        } = kept;
        let came = match came {
            KeptEnd::Gave { what } => Came::from(what),
            KeptEnd::Other { text } => Came::unexpected(text),
        };
        Self {
            number: 0,
            target,
            call,
            came: Some(came),
            milliseconds: Some(milliseconds.into()),
        }
    }
}

/// How long the texts of a call are, in bytes.
fn weight_of(call: &KeptCall) -> usize {
    let asked = match &call.call {
        Call::Function(call) => call.args.len(),
        Call::Command(it) => {
            let files = it.files.iter().map(|(path, text)| path.len() + text.len());
            it.stdin.len() + files.sum::<usize>()
        }
        Call::Http(request) => request.body.len(),
    };
    let came = match &call.came {
        KeptEnd::Other { text } => text.len(),
        KeptEnd::Gave { what } => match what {
            Expected::Returned { wave } => wave.len(),
            Expected::Exited { stdout, .. } => stdout.len(),
            Expected::Responded { body, .. } => body.len(),
        },
    };
    asked + came
}

impl From<Expected> for Came {
    fn from(expected: Expected) -> Self {
        let text = match &expected {
            Expected::Returned { wave } if wave.is_empty() => "nothing".to_owned(),
            Expected::Returned { wave } => wave.clone(),
            Expected::Exited { code, stdout } => format!("exit {code}\n{stdout}"),
            Expected::Responded { status, body } => format!("{status}\n{body}"),
        };
        let expected = Some(expected);
        Self { text, expected }
    }
}

impl Came {
    /// What came of a run, if it has ended.
    pub fn of(run: &RunState) -> Option<Self> {
        let outcome = match &run.phase {
            Phase::Idle | Phase::Running { .. } => return None,
            Phase::Failed(fault) => return Some(Self::unexpected(fault.message.clone())),
            Phase::Finished(outcome) => outcome,
        };
        Some(match outcome {
            Outcome::Returned { value: None, wave } => Self::from(Expected::Returned {
                wave: wave.clone().unwrap_or_default(),
            }),
            Outcome::Returned { wave: None, .. } => Self::unexpected("a value".to_owned()),
            Outcome::Returned {
                wave: Some(wave), ..
            } => Self::from(Expected::Returned { wave: wave.clone() }),
            Outcome::Exited { code } => Self::from(Expected::Exited {
                code: *code,
                stdout: run.output.of(Stream::Stdout),
            }),
            Outcome::Responded { response } => Self::from(Expected::Responded {
                status: response.status,
                body: String::from_utf8_lossy(&response.body).into_owned(),
            }),
            Outcome::Trapped { message, .. } => Self::unexpected(format!("trapped: {message}")),
            Outcome::MissingImports { imports } => {
                Self::unexpected(format!("nobody provides {}", imports.join(", ")))
            }
            Outcome::Refused { message, .. } => Self::unexpected(message.clone()),
            Outcome::Stopped => Self::unexpected("stopped".to_owned()),
            Outcome::TimedOut { milliseconds } => {
                let seconds = f64::from(*milliseconds) / 1000.0;
                Self::unexpected(format!("ended after {seconds} s"))
            }
        })
    }

    fn unexpected(text: String) -> Self {
        let expected = None;
        Self { text, expected }
    }

    /// Whether it is what was expected.
    pub fn judge(&self, expected: &Expected) -> Verdict {
        match self.expected.as_ref() == Some(expected) {
            true => Verdict::Met,
            false => Verdict::Missed(self.text.clone()),
        }
    }
}

/// What is expected of a call, if anything is.
pub fn expectation<'a>(
    expectations: &'a [SampleCall],
    target: &Target,
    call: &Call,
) -> Option<&'a Expected> {
    let mut all = expectations.iter();
    let found = all.find(|it| it.target == *target && it.call == *call)?;
    Some(&found.expected)
}

/// The expectations with one more, in place of what was expected of the same call before.
pub fn with_expectation(mut expectations: Vec<SampleCall>, new: SampleCall) -> Vec<SampleCall> {
    let is_same = |it: &&mut SampleCall| it.target == new.target && it.call == new.call;
    match expectations.iter_mut().find(is_same) {
        Some(known) => *known = new,
        None => expectations.push(new),
    }
    expectations
}

#[cfg(test)]
mod tests {
    use model::{CallRequest, RunEvent};

    use super::*;
    use crate::state::run::Place;

    fn run(wave: &str) -> RunState {
        let call = Call::Function(CallRequest::default());
        let mut run = RunState::default().begin(Place::Browser, Target::Composition, call);
        run.take(RunEvent::Done {
            outcome: Outcome::Returned {
                value: Some(model::Value::Bool(true)),
                wave: Some(wave.to_owned()),
            },
        });
        run
    }

    #[test]
    fn a_call_is_noted_once_and_its_end_in_its_place() {
        let mut calls = Calls::default();
        let call = Call::Function(CallRequest::default());
        calls.note(&RunState::default().begin(Place::Browser, Target::Composition, call));
        assert_eq!(calls.made[0].came, None);
        calls.note(&run("true"));
        let texts: Vec<_> = calls
            .made
            .iter()
            .map(|it| it.came.clone().unwrap().text)
            .collect();
        assert_eq!(texts, ["true"]);
    }

    #[test]
    fn what_is_expected_is_met_by_the_same_and_nothing_else() {
        let expected = Came::of(&run("ok(1)")).unwrap().expected.unwrap();
        assert_eq!(
            Came::of(&run("ok(1)")).unwrap().judge(&expected),
            Verdict::Met
        );
        let missed = Verdict::Missed("ok(2)".to_owned());
        assert_eq!(Came::of(&run("ok(2)")).unwrap().judge(&expected), missed);
    }

    #[test]
    fn the_latest_calls_are_kept_and_come_back() {
        let mut calls = Calls::default();
        for number in 1..=40 {
            let text = "x".repeat(10_000);
            let run = RunState {
                number,
                total: Some(f64::from(number)),
                ..run(&format!("\"{number}{text}\""))
            };
            calls.note(&run);
        }
        let kept = calls.kept();
        assert_eq!(kept.len(), 26);
        assert_eq!(kept.last().map(|it| it.milliseconds), Some(40));
        let back = Calls::of(&kept);
        assert_eq!(back.kept(), kept);
        assert_eq!(back.made[0].came, calls.made[14].came);
    }

    #[test]
    fn what_is_too_long_is_kept_in_part_and_not_expected() {
        let mut calls = Calls::default();
        calls.note(&run(&"é".repeat(KEPT_OF_ONE)));
        let [kept] = calls.kept().try_into().unwrap();
        let KeptEnd::Other { text } = kept.came else {
            panic!("it is too long to be whole");
        };
        assert!(text.ends_with('…') && text.len() <= KEPT_OF_ONE + 3);
    }

    #[test]
    fn of_one_call_one_thing_is_expected() {
        let expect = |wave: &str| SampleCall {
            target: Target::Composition,
            call: Call::Function(CallRequest::default()),
            expected: Expected::Returned { wave: wave.into() },
        };
        let all = with_expectation(vec![expect("1")], expect("2"));
        assert_eq!(all, [expect("2")]);
        let call = Call::Function(CallRequest::default());
        let found = expectation(&all, &Target::Composition, &call);
        assert_eq!(found, Some(&expect("2").expected));
    }
}

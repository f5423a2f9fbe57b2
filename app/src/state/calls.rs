//! The calls that were made, and what is expected of calls.

use model::{Call, Expected, Outcome, SampleCall, Stream, Target};

use crate::state::run::{Phase, RunState};

/// How many calls are remembered.
const MOST: usize = 100;

/// The calls of this visit.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Calls {
    /// Oldest first.
    pub made: Vec<MadeCall>,
}

/// A call that was made.
#[derive(Debug, Clone, PartialEq)]
pub struct MadeCall {
    /// [`RunState::number`]
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

impl Came {
    /// What came of a run, if it has ended.
    pub fn of(run: &RunState) -> Option<Self> {
        let outcome = match &run.phase {
            Phase::Idle | Phase::Running { .. } => return None,
            Phase::Failed(fault) => return Some(Self::unexpected(fault.message.clone())),
            Phase::Finished(outcome) => outcome,
        };
        Some(match outcome {
            Outcome::Returned { value: None, .. } => Self {
                text: "nothing".to_owned(),
                expected: Some(Expected::Returned {
                    wave: String::new(),
                }),
            },
            Outcome::Returned { wave, .. } => Self {
                text: wave.clone().unwrap_or_else(|| "a value".to_owned()),
                expected: wave.clone().map(|wave| Expected::Returned { wave }),
            },
            Outcome::Exited { code } => {
                let stdout = run.output.of(Stream::Stdout);
                Self {
                    text: format!("exit {code}\n{stdout}"),
                    expected: Some(Expected::Exited {
                        code: *code,
                        stdout,
                    }),
                }
            }
            Outcome::Responded { response } => {
                let body = String::from_utf8_lossy(&response.body).into_owned();
                let status = response.status;
                Self {
                    text: format!("{status}\n{body}"),
                    expected: Some(Expected::Responded { status, body }),
                }
            }
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

//! What scripts get back.

use std::collections::BTreeMap;

use model::{Header, Outcome, RequestFate, Stage, Stream, Value};
use serde::Serialize;
use serde_bytes::ByteBuf;

use crate::state::fault::Fault;
use crate::state::http::exchange::{Exchange, Sent};
use crate::state::run::{Phase, RunState};

/// What came of `call`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Called {
    #[serde(skip_serializing_if = "Option::is_none")]
    result: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    trap: Option<Trap>,
    #[serde(flatten)]
    told: Told,
}

/// What `project` gives.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Started {
    pub(super) name: String,
    pub(super) files: BTreeMap<String, Contents>,
    pub(super) zip: ByteBuf,
}

/// What is in a file.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub(super) enum Contents {
    Text(String),
    Bytes(ByteBuf),
}

/// Files as scripts get them: a string where it is text.
pub(super) fn contents(files: BTreeMap<String, ByteBuf>) -> BTreeMap<String, Contents> {
    let contents = |bytes: ByteBuf| match String::from_utf8(bytes.into_vec()) {
        Ok(text) => Contents::Text(text),
        Err(error) => Contents::Bytes(error.into_bytes().into()),
    };
    files
        .into_iter()
        .map(|(path, bytes)| (path, contents(bytes)))
        .collect()
}

/// What came of `runCommand`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Exited {
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    trap: Option<Trap>,
    #[serde(flatten)]
    told: Told,
}

/// What came of `http`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Answered {
    status: u16,
    headers: Vec<Header>,
    body: ByteBuf,
    text: String,
    trailers: Vec<Header>,
    requests: Vec<Asked>,
    #[serde(rename = "headersAt", skip_serializing_if = "Option::is_none")]
    headers_at: Option<f64>,
    #[serde(flatten)]
    told: Told,
}

/// A request that the component sent.
#[derive(Debug, Clone, PartialEq, Serialize)]
struct Asked {
    method: String,
    url: String,
    fate: RequestFate,
    #[serde(skip_serializing_if = "Option::is_none")]
    milliseconds: Option<f64>,
}

/// A trap.
#[derive(Debug, Clone, PartialEq, Serialize)]
struct Trap {
    message: String,
    backtrace: Vec<String>,
}

/// What every run tells.
#[derive(Debug, Clone, PartialEq, Serialize)]
struct Told {
    stdout: String,
    stderr: String,
    timings: Timings,
}

/// In milliseconds; a stage that did not happen is left out.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[serde(default)]
struct Timings {
    #[serde(skip_serializing_if = "Option::is_none")]
    fetch: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    transpile: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    compile: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    instantiate: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    call: Option<f64>,
}

impl Called {
    /// The result in WAVE; `error` as well when it is an `err`.
    pub(super) fn new(run: &RunState) -> Result<Self, Fault> {
        let told = Told::new(run);
        let (result, error, trap) = match outcome(run)? {
            Outcome::Returned { value, wave } => {
                let is_error = matches!(value, Some(Value::Err(_)))
                    || wave
                        .as_ref()
                        .is_some_and(|wave| value.is_none() && wave.starts_with("err"));
                (wave.clone(), wave.filter(|_| is_error), None)
            }
            outcome => (None, None, Some(trap(outcome)?)),
        };
        Ok(Self {
            result,
            error,
            trap,
            told,
        })
    }
}

impl Exited {
    pub(super) fn new(run: &RunState) -> Result<Self, Fault> {
        let told = Told::new(run);
        let (code, trap) = match outcome(run)? {
            Outcome::Exited { code } => (Some(code), None),
            outcome => (None, Some(trap(outcome)?)),
        };
        Ok(Self { code, trap, told })
    }
}

impl Answered {
    /// A handler that traps has not answered, which is a failure.
    pub(super) fn new(run: &RunState, exchange: Exchange) -> Result<Self, Fault> {
        match outcome(run)? {
            Outcome::Responded { response } => Ok(Self {
                status: response.status,
                headers: response.headers,
                text: String::from_utf8_lossy(&response.body).into_owned(),
                body: response.body,
                headers_at: exchange.head.and_then(|head| head.at),
                trailers: exchange.trailers,
                requests: exchange.sent.into_iter().map(Asked::from).collect(),
                told: Told::new(run),
            }),
            outcome => {
                let Trap { message, .. } = trap(outcome)?;
                Err(Fault::new("trapped", message))
            }
        }
    }
}

impl From<Sent> for Asked {
    fn from(sent: Sent) -> Self {
        let Sent { request, took, .. } = sent;
        Self {
            method: request.method,
            url: request.url,
            fate: request.fate,
            milliseconds: took,
        }
    }
}

impl Told {
    fn new(run: &RunState) -> Self {
        Self {
            stdout: run.output.of(Stream::Stdout),
            stderr: run.output.of(Stream::Stderr),
            timings: Timings {
                fetch: run.milliseconds(Stage::Fetch),
                transpile: run.milliseconds(Stage::Transpile),
                compile: run.milliseconds(Stage::Compile),
                instantiate: run.milliseconds(Stage::Instantiate),
                call: run.milliseconds(Stage::Call),
            },
        }
    }
}

fn outcome(run: &RunState) -> Result<Outcome, Fault> {
    match &run.phase {
        Phase::Finished(outcome) => Ok(outcome.clone()),
        _ => Err(Fault::new("unfinished", "the run has not ended")),
    }
}

fn trap(outcome: Outcome) -> Result<Trap, Fault> {
    match outcome {
        Outcome::Trapped { message, backtrace } => Ok(Trap { message, backtrace }),
        _ => Err(Fault::new(
            "other-outcome",
            "the run ended in another way than was asked",
        )),
    }
}

#[cfg(test)]
mod tests {
    use model::{Call, CallRequest, RunEvent, StageTime, Target};

    use super::*;
    use crate::state::run::Place;

    fn ended(outcome: Outcome) -> RunState {
        let call = Call::Function(CallRequest::default());
        let mut run = RunState::default().begin(Place::Browser, Target::Composition, call);
        run.take(RunEvent::Stage(StageTime {
            stage: Stage::Call,
            milliseconds: 1.5,
        }));
        run.take(RunEvent::Output {
            stream: Stream::Stderr,
            bytes: ByteBuf::from("log"),
        });
        run.take(RunEvent::Done { outcome });
        run
    }

    fn json(value: &impl Serialize) -> String {
        serde_json::to_string(value).unwrap()
    }

    #[test]
    fn a_result_carries_what_the_run_told() {
        let run = ended(Outcome::Returned {
            value: None,
            wave: Some("6".into()),
        });
        let called = Called::new(&run).unwrap();
        assert_eq!(
            json(&called),
            r#"{"result":"6","stdout":"","stderr":"log","timings":{"call":1.5}}"#
        );
    }

    #[test]
    fn an_error_result_is_told_as_such() {
        let run = ended(Outcome::Returned {
            value: Some(Value::Err(None)),
            wave: Some("err".into()),
        });
        let called = Called::new(&run).unwrap();
        assert_eq!(called.error.as_deref(), Some("err"));
        assert_eq!(called.result, called.error);
    }

    #[test]
    fn a_trap_is_a_result_of_a_call_and_a_failure_of_a_request() {
        let run = ended(Outcome::Trapped {
            message: "unreachable".into(),
            backtrace: Vec::new(),
        });
        assert_eq!(
            Called::new(&run).unwrap().trap.unwrap().message,
            "unreachable"
        );
        assert!(Exited::new(&run).unwrap().code.is_none());
        assert_eq!(
            Answered::new(&run, Exchange::default()).unwrap_err().code,
            "trapped"
        );
    }
}

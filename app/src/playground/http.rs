//! Requests to a component: what is sent along, what comes of them, and what came of earlier ones.

use std::sync::Arc;

use leptos::prelude::*;
use model::{Call, HostOptions, NamedFile, Outcome};

use crate::playground::Playground;
use crate::state::http::curl::{Pasted, from_curl};
use crate::state::http::exchange::Exchange;
use crate::state::http::frame::FrameState;
use crate::state::http::trials::{Trial, Trials};
use crate::state::run::{Phase, RunState};
use crate::state::workspace::Edit;

/// What the panes read of requests.
#[derive(Clone, Copy)]
pub struct Http {
    /// The answer to the latest request, as far as it came, and the requests that the latest run
    /// of any kind sent.
    pub exchange: ReadSignal<Exchange>,
    /// The requests of this visit.
    pub trials: ReadSignal<Trials>,
    /// The file that is sent as the body in place of the text. It stays in this tab.
    pub file: ReadSignal<Option<Arc<NamedFile>>>,
    /// Whether requests of components may leave the tab.
    pub network: ReadSignal<bool>,
    /// The frame in which pages of the component are shown.
    pub frame: ReadSignal<FrameState>,
}

/// The writing ends.
#[derive(Clone, Copy, Default)]
pub(super) struct HttpCells {
    pub(super) exchange: RwSignal<Exchange>,
    trials: RwSignal<Trials>,
    file: RwSignal<Option<Arc<NamedFile>>>,
    pub(super) network: RwSignal<bool>,
    pub(super) frame: RwSignal<FrameState>,
}

impl HttpCells {
    pub(super) fn read_only(self) -> Http {
        Http {
            exchange: self.exchange.read_only(),
            trials: self.trials.read_only(),
            file: self.file.read_only(),
            network: self.network.read_only(),
            frame: self.frame.read_only(),
        }
    }
}

impl Playground {
    /// Lets requests of components leave the tab, or no longer; until another workspace is opened.
    pub fn set_network(self, is_on: bool) {
        self.cells.http.network.set(is_on);
    }

    /// Sends a file as the body, or again the text.
    pub fn set_body_file(self, file: Option<NamedFile>) {
        self.cells.http.file.set(file.map(Arc::new));
    }

    /// Makes the request of a curl command the workspace's call; gives the options that mean
    /// nothing here, or what cannot be understood.
    pub fn paste_curl(self, command: &str) -> Result<Vec<String>, String> {
        let Pasted { request, ignored } = from_curl(command)?;
        self.set_body_file(None);
        self.set_call(Call::Http(request));
        Ok(ignored)
    }

    /// Makes ▶ send what a trial sent.
    pub fn edit_trial(self, trial: &Trial) {
        self.cells.http.file.set(trial.file.clone());
        let call = Some(Call::Http(trial.request.clone()));
        let edits = vec![Edit::Target(trial.target.clone()), Edit::Call(call)];
        self.make(Edit::All(edits));
    }

    /// Takes a trial among those that are compared, or out of them.
    pub fn compare_trial(self, number: u32) {
        self.cells.http.trials.update(|all| all.toggle(number));
    }

    /// How the host of a run of this call differs from an ordinary one.
    pub(super) fn host_options(self, call: &Call) -> HostOptions {
        let network = self.cells.http.network.get_untracked();
        let Call::Http(_) = call else {
            return HostOptions {
                network,
                ..self.host_for(call)
            };
        };
        let file = self.cells.http.file.get_untracked();
        HostOptions {
            network,
            stream_response: true,
            body: file.map(|it| it.bytes.clone()),
            ..self.host_for(call)
        }
    }

    /// Notes the end of a request among the trials.
    pub(super) fn note_trial(self, run: &RunState) {
        let Some(Call::Http(request)) = run.call.clone() else {
            return;
        };
        let fault = match &run.phase {
            Phase::Finished(Outcome::Responded { response }) => {
                let (status, headers) = (response.status, response.headers.clone());
                let body = response.body.to_vec();
                self.cells
                    .http
                    .exchange
                    .update(|it| it.complete(status, headers, body));
                None
            }
            Phase::Finished(outcome) => Some(in_words(outcome)),
            Phase::Failed(fault) => Some(fault.message.clone()),
            Phase::Idle | Phase::Running { .. } => return,
        };
        let trial = Trial {
            number: run.number,
            target: run.target.clone(),
            place: run.place,
            request,
            file: self.cells.http.file.get_untracked(),
            exchange: self.cells.http.exchange.get_untracked(),
            fault,
            milliseconds: run.total.unwrap_or_default(),
        };
        self.cells.http.trials.update(|all| all.push(trial));
    }

    /// Nothing of one workspace means anything to the next.
    pub(super) fn forget_http(self) {
        let HttpCells {
            exchange,
            trials,
            file,
            network,
            ..
        } = self.cells.http;
        self.close_frame();
        exchange.set(Exchange::default());
        trials.set(Trials::default());
        file.set(None);
        network.set(false);
    }
}

/// Why there is no whole answer.
fn in_words(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Trapped { message, .. } => format!("trapped: {message}"),
        Outcome::MissingImports { imports } => format!("nobody provides {}", imports.join(", ")),
        Outcome::Refused { message, .. } => message.clone(),
        Outcome::Stopped => "stopped".to_owned(),
        Outcome::TimedOut { milliseconds } => {
            format!("ended after {} s", f64::from(*milliseconds) / 1000.0)
        }
        Outcome::Exited { code } => format!("exited with {code}"),
        Outcome::Returned { .. } | Outcome::Responded { .. } => String::new(),
    }
}

//! Sessions in this tab: a worker that keeps an instance alive.

use futures::StreamExt;
use futures::channel::mpsc::UnboundedReceiver;
use model::{HostOptions, Job, Limits, RunEvent, RunInput, ServedRequest, SessionInput};

use crate::client::messages::to_js;
use crate::client::runner::{Loadable, Runner, Word, start_message, unsendable};
use crate::client::worker::LiveWorker;
use crate::state::fault::Fault;

/// A worker with an instance; dropping it ends both.
pub struct Session(LiveWorker);

/// What is heard of a session.
pub struct SessionEvents(UnboundedReceiver<Word>);

impl Runner {
    /// Starts a session, and makes a worker ready for the next run.
    pub fn open_session(
        &self,
        loadable: &Loadable,
        limits: &Limits,
        host: &HostOptions,
    ) -> Result<(Session, SessionEvents), Fault> {
        self.open_kept(loadable, &Job::Session, limits, host)
    }

    /// The same, of an instance that answers requests.
    pub fn open_service(
        &self,
        loadable: &Loadable,
        limits: &Limits,
        host: &HostOptions,
    ) -> Result<(Session, SessionEvents), Fault> {
        self.open_kept(loadable, &Job::Serve, limits, host)
    }

    fn open_kept(
        &self,
        loadable: &Loadable,
        job: &Job,
        limits: &Limits,
        host: &HostOptions,
    ) -> Result<(Session, SessionEvents), Fault> {
        let start = start_message(loadable, job, limits, host)?;
        let (live, _, heard) = self.begin(&start)?;
        self.prepare();
        Ok((Session(live), SessionEvents(heard)))
    }
}

impl Session {
    /// Says what is to be done.
    pub fn tell(&self, input: SessionInput) -> Result<(), Fault> {
        self.give(&RunInput::Session(input))
    }

    /// Gives it a request to answer.
    pub fn ask(&self, request: ServedRequest) -> Result<(), Fault> {
        self.give(&RunInput::Request(request))
    }

    fn give(&self, input: &RunInput) -> Result<(), Fault> {
        let message = to_js(input).map_err(unsendable)?;
        let sent = self.0.post(&message);
        sent.map_err(|_| Fault::new("no-worker", "the run worker takes no message"))
    }
}

impl SessionEvents {
    /// The next event; `None` once the session was dropped.
    pub async fn next(&mut self) -> Option<Result<RunEvent, Fault>> {
        match self.0.next().await? {
            Word::Event(event) => Some(Ok(event)),
            Word::Died(message) => Some(Err(Fault::new("runner-died", message))),
            Word::Stopped | Word::TimedOut => None,
        }
    }
}

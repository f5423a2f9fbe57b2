//! The way from a running handler to whoever waits for its answer.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use axum::http::Response;
use futures::channel::oneshot;
use wasmtime_wasi_http::WasiBody;

use super::fault::Fault;

/// What comes of a request.
pub(super) type Answer = Result<Response<WasiBody>, Fault>;

/// Why the body ends before it is whole; empty while all is well.
pub(super) type Cut = Arc<OnceLock<String>>;

/// Takes the answer, once, and what goes wrong after it.
#[derive(Clone)]
pub(super) struct Reply {
    sender: Arc<Mutex<Option<oneshot::Sender<Answer>>>>,
    cut: Cut,
}

impl Reply {
    /// A reply and where it comes out.
    pub(super) fn channel() -> (Self, oneshot::Receiver<Answer>) {
        let (sender, answer) = oneshot::channel();
        let reply = Self {
            sender: Arc::new(Mutex::new(Some(sender))),
            cut: Cut::default(),
        };
        (reply, answer)
    }

    /// Where it will stand why the body was cut.
    pub(super) fn cut(&self) -> Cut {
        self.cut.clone()
    }

    /// Gives the answer; none but the first counts.
    pub(super) fn give(&self, answer: Answer) {
        if let Some(sender) = self.take() {
            // Whoever asked may have gone.
            sender.send(answer).ok();
        }
    }

    /// The component returned. Tells how that is counted.
    pub(super) fn end(&self) -> &'static str {
        match self.take() {
            Some(sender) => {
                sender.send(Err(Fault::Silent)).ok();
                Fault::Silent.name()
            }
            None => "responded",
        }
    }

    /// The component did not return. Tells how that is counted.
    pub(super) fn fail(&self, fault: Fault) -> &'static str {
        let name = fault.name();
        match self.take() {
            Some(sender) => drop(sender.send(Err(fault))),
            None => drop(self.cut.set(fault.message())),
        }
        name
    }

    fn take(&self) -> Option<oneshot::Sender<Answer>> {
        let mut sender = self.sender.lock().unwrap_or_else(PoisonError::into_inner);
        sender.take()
    }
}

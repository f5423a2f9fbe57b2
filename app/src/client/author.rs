//! The author's worker, and the engines that it is given when it first needs them.

use std::cell::RefCell;
use std::pin::pin;
use std::rc::Rc;

use futures::channel::oneshot;
use futures::future::{Either, select};
use futures::lock::Mutex;
use gloo_timers::future::TimeoutFuture;
use model::{AuthorCall, AuthorReply, EngineError, LoadRuntimeRequest};

use crate::client::assets;
use crate::client::tool::{Reply, Tool};
use crate::state::fault::Fault;

/// A module that takes longer to be evaluated does not come to an end, in milliseconds.
const LIMIT: u32 = 20_000;

/// The author, wherever it runs.
#[derive(Clone, Default)]
pub struct Author {
    tool: Tool<AuthorReply>,
    turn: Rc<Mutex<()>>,
    /// Who waits for an answer, and can be told to stop waiting.
    waiting: Rc<RefCell<Vec<oneshot::Sender<()>>>>,
}

impl Reply for AuthorReply {
    const SCRIPT: &'static str = "./author_loader.js";
    const NAME: &'static str = "author";

    fn is_ready(&self) -> bool {
        *self == Self::Ready
    }

    fn settled(self) -> Result<Self, EngineError> {
        match self {
            Self::Failed(error) => Err(error),
            reply => Ok(reply),
        }
    }
}

impl Author {
    /// Asks, after those who asked before, and waits for the answer. Before and after something is
    /// downloaded for it that says `fetching`. What this is for says the user when it fails.
    pub async fn ask<C: AuthorCall + Clone>(
        &self,
        purpose: &str,
        call: C,
        fetching: impl Fn(bool),
    ) -> Result<C::Answer, Fault> {
        let (waiting, stopped) = oneshot::channel();
        self.waiting.borrow_mut().push(waiting);
        let answer = pin!(self.answer(purpose, call, fetching));
        let answer = match select(answer, stopped).await {
            Either::Left((answer, _)) => answer,
            Either::Right(_) => Err(Fault::new("cancelled", format!("{purpose} was stopped"))),
        };
        self.waiting.borrow_mut().retain(|it| !it.is_canceled());
        answer
    }

    /// Ends what it works on and all that waits for it, which fails with the code `cancelled`.
    pub fn stop(&self) {
        for waiting in self.waiting.take() {
            let _ = waiting.send(());
        }
    }

    async fn answer<C: AuthorCall + Clone>(
        &self,
        purpose: &str,
        call: C,
        fetching: impl Fn(bool),
    ) -> Result<C::Answer, Fault> {
        let _turn = self.turn.lock().await;
        self.tool.start(purpose, || fetching(true)).await?;
        fetching(false);
        let first = self.ask_once(purpose, call.clone()).await;
        let concurrent = match &first {
            Err(fault) if fault.code == "runtime-not-loaded" => false,
            Err(fault) if fault.code == "concurrent-runtime-not-loaded" => true,
            _ => return first,
        };
        fetching(true);
        let bytes = assets::script_engine(concurrent).await?.into();
        fetching(false);
        let engine = LoadRuntimeRequest { bytes, concurrent };
        self.ask_once(purpose, engine).await?;
        self.ask_once(purpose, call).await
    }

    async fn ask_once<C: AuthorCall>(&self, purpose: &str, call: C) -> Result<C::Answer, Fault> {
        let reply = pin!(self.tool.ask(purpose, call.into_request()));
        match select(reply, TimeoutFuture::new(LIMIT)).await {
            Either::Left((reply, _)) => Tool::<AuthorReply>::expect(purpose, C::answer(reply?)),
            Either::Right(_) => {
                let message = "the module did not come to an end within 20 seconds; does a loop \
                    outside of functions go on for ever?";
                Err(Fault::new("endless-module", message))
            }
        }
    }
}

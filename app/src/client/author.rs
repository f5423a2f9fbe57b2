//! The author's worker, and the engines that it is given when it first needs them.

use std::cell::RefCell;
use std::pin::pin;
use std::rc::Rc;

use futures::channel::oneshot;
use futures::future::{Either, select};
use futures::lock::Mutex;
use gloo_timers::future::TimeoutFuture;
use model::{AuthorCall, AuthorReply, EngineError, LoadRuntimeRequest, LoadStarlingRequest};

use crate::client::assets;
use crate::client::tool::{Reply, Tool};
use crate::state::fault::Fault;

/// The author, wherever it runs.
#[derive(Clone)]
pub struct Author {
    tool: Tool<AuthorReply>,
    /// A module that takes longer to be evaluated does not come to an end, in seconds.
    limit: u32,
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
    /// One that is asked for components with QuickJS.
    pub fn for_quickjs() -> Self {
        Self::within(20)
    }

    /// One that is asked for components with StarlingMonkey, which takes a while itself.
    pub fn for_starlingmonkey() -> Self {
        Self::within(60)
    }

    fn within(limit: u32) -> Self {
        Self {
            tool: Tool::default(),
            limit,
            turn: Rc::default(),
            waiting: Rc::default(),
        }
    }

    /// Ends its worker, unless that is at work; the next question starts another.
    pub fn rest(&self) {
        self.tool.rest();
    }

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
        let missing = match &first {
            Err(fault) => fault.code.as_str(),
            Ok(_) => return first,
        };
        fetching(true);
        match missing {
            "runtime-not-loaded" => self.bring(purpose, false).await?,
            "concurrent-runtime-not-loaded" => self.bring(purpose, true).await?,
            "starling-not-loaded" => self.bring_starling(purpose).await?,
            _ => return first,
        }
        fetching(false);
        self.ask_once(purpose, call).await
    }

    async fn bring(&self, purpose: &str, concurrent: bool) -> Result<(), Fault> {
        let bytes = assets::script_engine(concurrent).await?.into();
        let engine = LoadRuntimeRequest { bytes, concurrent };
        self.ask_once(purpose, engine).await
    }

    async fn bring_starling(&self, purpose: &str) -> Result<(), Fault> {
        let (engine, splicer) = assets::starling().await?;
        let (engine, splicer) = (engine.into(), splicer.into());
        self.ask_once(purpose, LoadStarlingRequest { engine, splicer })
            .await
    }

    async fn ask_once<C: AuthorCall>(&self, purpose: &str, call: C) -> Result<C::Answer, Fault> {
        let reply = pin!(self.tool.ask(purpose, call.into_request()));
        match select(reply, TimeoutFuture::new(self.limit * 1000)).await {
            Either::Left((reply, _)) => Tool::<AuthorReply>::expect(purpose, C::answer(reply?)),
            Either::Right(_) => {
                let message = format!(
                    "the module did not come to an end within {} seconds; does a loop outside of \
                     functions go on for ever?",
                    self.limit
                );
                Err(Fault::new("endless-module", message))
            }
        }
    }
}

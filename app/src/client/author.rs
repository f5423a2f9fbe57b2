//! The author's worker, and the engines that it is given when it first needs them.

use std::cell::Cell;
use std::rc::Rc;

use gloo_timers::callback::Timeout;
use model::{AuthorCall, AuthorReply, EngineError, LoadRuntimeRequest};

use crate::client::assets;
use crate::client::tool::{Reply, Tool};
use crate::state::fault::Fault;

/// A module that takes longer to be evaluated does not come to an end, in milliseconds.
const LIMIT: u32 = 20_000;

/// The author, wherever it runs.
#[derive(Clone, Default)]
pub struct Author(Tool<AuthorReply>);

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
    /// Asks, after those who asked before, and waits for the answer; brings the engine that is
    /// needed for it. What this is for says the user when it fails.
    pub async fn ask<C: AuthorCall + Clone>(
        &self,
        purpose: &str,
        call: C,
    ) -> Result<C::Answer, Fault> {
        let first = self.ask_once(purpose, call.clone()).await;
        let concurrent = match &first {
            Err(fault) if fault.code == "runtime-not-loaded" => false,
            Err(fault) if fault.code == "concurrent-runtime-not-loaded" => true,
            _ => return first,
        };
        let bytes = assets::script_engine(concurrent).await?.into();
        let engine = LoadRuntimeRequest { bytes, concurrent };
        self.ask_once(purpose, engine).await?;
        self.ask_once(purpose, call).await
    }

    /// Ends what it works on, which fails with the code `stopped`.
    pub fn stop(&self) {
        self.0.stop();
    }

    async fn ask_once<C: AuthorCall>(&self, purpose: &str, call: C) -> Result<C::Answer, Fault> {
        let (tool, is_over) = (self.0.clone(), Rc::<Cell<bool>>::default());
        let over = Rc::clone(&is_over);
        let limit = Timeout::new(LIMIT, move || {
            over.set(true);
            tool.stop();
        });
        let reply = self.0.ask(purpose, call.into_request()).await;
        limit.cancel();
        if is_over.get() {
            let message = "the module did not come to an end within 20 seconds; does a loop outside \
                of functions go on for ever?";
            return Err(Fault::new("endless-module", message));
        }
        Tool::<AuthorReply>::expect(purpose, C::answer(reply?))
    }
}

//! The maker's worker.

use model::{EngineError, MakerCall, MakerReply};

use crate::client::tool::{Reply, Tool};
use crate::state::fault::Fault;

/// The maker, wherever it runs.
#[derive(Clone, Default)]
pub struct Maker(Tool<MakerReply>);

impl Reply for MakerReply {
    const SCRIPT: &'static str = "./maker_loader.js";
    const NAME: &'static str = "maker";

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

impl Maker {
    /// Asks, after those who asked before, and waits for the answer. What this is for says the
    /// user when it fails, such as `making a stub`.
    pub async fn ask<C: MakerCall>(&self, purpose: &str, call: C) -> Result<C::Answer, Fault> {
        let reply = self.0.ask(purpose, call.into_request()).await?;
        Tool::<MakerReply>::expect(purpose, C::answer(reply))
    }
}

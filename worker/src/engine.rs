//! The engine's side of the messages.

use engine::Engine;
use model::{EngineError, EngineReply, EngineRequest};

use crate::host::Host;

impl Host for Engine {
    type Request = EngineRequest;
    type Reply = EngineReply;

    const READY: EngineReply = EngineReply::Ready;

    fn answer(&mut self, request: EngineRequest) -> EngineReply {
        self.handle(request)
    }

    fn failed(error: EngineError) -> EngineReply {
        EngineReply::Failed(error)
    }

    fn has_bytes(reply: &EngineReply) -> bool {
        matches!(
            reply,
            EngineReply::Open(_)
                | EngineReply::Compose(_)
                | EngineReply::Transpile(_)
                | EngineReply::EncodeWorld(_)
                | EngineReply::Export(_)
        )
    }
}

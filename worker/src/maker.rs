//! The maker's side of the messages.

use bindgen::Maker;
use model::{EngineError, MakerReply, MakerRequest};

use crate::host::Host;

impl Host for Maker {
    type Request = MakerRequest;
    type Reply = MakerReply;

    const READY: MakerReply = MakerReply::Ready;

    fn answer(&mut self, request: MakerRequest) -> MakerReply {
        self.handle(request)
    }

    fn failed(error: EngineError) -> MakerReply {
        MakerReply::Failed(error)
    }

    fn has_bytes(_: &MakerReply) -> bool {
        true
    }
}

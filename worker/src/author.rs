//! The author's side of the messages.

use author::Author;
use model::{AuthorReply, AuthorRequest, EngineError};

use crate::browser::Browser;
use crate::host::Host;

impl Host for Author<Browser> {
    type Request = AuthorRequest;
    type Reply = AuthorReply;

    const READY: AuthorReply = AuthorReply::Ready;

    fn answer(&mut self, request: AuthorRequest) -> AuthorReply {
        self.handle(request)
    }

    fn failed(error: EngineError) -> AuthorReply {
        AuthorReply::Failed(error)
    }

    fn has_bytes(reply: &AuthorReply) -> bool {
        matches!(reply, AuthorReply::Build(_))
    }
}

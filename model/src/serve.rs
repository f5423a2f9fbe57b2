//! A component that answers requests: one instance that is kept alive for many of them.

use serde::{Deserialize, Serialize};
use serde_bytes::ByteBuf;

use crate::{Header, HttpRequest};

/// A request for the instance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ServedRequest {
    /// Tells it from the others.
    pub number: u32,
    /// All of it but the body.
    pub request: HttpRequest,
    /// The body, in place of the one in `request`.
    #[cfg_attr(test, ts(type = "Uint8Array"))]
    pub body: ByteBuf,
}

/// Something of the answer to a request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Served {
    /// [`ServedRequest::number`]
    pub number: u32,
    /// What comes next of it.
    pub step: ServedStep,
}

/// What comes of an answer: a head, any pieces of a body, and an end; or a failure at any point.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "what", rename_all = "kebab-case")]
pub enum ServedStep {
    /// It begins.
    Head {
        /// Such as 200.
        status: u16,
        /// In order; repeated names are kept.
        headers: Vec<Header>,
    },
    /// More of its body.
    Body {
        /// In the order written.
        #[cfg_attr(test, ts(type = "Uint8Array"))]
        bytes: ByteBuf,
    },
    /// It is whole.
    End {
        /// What came after the body; mostly nothing.
        trailers: Vec<Header>,
    },
    /// There is none, or no more of it.
    Failed {
        /// A short stable word for programs, such as `unfinished-body` or `trapped`.
        code: String,
        /// Why, in words for the user.
        message: String,
    },
}

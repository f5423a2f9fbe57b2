//! A session: an instance that stays alive between calls, and what it hands out meanwhile.

use serde::{Deserialize, Serialize};
use serde_bytes::ByteBuf;

use crate::{Function, Outcome, Type, Value};

/// A call within a session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct SessionCall {
    /// Tells it from the other calls of the session.
    pub number: u32,
    /// Which function.
    pub function: Function,
    /// One for each parameter. A live resource, stream or future is [`Value::Handle`]; a stream may
    /// also be a list of all its elements, a future its value.
    pub args: Vec<Value>,
}

/// How a call of a session ended.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct CallEnded {
    /// [`SessionCall::number`]
    pub number: u32,
    /// How long it took.
    pub milliseconds: f64,
    /// What came of it. The instance lives on after `Returned` and `Refused` only.
    pub outcome: Outcome,
}

impl Eq for CallEnded {}

/// A resource, stream or future that a session keeps for whoever calls.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct LiveHandle {
    /// What [`Value::Handle`] calls it; counts from 1.
    pub number: u32,
    /// `own`, `stream` or `future`.
    #[serde(rename = "type")]
    pub ty: Type,
    /// The interface of the function that returned it, if it was in one.
    pub interface: Option<String>,
    /// Number of the call that returned it; none for what the caller feeds.
    pub call: Option<u32>,
}

/// Why a handle is gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum HandleEnd {
    /// Whoever calls dropped it.
    Dropped,
    /// A call took it.
    Moved {
        /// Number of the call.
        call: u32,
    },
    /// It was still there when the session ended.
    Left,
}

/// What the page tells a session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "verb", rename_all = "kebab-case")]
pub enum SessionInput {
    /// Call a function; others may still be going on.
    Call(Box<SessionCall>),
    /// Drop a handle.
    Drop {
        /// Which.
        handle: u32,
    },
    /// Put a stream or a future on the shelf that the caller feeds.
    Open {
        /// `stream` or `future`.
        #[serde(rename = "type")]
        ty: Type,
    },
    /// Give a stream more elements, or a future its value.
    Feed {
        /// Which.
        handle: u32,
        /// In order.
        values: Vec<Value>,
    },
    /// Give a `stream<u8>` more bytes.
    FeedBytes {
        /// Which.
        handle: u32,
        /// In order.
        #[cfg_attr(test, ts(type = "Uint8Array"))]
        bytes: ByteBuf,
    },
    /// Say that no more elements come.
    Close {
        /// Of which stream.
        handle: u32,
    },
    /// Read from a stream or future that a call returned and tell what comes.
    Watch {
        /// Which.
        handle: u32,
        /// How many elements at most, until it is asked again.
        most: u32,
    },
    /// Release all that lives, the newest first, and end the session.
    End,
}

/// What a session tells besides what every run tells.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "what", rename_all = "kebab-case")]
pub enum SessionEvent {
    /// The instance is alive.
    Ready,
    /// A call ended.
    Called(CallEnded),
    /// There is a new handle.
    Made(LiveHandle),
    /// A handle is gone.
    Gone {
        /// Which.
        handle: u32,
        /// Why.
        end: HandleEnd,
    },
    /// Elements came out of a stream, or the value of a future.
    Came {
        /// Of which.
        handle: u32,
        /// In order.
        values: Vec<Value>,
        /// Whether these are the last.
        is_end: bool,
    },
    /// What was asked of a handle cannot be done.
    Refused {
        /// Of which.
        handle: u32,
        /// A short stable word for programs.
        code: String,
        /// Why, in words for the user.
        message: String,
    },
}

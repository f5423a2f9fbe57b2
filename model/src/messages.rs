//! How the page and a worker speak: numbered questions, answers with the number of their question.

use serde::{Deserialize, Serialize};

/// A request together with the number that its answer will carry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question<R> {
    /// Unique in the life of a worker, from 1.
    pub id: u32,
    /// What is asked.
    pub request: R,
}

/// A reply together with the number of its question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer<R> {
    /// Of the question; 0 announces that the worker is ready.
    pub id: u32,
    /// What came of it.
    pub reply: R,
}

/// What a worker can be asked, a line each: the variant of both enums, the request struct and what
/// it is answered with. Makes the enums, and the trait that ties each request to its answer.
macro_rules! messages {
    (
        $(#[$request_doc:meta])* enum $request:ident;
        $(#[$reply_doc:meta])* enum $reply:ident;
        $(#[$call_doc:meta])* trait $call:ident;
        $($kind:ident($asked:ty) -> $answer:ty;)+
    ) => {
        $(#[$request_doc])*
        #[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
        #[allow(missing_docs, reason = "each variant is documented on its struct")]
        pub enum $request {
            $($kind($asked),)+
        }

        $(#[$reply_doc])*
        #[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
        #[allow(missing_docs, reason = "each variant is documented on its struct")]
        pub enum $reply {
            Ready,
            $($kind($answer),)+
            Failed($crate::EngineError),
        }

        $(#[$call_doc])*
        pub trait $call: serde::Serialize + Sized {
            /// The variant's name in both enums: who asks for one thing need not know how all the
            /// others are read and written.
            const KIND: &'static str;
            /// What it is answered with.
            type Answer: serde::de::DeserializeOwned;
            /// Wraps the request.
            fn into_request(self) -> $request;
            /// Takes the answer out of a reply, unless the reply is of another kind.
            fn answer(reply: $reply) -> Option<Self::Answer>;
        }

        $(impl $call for $asked {
            const KIND: &'static str = stringify!($kind);
            type Answer = $answer;
            fn into_request(self) -> $request {
                $request::$kind(self)
            }
            fn answer(reply: $reply) -> Option<$answer> {
                match reply {
                    $reply::$kind(it) => Some(it),
                    _ => None,
                }
            }
        })+
    };
}

pub(crate) use messages;

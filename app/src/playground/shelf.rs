//! What is done with what lives in the instance that is kept alive.

use leptos::prelude::*;
use leptos::task::spawn_local;
use model::{Param, SessionInput, Type, Value};

use crate::playground::Playground;
use crate::state::fault::Fault;

/// How many elements of a stream are read at a time.
const PIECE: u32 = 100;
/// The same where they are bytes.
const PIECE_OF_BYTES: u32 = 64 * 1024;

impl Playground {
    /// Drops something that lives.
    pub fn drop_handle(self, handle: u32) {
        self.tell_session(SessionInput::Drop { handle });
    }

    /// Takes what came out of a stream out of sight.
    pub fn dismiss_handle(self, handle: u32) {
        self.cells.session.update(|it| it.dismiss(handle));
    }

    /// Reads more of a stream, or the value of a future.
    pub fn watch_handle(self, handle: u32) {
        let most = match self.element_of(handle) {
            Some(Type::U8) => PIECE_OF_BYTES,
            _ => PIECE,
        };
        self.tell_session(SessionInput::Watch { handle, most });
    }

    /// Puts a stream or future on the shelf that the user feeds.
    pub fn open_feed(self, ty: Type) {
        self.tell_session(SessionInput::Open { ty });
    }

    /// Says that no more elements come.
    pub fn close_feed(self, handle: u32) {
        self.tell_session(SessionInput::Close { handle });
    }

    /// Gives a `stream<u8>` more bytes.
    pub fn feed_bytes(self, handle: u32, bytes: Vec<u8>) {
        let bytes = bytes.into();
        self.tell_session(SessionInput::FeedBytes { handle, bytes });
    }

    /// Tells on the shelf what is wrong with something.
    pub fn refuse_feed(self, handle: u32, message: String) {
        self.cells
            .session
            .update(|session| session.refuse(handle, message));
    }

    /// Gives a stream more elements, or a future its value: WAVE, parted by commas. What is wrong
    /// with the text is told on the shelf.
    pub fn feed(self, handle: u32, ty: Type, text: String) {
        spawn_local(async move {
            match self.elements(ty, text).await {
                Ok(values) => self.tell_session(SessionInput::Feed { handle, values }),
                Err(fault) => self.refuse_feed(handle, fault.message),
            }
        });
    }

    async fn elements(self, ty: Type, text: String) -> Result<Vec<Value>, Fault> {
        // A list of them reads as many as there are.
        let (ty, text) = match ty {
            Type::Stream {
                element: Some(element),
            } => {
                let length = None;
                (Type::List { element, length }, format!("[{text}]"))
            }
            Type::Future { value: Some(value) } => (*value, text),
            _ => return Ok(Vec::new()),
        };
        let is_list = matches!(ty, Type::List { .. }) && text.starts_with('[');
        let name = "elements".to_owned();
        let parsed = self.parse_args(vec![Param { name, ty }], text).await?;
        match (parsed.values.map(|mut values| values.pop()), is_list) {
            (Some(Some(Value::List(values))), true) => Ok(values),
            (Some(Some(value)), _) => Ok(vec![value]),
            _ => {
                let first = parsed.diagnostics.into_iter().next();
                let message = first.map_or_else(|| "nothing to feed".into(), |it| it.message);
                Err(Fault::new("bad-arguments", message))
            }
        }
    }
}

//! A handler's answer on its way out.

use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};
use wasmtime::{Error, format_err};
use wasmtime_wasi_http::WasiBody;

use super::reply::Cut;
use crate::run::AbortOnDrop;

/// Passes the body on, up to a limit. Dropping it before its end, as when the client goes, ends
/// the component.
pub(crate) struct HandlerBody {
    body: WasiBody,
    left: usize,
    cut: Cut,
    task: Option<AbortOnDrop>,
}

impl HandlerBody {
    /// At most `limit` bytes of `body`, which `task` writes.
    pub(super) fn new(body: WasiBody, limit: usize, cut: Cut, task: AbortOnDrop) -> Self {
        Self {
            body,
            left: limit,
            cut,
            task: Some(task),
        }
    }

    fn take(&mut self, frame: Frame<Bytes>) -> Result<Frame<Bytes>, Error> {
        let length = frame.data_ref().map_or(0, Bytes::len);
        let left = self.left.checked_sub(length);
        self.left = left.ok_or_else(|| format_err!("the answer is larger than the limit"))?;
        Ok(frame)
    }

    /// The body ended: by itself, or because the component did.
    fn end(&mut self) -> Option<Result<Frame<Bytes>, Error>> {
        if let Some(why) = self.cut.get() {
            return Some(Err(format_err!("{why}")));
        }
        if let Some(task) = self.task.take() {
            task.detach();
        }
        None
    }
}

impl Body for HandlerBody {
    type Data = Bytes;
    type Error = Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Error>>> {
        Pin::new(&mut self.body)
            .poll_frame(cx)
            .map(|frame| match frame {
                Some(Ok(frame)) => Some(self.take(frame)),
                Some(Err(error)) => Some(Err(error.into())),
                None => self.end(),
            })
    }

    fn is_end_stream(&self) -> bool {
        false
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

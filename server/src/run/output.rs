//! A program's standard output and error, told as they are written.

use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

use bytes::Bytes;
use model::{RunEvent, Stream};
use serde_bytes::ByteBuf;
use tokio::io::AsyncWrite;
use tokio::sync::mpsc::UnboundedSender;
use wasmtime_wasi::cli::{IsTerminal, StdoutStream};
use wasmtime_wasi::p2::{OutputStream, Pollable, StreamResult};

/// How much a program may write at once, in bytes.
const CHUNK: usize = 64 << 10;

/// One of a program's output streams; clones write to the same one.
#[derive(Clone)]
pub(crate) struct Output {
    stream: Stream,
    sender: UnboundedSender<RunEvent>,
    allowance: Arc<Mutex<Allowance>>,
}

/// How much may still be written, by both streams together.
struct Allowance {
    limit: usize,
    /// None once something was dropped.
    left: Option<usize>,
}

impl Output {
    /// Standard output and standard error, which share the limit, in bytes.
    pub(crate) fn pair(limit: usize, sender: &UnboundedSender<RunEvent>) -> (Self, Self) {
        let allowance = Arc::new(Mutex::new(Allowance {
            limit,
            left: Some(limit),
        }));
        let output = |stream| Self {
            stream,
            sender: sender.clone(),
            allowance: allowance.clone(),
        };
        (output(Stream::Stdout), output(Stream::Stderr))
    }

    /// Tells what was written, as far as the limit goes.
    fn tell(&self, bytes: &[u8]) {
        let mut allowance = self
            .allowance
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let Some(left) = allowance.left else { return };
        let kept = &bytes[..bytes.len().min(left)];
        if !kept.is_empty() {
            super::tell(
                &self.sender,
                RunEvent::Output {
                    stream: self.stream,
                    bytes: ByteBuf::from(kept),
                },
            );
        }
        allowance.left = Some(left - kept.len());
        if kept.len() < bytes.len() {
            allowance.left = None;
            let limit = u32::try_from(allowance.limit).unwrap_or(u32::MAX);
            super::tell(&self.sender, RunEvent::OutputCut { limit });
        }
    }
}

impl IsTerminal for Output {
    fn is_terminal(&self) -> bool {
        false
    }
}

impl StdoutStream for Output {
    fn async_stream(&self) -> Box<dyn AsyncWrite + Send + Sync> {
        Box::new(self.clone())
    }

    fn p2_stream(&self) -> Box<dyn OutputStream> {
        Box::new(self.clone())
    }
}

impl OutputStream for Output {
    fn write(&mut self, bytes: Bytes) -> StreamResult<()> {
        self.tell(&bytes);
        Ok(())
    }

    fn flush(&mut self) -> StreamResult<()> {
        Ok(())
    }

    fn check_write(&mut self) -> StreamResult<usize> {
        Ok(CHUNK)
    }
}

#[wasmtime_wasi::async_trait]
impl Pollable for Output {
    async fn ready(&mut self) {}
}

impl AsyncWrite for Output {
    fn poll_write(
        self: Pin<&mut Self>,
        _: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        self.tell(bytes);
        Poll::Ready(Ok(bytes.len()))
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }
}

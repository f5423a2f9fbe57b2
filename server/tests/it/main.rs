//! The whole server in process: one file a behaviour.

#![allow(
    clippy::unwrap_used,
    reason = "a test fails by panicking, and so do its helpers"
)]

mod admission;
mod capabilities;
mod command;
mod components;
mod function;
mod http_handler;
mod limits;
mod metrics;
mod page;
mod process;
mod samples;
mod shares;
mod support;
mod wasi_0_3;

//! The page: a client-side Leptos app. `ui` holds primitives, each on what the platform gives.

#![allow(
    unreachable_pub,
    reason = "the component macro makes items that are never exported"
)]

pub mod api;
pub mod client;
pub mod playground;
pub mod state;
pub mod ui;

/// Puts the app on the page, in place of what `index.html` paints first.
pub fn start() {}

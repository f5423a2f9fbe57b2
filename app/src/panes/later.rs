//! The panes that are loaded after the first screen: a line each. Use them from here instead of
//! from their own modules, which would put them into the first part.

use std::time::Duration;

use futures::future::join;
use gloo_timers::future::sleep;
use leptos::{prelude::*, task::spawn_local};

use crate::parts::{first_screen, in_part, panes_in_parts};

panes_in_parts! {
    /// [`super::bindings::Bindings`]
    bindings: Bindings = crate::panes::bindings::Bindings;
    /// [`super::canvas::Canvas`]
    work: Canvas = crate::panes::canvas::Canvas, meanwhile crate::panes::waiting::Waiting;
    /// [`super::inspector::Selected`]
    work: Inspected = crate::panes::inspector::Selected;
    /// [`super::problems::Problems`]
    work: Problems = crate::panes::problems::Problems;
    /// [`super::bundled::Contents`]
    work: BundledContents = crate::panes::bundled::Contents;
    /// [`super::references::ReferencesPane`]
    work: ReferencesPane = crate::panes::references::ReferencesPane;
    /// [`super::outline_list::OutlineList`]
    work: OutlineList = crate::panes::outline_list::OutlineList;
    /// [`super::keys::KeyList`]
    work: KeyList = crate::panes::keys::KeyList;
    /// [`super::share::Contents`]
    work: ShareContents = crate::panes::share::Contents;
    /// [`super::run::RunPane`]
    run: RunPane = crate::panes::run::RunPane;
    /// [`super::http::HttpPane`]
    run: HttpPane = crate::panes::http::HttpPane;
    /// [`super::world::WorldPane`]
    world: WorldPane = crate::panes::world::WorldPane;
}

in_part! {
    work, fn work() -> () {}
    run, fn run() -> () {}
}

/// How long the page rests after the first screen before it fetches what nobody asked for yet.
const REST: Duration = Duration::from_millis(300);

/// Fetches every part once the first screen is ready and has had time to settle, so that nobody
/// waits for a pane that they open later.
pub fn fetch_ahead() {
    spawn_local(async {
        first_screen().await;
        sleep(REST).await;
        // Whoever needs a part that did not come asks for it again, and is told.
        let _ = join(work(), run()).await;
    });
}

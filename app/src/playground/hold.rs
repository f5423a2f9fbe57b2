//! One tab at a time changes the user's workspace; the others show it.

use std::rc::Rc;
use std::time::Duration;

use gloo_timers::future::sleep;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::client::hold::{Hold, Manner, ask, is_held};
use crate::playground::{Origin, Playground};

/// How long the page that was here before may take to let go, as when it is reloaded.
const PATIENCE: Duration = Duration::from_secs(1);

impl Playground {
    /// Whether another tab holds the workspace, which can only be read here.
    pub fn is_elsewhere(self) -> bool {
        self.origin.get() == Origin::Own && self.cells.hold.get() == Hold::Elsewhere
    }

    /// Takes the workspace from the tab that holds it.
    pub fn take_over(self) {
        self.ask_for_hold(Manner::Take);
    }

    /// Asks for the workspace, and goes on waiting for it while another tab holds it.
    pub(super) fn hold(self) {
        self.ask_for_hold(Manner::Wait);
        spawn_local(async move {
            let is_asked = || self.cells.hold.get_untracked() == Hold::Asked;
            while is_asked() {
                sleep(PATIENCE).await;
                // Time alone tells nothing: where the page is slow, so is the answer.
                if is_held().await && is_asked() {
                    self.cells.hold.set(Hold::Elsewhere);
                }
            }
        });
    }

    fn ask_for_hold(self, manner: Manner) {
        let tell = move |hold| {
            let was_elsewhere = untrack(|| self.is_elsewhere());
            self.cells.hold.set(hold);
            match hold {
                // The other tab may have changed it.
                Hold::Here if was_elsewhere => spawn_local(self.open_own()),
                // It comes back when the other tab is closed.
                Hold::Elsewhere => self.ask_for_hold(Manner::Wait),
                Hold::Here | Hold::Asked => {}
            }
        };
        ask(manner, Rc::new(tell));
    }
}

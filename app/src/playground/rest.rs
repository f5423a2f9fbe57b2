//! What is done about a workspace that the engine dies of each time it is opened: the engine is not
//! asked, so that the texts can be changed in peace.

use std::time::Duration;

use gloo_timers::future::sleep;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::client::{clock, deaths};
use crate::playground::Playground;

/// So many deaths in a row are enough.
const ENOUGH: u32 = 2;

/// How long after the page was opened a death is taken for one of opening the workspace.
const OPENING: Duration = Duration::from_secs(10);

impl Playground {
    /// Follows the workspace, unless the engine died of it each time it was opened lately.
    pub(super) fn ask_or_rest(self) {
        if deaths::count() >= ENOUGH {
            self.cells.is_resting.set(true);
            self.engine_client().rest(true);
        } else {
            self.ask_engine();
        }
    }

    /// Asks the engine again.
    pub fn end_rest(self) {
        deaths::forget();
        self.cells.is_resting.set(false);
        self.engine_client().rest(false);
        // Not where the button is, which goes with what it does.
        spawn_local(async move { self.ask_engine() });
    }

    fn ask_engine(self) {
        let until = clock::now() + OPENING.as_millis() as f64;
        let engine = self.engine_client();
        Effect::new(move |was_counted: Option<bool>| {
            self.engine.track();
            let was_counted = was_counted.unwrap_or_default();
            let counts = !was_counted && engine.deaths() > 0 && clock::now() < until;
            if counts {
                deaths::add();
            }
            was_counted || counts
        });
        spawn_local(async move {
            let before = deaths::count();
            sleep(OPENING).await;
            if deaths::count() == before {
                deaths::forget();
            }
        });
        self.follow_to_engine();
    }
}

//! The calls that were made, made again, and held to what is expected of them.

use leptos::prelude::*;
use leptos::task::spawn_local;
use model::{HostOptions, RunEvent, SampleCall, Target};

use crate::client::stop::Stopper;
use crate::playground::{Order, Origin, Playground};
use crate::state::calls::{Calls, Came, MadeCall, Verdict, with_expectation};
use crate::state::run::{Place, RunState};
use crate::state::workspace::Edit;

impl Playground {
    /// Makes ▶ do what a call did.
    pub fn edit_call(self, made: MadeCall) {
        let MadeCall { target, call, .. } = made;
        let edits = vec![Edit::Target(target), Edit::Call(Some(call))];
        self.make(Edit::All(edits));
    }

    /// Keeps the calls with the workspace. To have called something is no change of a workspace
    /// that came with a link, nor of one that another tab holds.
    pub(super) fn keep_calls(self) {
        let kept = self.calls.with_untracked(Calls::kept);
        let is_own = self.origin.get_untracked() == Origin::Own;
        if is_own && !untrack(|| self.is_elsewhere()) {
            self.cells.workspace.update(|it| it.calls = kept);
        } else {
            self.adjust(|it| it.calls = kept);
        }
    }

    /// Shows the calls that were kept with the workspace as it was opened.
    pub(super) fn show_kept_calls(self) {
        let calls = self.workspace.with_untracked(|it| Calls::of(&it.calls));
        self.cells.calls.set(calls);
    }

    /// Forgets all calls that were made.
    pub fn forget_calls(self) {
        self.cells.calls.set(Calls::default());
        self.keep_calls();
    }

    /// From now on, a call is expected to give what it gave.
    pub fn expect_again(self, made: MadeCall) {
        let MadeCall {
            target, call, came, ..
        } = made;
        let Some(expected) = came.and_then(|it| it.expected) else {
            return;
        };
        let known = self.workspace.with_untracked(|it| it.expectations.clone());
        let new = SampleCall {
            target,
            call,
            expected,
        };
        self.make(Edit::Expectations(with_expectation(known, new)));
    }

    /// Expects nothing more of the call at an index.
    pub fn forget_expectation(self, index: usize) {
        let mut known = self.workspace.with_untracked(|it| it.expectations.clone());
        if index < known.len() {
            known.remove(index);
            self.cells.verdicts.set(Vec::new());
            self.make(Edit::Expectations(known));
        }
    }

    /// Makes every call of which something is expected, one after the other, each in a fresh
    /// instance of this tab.
    pub fn check_expectations(self) {
        let all = self.workspace.with_untracked(|it| it.expectations.clone());
        self.cells.verdicts.set(vec![None; all.len()]);
        let opened = self.opened.get_untracked();
        spawn_local(async move {
            for (index, expectation) in all.into_iter().enumerate() {
                let verdict = self.check(expectation).await;
                if self.opened.get_untracked() != opened {
                    return;
                }
                self.cells.verdicts.update(|verdicts| {
                    if let Some(place) = verdicts.get_mut(index) {
                        *place = Some(verdict);
                    }
                });
            }
        });
    }

    async fn check(self, expectation: SampleCall) -> Verdict {
        let SampleCall {
            target,
            call,
            expected,
        } = expectation;
        let place = Place::Browser;
        let run = RunState::default().begin(place, target.clone(), call.clone());
        let run = StoredValue::new_local(run);
        // What is expected is of the call alone, not of a file that is chosen now or what was kept.
        let host = HostOptions {
            body: None,
            keep: None,
            ..self.host_options(&call)
        };
        let order = Order {
            target,
            call,
            place,
            limits: self.limits.get_untracked(),
            host,
            traces: false,
        };
        let tell = move |event: RunEvent| run.update_value(|run| run.take(event));
        let ended = self.execute(order, &Stopper::default(), tell).await;
        run.update_value(|run| match ended {
            Ok(outcome) => run.take(RunEvent::Done { outcome }),
            Err(fault) => run.fail(fault),
        });
        let came = run.with_value(Came::of);
        run.dispose();
        came.map_or(Verdict::Missed(String::new()), |came| came.judge(&expected))
    }
}

/// What a target is called.
pub fn target_name(target: &Target) -> &str {
    match target {
        Target::Composition => "composition",
        Target::Component { name } => name,
    }
}

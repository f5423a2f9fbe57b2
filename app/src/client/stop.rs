//! How a run is stopped, wherever it is and whatever it waits for.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use crate::client::inlet::Inlet;

type Action = Box<dyn FnOnce()>;

/// The switch of one run, and what it is told meanwhile.
#[derive(Clone, Default)]
pub struct Stopper(Rc<State>);

#[derive(Default)]
struct State {
    inlet: Inlet,
    is_stopped: Cell<bool>,
    is_patient: Cell<bool>,
    action: RefCell<Option<Action>>,
}

impl Stopper {
    /// Stops the run; a second time does nothing.
    pub fn stop(&self) {
        if self.0.is_stopped.replace(true) {
            return;
        }
        let action = self.0.action.borrow_mut().take();
        if let Some(action) = action {
            action();
        }
    }

    /// From now on the run has no limit of time.
    pub fn be_patient(&self) {
        self.0.is_patient.set(true);
    }

    /// Whether it has none.
    pub fn is_patient(&self) -> bool {
        self.0.is_patient.get()
    }

    /// What the run is told while it goes on.
    pub fn inlet(&self) -> &Inlet {
        &self.0.inlet
    }

    /// Whether it was stopped.
    pub fn is_stopped(&self) -> bool {
        self.0.is_stopped.get()
    }

    /// What stopping does from now on; done at once if it was stopped already.
    pub fn set_action(&self, action: impl FnOnce() + 'static) {
        if self.is_stopped() {
            return action();
        }
        *self.0.action.borrow_mut() = Some(Box::new(action));
    }
}

#[test]
fn stopping_acts_once_and_a_late_action_at_once() {
    let count = Rc::new(Cell::new(0));
    let add = |by| {
        let count = Rc::clone(&count);
        move || count.set(count.get() + by)
    };
    let stopper = Stopper::default();
    stopper.set_action(add(1));
    stopper.stop();
    stopper.stop();
    assert_eq!(count.get(), 1);
    stopper.set_action(add(10));
    assert_eq!(count.get(), 11);
}

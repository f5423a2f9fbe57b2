//! What a run is told while it goes on.

use std::cell::RefCell;
use std::rc::Rc;

use model::RunInput;

/// Takes what a run is told, from before there is anybody to hear it until the run ends.
#[derive(Clone, Default)]
pub struct Inlet(Rc<RefCell<State>>);

#[derive(Default)]
struct State {
    early: Vec<RunInput>,
    hear: Option<Rc<dyn Fn(RunInput)>>,
}

/// Keeps an [`Inlet`] open; what is told after it was dropped is heard by nobody.
pub struct Open(Inlet);

impl Inlet {
    /// Tells the run something.
    pub fn tell(&self, input: RunInput) {
        let mut state = self.0.borrow_mut();
        let Some(hear) = state.hear.clone() else {
            return state.early.push(input);
        };
        drop(state);
        hear(input);
    }

    /// From now on `hear` is told, first what was said before.
    pub(super) fn open(&self, hear: impl Fn(RunInput) + 'static) -> Open {
        let early = std::mem::take(&mut self.0.borrow_mut().early);
        early.into_iter().for_each(&hear);
        self.0.borrow_mut().hear = Some(Rc::new(hear));
        Open(self.clone())
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        let nobody: Rc<dyn Fn(RunInput)> = Rc::new(drop);
        self.0.0.borrow_mut().hear = Some(nobody);
    }
}

#[test]
fn what_is_told_early_is_heard_first_and_what_is_told_late_by_nobody() {
    let heard = Rc::new(RefCell::new(Vec::new()));
    let inlet = Inlet::default();
    inlet.tell(RunInput::StdinEnd);
    let hearing = Rc::clone(&heard);
    let open = inlet.open(move |input| hearing.borrow_mut().push(input));
    inlet.tell(RunInput::BodyEnd);
    drop(open);
    inlet.tell(RunInput::BodyEnd);
    assert_eq!(*heard.borrow(), [RunInput::StdinEnd, RunInput::BodyEnd]);
}
